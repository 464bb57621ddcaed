"""A real Apache Kafka for tests: its jars from a Maven repository, and one broker a run."""
