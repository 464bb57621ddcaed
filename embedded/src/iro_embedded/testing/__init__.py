"""What tests of the whole system share: a front end's desk inside the process, and the command as it is typed."""
