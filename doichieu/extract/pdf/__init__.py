"""PDF with a text layer: characters, rulings and images through pdfium, own layout of lines and tables."""

from __future__ import annotations

from doichieu.extract.pdf.reader import PdfPaper, read_pdf

__all__ = ["PdfPaper", "read_pdf"]
