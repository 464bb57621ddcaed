"""The tables of the log and of its consumers, in the database of every service that keeps either."""
