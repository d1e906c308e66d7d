"""Communes, wards and townships by name, where a paper is about one province and ranks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.normalize.agencies.places.commune_names import (
    Book,
    book_of,
    in_its_province,
    numbered,
    two_levels,
    without_district,
)
from doichieu.normalize.agencies.spelling.compare import likeness
from doichieu.normalize.agencies.spelling.keys import NameKey, key_of
from doichieu.normalize.agencies.spelling.near import is_near, lacks_marks, letters_allowed
from doichieu.normalize.agencies.verdict import Candidates, Test, Verdict, left_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.normalize.agencies.index import Index, Tokens
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.registry import Entity

# Heads of communes; the short ones may be anything else, so they need a known name behind them.
COMMUNE_KINDS: dict[Tokens, str] = {
    ("xa4",): "xã",
    ("phương2",): "phường",
    ("thi5", "trân1"): "thị trấn",
    ("đăc5", "khu"): "đặc khu",
}
_STARTS = frozenset(words[0] for words in COMMUNE_KINDS)
_SHORT_KINDS: dict[str, str] = {"x": "xã", "p": "phường", "tt": "thị trấn", "đk": "đặc khu"}
COMMUNE_STARTS = _STARTS | _SHORT_KINDS.keys()
# The best near spelling must be this much more alike than the second best.
_MARGIN = 0.04
_BEST_NEAR = 0.98
# A name without the former district that it closes with.
_SHORTENED = 0.95
# A name without its diacritics.
_TYPED = 0.95
# Letters that a known name may have more than a printed one that nearly is it.
_LETTERS_MORE = 4


class CommuneQuery(NamedTuple):
    """What is asked of the communes of a province."""

    name: NameKey
    kind: str | None
    scope: Scope


def commune_head(key: NameKey) -> tuple[str | None, NameKey]:
    """The kind that a commune's name begins with, and the name behind it; None where there is no such head."""
    if not key.tokens or key.tokens[0] not in _STARTS:
        return None, key
    for words in (2, 1):
        kind = COMMUNE_KINDS.get(key.tokens[:words])
        if kind is not None:
            return kind, key[words:]
    return None, key


def find_commune(index: Index, name: NameKey, scope: Scope, *, kind: str | None) -> Verdict:
    """The commune a name means.

    Args:
        index: Known names.
        name: Key of the name behind its kind; may end in the district ("Cát Tiến, huyện Phù Cát") and the province.
        scope: The province, and what else narrows the name: the district, a column of communes, the date.
        kind: Kind printed, None for a bare name, which must then be spelt as it is known.

    Returns:
        A verdict. Half the names of communes stand several times in a province: where neither the district is known nor
        the column is one of communes, it abstains.
    """
    name, scope = in_its_province(index, name, scope, kind)
    if scope.province is None:
        return Verdict(reason="đơn vị cấp xã: cần biết tỉnh nào", headed=kind is not None)
    book = book_of(index.registry, scope.province)
    name, district = without_district(index, numbered(book, name), scope)
    query = CommuneQuery(name=name, kind=kind, scope=scope)
    found = _of_kind(known_communes(book, name), query)
    if two_levels(scope) and not any(one.parent_id in {district, scope.province} for one in found):
        short = _of_today(book, query)
        if short is not None:
            return short
    if kind is None and district is None:
        found = [
            entity for entity in found if _asked_for(entity, scope) or entity.parent_id == scope.province
        ]
    if found:
        return _chosen(_in_district(found, district or scope.district), query, stated=district is not None)
    return _near(book, query, district) or Verdict(
        reason="không có xã, phường, thị trấn này trong tỉnh", headed=kind is not None
    )


def _of_today(book: Book, query: CommuneQuery) -> Verdict | None:
    """The commune of today whose name leaves out the former district it closes with; a bare one only in a column of communes."""
    scope, kind = query.scope, query.kind
    found = book.short.get(query.name.tokens, ())
    if len(found) != 1 or (kind is None and scope.level != "commune") or kind not in {None, found[0].kind}:
        return None
    return Verdict(found[0], _SHORTENED, "tên rút gọn", kind=kind, headless=kind is None)


