"""A run as a table for people."""

from .harness import Outcome
from .plan import Kind


def table(outcome: Outcome) -> str:
    """The faults, then what was lost, doubled or turned at each reader, then the figures."""
    lines = [
        f"{outcome.commands} commands in {outcome.seconds:.0f} seconds, {outcome.repeated} requests sent again",
        f"{outcome.facts} facts, {outcome.faults.total()} faults",
        "",
        *(f"{kind:<46}{outcome.faults[kind]:>8}" for kind in Kind),
        "",
        f"{'reader':<46}{'facts':>8}{'lost':>8}{'doubled':>9}{'inverted':>10}",
    ]
    counts = [*outcome.counts, *([outcome.hasty] if outcome.hasty else [])]
    lines += [f"{c.reader:<46}{c.facts:>8}{c.lost:>8}{c.doubled:>9}{c.inverted:>10}" for c in counts]
    lines += ["", f"{'figure':<46}{'answered':>14}{'folded':>14}{'wrong cases':>13}"]
    for name, (answered, folded) in outcome.figures.items():
        wrong = outcome.wrong_cases.get(name, "")
        lines.append(f"{name:<46}{_share(answered):>14}{_share(folded):>14}{wrong:>13}")
    lines += [
        "",
        f"{'acknowledged and not in a log':<46}{outcome.forgotten:>8}",
        f"{'facts more or fewer than planned':<46}{outcome.unplanned.total():>8}",
        f"{'gaps in the logs':<46}{outcome.gaps:>8}",
        f"{'parked':<46}{outcome.parked:>8}",
    ]
    return "\n".join(lines)


def _share(figure: tuple[int, ...]) -> str:
    return " of ".join(str(number) for number in figure)
