"""What this service takes of the information system's events, and how it translates them into its own commands."""