def short_commune(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """The commune behind a shortened head ("P. Nhơn Bình", "TT Diêu Trì, huyện Tuy Phước"), where one has just that name."""
    kind = _SHORT_KINDS.get(key.tokens[0]) if len(key.tokens) > 1 else None
    if kind is None or scope.province is None:
        return None
    book = book_of(index.registry, scope.province)
    name, known = numbered(book, key[1:]), book.exact
    if not any(tokens in known or tokens in book.short for tokens in (name.tokens, _cut(index, name, scope))):
        return None
    found = find_commune(index, name, scope, kind=kind)
    if found.entity is None or (scope.level is None and scope.district is None and found.entity.kind != kind):
        return None  # "P. Phú Quốc": outside a column of communes a letter may stand for anything
    return found


def _cut(index: Index, name: NameKey, scope: Scope) -> Tokens:
    return without_district(index, name, scope)[0].tokens


def directly_under(index: Index, name: NameKey, scope: Scope) -> list[Entity]:
    """Communes directly under the province of a paper that have just this name, or its letters where it has no marks."""
    book = book_of(index.registry, scope.province or "")
    found = known_communes(book, name)
    return [entity for entity in found if entity.parent_id == scope.province]


def known_communes(book: Book, name: NameKey) -> list[Entity]:
    """What has a name; what is typed without diacritics may be any name of those letters, a bare one may also be spelt so."""
    if not name.ascii_only:
        return book.exact.get(name.tokens, [])
    return list(dict.fromkeys(book.plain.get(name.letters, ())))


def _asked_for(entity: Entity, scope: Scope) -> bool:
    """Whether a paper of this scope ranks the commune: a column of communes, or a paper of its district."""
    return scope.level == "commune" or (scope.district is not None and entity.parent_id == scope.district)


def _of_kind(entities: Iterable[Entity], query: CommuneQuery) -> list[Entity]:
    found = list(entities)
    same = [entity for entity in found if any(form.kind == query.kind for form in entity.forms)]
    return same or found


def _in_district(entities: list[Entity], district: str | None) -> list[Entity]:
    return [entity for entity in entities if entity.parent_id == district] or entities


def _chosen(found: list[Entity], query: CommuneQuery, *, stated: bool) -> Verdict:
    scope = query.scope
    tests: list[Test] = [
        lambda entity: entity.in_force(scope.date),
        lambda entity: query.kind is None or entity.form_on(scope.date).kind == query.kind,
    ]
    if query.kind is None or not query.name.ascii_only:
        tests.append(
            lambda entity: any(
                form.covers(scope.date) and key_of(form.name) == query.name for form in entity.forms
            )
        )
    left = left_by(tests, found) if scope.date is not None and len(found) > 1 else found
    sure: Candidates = tuple((entity, 1.0) for entity in left)
    if len(left) > 1:
        return Verdict(
            reason="nhiều xã, phường cùng tên trong tỉnh: cần biết huyện", headed=True, candidates=sure
        )
    if not stated and not _asked_for(left[0], scope) and left[0].parent_id != scope.province:
        return Verdict(
            reason="đơn vị cấp xã: cần biết huyện, hoặc một cột xếp các xã", headed=True, candidates=sure
        )
    tail = "" if query.kind else " (không kèm cấp)"
    typed = query.name.ascii_only and all(key_of(form.name) != query.name for form in left[0].forms)
    score, reason = (_TYPED, f"viết không dấu: gần với {left[0].name}") if typed else (1.0, "đúng tên")
    return Verdict(left[0], score, f"{reason}{tail}", kind=query.kind, headless=query.kind is None)


def _near(book: Book, query: CommuneQuery, district: str | None) -> Verdict | None:
    scope, letters = query.scope, query.name.letters
    if query.kind is None and scope.level != "commune":
        return None
    surely = scope.level == "commune" or scope.district is not None or district is not None
    if not surely and not two_levels(scope):
        return None
    # A province has a hundred communes: "Trung bình" in a table, or "xã hội hóa" in any text, is a letter from one of them.
    surely = surely and query.kind is not None
    pool = [
        (likeness(query.name, key), entity)
        for key, entity in book.keys.near(letters, letters_allowed(len(letters) + _LETTERS_MORE))
        if (_asked_for(entity, scope) or entity.parent_id in {district, scope.province})
        # A misspelt name of another kind, or of what was no more, would be two slips at once.
        and entity.in_force(scope.date)
        and (query.kind is None or any(form.kind == query.kind for form in entity.forms))
        and (is_near if surely else lacks_marks)(query.name, key)
    ]
    if not pool:
        return None
    top = max(score for score, _ in pool)
    best = list(dict.fromkeys(entity for score, entity in pool if top - score < _MARGIN))
    best = _in_district(best, district or query.scope.district)
    if len(best) > 1:
        return Verdict(
            reason="gần giống nhiều tên", headed=True, candidates=tuple((entity, top) for entity in best)
        )
    plain = query.name.ascii_only and any(
        key.letters == letters for key, entity in book.keys.items if entity is best[0]
    )
    return Verdict(
        best[0],
        min(top, _BEST_NEAR),
        f"{'viết không dấu' if plain else 'sai chữ hoặc dấu'}: gần với {best[0].name}",
        misprint=not plain,
        kind=query.kind,
        headless=query.kind is None,
    )
