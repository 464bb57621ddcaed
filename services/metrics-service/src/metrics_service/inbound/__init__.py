"""Which of the information system's events this service takes: reference values."""
