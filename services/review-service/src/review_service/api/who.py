"""Which roles may command and which may see what."""

from iro_chassis.roles import Role

RECORDS = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT, Role.INFORMATION_SYSTEM)
"""Those who keep care, reviews and records, or do so for their authority's own system."""

CHAIRS = (Role.IRO, Role.MANAGER, Role.INFORMATION_SYSTEM)
"""Those who say why a review was late and issue its decisions."""

KEEPS_TEAM = (Role.MANAGER, Role.INFORMATION_SYSTEM)
"""Those who say who is in the team of IROs, for how much, and what was seen of their work."""

ANSWERS = (Role.SOCIAL_WORK_MANAGER, *RECORDS)
"""Those who answer decisions for the authority, or take the answer down."""

SEES_NAMES = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT)
"""Those who may see who a child is."""

SEES_TEXTS = (Role.IRO, Role.MANAGER, Role.BUSINESS_SUPPORT, Role.SOCIAL_WORK_MANAGER)
"""Those who may read what a review decided."""

SEES_DATES = (*SEES_TEXTS, Role.ANALYST, Role.OPERATOR, Role.INFORMATION_SYSTEM)
"""Those who may see days, codes and opaque ids."""
