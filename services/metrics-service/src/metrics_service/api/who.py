"""Which roles may see what."""

from iro_chassis.roles import Actor, Role

SEES_FIGURES = (
    Role.IRO,
    Role.MANAGER,
    Role.BUSINESS_SUPPORT,
    Role.SOCIAL_WORK_MANAGER,
    Role.ANALYST,
    Role.OPERATOR,
    Role.INFORMATION_SYSTEM,
)
"""Those who may see days, codes and opaque ids, which is all that is kept here."""

SEES_CODES = (Role.IRO, Role.MANAGER, Role.ANALYST)
"""Those who may see one child's special-category codes, such as how they took part, under opaque ids."""

READS_RESTRICTED = (Role.IRO, Role.MANAGER, Role.SOCIAL_WORK_MANAGER)
"""Those who work with the child itself, and may read on its footprint what few may be told."""


def may_see_restricted(actor: Actor) -> bool:
    """Whether somebody may know that a child was not heard."""
    return not actor.roles.isdisjoint({*SEES_CODES, *READS_RESTRICTED})
