"""A case that shows a field of a second area is known from when that was told, and names its event too."""

import pytest

from metrics_service.domain.care_end_history import CareEndCase
from metrics_service.domain.escalation_cases import ChildsViewCase
from metrics_service.domain.participation_cases import ThemeCase
from metrics_service.figures.care import CEASED
from metrics_service.figures.challenges import CHALLENGES_INFORMAL
from metrics_service.figures.figure import Figure
from metrics_service.figures.wishes import WISHES_BY_THEME
from metrics_service.tables import live


@pytest.mark.parametrize(
    ("figure", "second"),
    [
        (CEASED, live(CareEndCase)),
        (CHALLENGES_INFORMAL, live(ChildsViewCase)),
        (WISHES_BY_THEME, live(ThemeCase)),
    ],
    ids=lambda thing: getattr(thing, "id", None) or thing.name,
)
@pytest.mark.parametrize("then", [False, True])
def test_a_case_names_the_events_of_both_areas(figure: Figure, second: object, *, then: bool) -> None:
    columns = {column.name: str(column) for column in figure.cases(then).selected_columns}

    assert f"{second}.known_from" in columns["known_from"]
    assert f"{second}.events" in columns["events"]
