"""Brings SSDA903 returns in: finds their files, sends their rows to review-service, tells what became of each."""

from iro_embedded.ssda903.files import NoSuchFolder
from iro_embedded.ssda903.result import ImportResult, RejectedRow
from iro_embedded.ssda903.sending import ImportStopped, import_return

__all__ = ["ImportResult", "ImportStopped", "NoSuchFolder", "RejectedRow", "import_return"]
