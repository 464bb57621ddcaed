"""The deadlines: what is to be done by which day, whose turn it is, why by then, and what would settle it."""
