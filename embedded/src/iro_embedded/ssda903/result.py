"""What an import came to: how many rows of the return were taken, known, corrected or rejected, and why."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken; `row` is its line in the file, the columns' names being on line 1."""

    file: str
    row: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The rows of the Header, Episodes and Reviews files by what became of them.

    `findings` counts what was taken and wants looking at; `not_read` names the other files.
    """

    taken: int
    known: int
    corrected: int
    rejections: tuple[RejectedRow, ...]
    findings: Mapping[str, int]
    not_read: tuple[str, ...]

    @property
    def rejected(self) -> dict[str, int]:
        """The rows not taken, by code."""
        return dict(sorted(Counter(rejected.code for rejected in self.rejections).items()))

    @property
    def rows(self) -> int:
        """All rows."""
        return self.taken + self.known + self.corrected + len(self.rejections)

    def document(self) -> dict[str, Any]:
        """The summary for machines."""
        return {
            "rows": self.rows,
            "taken": self.taken,
            "known": self.known,
            "corrected": self.corrected,
            "rejected": self.rejected,
        }

    def write_rejections(self, path: Path) -> None:
        """Writes the rejected rows as CSV: file, row, code, reason; nothing of what they hold. Raises OSError."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("file", "row", "code", "reason"))
            writer.writerows((row.file, row.row, row.code, row.reason) for row in self.rejections)
