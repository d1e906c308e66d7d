"""What sentences state: counts, amounts, shares, changes, means and lists, with the figures that they follow from."""
