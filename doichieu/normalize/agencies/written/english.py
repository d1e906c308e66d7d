"""Names in English: "Ministry of Finance", "Binh Duong Province", "Department of Health of Da Nang City"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.places.communes import find_commune
from doichieu.normalize.agencies.places.find import find_place
from doichieu.normalize.agencies.spelling.keys import NameKey, key_of
from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.registry.english import english_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import Words

_BEFORE_THE = frozenset({"of", "and", "for"})
_COUNTRY = ("viet", "nam")
_COMMITTEE = ("peoples", "committee")
# Kinds of territories; "District" was a huyện or a quận.
_KINDS: dict[Words, tuple[str, ...]] = {
    ("province",): ("tỉnh",),
    ("provincial",): ("tỉnh",),
    ("city",): ("thành phố",),
    ("municipal",): ("thành phố",),
    ("municipality",): ("thành phố",),
    ("district",): ("huyện", "quận"),
    ("town",): ("thị xã",),
}
# "Provincial Department of Health" is that of the paper's province.
_OF_THE_PAPER = frozenset({("provincial",), ("municipal",)})
_COMMUNE_KINDS: dict[Words, str] = {
    ("commune",): "xã",
    ("ward",): "phường",
    ("township",): "thị trấn",
    ("special", "zone"): "đặc khu",
    ("special", "administrative", "zone"): "đặc khu",
    ("special", "economic", "zone"): "đặc khu",
}
_LONGEST_KIND = 3
# The cities that English texts write in a way of their own.
_OWN_NAMES: dict[Words, Words] = {("hcmc",): ("ho", "chi", "minh"), ("hcm",): ("ho", "chi", "minh")}
# No name in English is without one of these, or is all in plain letters and has the country's.
_MARKS = frozenset(
    {word for words in (*_KINDS, *_COMMUNE_KINDS) for word in words}
    | {
        "hcmc",
        "peoples",
        "department",
        "management",
        "committee",
        "ministry",
        "inspectorate",
        "government",
        "bank",
        "ethnic",
    }
)
_COUNTRYS = frozenset({"vietnam", "viet"})
_SCORE = 0.95
_REASON = "tên tiếng Anh"
_OF_NATION = frozenset({"ministry", "central"})


def find_english(index: Index, key: NameKey, scope: Scope) -> Verdict | None:
    """The entity that a name in English means.

    Args:
        index: Known names.
        key: Key of a name that nothing in Vietnamese resolves.
        scope: Evidence of the paper and the column.

    Returns:
        A verdict with an entity; None for what is no name in English, or one of something else.
    """
    if len(key.tokens) == 1 and key.ascii_only and scope.level in _OF_NATION:
        found = _national(index, key.folded)  # "MARD": elsewhere letters alone may be anything
        return found and found._replace(reason=_REASON)
    if _MARKS.isdisjoint(key.folded) and (not key.ascii_only or _COUNTRYS.isdisjoint(key.folded)):
        return None
    words = _compared(key)
    found = _national(index, words) or _department(index, words, scope) or _territory(index, words, scope)
    if found is None or found.entity is None:
        return None
    return found._replace(score=min(found.score, _SCORE), reason=_REASON, misprint=False, kind=None)


def _compared(key: NameKey) -> Words:
    """The words that count, "Viet Nam" as one; "the" is one of "Yen The"."""
    words = [
        word
        for before, word in zip(("of", *key.folded), key.folded, strict=False)
        if word != "and" and (word != "the" or before not in _BEFORE_THE)
    ]
    for place in range(len(words) - 1, 0, -1):
        if (words[place - 1], words[place]) == _COUNTRY:
            words[place - 1 : place + 1] = ["vietnam"]
    return tuple(words)


@cache
def _known() -> dict[Words, str]:
    """IDs and slugs by the words of their English names; "Health Department" is the Department of Health."""
    known = {_compared(key_of(name)): target for target, name in english_names()}
    turned = {
        (*words[2:], "department"): target
        for words, target in known.items()
        if words[:2] == ("department", "of")
    }
    return turned | known


def _national(index: Index, words: Words) -> Verdict | None:
    entity = index.registry.agencies.get(_known().get(words, ""))
    return None if entity is None else Verdict(entity, _SCORE)


def _department(index: Index, words: Words, scope: Scope) -> Verdict | None:
    """A provincial body with its province before or behind it, or in a paper of its province."""
    for title, place in _parted(words):
        template = index.registry.templates.get(_known().get(title, ""))
        if template is None:
            continue
        province = scope.province
        if place and place not in _OF_THE_PAPER:
            found = _territory(index, place, scope)
            if found is None or found.entity is None or found.entity.level != "province":
                continue
            province = found.entity.entity_id
        entity = index.registry.get(f"{province}:{template.slug}")
        return Verdict(entity, _SCORE) if entity is not None else None
    return None


def _parted(words: Words) -> Iterator[tuple[Words, Words]]:
    """Ways to part words into a title and a place: alone, "TITLE of PLACE", "TITLE PLACE", "PLACE TITLE"."""
    yield words, ()
    for cut in range(len(words) - 1, 0, -1):
        yield words[:cut], words[cut:]
    for cut in range(1, len(words)):
        yield words[cut:], words[:cut]


def _territory(index: Index, words: Words, scope: Scope) -> Verdict | None:
    """A territory by its name with a kind, or its committee; "of" may stand before the name."""
    committee = False
    for cut in range(len(words) - 1):
        if words[cut : cut + 2] == _COMMITTEE:
            committee, words = True, (*words[:cut], *words[cut + 2 :])
            break
    words = tuple(word for word in words if word != "of")
    for cut in range(2, len(words) - 1):  # "District 1, Ho Chi Minh City"
        province = _named(index, words[cut:], scope, committee=False)
        if province is not None and province.entity is not None and province.entity.level == "province":
            inner = replace(scope, province=province.entity.entity_id, district=None)
            found = _named(index, words[:cut], inner, committee=committee)
            if found is not None and found.entity is not None and found.entity.level != "province":
                return found
    # A name without a kind is one only where something else is in English.
    whole = find_place(index, _key(words), scope, committee=True) if words else None
    return _named(index, words, scope, committee=committee) or whole


def _named(index: Index, words: Words, scope: Scope, *, committee: bool) -> Verdict | None:
    """A territory with its kind before or behind its name; None where no kind is printed."""
    for size in range(_LONGEST_KIND, 0, -1):
        for kind, name in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            if kind in _KINDS:
                return _of_kinds(index, _key(name), scope, _KINDS[kind], committee=committee)
            if kind in _COMMUNE_KINDS and name:
                return find_commune(index, _key(name), scope, kind=_COMMUNE_KINDS[kind])
    return None


def _of_kinds(
    index: Index, name: NameKey, scope: Scope, kinds: tuple[str, ...], *, committee: bool
) -> Verdict | None:
    asked = (find_place(index, name, scope, kind=kind, committee=committee) for kind in kinds)
    found = [one for one in asked if one.entity is not None]
    # "Binh Thanh District" is the quận, and no misspelt huyện Bình Chánh.
    return min(found, key=lambda one: one.misprint, default=None)


def _key(words: Words) -> NameKey:
    words = _OWN_NAMES.get(words, words)
    return NameKey(words, words, ascii_only=True)
