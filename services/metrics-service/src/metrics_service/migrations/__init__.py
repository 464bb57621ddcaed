"""The shapes of the read model's tables, revision by revision."""
