"""The pages a person reads: rendered here, no script, nothing fetched from elsewhere."""
