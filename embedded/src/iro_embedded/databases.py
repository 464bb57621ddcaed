"""Which service keeps its tables in which database of the embedded PostgreSQL, and which of them keep a log."""

DATABASES = {
    "review-service": "review",
    "escalation-service": "escalation",
    "participation-service": "participation",
    "metrics-service": "metrics",
}

LOGS = ("review-service", "escalation-service", "participation-service")
"""metrics-service keeps none: it is a view of the others' facts."""
