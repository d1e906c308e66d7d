"""The communes of a province by name, and what may stand behind the name of one: its district, its province."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.index import KINDS, Index, Tokens
from doichieu.normalize.agencies.places.find import known_place
from doichieu.normalize.agencies.places.query import before_province
from doichieu.normalize.agencies.pool import Pool
from doichieu.normalize.agencies.spelling.keys import NameKey, fold_token, key_of
from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.registry.communes import TWO_LEVELS
from doichieu.normalize.registry.regions import roman

if TYPE_CHECKING:
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.registry import Entity, Registry

_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# The numbers that wards of one name have, as tokens of a key.
_ROMAN = {roman(number).lower(): str(number) for number in range(1, 21)}
# "Nam" is no short form of "Nam Nha Trang".
_SHORTEST = 2
# Numbers that names of places close with in words: "Thủ Dầu Một".
_IN_DIGITS = {str(number): key_of(word).tokens[0] for number, word in enumerate(_WORDS, start=1)}


@dataclass(slots=True, eq=False)
class Book:
    """The communes of a province.

    Attributes:
        exact: Communes by the tokens of their bare name.
        plain: Communes by the letters of their bare name without marks.
        short: Those of today whose name closes with that of a former district, by what stands before it: "Nam Ban" of "Nam Ban Lâm Hà".
        keys: Every name of every commune.
    """

    exact: dict[Tokens, list[Entity]] = field(default_factory=dict)
    plain: dict[str, list[Entity]] = field(default_factory=dict)
    short: dict[Tokens, list[Entity]] = field(default_factory=dict)
    keys: Pool[tuple[NameKey, Entity]] = field(default_factory=Pool)


@lru_cache(maxsize=128)
def book_of(registry: Registry, province_id: str) -> Book:
    """The communes of a province, of any date; empty for what is no province."""
    book = Book()
    districts = _district_names(registry, province_id)
    for entity in registry.communes(province_id):
        for key in dict.fromkeys(key_of(form.name) for form in entity.forms):
            book.keys.add(key.letters, (key, entity))
            book.exact.setdefault(key.tokens, []).append(entity)
            book.plain.setdefault(key.letters, []).append(entity)
            if entity.parent_id == province_id:
                for cut in range(_SHORTEST, len(key.tokens) - 1):
                    if key.tokens[cut:] in districts:
                        book.short.setdefault(key.tokens[:cut], []).append(entity)
    return book


def _district_names(registry: Registry, province_id: str) -> frozenset[Tokens]:
    """Names of the districts that a province had, and of those of the provinces that it took in."""
    province = registry.provinces.get(province_id)
    among = (province_id, *(province.predecessors if province is not None else ()))
    return frozenset(
        key_of(form.name).tokens
        for one in among
        for entity in registry.district_list(one)
        for form in entity.forms
    )


def numbered(book: Book, name: NameKey) -> NameKey:
    """A name that ends in a number with it as a commune is known by it: "Hà Giang II" with 2, "Thủ Dầu 1" with "Một"."""
    last = name.tokens[-1] if len(name.tokens) > 1 else ""
    number = _ROMAN.get(last) or _IN_DIGITS.get(last)
    if number is None or name.tokens in book.exact:
        return name
    tokens = (*name.tokens[:-1], number)
    if tokens not in book.exact:
        return name
    return NameKey(tokens, (*name.folded[:-1], fold_token(number)), name.ascii_only)


def in_its_province(index: Index, name: NameKey, scope: Scope, kind: str | None) -> tuple[NameKey, Scope]:
    """Cut "tỉnh Lâm Đồng" off the end of a name: the commune is of that province, whatever the paper's is.

    What is the whole name of a commune is not cut: in Lâm Đồng there is a phường Bình Thuận.

    Args:
        index: Known names.
        name: Key of the name behind its kind.
        scope: Evidence of the paper and the column.
        kind: Kind printed; a bare name is left as it is.

    Returns:
        The name, and the scope of the province that it names.
    """
    if kind is None or not name.tokens:
        return name, scope
    if scope.province is not None and name.tokens in book_of(index.registry, scope.province).exact:
        return name, scope
    cut = before_province(index, name, scope.date)
    if cut is None:
        return name, scope
    name, province = cut
    same = province.entity_id == scope.province
    return name, scope if same else replace(scope, province=province.entity_id, district=None)


def without_district(index: Index, name: NameKey, scope: Scope) -> tuple[NameKey, str | None]:
    """Cut "huyện Phù Cát" off the end of a name; the ID of the district where the registry has it.

    Behind a known name the bare name of a district is enough: "Phường B'Lao - Bảo Lộc".

    Args:
        index: Known names.
        name: Key of the name behind its kind.
        scope: The province.

    Returns:
        The name, and the district's ID or None.
    """
    for start in range(1, len(name.tokens) - 1):
        for words in (2, 1):
            kind = KINDS.get(name.tokens[start : start + words])
            if kind is None or kind == "tỉnh":
                continue
            rest = name[start + words :]
            found = known_place(index, rest, scope, kind=kind, committee=False) if rest.tokens else Verdict()
            if found.entity is not None and found.entity.level == "district":
                return name[:start], found.entity.entity_id
    known = book_of(index.registry, scope.province or "").exact
    for start in range(1, len(name.tokens)) if name.tokens not in known else ():
        if name.tokens[:start] in known:
            found = known_place(index, name[start:], scope, kind=None, committee=True)
            if found.entity is not None and found.entity.level == "district":
                # The district that ended says where the new commune lies, not that the old one is meant.
                return name[:start], None if two_levels(scope) else found.entity.entity_id
    return name, None


def two_levels(scope: Scope) -> bool:
    """Whether a paper is of a province and of a day on which its communes stand directly under it."""
    return scope.province is not None and scope.date is not None and scope.date >= TWO_LEVELS
