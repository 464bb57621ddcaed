"""The carrier for a deployment with a broker: facts go out from the log to Apache Kafka and come in from there.

Only this room imports the client's library, and nobody imports this room unless a broker is configured.
"""
