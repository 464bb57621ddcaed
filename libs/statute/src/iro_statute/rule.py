"""What a rule of law is here: a text with its source, its days and whether its wording was seen.

An id is the rulebook's number. `R1.01@1991` is a superseded text of R1.01 (its family), `R1.22/returned` a part of
R1.22 whose source is another.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stood from `valid_from` to `valid_to` (both days included; None: still in force)."""

    id: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None
    verified: bool = True
    version: int = 1

    @property
    def family(self) -> str:
        """What the versions of one rule share."""
        return self.id.partition("@")[0]

    @property
    def cited(self) -> str:
        """How a sentence names the rule; an unverified one never without its mark."""
        number = self.family.partition("/")[0]
        return f"{self.source}, {number}" + ("" if self.verified else ", wording not verified")
