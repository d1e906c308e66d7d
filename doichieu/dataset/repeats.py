"""Papers that print the same figures: of the same agency, measure and year, found without opening the papers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from doichieu.dataset.facts import newest_years
from doichieu.dataset.parts import among, named
from doichieu.dataset.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from doichieu.dataset.parts import Parts

_ABOUT = ["entity_id", "period", "measure"]
_KEY = [*_ABOUT, "coarse"]
FIGURES = ("doc_id", *_ABOUT, "value")
"""Columns of `observations` that say which figure a row is."""

_SCALE = SCHEMAS["observations"].field("value").type.scale
# So many papers are looked at for one figure, the newest, however many print it.
_NEAREST = 64


def figures_of(parts: Parts, doc_ids: Collection[str]) -> Any:
    """The figures of some papers, of known agencies and years, with the columns FIGURES."""
    return parts.holding(doc_ids).rows("observations", among("doc_id", doc_ids) & named(), FIGURES)


def repeating(parts: Parts, figures: Any) -> Any:
    """Rows that print one of some figures, as that paper or another.

    Args:
        parts: Where to look.
        figures: Rows with the columns FIGURES.

    Returns:
        Rows with `doc_id` and what makes them the same figure: agency, year, measure, and the value at one decimal, to
        which papers differ in the places they print.
    """
    wanted = _keyed(figures).select(_KEY).group_by(_KEY).aggregate([])
    entities = set(figures["entity_id"].to_pylist())
    met = among("entity_id", entities) & among("period", set(figures["period"].to_pylist()))
    found = [
        _keyed(one).join(wanted, _KEY, join_type="left semi", use_threads=False)
        for one in parts.naming(entities).each("observations", met, FIGURES)
    ]
    return pa.concat_tables([_keyed(_none()), *found]).select(["doc_id", *_KEY])


def nearest(parts: Parts, figures: Any) -> set[str]:
    """The newest papers that print one of some figures as one of their own year, the newest in them.

    Args:
        parts: Where to look.
        figures: Rows with the columns FIGURES.
    """
    rows = repeating(parts, figures)
    doc_ids = set(rows["doc_id"].to_pylist())
    holding = parts.holding(doc_ids)
    newest = newest_years(holding.rows("observations", among("doc_id", doc_ids), ["doc_id", "period"]))
    days = holding.rows("documents", among("doc_id", doc_ids), ["doc_id", "issued_on"]).to_pylist()
    order = {row["doc_id"]: (row["issued_on"] or date.min, row["doc_id"]) for row in days}
    of_figure: defaultdict[tuple[Any, ...], set[str]] = defaultdict(set)
    for doc_id, *key in zip(*(rows[name].to_pylist() for name in ("doc_id", *_KEY)), strict=True):
        if key[1] == newest[doc_id]:
            of_figure[tuple(key)].add(doc_id)
    return {
        doc_id
        for printing in of_figure.values()
        for doc_id in sorted(printing, key=order.__getitem__)[-_NEAREST:]
    }


def ranking_provinces(parts: Parts, years: Collection[int]) -> set[str]:
    """Papers that print ranks of provinces for one of some years as their own."""
    ranks = among("period", years) & (pc.field("measure") == "rank") & named()
    found = parts.rows("observations", ranks, ["doc_id", "entity_id", "period"])
    found = found.filter(pc.invert(pc.match_substring(found["entity_id"], ":")))
    doc_ids = set(found["doc_id"].to_pylist())
    newest = newest_years(parts.rows("observations", among("doc_id", doc_ids), ["doc_id", "period"]))
    return {doc_id for doc_id, year in newest.items() if year in years}


def rows_of(figures: Iterable[tuple[str, str, int, str, Any]]) -> Any:
    """Figures as rows with the columns FIGURES."""
    columns = list(zip(*figures, strict=True)) or [()] * len(FIGURES)
    schema = _none().schema
    return pa.table(
        [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=True)], schema=schema
    )


def _none() -> Any:
    return SCHEMAS["observations"].empty_table().select(list(FIGURES)).replace_schema_metadata()


def _keyed(figures: Any) -> Any:
    wide = figures["value"].cast(pa.decimal256(60, _SCALE))  # the longest figure has room to be rounded up
    coarse = pc.cast(pc.round(wide, 1, "half_towards_infinity"), pa.string())
    return figures.replace_schema_metadata().append_column("coarse", coarse)
