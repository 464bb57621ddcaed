"""Which roles may command and which may see what."""

from iro_chassis.roles import Role

CHALLENGES = (Role.IRO, Role.MANAGER, Role.INFORMATION_SYSTEM)
"""Those who challenge the authority, or record it for their authority's own system: the IRO in person (R5.02)."""

ANSWERS = (*CHALLENGES, Role.SOCIAL_WORK_MANAGER, Role.BUSINESS_SUPPORT)
"""Those who answer for the authority, or take the answer down."""

SETS_LADDERS = (Role.MANAGER,)
"""Those who say which stages a dispute goes up."""

SEES_WORDS = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT, Role.SOCIAL_WORK_MANAGER)
"""Those who may read what was written about a matter: both sides of it."""

SEES_ADVICE = (Role.IRO, Role.MANAGER)
"""Those who may read the legal advice that the IRO was given: the challenger's side alone."""

SEES_VIEWS = (*SEES_WORDS, Role.ANALYST)
"""Those who may see what the child thought of a concern's being raised: a special-category code."""

SEES_DATES = (*SEES_WORDS, Role.ANALYST, Role.OPERATOR, Role.INFORMATION_SYSTEM)
"""Those who may see days, codes and opaque ids."""
