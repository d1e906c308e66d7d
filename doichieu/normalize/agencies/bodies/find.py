"""Ministries, central bodies and provincial departments by name, scope and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agencies.bodies.near import BEST_NEAR, by_acronym, near_body, shortened, unknown_body
from doichieu.normalize.agencies.bodies.query import BodyQuery, decided
from doichieu.normalize.agencies.index import KINDS
from doichieu.normalize.agencies.verdict import Verdict

if TYPE_CHECKING:
    from datetime import date

    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

_AT_EVERY_LEVEL = frozenset({("hôi5", "đông2", "nhân", "dân")})
_NO_BODY = Verdict(reason="không có tên này trong danh mục")
# "Hội tỉnh" is no name without "tỉnh".
_SHORTEST_WITH_TINH = 2
# "BRVT"
_LONGEST_INITIALS = 4
_KIND_ENDS = frozenset(words[-1] for words in KINDS)


def find_body(index: Index, key: NameKey, scope: Scope) -> Verdict:
    """The body a name means.

    Args:
        index: Known names.
        key: Key of the whole name; may end in its province ("Sở Tài chính tỉnh Bình Định").
        scope: The province where the name does not say it, and the date.

    Returns:
        A verdict; `headed` where the name begins as only bodies' names do.
    """
    if key.tokens in _AT_EVERY_LEVEL:
        return Verdict(reason="có ở mọi cấp: cần biết của cấp nào", headed=True)
    whole = BodyQuery(index, key, scope.province, scope)
    exactly = _exactly(whole)
    if exactly is not None:
        return exactly
    query = _without_province(whole)
    found = (None if query is whole else _exactly(query)) or _guessed(query, whole) or _before_initials(query)
    if found is not None:
        return found
    if query.name.folded[0] not in index.heads:
        return _NO_BODY
    return _without_tinh(query) or unknown_body(query)


def _guessed(query: BodyQuery, whole: BodyQuery) -> Verdict | None:
    # The whole name too: in "Ban QL Lăng Chủ tịch HCM" the end is no province.
    asked = (query, whole) if query is not whole else (query,)
    head = query.name.folded[0]
    for guess in (shortened, by_acronym, near_body) if head in query.known.heads else (by_acronym,):
        for one in asked:
            found = guess(one)
            if found is not None:
                return found
    return None


def _before_initials(query: BodyQuery) -> Verdict | None:
    """A body behind which its province stands as initials: "BHXH tỉnh TN" in Tây Ninh.

    Without "tỉnh" between them a word that may be a field of work is none: "Thuế TN" is that on incomes.
    """
    name, last = query.name, query.name.folded[-1]
    if len(last) > _LONGEST_INITIALS:
        return None
    # A key writes "HY" as "hi", as it writes "Quy" as "qui".
    if last.replace("y", "i") not in query.known.province_initials.get(query.within or "", ()):
        return None
    left = name[:-1]
    words = _closing_kind(left)[1] if left.tokens else 0
    if len(left.tokens) == words:
        return None
    cut = query._replace(name=left[: len(left.tokens) - words], placed=words > 0)
    found = _exactly(cut) or by_acronym(cut)
    return found if found is not None and found.entity is not None else None


def _without_tinh(query: BodyQuery) -> Verdict | None:
    """A name that closes with a misspelt "tỉnh": "Hội Nông dân tinh", "Cục Thuế tỉhn"."""
    last = query.name.folded[-1]
    if len(query.name.tokens) <= _SHORTEST_WITH_TINH or not _nearly_tinh(last):
        return None
    name = query.name[:-1]
    look_up = find_body if last == "tinh" else known_body
    found = look_up(query.known, name, query.scope)
    if found is None or found.entity is None:
        return None
    return found._replace(score=min(found.score, BEST_NEAR), misprint=not query.name.ascii_only)


def _nearly_tinh(word: str) -> bool:
    return len(word) > 2 and OSA.distance(word, "tinh", score_cutoff=1) <= 1


def known_body(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """As `find_body`, for a name spelt as it is known; None for any other."""
    if key.tokens in _AT_EVERY_LEVEL:
        return None
    whole = BodyQuery(index, key, scope.province, scope)
    return _exactly(whole) or _exactly(_without_province(whole))


def _exactly(query: BodyQuery) -> Verdict | None:
    known = query.known.bodies.get(query.name.tokens)
    return None if known is None else decided(query, known, 1.0, "đúng tên")


def _without_province(query: BodyQuery) -> BodyQuery:
    """Cut "tỉnh", "tỉnh Bình Định" or "Bình Định" off the end; a province cut off narrows the name."""
    index, name = query.known, query.name
    if name.tokens[-1] not in index.province_ends and name.tokens[-1] not in _KIND_ENDS:
        return query
    head = 1 if name.folded[0] in index.acronyms else 2
    for length in range(min(index.longest_province, len(name.tokens) - head), 0, -1):
        province = index.provinces.get(name.tokens[-length:])
        if province is not None:
            left = name[: len(name.tokens) - length]
            kind, words = _closing_kind(left)
            # "Công an thành phố Thanh Hóa" is the city's, not the province's; so was that of Huế until it was one itself.
            if kind is not None and not _was_of(province, kind, query.scope.date):
                return query
            left = left[: len(left.tokens) - words] if words else left
            return BodyQuery(index, left, province.entity_id, query.scope, placed=True)
    own = index.registry.provinces.get(query.within or "")
    kind, words = _closing_kind(name)
    if kind == "tỉnh" or (own is not None and kind == own.kind):
        return query._replace(name=name[: len(name.tokens) - words], placed=True)
    return query


def _was_of(province: Entity, kind: str, on: date | None) -> bool:
    """Whether a province was of a kind by a day; a city may still be called a province behind its bodies."""
    return any(
        form.kind == kind and (on is None or form.valid_from is None or form.valid_from <= on)
        for form in province.forms
    )


def _closing_kind(name: NameKey) -> tuple[str | None, int]:
    """The kind of territory a name closes with, and its words; a name that is only a kind has none."""
    if name.tokens[-1] not in _KIND_ENDS:
        return None, 0
    for words in (2, 1):
        kind = KINDS.get(name.tokens[-words:])
        if kind is not None and len(name.tokens) > words:
            return kind, words
    return None, 0
