"""Workbooks, XLSX and XLS: cells as displayed, regions that are tables, lines between them."""
