"""Keys of the dataset's tables: what tells rows apart, and what names a row of another table."""

from __future__ import annotations

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id",),
    "blocks": ("doc_id", "index"),
    "tables": ("doc_id", "table_id"),
    "cells": ("doc_id", "table_id", "row", "col"),
    "claims": ("doc_id", "claim_id", "index"),
    "entities": ("entity_id",),
    "findings": ("doc_id", "finding_id"),
}
"""Columns that tell the rows of a table apart, for the tables that have such."""

REFERENCES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "blocks": ((("doc_id",), "documents"),),
    "tables": ((("doc_id",), "documents"),),
    "cells": ((("doc_id",), "documents"), (("doc_id", "table_id"), "tables")),
    "observations": (
        (("doc_id",), "documents"),
        (("doc_id", "table_id"), "tables"),
        (("doc_id", "table_id", "row", "col"), "cells"),
        (("entity_id",), "entities"),
    ),
    "claims": ((("doc_id",), "documents"),),
    "checks": ((("doc_id",), "documents"),),
    "findings": ((("doc_id",), "documents"), (("entity_id",), "entities")),
    "issues": ((("doc_id",), "documents"),),
}
"""Columns that name a row of another table by its key."""
