"""What every service process is made of: create_service, settings, auth, problems, logs, health, workers."""
