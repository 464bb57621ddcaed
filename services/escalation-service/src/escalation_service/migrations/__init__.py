"""The revisions of this service's own tables, applied at start."""
