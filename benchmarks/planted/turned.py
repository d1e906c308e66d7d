"""A decision whose table is turned: units as columns, what is said of them as rows."""

from __future__ import annotations

from dataclasses import replace

from planted.draft import Draft, Ref
from planted.facts import Equation, Ranking


def turn(draft: Draft) -> Draft:
    """Turn a table of one header row whose first columns are the ordinal and the name."""
    sheet = draft.sheets[0]
    head = ["TT", "Nội dung", *(str(row[1]) for row in sheet.body)]
    body = [
        [str(at), title, *(row[at + 1] for row in sheet.body)]
        for at, title in enumerate(sheet.head[0][2:], start=1)
    ]
    facts = []
    for fact in draft.facts:
        if isinstance(fact, Equation):
            facts.append(replace(fact, target=_moved(fact.target), parts=tuple(map(_moved, fact.parts))))
        elif isinstance(fact, Ranking):
            rows = tuple((_moved(rank), tuple(map(_moved, by)), size) for rank, by, size in fact.rows)
            facts.append(replace(fact, rows=rows))
    roles = {
        role: [_moved(ref) for ref in refs]
        for role, refs in draft.roles.items()
        if role not in {"name", "ordinal"}
    }
    return replace(draft, sheets=[replace(sheet, head=[head], body=body)], facts=facts, roles=roles)


def _moved(ref: Ref) -> Ref:
    return Ref(ref.sheet, ref.col - 1, ref.row + 1) if ref.sheet >= 0 else ref
