"""escalation-service: an IRO's challenges to the authority, from first unease to outcome, and good practice seen."""
