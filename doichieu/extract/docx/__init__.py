"""DOCX: the package's parts, styles, lists, tables, notes and drawings, read to the shared stream."""
