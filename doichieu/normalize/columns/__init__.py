"""Columns of a table: their figures, the marks in these, and their roles."""
