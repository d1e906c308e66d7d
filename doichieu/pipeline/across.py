"""Papers of one run against each other, and against the papers of the dataset that were read before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.dataset.place import Address
    from doichieu.model import Audit
    from doichieu.pipeline import Paper
    from doichieu.validate.chain import Issued, Series


def linked(papers: Sequence[Paper], dataset: Address | None) -> list[Paper]:
    """Check papers against each other.

    Args:
        papers: What became of each file.
        dataset: Dataset whose other papers they are checked against as well; None for none.

    Returns:
        The papers in the order given, with what their audits say of each other added.
    """
    from doichieu.validate.chain import link  # noqa: PLC0415 - the audit loads with it

    audits = [paper.audit for paper in papers if paper.audit is not None]
    known, cited = ((), ()) if dataset is None else (_known(audits, dataset), _cited(audits, dataset))
    done = iter(link(audits, known, cited))
    return [paper if paper.audit is None else replace(paper, audit=next(done)) for paper in papers]


def _known(audits: Sequence[Audit], dataset: Address) -> Iterable[Series]:
    """What the dataset has of the years that these papers speak of."""
    from doichieu.dataset.facts import series  # noqa: PLC0415 - pyarrow loads with it
    from doichieu.validate.chain import years_asked  # noqa: PLC0415

    years = {year for audit in audits for year in years_asked(audit.decision)}
    at_hand = [audit.decision.document.doc_id for audit in audits]
    return series(dataset, without=at_hand, periods=years) if years else ()


def _cited(audits: Sequence[Audit], dataset: Address) -> Iterable[Issued]:
    """What the dataset has of the papers that these cite."""
    from doichieu.dataset.facts import papers_cited  # noqa: PLC0415 - pyarrow loads with it
    from doichieu.validate.chain import citations_in  # noqa: PLC0415

    found = [citation for audit in audits for citation in citations_in(audit.decision.document)]
    at_hand = [audit.decision.document.doc_id for audit in audits]
    numbers = {citation.number.upper() for citation in found}
    days = {citation.issued_on for citation in found if citation.issued_on is not None}
    return papers_cited(dataset, without=at_hand, numbers=numbers, days=days) if days else ()
