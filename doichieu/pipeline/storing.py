"""Papers into a dataset, as they come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.errors import ReadError
from doichieu.pipeline.paper import Paper
from doichieu.pipeline.stages import ClosedFolderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.dataset.store import Store


def ingest(papers: Iterable[Paper], store: Store) -> Iterator[tuple[Paper, str]]:
    """Write papers to a dataset as they come.

    Args:
        papers: What became of each file.
        store: The dataset, open.

    Yields:
        Each paper and what was done: "added", "replaced", "unchanged" or "unread". A paper that cannot be
        stored comes back with its error beside its audit.
    """
    for paper in papers:
        try:
            yield _stored(paper, store)
        except ReadError as error:
            store.fail(paper.source, error)
            yield replace(paper, error=error), "unread"


def _stored(paper: Paper, store: Store) -> tuple[Paper, str]:
    if paper.error is not None:
        # A folder is no source: once it opens, nothing would take back that it did not.
        if not isinstance(paper.error, ClosedFolderError):
            store.fail(paper.source, paper.error, paper.tried)
        return paper, "unread"
    if paper.record is not None:
        return replace(paper, record=None), store.put_record(paper.source, paper.record)
    if paper.audit is not None:
        return paper, store.put(paper.audit)
    return paper, store.keep(paper.source, paper.sha256 or "")
