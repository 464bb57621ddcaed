"""What the service decides: pure states, commands, refusals and decisions. No I/O, no clock, no ids made here."""
