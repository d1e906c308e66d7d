"""PDF with a text layer: characters, rulings and images through pdfium, own layout of lines and tables."""
