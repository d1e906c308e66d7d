"""Columns computed from others: sums, differences, means, percentages, products, weights."""
