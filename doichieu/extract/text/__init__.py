"""Plain text in the shapes that converters leave, and Markdown."""
