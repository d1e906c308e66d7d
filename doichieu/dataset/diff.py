"""What changed between two states of a dataset: papers, figures, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from doichieu.dataset.opened import Dataset

Row = dict[str, Any]

_PLACE = ("table_id", "row", "col", "entity_id", "measure", "indicator")
_CELL = ("table_id", "row", "col")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from a state to another.

    Attributes:
        added: Sources of papers that are new.
        removed: Sources of papers that are gone.
        changed: Sources that hold other bytes, or of which figures or findings are other.
        same: Sources whose bytes other code read and audited, with the same figures and findings.
        figures: Figures of changed papers that are other, new or gone: source, place, before, after.
        findings: Findings that are new or gone, also of papers that stayed and that another paper contradicts:
            source, finding_id, rule, change.
    """

    added: list[str]
    removed: list[str]
    changed: list[str]
    same: list[str]
    figures: list[Row]
    findings: list[Row]


def compare(before: Dataset, after: Dataset) -> Difference:
    """Compare two states, of one dataset or of two.

    Papers are the same when their bytes are, else when they come from the same path.

    Args:
        before: A state.
        after: Another.

    Returns:
        What changed, by source.
    """
    old, new = _documents(before), _documents(after)
    pairs = _pairs(old, new)
    matched_old, matched_new = ({pair[side] for pair in pairs} for side in (0, 1))
    removed = {doc_id: row["source"] for doc_id, row in old.items() if doc_id not in matched_old}
    added = {doc_id: row["source"] for doc_id, row in new.items() if doc_id not in matched_new}
    names = {pair: new[pair[1]]["source"] for pair in pairs}
    corrected = {name for pair, name in names.items() if pair[0] != pair[1]}
    again = {name for pair, name in names.items() if pair[0] == pair[1] and _other_code(old, new, pair[0])}
    names_old = removed | {pair[0]: name for pair, name in names.items()}
    names_new = added | {pair[1]: name for pair, name in names.items()}
    read_anew = corrected | again
    old_names, new_names = (
        {pair[side]: name for pair, name in names.items() if name in read_anew} for side in (0, 1)
    )
    figures = _figures(_figures_of(before, old_names), _figures_of(after, new_names))
    findings = _findings(_findings_of(before, names_old), _findings_of(after, names_new))
    other = again & {row["source"] for row in (*figures, *findings)}
    return Difference(
        added=sorted(added.values()),
        removed=sorted(removed.values()),
        changed=sorted(corrected | other),
        same=sorted(again - other),
        figures=figures,
        findings=findings,
    )


def _documents(state: Dataset) -> dict[str, Row]:
    rows = state.arrow("documents", ["doc_id", "source", "version"]).to_pylist()
    return {row["doc_id"]: row for row in rows}


def _pairs(old: Mapping[str, Row], new: Mapping[str, Row]) -> list[tuple[str, str]]:
    """Documents before and after that are the same paper."""
    same = [(doc_id, doc_id) for doc_id in old if doc_id in new]
    left = {row["source"]: doc_id for doc_id, row in old.items() if doc_id not in new}
    others = ((left.get(row["source"]), doc_id) for doc_id, row in new.items() if doc_id not in old)
    return [*same, *((was, doc_id) for was, doc_id in others if was is not None)]


def _other_code(old: Mapping[str, Row], new: Mapping[str, Row], doc_id: str) -> bool:
    return bool(old[doc_id]["version"] != new[doc_id]["version"])


def _rows(state: Dataset, table: str, sources: Mapping[str, str], columns: Iterable[str]) -> list[Row]:
    """Rows of some documents, each with its source."""
    if not sources:
        return []
    rows = state.arrow(table, ["doc_id", *columns])
    rows = rows.filter(pc.is_in(rows.column("doc_id"), pa.array(list(sources), pa.string())))
    return [row | {"source": sources[row["doc_id"]]} for row in rows.to_pylist()]


def _figures_of(state: Dataset, sources: Mapping[str, str]) -> dict[tuple[Any, ...], str]:
    rows = _rows(state, "observations", sources, (*_PLACE, "as_printed"))
    return {(row["source"], *(row[name] for name in _PLACE)): row["as_printed"] for row in rows}


def _figures(before: Mapping[tuple[Any, ...], str], after: Mapping[tuple[Any, ...], str]) -> list[Row]:
    places = sorted(before.keys() | after.keys(), key=lambda key: [str(part) for part in key])
    return [
        {"source": place[0], **dict(zip(_PLACE, place[1:], strict=True)), "before": was, "after": now}
        for place in places
        if (was := before.get(place)) != (now := after.get(place))
    ]


def _findings_of(state: Dataset, sources: Mapping[str, str]) -> dict[tuple[str, str], Row]:
    columns = ("finding_id", "rule", "level", *_CELL, "message_vi", "message_en")
    rows = _rows(state, "findings", sources, columns)
    return {
        (row["source"], row["finding_id"]): {name: row[name] for name in ("source", *columns)} for row in rows
    }


def _findings(before: Mapping[tuple[str, str], Row], after: Mapping[tuple[str, str], Row]) -> list[Row]:
    gone = [row | {"change": "gone"} for key, row in before.items() if key not in after]
    new = [row | {"change": "new"} for key, row in after.items() if key not in before]
    return sorted([*gone, *new], key=lambda row: (row["source"], row["finding_id"], row["change"]))
