"""The text layer of a page: characters, words and lines, without what was printed over them."""
