"""Names in a cell: one, or several that share it."""

from __future__ import annotations

import re
from collections.abc import Callable

from doichieu.model import Mention
from doichieu.normalize.agency_keys import bare

# Longer texts are sentences, not lists of names; the longest list seen is 63 provinces in 900 characters.
LONGEST_CELL = 2000
_LONGEST_NAME = 5
_MOST_PIECES = 120
_ASIDE = re.compile(r"\s*\([^()]{3,}\)")
# A dash parts names only where the next one begins with its own head: "Sở Văn hóa - Thể thao" is one.
_STRONG = re.compile(
    r"\s*[;\n/]\s*|\s+[-–]\s+(?=(?:sở|ubnd|ban|bộ|huyện|thị xã|thành phố|quận|tp|tx)\b)", re.IGNORECASE
)
_WEAK = re.compile(r"\s*,\s*|\s+(?=và\s)", re.IGNORECASE)
_LEADING_AND = re.compile(r"^và\s+", re.IGNORECASE)
_LIST_HEAD = re.compile(
    r"^(ubnd\s+)?(?:(?:các|những|\d{1,2})\s+(?P<of>sở|bộ|huyện|tỉnh|thị xã|thành phố|quận|ban)\s*[:,]?"
    r"|(?P<one>sở|bộ|huyện|tỉnh|thị xã|thành phố|quận|ban)\s*:)\s+(?=\S)",
    re.IGNORECASE,
)
_HEADS = ("sở", "bộ", "huyện", "thị xã", "thành phố", "quận", "tỉnh", "tp", "tx")

Resolve = Callable[[str], Mention]


def read_cell(text: str, resolve: Resolve) -> tuple[Mention, ...]:
    """The names a cell holds, each resolved or not.

    Args:
        text: Text of the cell.
        resolve: Resolves one name, or abstains.

    Returns:
        One mention for one name; several where separators stand between names that each resolve; a single
        mention that abstains where the cell holds no names.
    """
    name = bare(text)
    whole = resolve(name)
    if whole.entity_id is not None or not name or len(name) > LONGEST_CELL:
        return (whole,)
    segments = [segment for segment in _STRONG.split(_ASIDE.sub("", name)) if segment]
    found: list[Mention] = []
    for segment in segments:
        found.extend(_read_list(bare(segment), resolve))
    resolved = sum(mention.entity_id is not None for mention in found)
    # A sentence that mentions one agency is not a list of agencies.
    if resolved * 2 <= len(found) or not found:
        return (whole,)
    return tuple(found)


def _read_list(segment: str, resolve: Resolve) -> list[Mention]:
    whole = resolve(segment)
    if whole.entity_id is not None:
        return [whole]
    head = _LIST_HEAD.match(segment)
    prefix = f"{head[1] or ''}{head['of'] or head['one']} " if head else ""
    body = segment[head.end() :] if head else segment
    pieces = _pieces(body)
    if len(pieces) < 2 or len(pieces) > _MOST_PIECES:
        return [whole] if not head else [_first(body, prefix, resolve)]
    found = _join(pieces, prefix, resolve)
    # "Văn phòng HĐND và UBND huyện Phù Cát" is one office, not an office and a district.
    one_kind = len({mention.entity_id and _rank(mention.entity_id) for mention in found}) == 1
    return found if "," in body or one_kind else [whole]


def _join(pieces: list[str], prefix: str, resolve: Resolve) -> list[Mention]:
    """The longest run of pieces that is a name ("Văn hóa, Thể thao và Du lịch"), then the next."""
    found: list[Mention] = []
    start, rank = 0, None
    while start < len(pieces):
        for end in range(min(len(pieces), start + _LONGEST_NAME), start, -1):
            name = _LEADING_AND.sub("", _together(pieces[start:end]))
            mention = _first(name, prefix, resolve, rank)
            if mention.entity_id is not None or end == start + 1:
                break
        found.append(mention)
        if mention.entity_id is not None:
            prefix = _head_of(name) or prefix
            rank = _rank(mention.entity_id)
        start = end
    return found


def _first(name: str, prefix: str, resolve: Resolve, rank: str | None = None) -> Mention:
    """The name as it stands or, where it does not resolve, with the head that the list began with.

    After "TP Hà Nội" a bare "Bắc Ninh" is the province, not the city that "TP" before it would make it: of both
    readings the one of the rank before it is taken.
    """
    alone = resolve(name)
    if not prefix or _head_of(name):
        return alone
    if alone.entity_id is not None and _rank(alone.entity_id) == rank:
        return alone
    headed = resolve(prefix + name)
    return alone if headed.entity_id is None else headed


def _pieces(segment: str) -> list[str]:
    return [piece for piece in _WEAK.split(segment) if piece]


def _together(pieces: list[str]) -> str:
    text = pieces[0]
    for piece in pieces[1:]:
        text += f" {piece}" if _LEADING_AND.match(piece) else f", {piece}"
    return text


def _rank(entity_id: str) -> str:
    place, _, code = entity_id.partition(":")
    return "national" if place == "VN" else code.partition("-")[0] if code[:2] == "h-" else code and "body"


def _head_of(name: str) -> str:
    low = name.casefold()
    ubnd = "ubnd " if low.startswith("ubnd ") else ""
    rest = low.removeprefix("ubnd ")
    return next((f"{ubnd}{head} " for head in _HEADS if rest.startswith(head + " ")), "")
