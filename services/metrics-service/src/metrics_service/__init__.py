"""Footprint's metrics-service."""
