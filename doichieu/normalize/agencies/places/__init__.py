"""Provinces, districts and communes by name."""
