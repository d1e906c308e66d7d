"""The names of a list: what parts them, and the head that holds for several."""

from __future__ import annotations

import re
from typing import Protocol

from doichieu.normalize.agencies.cells.asides import without_asides
from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.verdict import Verdict

LONGEST_LIST = 5
MOST_PIECES = 120
# A dash parts names only where the next one begins with its own head: "Sở Văn hóa - Thể thao" is one.
_STRONG = re.compile(
    r"\s*[;\n/]\s*|\s+\+\s+|\s+[-–]\s+(?=(?:sở|ubnd|ban|bộ|huyện|thị xã|thành phố|quận|tp|tx)\b)",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\s*,\s*|\s+(?=(?:và|&)\s)", re.IGNORECASE)
_BODY_START = re.compile(
    r"(?:và\s+|&\s+)?(?:s[ởo.]|b[ộo]|ban|[uủ][ỷyỉi]|ub|vi[ệe]n|li[êe]n|h[ộo]i|v[ăa]n|vp|[đd])", re.IGNORECASE
)
_LEADING_AND = re.compile(r"^(?:và|&)\s+", re.IGNORECASE)
_LISTED = "sở|bộ|ban|huyện|tỉnh|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu"
LIST_HEAD = re.compile(
    rf"^(ubnd\s+)?(?:(?:các|những|\d{{1,2}})\s+(?P<of>{_LISTED})\s*[:,]?|(?P<one>{_LISTED})\s*:)\s+(?=\S)",
    re.IGNORECASE,
)
_NATIONAL = frozenset({"ministry", "central"})
_BODIES = frozenset({"national", "department"})
TERRITORIES = frozenset({"province", "district"})
_HEADS = (*_LISTED.replace("|ban", "").split("|"), "tp", "tx")


class Resolve(Protocol):
    """Resolves one name, or abstains; with `exact` only a name spelt as it is known."""

    def __call__(self, name: str, *, exact: bool = False) -> Verdict:
        """The verdict on a name."""


# A name as printed, and what was decided about it.
Reading = tuple[str, "Verdict"]


def read_segments(name: str, resolve: Resolve) -> tuple[Reading, ...]:
    """The names that semicolons, slashes, commas and "và" part, each the longest run that is one.

    Args:
        name: A text of several names, perhaps.
        resolve: Resolves one name, or abstains.

    Returns:
        A reading for each, resolved or not.
    """
    found: list[Reading] = []
    prefix = ""
    for segment in _STRONG.split(without_asides(name, resolve)):
        text = bare(segment)
        if not segment:
            continue
        head = LIST_HEAD.match(text)
        # "Các Sở: NV, NgV; GD&ĐT": what stands before the colon holds behind a semicolon too.
        prefix = _prefix(head) if head else prefix
        found += _read_list(text[head.end() :] if head else text, text, prefix, resolve)
    return tuple(found)


def _prefix(head: re.Match[str]) -> str:
    """What each name of a list begins with: "các huyện" gives "huyện "."""
    return f"{head[1] or ''}{head['of'] or head['one']} "


def _read_list(body: str, segment: str, prefix: str, resolve: Resolve) -> list[Reading]:
    whole = (segment, resolve(segment))
    if whole[1].entity is not None:
        return [whole]
    pieces = _pieces(body)
    if len(pieces) < 2 or len(pieces) > MOST_PIECES:
        return [whole] if not prefix else [_first(body, prefix, resolve)]
    found = _join(pieces, prefix, resolve)
    # "Văn phòng HĐND và UBND huyện Phù Cát" is one office, not an office and a district.
    ranks = {rank_of(verdict) for _, verdict in found}
    return found if "," in body or len(ranks) == 1 or ranks <= _BODIES else [whole]


def _join(pieces: list[str], prefix: str, resolve: Resolve) -> list[Reading]:
    """The names of a list, each the longest run of pieces that is one."""
    found: list[Reading] = []
    start, rank = 0, ""
    while start < len(pieces):
        # "Sở GTVT, UBND các quận 1, 3": another list begins within the list.
        piece = _LEADING_AND.sub("", pieces[start])
        head = LIST_HEAD.match(piece)
        if head:
            pieces[start], prefix, rank = piece[head.end() :], _prefix(head), ""
        reading, length = _longest(pieces[start : start + LONGEST_LIST], prefix, resolve, rank)
        found.append(reading)
        if reading[1].entity is not None:
            prefix = _head_of(reading[0]) or prefix
            rank = rank_of(reading[1])
        start += length
    return found


def _longest(pieces: list[str], prefix: str, resolve: Resolve, rank: str) -> tuple[Reading, int]:
    """The longest run of pieces that is a name ("Văn hóa, Thể thao và Du lịch"), and how many they are."""
    alone = _first(_LEADING_AND.sub("", pieces[0]), prefix, resolve, rank)
    # Names of territories hold neither comma nor "và", and what does begins with the word for a body.
    if rank_of(alone[1]) in TERRITORIES or not (prefix or _BODY_START.match(pieces[0])):
        return alone, 1
    # "Xã Khánh Vĩnh, Cam Lâm": in a column of communes the next one, else the district of the first.
    if rank_of(alone[1]) == "commune" and len(pieces) > 1 and rank_of(resolve(pieces[1])) == "commune":
        return alone, 1
    for length in range(len(pieces), 1, -1):
        reading = _first(_LEADING_AND.sub("", _together(pieces[:length])), prefix, resolve, rank)
        if reading[1].entity is not None:
            return reading, length
    return alone, 1


def _first(name: str, prefix: str, resolve: Resolve, rank: str = "") -> Reading:
    """The name as it stands or, where it does not resolve, with the head that the list began with.

    After "TP Hà Nội" a bare "Bắc Ninh" is the province, not the city that "TP" before it would make it: of both
    readings the one of the rank before it is taken.
    """
    alone = resolve(name)
    if not prefix or _head_of(name) or (alone.entity is not None and rank_of(alone) == rank):
        return name, alone
    headed = resolve(prefix + name)
    return (name, alone) if headed.entity is None else (prefix + name, headed)


def _pieces(segment: str) -> list[str]:
    return [piece for piece in _WEAK.split(segment) if piece]


def _together(pieces: list[str]) -> str:
    text = pieces[0]
    for piece in pieces[1:]:
        text += f" {piece}" if _LEADING_AND.match(piece) else f", {piece}"
    return text


def rank_of(verdict: Verdict) -> str:
    """What kind of thing a name is, so that the next of a list can be told; empty for none."""
    level = verdict.entity.level if verdict.entity is not None else ""
    return "national" if level in _NATIONAL else level


def _head_of(name: str) -> str:
    low = name.casefold()
    ubnd = "ubnd " if low.startswith("ubnd ") else ""
    rest = low.removeprefix("ubnd ")
    return next((f"{ubnd}{head} " for head in _HEADS if rest.startswith(head + " ")), "")
