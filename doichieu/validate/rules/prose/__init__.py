"""Rules on what the text says: of itself, of the tables, of the agencies they rank."""
