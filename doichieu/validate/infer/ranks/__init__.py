"""Ranks, ties and tiers: which columns rank what, under which policy, and what does not follow it."""
