"""Papers whose decisions have changed since they were audited, put into the dataset as they are audited now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset import files
from doichieu.dataset.record import encode
from doichieu.dataset.store import Store
from doichieu.dataset.version import said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.dataset.place import Address
    from doichieu.dataset.record import People
    from doichieu.model import Audit


def renew(dataset: Address, audits: Iterable[Audit], people: People) -> int:
    """Write papers of which people have said something new.

    A dataset that nothing changes in is not opened for writing, so one that cannot be written can be audited.

    Args:
        dataset: The dataset that the papers come from.
        audits: The papers, audited as people say.
        people: What they have said.

    Returns:
        How many papers were written.

    Raises:
        DatasetError: The dataset cannot be written.
    """
    rows = files.read(dataset, "documents", ["sha256", "version"]).to_pylist()
    written = {row["sha256"]: said_of(row["version"]) for row in rows}
    new = [audit for audit in audits if _said(audit, people) != written.get(audit.decision.document.sha256)]
    if not new:
        return 0
    with Store(dataset, people=people) as store:
        for audit in new:
            store.renew(encode(audit, people))
    return len(new)


def _said(audit: Audit, people: People) -> str:
    document = audit.decision.document
    return people.fingerprint(document.sha256, document.name)
