"""How many names a cell holds, and a printed name without what stands around it."""
