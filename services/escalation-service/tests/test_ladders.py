from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from escalation_service.domain.ladder import LadderStage
from escalation_service.domain.ladders import (
    LADDERS,
    AboveChiefExecutive,
    LadderSet,
    LongerThanCap,
    SetLadder,
    StageTwice,
)
from iro_events.decider import fold
from iro_events.facts.escalation_codes import DisputeStage
from iro_events.spec import Spec

REAL = sorted((Path(__file__).parents[1] / "ladders").glob("*.json"))
APRIL = date(2014, 4, 1)

spec = Spec(LADDERS)
team = LadderStage(stage=DisputeStage.TEAM_MANAGER, name="Practice Manager", working_days=5)
head = LadderStage(stage=DisputeStage.HEAD_OF_SERVICE, name="Head of Looked After Children", working_days=10)
chief = LadderStage(stage=DisputeStage.CHIEF_EXECUTIVE, name="Chief Executive")


def set_from(day: date, *stages: LadderStage, informal: int | None = None) -> LadderSet:
    return LadderSet(valid_from=day, informal_working_days=informal, moves_up_by_time=True, stages=stages)


def test_a_ladder_is_in_force_from_a_day_on_and_may_be_set_ahead() -> None:
    spec.on(date(2014, 3, 1)).when(SetLadder(valid_from=APRIL, stages=(team, chief))).then(set_from(APRIL, team, chief))


def test_a_ladder_set_again_for_its_day_stands_in_place_of_the_first() -> None:
    before = spec.given(set_from(APRIL, team, chief))

    before.when(SetLadder(valid_from=APRIL, stages=(team, chief))).then_nothing()
    before.when(SetLadder(valid_from=APRIL, stages=(head, chief))).then(set_from(APRIL, head, chief))


def test_a_ladder_has_each_stage_once() -> None:
    spec.when(SetLadder(valid_from=APRIL, stages=(team, chief, team))).then_refused(StageTwice, field="stages")


def test_the_chief_executive_is_the_last_local_level() -> None:
    spec.when(SetLadder(valid_from=APRIL, stages=(chief, team))).then_refused(AboveChiefExecutive, field="stages")


def test_stages_may_take_twenty_working_days_in_total_and_not_one_more() -> None:
    five = LadderStage(stage=DisputeStage.DIRECTOR, name="Director", working_days=5)
    six = five.model_copy(update={"working_days": 6})

    spec.when(SetLadder(valid_from=APRIL, stages=(team, head, five))).then(set_from(APRIL, team, head, five))
    spec.when(SetLadder(valid_from=APRIL, stages=(team, head, six))).then_refused(LongerThanCap, field="stages")


def test_the_ladder_of_a_day_is_the_last_set_by_then() -> None:
    ladders = fold(LADDERS, [set_from(APRIL, team, chief), set_from(date(2015, 4, 1), head, chief)])

    assert ladders.in_force(date(2014, 3, 31)) is None
    for day, first in ((APRIL, team), (date(2015, 3, 31), team), (date(2015, 4, 1), head)):
        in_force = ladders.in_force(day)
        assert in_force is not None
        assert in_force.at(1) == first


@pytest.mark.parametrize("given", [{"stages": ()}, {"stages": (team,), "informal_working_days": 0}, {"stages": ("x",)}])
def test_a_ladder_without_stages_or_with_senseless_days_cannot_be_asked_for(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SetLadder.model_validate({"valid_from": APRIL, **given})


@pytest.mark.parametrize("file", REAL, ids=lambda file: file.stem)
def test_the_ladders_of_real_councils_can_be_set(file: Path) -> None:
    command = SetLadder.model_validate_json(file.read_text())

    (told,) = LADDERS.decide(command, LADDERS.initial, spec.context)
    assert told.stages == command.stages


def test_there_are_ladders_of_several_real_councils() -> None:
    assert len(REAL) >= 4
