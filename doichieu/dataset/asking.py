"""Which papers a publication looks at again: those that a paper that came, changed or went may concern."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from doichieu.dataset.repeats import Repeats


def asking(before: Repeats, after: Repeats, changed: Collection[str]) -> set[str]:
    """Papers that may say something else of others now.

    Args:
        before: Segments of the state before that lost documents.
        after: Segments of the new state.
        changed: Papers that are new, other than before, or gone.

    Returns:
        Those that changed and are there, those as new as the oldest of them that print a figure which one of them
        prints as of its own year, and those that state a move since a year that one of them is about.
    """
    there = list(after.papers(changed))
    papers = [*before.papers(changed), *there]
    keys = before.keys(changed, own=True) | after.keys(changed, own=True)
    # A paper is held against those that were issued before it.
    oldest = min((row["issued_on"] for row in papers), default=date.max)
    years = {row["newest"] for row in papers} - {None}
    return {row["doc_id"] for row in there} | after.printing(keys, oldest) | after.moved_since(years)
