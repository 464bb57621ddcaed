"""Footprint's review-service."""
