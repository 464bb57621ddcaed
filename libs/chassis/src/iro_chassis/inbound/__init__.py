"""The border to the authority's own system: its events taken once each, in any order, or refused and listed."""
