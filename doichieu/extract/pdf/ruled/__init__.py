"""Tables that rulings or colours give: a grid, its cells, and what is told where rulings are missing."""
