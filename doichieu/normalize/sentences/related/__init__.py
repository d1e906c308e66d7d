"""What figures of a paragraph may have to do with each other, by its words: proposals, which arithmetic then tests."""
