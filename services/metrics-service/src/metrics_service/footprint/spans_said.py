"""What the facts of proceedings and of missing children say, each in one sentence."""

from typing import assert_never

from iro_events.facts.missing import Absence, MissingEpisodeRecorded, MissingEpisodeWithdrawn
from iro_events.facts.proceedings import ProceedingsRecorded, ProceedingsWithdrawn
from iro_statute import in_words
from metrics_service.domain.spans_told import MissingFact, ProceedingsFact


def span_said(fact: ProceedingsFact | MissingFact) -> str:
    """The fact as a sentence."""
    match fact:
        case ProceedingsRecorded():
            until = f", which end on {in_words(fact.until)}" if fact.until else ""
            return f"Proceedings are issued in court{until}"
        case ProceedingsWithdrawn():
            return "Proceedings were recorded in error and are withdrawn"
        case MissingEpisodeRecorded():
            how = "missing" if fact.absence is Absence.MISSING else "away without authorisation"
            until = f", and is found on {in_words(fact.until)}" if fact.until else ""
            return f"Is {how}{until}"
        case MissingEpisodeWithdrawn():
            return "Was not missing: that was recorded in error and is withdrawn"
        case _:
            assert_never(fact)
