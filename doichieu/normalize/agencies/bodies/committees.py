"""Party committees and youth unions, whose names begin as a territory's does: "Huyện ủy Tuy Phước", "Tỉnh đoàn"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.normalize.agencies.bodies.find import find_body
from doichieu.normalize.agencies.places.find import find_place
from doichieu.normalize.agencies.verdict import Verdict

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index, Tokens
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey

_OF_DISTRICTS: dict[Tokens, str] = {
    ("huyên5", "uy3"): "huyện",
    ("quân5", "uy3"): "quận",
    ("thi5", "uy3"): "thị xã",
    ("thanh2", "uy3"): "thành phố",
}
_OF_PROVINCES: frozenset[Tokens] = frozenset(
    {("tinh3", "uy3"), ("thanh2", "uy3"), ("tinh3", "đoan2"), ("thanh2", "đoan2")}
)
COMMITTEE_STARTS = frozenset(words[0] for words in (*_OF_DISTRICTS, *_OF_PROVINCES))


def find_committee(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """The committee or union that a name means.

    Args:
        index: Known names.
        key: Key of the whole name.
        scope: Evidence of the paper and the column.

    Returns:
        A verdict; None for a name that begins otherwise.
    """
    if key.tokens[0] not in COMMITTEE_STARTS:
        return None
    head = key.tokens[:2]
    kind = _OF_DISTRICTS.get(head)
    if kind is not None and len(key.tokens) > 2:
        found = find_place(index, key[2:], scope, kind=kind)
        if found.entity is not None and found.entity.level == "district":
            return found._replace(entity=index.registry.committee(found.entity.entity_id), kind=None)
        if head not in _OF_PROVINCES:
            return Verdict(reason="không có huyện, quận, thị xã, thành phố này", headed=True)
    return find_body(index, key, scope) if head in _OF_PROVINCES else None
