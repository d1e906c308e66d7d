"""Names as few write them: in English, typed without diacritics, with a slip in the head."""
