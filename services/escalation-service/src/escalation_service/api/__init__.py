"""One route a command, one a question; a command is a POST to the noun of what happened."""
