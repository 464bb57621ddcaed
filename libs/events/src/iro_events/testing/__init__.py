"""What tests of stores, buses and services share: a PostgreSQL of their own, and the suites to be passed."""
