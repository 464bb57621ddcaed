"""What the store answers to a writer who is late, or who uses a key twice for different things."""


class VersionConflict(Exception):
    """Somebody else wrote to the stream meanwhile: read it again, and decide anew."""

    def __init__(self, stream: str, *, expected: int, actual: int) -> None:
        super().__init__(f"{stream} is at version {actual}, not {expected}: read it again and decide anew")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class IdempotencyKeyReused(Exception):
    """The idempotency key came with another request before: send a new request under a new key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the idempotency key {key!r} belongs to another request: use a new key for a new request")
        self.key = key
