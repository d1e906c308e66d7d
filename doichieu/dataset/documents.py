"""Documents of a dataset as they were printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.dataset import manifest, rebuild, segments
from doichieu.dataset.place import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.dataset.place import Address, State
    from doichieu.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where a document stands as it was printed.

    Attributes:
        state: A state of the dataset.
        segment: The segment in it.
        doc_id: The document.
    """

    state: State
    segment: str
    doc_id: str

    def document(self) -> Document:
        """The document, equal to the one ingested.

        Raises:
            FileNotFoundError: The state is gone by now.
        """
        return _document(self.state, self.segment, self.doc_id)


def load(dataset: Address) -> Iterator[Document]:
    """The documents of a dataset as they were read, by source.

    Args:
        dataset: The dataset.

    Yields:
        Documents equal to the ones ingested.

    Raises:
        DatasetError: There is no dataset.
    """
    state = state_of(dataset)
    found = [
        (source, doc_id, name)
        for name in manifest.load(state).segments
        for source, doc_id in segments.columns_of(state, name, ["source", "doc_id"])
    ]
    for _, doc_id, name in sorted(found):
        yield _document(state, name, doc_id)


def _document(state: State, segment: str, doc_id: str) -> Document:
    tables = segments.of_document(state, segment, doc_id, rebuild.NEEDED)
    if "documents" not in tables:
        raise FileNotFoundError(f"{state.address}/{segments.file_of('documents', segment)}")
    rows = {table: found.to_pylist() for table, found in tables.items()}
    rows |= {table: [] for table in rebuild.NEEDED if table not in rows}
    return rebuild.document(rows["documents"][0], rows)
