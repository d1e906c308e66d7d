"""A paper as one record: its rows of every table, encoded where it was read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

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
# Columns of one paper are small: to hand each to another thread took three times what unpacking them takes.
_READING = pa.ipc.IpcReadOptions(use_threads=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A paper as it travels from where it was read to the dataset.

    Attributes:
        sha256: Hash of the file's bytes.
        paper: What people call the paper.
        reader: The reader on record.
        version: The code that read and audited it, and what people had said of it.
        content: A zip with an Arrow stream a table.
    """

    sha256: str
    paper: str
    reader: str
    version: str
    content: bytes


class People(Protocol):
    """What people have said of papers, as far as the dataset keeps it."""

    def fingerprint(self, document: str, paper: str) -> str:
        """A short hash of what was said of a paper, by the hash of its file and its name; empty for nothing."""
        ...

    def statuses(self, audit: Audit) -> Mapping[str, str]:
        """Status by finding ID of the findings that were decided on."""
        ...


class UnstorableError(ReadError):
    """The paper holds what Parquet cannot hold."""

    code = "not-stored"


def encode(audit: Audit, people: People | None = None) -> Record:
    """A paper as a record.

    Where and when it was read is not in it; that is stamped when it is published.

    Args:
        audit: The paper, audited.
        people: What people have said.

    Returns:
        The record.

    Raises:
        UnstorableError: The paper holds what Parquet cannot hold.
    """
    document = audit.decision.document
    said = "" if people is None else people.fingerprint(document.sha256, document.name)
    found = rows(audit)
    found["documents"][0]["version"] = version(said)
    if people is not None:
        _set_statuses(found["findings"], people.statuses(audit))
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
    return Record(
        sha256=document.sha256,
        paper=document.name,
        reader=document.reader,
        version=version(said),
        content=buffer.getvalue(),
    )


def _set_statuses(findings: list[Row], statuses: Mapping[str, str]) -> None:
    for row in findings:
        row["status"] = statuses.get(row["finding_id"], row["status"])


def decode(content: bytes) -> Mapping[str, Any]:
    """The pyarrow tables of a record's content, by name; a table without rows is not in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removesuffix(".arrow"): pa.ipc.open_stream(archive.read(name), options=_READING).read_all()
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
