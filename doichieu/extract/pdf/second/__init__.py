"""Second readers: pdfplumber and camelot beside the own reader, or in its place."""
