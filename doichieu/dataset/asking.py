"""Which papers a publication looks at again: those that a paper that came, changed or went may concern."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset.facts import newest_years
from doichieu.dataset.parts import among, named
from doichieu.dataset.repeats import figures_of, repeating
from doichieu.validate.chain import year_compared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from doichieu.dataset.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Papers to look at again.

    Attributes:
        years: Earlier years that each prints figures of, or compares with in its text.
        moves: Those whose text states a move since another year.
    """

    years: dict[str, set[int]]
    moves: set[str]


def asking(before: Parts, after: Parts, changed: Collection[str]) -> Asking:
    """Papers that may say something else of others now.

    Args:
        before: Segments of the state before that lost documents.
        after: Segments of the new state.
        changed: Papers that are new, other than before, or gone.

    Returns:
        Those that changed, and those that print a figure of an earlier year as one of them does; papers that state a
        move since a year that one of them is about.
    """
    touched = pa.concat_tables([_own(figures_of(parts, changed)) for parts in (before, after)])
    years = set(touched["period"].to_pylist())
    near = set(repeating(after, touched)["doc_id"].to_pylist())
    looked_at = {*near, *changed}
    printed = after.holding(looked_at).rows(
        "observations", among("doc_id", looked_at) & named(), ["doc_id", "period"]
    )
    asked: defaultdict[str, set[int]] = defaultdict(set)
    for doc_id, earlier in _earlier(printed).items():
        if doc_id in changed or earlier & years:
            asked[doc_id] |= earlier
    moves = set()
    for doc_id, year in _stated(after, changed, years):
        if doc_id in changed or year in years:
            asked[doc_id].add(year)
            moves.add(doc_id)
    return Asking(years=dict(asked), moves=moves)


def _own(figures: Any) -> Any:
    """Figures of the newest year of each paper."""
    newest = newest_years(figures)
    years = pa.array([newest[doc_id] for doc_id in figures["doc_id"].to_pylist()], pa.int32())
    return figures.filter(pc.equal(figures["period"], years))


def _earlier(figures: Any) -> dict[str, set[int]]:
    """The years before its newest that each paper prints figures of; papers that print none are left out."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for row in figures.group_by(["doc_id", "period"]).aggregate([]).to_pylist():
        years[row["doc_id"]].add(row["period"])
    return {doc_id: found - {max(found)} for doc_id, found in years.items() if len(found) > 1}


def _stated(parts: Parts, changed: Collection[str], years: Collection[int]) -> Iterator[tuple[str, int]]:
    """Papers whose sentences state a move since another year, each with the year; those that may concern a change."""
    since = pc.match_substring_regex(pc.field("sentence"), "|".join(map(str, sorted(years))) or "^$")
    concerned = (pc.field("quantity") == "move") & (among("doc_id", changed) | since)
    for row in parts.rows("claims", concerned, ["doc_id", "sentence"]).to_pylist():
        if (year := year_compared(row["sentence"])) is not None:
            yield row["doc_id"], year
