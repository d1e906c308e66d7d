"""Synthetic decisions in which everything is known: right ones, and the same with one error planted."""
