"""What a service's tests need of the chassis: tokens really signed, a clock to set, a client of a running service."""
