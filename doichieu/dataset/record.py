"""A paper as one record: its rows of every table, encoded where it was read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from doichieu.dataset.rows import rows
from doichieu.dataset.schema import SCHEMAS
from doichieu.dataset.version import version
from doichieu.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from doichieu.model import Audit

Row = dict[str, Any]

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper as it travels from where it was read to the dataset.

    Attributes:
        sha256: Hash of the file's bytes.
        reader: The reader on record.
        content: A zip with an Arrow stream a table.
    """

    sha256: str
    reader: str
    content: bytes


class UnstorableError(ReadError):
    """The paper holds what Parquet cannot hold."""

    code = "not-stored"


def encode(audit: Audit) -> Record:
    """A paper as a record.

    Where and when it was read is not in it; that is stamped when it is published.

    Args:
        audit: The paper, audited.

    Returns:
        The record.

    Raises:
        UnstorableError: The paper holds what Parquet cannot hold.
    """
    found = rows(audit)
    found["documents"][0]["version"] = version()
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(buffer, "w") as archive:
            for table, table_rows in found.items():
                if table_rows:
                    archive.writestr(zipfile.ZipInfo(f"{table}.arrow"), _stream(to_arrow(table, table_rows)))
    except (ValueError, TypeError, pa.ArrowException) as error:
        raise UnstorableError(
            f"The paper cannot be stored: {error}.",
            do="report the paper and this message; the other papers are stored.",
        ) from error
    document = audit.decision.document
    return Record(sha256=document.sha256, reader=document.reader, content=buffer.getvalue())


def decode(content: bytes) -> Mapping[str, Any]:
    """The pyarrow tables of a record's content, by name; a table without rows is not in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removesuffix(".arrow"): pa.ipc.open_stream(archive.read(name)).read_all()
            for name in archive.namelist()
            if name.endswith(".arrow")
        }


def to_arrow(table: str, table_rows: list[Row]) -> Any:
    """Rows as a pyarrow table with the table's schema; columns a row lacks are null."""
    schema = SCHEMAS[table]
    columns = [pa.array([row.get(field.name) for row in table_rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _stream(table: Any) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=_OPTIONS) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content
