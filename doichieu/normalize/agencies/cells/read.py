"""Names in a cell: one, or several that share it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from doichieu.normalize.agencies.cells.asides import without_asides
from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

# Longer texts are sentences, not lists of names; the longest list seen is 63 provinces in 900 characters.
LONGEST_CELL = 2000
_LONGEST_NAME = 5
_MOST_PIECES = 120
# Lines that one name runs over in a narrow column.
_MOST_LINES = 4
# A dash parts names only where the next one begins with its own head: "Sở Văn hóa - Thể thao" is one.
_STRONG = re.compile(
    r"\s*[;\n/]\s*|\s+\+\s+|\s+[-–]\s+(?=(?:sở|ubnd|ban|bộ|huyện|thị xã|thành phố|quận|tp|tx)\b)",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\s*,\s*|\s+(?=(?:và|&)\s)", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;:/\n(]|\s(?:[-–&+]|[vV][àÀ])\s")
_COMMA = re.compile(r"[,;:/\n]")
_BODY_START = re.compile(
    r"(?:và\s+|&\s+)?(?:s[ởo.]|b[ộo]|ban|[uủ][ỷyỉi]|ub|vi[ệe]n|li[êe]n|h[ộo]i|v[ăa]n|vp|[đd])", re.IGNORECASE
)
# A name that is told its abbreviation: "Ủy ban Kiểm tra Trung ương: UBKTTW".
_SHORT_FORM = re.compile(r"(?<=\w{2})\s*:\s*[A-ZĐ&-]{3,12}$")
_LEADING_AND = re.compile(r"^(?:và|&)\s+", re.IGNORECASE)
_LISTED = "sở|bộ|ban|huyện|tỉnh|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu"
_LIST_HEAD = re.compile(
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


def read_cell(text: str, resolve: Resolve) -> tuple[Reading, ...]:
    """The names a cell holds, each resolved or not.

    Args:
        text: Text of the cell.
        resolve: Resolves one name, or abstains.

    Returns:
        One reading for one name; several where separators stand between names that each resolve; a single
        reading that abstains where the cell holds no names.
    """
    line = bare(text)
    # Most cells are words that nothing parts, which needs no search.
    words = line.replace(" ", "").isalnum() and " v" not in line and " V" not in line
    found = ((line, resolve(line)),) if words else _read_line(line, resolve)
    if "\n" not in text or found[0][1].entity is not None or len(text) > LONGEST_CELL:
        return found
    return _read_lines(text, resolve) or found


def read_pair(text: str, level: str, resolve: Resolve) -> tuple[Reading, ...]:
    """The names of a column of one level that a dash parts ("Bảo Lạc - Bảo Lâm"), each spelt as it is known; empty for any other cell."""
    names = [bare(part) for part in clean(text).split(" - ")]
    found = tuple((name, resolve(name, exact=True)) for name in names[:_LONGEST_NAME])
    fits = all(verdict.entity is not None and verdict.entity.level == level for _, verdict in found)
    return found if fits and 1 < len(names) <= _LONGEST_NAME else ()


def _read_lines(text: str, resolve: Resolve) -> tuple[Reading, ...]:
    """Names that stand one below the other, each spelt as it is known; a long one may run over several lines."""
    lines = [line for line in map(bare, text.split("\n")) if line]
    found: list[Reading] = []
    while lines and len(found) < _MOST_PIECES:
        for length in range(min(len(lines), _MOST_LINES), 0, -1):
            name = " ".join(lines[:length])
            verdict = resolve(name, exact=True)
            if verdict.entity is not None:
                break
        else:
            return ()
        found.append((name, verdict))
        lines = lines[length:]
    return tuple(found) if not lines else ()


def _read_line(text: str, resolve: Resolve) -> tuple[Reading, ...]:
    name = _SHORT_FORM.sub("", text) if ":" in text else text
    if not name or len(name) > LONGEST_CELL or _BETWEEN.search(name) is None:
        return ((name, resolve(name)),)
    alone = _COMMA.search(name) is None
    if alone:  # "Sở Nông nghiệp và PTNT" is oftener one name than two
        whole = resolve(name)
        if whole.entity is not None:
            return ((name, whole),)
    exactly = _read_exactly(name, resolve, whole=not alone)
    if exactly and _resolved(exactly) == len(exactly):
        return exactly
    whole = _as_one(name, resolve)
    # Most lists spell most names right: what holds none may be any sentence, and is not worth a longer search.
    if whole.entity is not None or not (_resolved(exactly) or _begins_a_list(name, resolve)):
        return ((name, whole),)
    found = _read_segments(name, resolve)
    # A sentence that mentions one agency is not a list of agencies.
    return found if _resolved(found) * 2 > len(found) else ((name, whole),)


def _read_exactly(name: str, resolve: Resolve, *, whole: bool) -> tuple[Reading, ...]:
    """The names of a cell, of which only those spelt as they are known are resolved; `whole` asks whether it is one."""

    def known(name: str, *, exact: bool = True) -> Verdict:
        return resolve(name, exact=exact)

    one = _as_one(name, known) if whole else None
    return ((name, one),) if one is not None and one.entity is not None else _read_segments(name, known)


def _as_one(name: str, resolve: Callable[[str], Verdict]) -> Verdict:
    """The verdict on a text as one name, which no semicolon parts: "Sở Y tế; Đồng Nai" is not that of Đồng Nai."""
    return resolve(name) if ";" not in name else Verdict(reason="không phải một tên")


def _begins_a_list(name: str, resolve: Resolve) -> bool:
    if _LIST_HEAD.match(name):
        return True
    starts = {bare(between.split(name, maxsplit=1)[0]) for between in (_BETWEEN, _COMMA)}
    return any(resolve(start).entity is not None for start in starts)


def _resolved(found: tuple[Reading, ...]) -> int:
    return sum(verdict.entity is not None for _, verdict in found)


def _read_segments(name: str, resolve: Resolve) -> tuple[Reading, ...]:
    found: list[Reading] = []
    prefix = ""
    for segment in _STRONG.split(without_asides(name, resolve)):
        text = bare(segment)
        if not segment:
            continue
        head = _LIST_HEAD.match(text)
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
    if len(pieces) < 2 or len(pieces) > _MOST_PIECES:
        return [whole] if not prefix else [_first(body, prefix, resolve)]
    found = _join(pieces, prefix, resolve)
    # "Văn phòng HĐND và UBND huyện Phù Cát" is one office, not an office and a district.
    ranks = {_rank(verdict) for _, verdict in found}
    return found if "," in body or len(ranks) == 1 or ranks <= _BODIES else [whole]


def _join(pieces: list[str], prefix: str, resolve: Resolve) -> list[Reading]:
    """The names of a list, each the longest run of pieces that is one."""
    found: list[Reading] = []
    start, rank = 0, ""
    while start < len(pieces):
        # "Sở GTVT, UBND các quận 1, 3": another list begins within the list.
        piece = _LEADING_AND.sub("", pieces[start])
        head = _LIST_HEAD.match(piece)
        if head:
            pieces[start], prefix, rank = piece[head.end() :], _prefix(head), ""
        reading, length = _longest(pieces[start : start + _LONGEST_NAME], prefix, resolve, rank)
        found.append(reading)
        if reading[1].entity is not None:
            prefix = _head_of(reading[0]) or prefix
            rank = _rank(reading[1])
        start += length
    return found


def _longest(pieces: list[str], prefix: str, resolve: Resolve, rank: str) -> tuple[Reading, int]:
    """The longest run of pieces that is a name ("Văn hóa, Thể thao và Du lịch"), and how many they are."""
    alone = _first(_LEADING_AND.sub("", pieces[0]), prefix, resolve, rank)
    # Names of territories hold neither comma nor "và", and what does begins with the word for a body.
    if _rank(alone[1]) in TERRITORIES or not (prefix or _BODY_START.match(pieces[0])):
        return alone, 1
    # "Xã Khánh Vĩnh, Cam Lâm": in a column of communes the next one, else the district of the first.
    if _rank(alone[1]) == "commune" and len(pieces) > 1 and _rank(resolve(pieces[1])) == "commune":
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
    if not prefix or _head_of(name) or (alone.entity is not None and _rank(alone) == rank):
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


def _rank(verdict: Verdict) -> str:
    """What kind of thing a name is, so that the next of a list can be told; empty for none."""
    level = verdict.entity.level if verdict.entity is not None else ""
    return "national" if level in _NATIONAL else level


def _head_of(name: str) -> str:
    low = name.casefold()
    ubnd = "ubnd " if low.startswith("ubnd ") else ""
    rest = low.removeprefix("ubnd ")
    return next((f"{ubnd}{head} " for head in _HEADS if rest.startswith(head + " ")), "")
