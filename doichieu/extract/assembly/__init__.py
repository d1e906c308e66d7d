"""What all media share: fragments of tables joined, headers, labels, captions and paragraphs told apart."""
