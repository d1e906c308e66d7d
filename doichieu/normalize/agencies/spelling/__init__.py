"""What spellings of one name have in common, and how far two are apart."""
