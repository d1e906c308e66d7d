"""Đối chiếu: published Vietnamese decisions into audited, structured data."""

__version__ = "0.1.0"
