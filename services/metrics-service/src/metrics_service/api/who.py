"""Which roles may see what."""

from iro_chassis.roles import Role

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
