"""Conventions inferred from a table: sums, ratios, ranks, tiers, and links between tables."""
