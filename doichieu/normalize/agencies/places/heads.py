"""The head of a territory's name: "UBND" and the kind."""

from __future__ import annotations

from typing import NamedTuple

from doichieu.normalize.agencies.index import KINDS
from doichieu.normalize.agencies.spelling.keys import NameKey

FOLDED_UBND = ("uy", "ban", "nhan", "dan")
_UBND_START = FOLDED_UBND[:1]
_KIND_STARTS = frozenset(words[0] for words in KINDS)
# First words of "UBND" and of the kinds of territories.
PLACE_STARTS = _KIND_STARTS | {"uy3"}


class Place(NamedTuple):
    """A name read as a territory: "UBND huyện Tuy Phước".

    Attributes:
        committee: Whether "UBND" stands before it.
        kind: Kind printed, None where there is none.
        name: Key of the bare name; empty where only the kind is printed ("UBND tỉnh").
    """

    committee: bool
    kind: str | None
    name: NameKey


def read_place(key: NameKey) -> Place:
    """The head of a territory's name: committee and kind.

    Args:
        key: Key of the whole name.

    Returns:
        The parts; `kind` is None and `committee` False for a name without such a head.
    """
    folded, tokens = key.folded, key.tokens
    committee = folded[:1] == _UBND_START and folded[:4] == FOLDED_UBND
    if not committee and tokens and tokens[0] not in _KIND_STARTS:  # most bodies, and names without a head
        return Place(committee, None, key)
    start = 4 if committee else 0
    if len(tokens) > start and tokens[start] not in _KIND_STARTS:
        return Place(committee, None, _rest(key, start))
    for length in (2, 1):
        kind = KINDS.get(tokens[start : start + length])
        if kind is not None and (length == 2 or len(tokens) > start + 1 or committee):
            twice = KINDS.get(tokens[start + length : start + length + 2])
            if kind == "tỉnh" and twice == "thành phố":  # "UBND tỉnh Thành phố Hồ Chí Minh": a form filled in
                return Place(committee, twice, _rest(key, start + length + 2))
            return Place(committee, kind, _rest(key, start + length))
    return Place(committee, None, _rest(key, start))


def _rest(key: NameKey, start: int) -> NameKey:
    return key[start:] if start else key
