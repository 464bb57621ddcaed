"""What somebody wrote, and how long it may be."""

from typing import Annotated

from pydantic import Field

Words = Annotated[str, Field(min_length=1, max_length=4000)]
"""What somebody wrote; it stays in this service."""
