from datetime import date
from uuid import UUID

from iro_chassis.roles import Role
from iro_events.facts.participation_codes import WishTheme
from participation_service.api.who import SEES_CODES, SEES_DATES
from participation_service.questions import OpenWish


def test_a_wish_is_listed_without_its_theme_for_those_who_may_see_days_alone() -> None:
    wish = OpenWish(
        wish=UUID(int=1),
        child=UUID(int=2),
        expressed_on=date(2014, 5, 1),
        theme=WishTheme.CONTACT,
        outcome=None,
        reviews=2,
    )

    assert set(SEES_DATES) - set(SEES_CODES) == {Role.OPERATOR}
    assert wish.for_all() == wish.model_copy(update={"theme": None})
