"""The dataset as a Frictionless data package: CSV files, and a descriptor with types, keys and descriptions.

Source:
    Data Package 2.0, datapackage.org.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import doichieu
from doichieu.dataset.export.csv_files import write_csv
from doichieu.dataset.keys import KEYS, REFERENCES
from doichieu.dataset.schema import SCHEMAS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.dataset.place import State

DESCRIPTOR = "datapackage.json"

_TYPES = {
    "int32": {"type": "integer"},
    "double": {"type": "number"},
    "decimal128(38, 10)": {"type": "number"},
    "bool": {"type": "boolean"},
    "date32[day]": {"type": "date"},
    "timestamp[us, tz=UTC]": {"type": "datetime", "format": "any"},
    "list<element: string>": {"type": "array"},
    "list<item: string>": {"type": "array"},
}


def write_package(state: State, dest: Path) -> list[Path]:
    """Write a data package.

    Args:
        state: A state of the dataset.
        dest: Folder for the descriptor and a CSV file a table.

    Returns:
        The files, the descriptor first.

    Raises:
        UsageError: DEST is a file.
    """
    files = write_csv(state, dest, encoding="utf-8")
    descriptor = dest / DESCRIPTOR
    said = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "doichieu-dataset",
        "title": "Tables of published decisions, with what does not hold in them",
        "created_by": f"doichieu {doichieu.__version__}",
        "resources": [_resource(table) for table in TABLES],
    }
    descriptor.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [descriptor, *files]


def _resource(table: str) -> dict[str, Any]:
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(table),
    }


def _schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in SCHEMAS[table]], "missingValues": [""]}
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    references = [
        {"fields": list(names), "reference": {"resource": other, "fields": list(KEYS[other])}}
        for names, other in REFERENCES.get(table, ())
    ]
    return schema | ({"foreignKeys": references} if references else {})


def _field(field: Any) -> dict[str, Any]:
    kind = _TYPES.get(str(field.type), {"type": "string"})
    return {"name": field.name, **kind, "description": field.metadata[b"description"].decode()}
