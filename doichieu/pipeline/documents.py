"""Documents of a dataset audited again, without the files they were read from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from doichieu.engine.local import InProcess
from doichieu.errors import DoichieuError
from doichieu.pipeline import stages
from doichieu.pipeline.paper import Paper
from doichieu.pipeline.stages import as_read_error, guarded
from doichieu.pipeline.working import paper_of, work_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.engine.work import Engine
    from doichieu.model import Document
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.review.decided import Decided


def again(
    documents: Iterable[Document],
    *,
    aliases: Aliases | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
) -> Iterator[Paper]:
    """Audit documents that were read before (from a dataset).

    Args:
        documents: Papers as printed.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.
        engine: Where the work runs; this process when None.

    Yields:
        What became of each, as they finish.
    """
    work = work_of(partial(audit_again, aliases=aliases, decided=decided))
    for done in (engine or InProcess()).map(work, documents):
        yield replace(paper_of(done, source=done.item.source), sha256=done.item.sha256)


def audit_again(document: Document, *, aliases: Aliases | None, decided: Decided | None = None) -> Paper:
    """Audit one document: what a worker does.

    Args:
        document: A paper as printed.
        aliases: Names that people have confirmed.
        decided: What people have decided about findings and readings.

    Returns:
        The paper audited, or with the reason why it is not.
    """
    try:
        found = guarded(document.source, lambda: stages.audit(document, aliases=aliases, decided=decided))
        return Paper(source=document.source, audit=found)
    except DoichieuError as error:
        return Paper(source=document.source, error=as_read_error(error))
