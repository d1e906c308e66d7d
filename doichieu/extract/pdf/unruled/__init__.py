"""Tables without vertical rulings: their lines cut into segments, their columns, header and rows."""
