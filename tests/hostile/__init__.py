"""Files that mean harm, or that nobody meant: each built by a recorded recipe, read with limits."""
