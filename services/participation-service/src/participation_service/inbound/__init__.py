"""What this service takes of the information system's events, and how it is told on."""
