"""What the authority's own system tells as events: child protection, proceedings, times missing, the population."""

from iro_embedded.demo.system.authority_told import authority_told
from iro_embedded.demo.system.children_told import children_told

__all__ = ["authority_told", "children_told"]
