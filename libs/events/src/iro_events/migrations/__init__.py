"""The tables of the log and of its consumers, in the database of every service that keeps either."""

TABLES = (
    "events",
    "unsequenced",
    "log",
    "idempotency",
    "inbox",
    "consumer_offset",
    "parked",
    "relayed",
    "inbound_taken",
    "inbound_matter",
    "inbound_waiting",
    "inbound_rejection",
)
"""What the revisions make; a service's own revisions leave them alone."""
