"""Footprint's participation-service."""
