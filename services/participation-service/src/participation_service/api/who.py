"""Which roles may command and which may see what."""

from iro_chassis.roles import Role

RECORDS = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT, Role.INFORMATION_SYSTEM)
"""Those who keep what children say, or do so for their authority's own system."""

SEES_WORDS = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT)
"""Those who may read a child's own words. The social work manager is not: the words may be about the social work."""

SEES_CODES = (*SEES_WORDS, Role.SOCIAL_WORK_MANAGER, Role.ANALYST, Role.INFORMATION_SYSTEM)
"""Those who may see how a child took part and what a wish is about: special-category codes, under opaque ids."""

SEES_DATES = (*SEES_CODES, Role.OPERATOR)
"""Those who may see days and opaque ids."""
