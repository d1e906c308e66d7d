"""From violated equations to the fewest, likeliest edits that mend them, and what is said of these."""
