"""Which service keeps its tables in which database of the embedded PostgreSQL, and which of them keep a log."""

DATABASES = {
    "review-service": "review",
    "escalation-service": "escalation",
    "participation-service": "participation",
    "metrics-service": "metrics",
}

LOGS = tuple(DATABASES)
"""metrics-service, a view of the others' facts, keeps a log of the days and of the deadlines it told of."""
