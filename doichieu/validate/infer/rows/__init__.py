"""Rows computed from others: totals of hierarchies and lists, rates, means, periods."""
