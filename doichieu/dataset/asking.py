"""Which papers a publication looks at again: those that a paper that came, changed or went may concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

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
        Those that changed and are there, those issued after one of them that print a figure which it prints as of its
        own year, and those that state a move since a year that one of them is about.
    """
    there = list(after.papers(changed))
    papers = [*before.papers(changed), *there]
    # A paper is held against those that were issued before it.
    own = pa.concat_tables([one.own_figures(changed, after.moment) for one in (before, after)])
    years = {row["newest"] for row in papers} - {None}
    return {row["doc_id"] for row in there} | after.repeating(own, changed) | after.moved_since(years)
