"""Ministries, central bodies, departments, Party committees and unions by name."""
