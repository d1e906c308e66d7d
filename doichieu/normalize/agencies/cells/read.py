"""Names in a cell: one, or several that share it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.cells.asides import kind_first
from doichieu.normalize.agencies.cells.bare import bare
from doichieu.normalize.agencies.cells.lists import (
    LIST_HEAD,
    LONGEST_LIST,
    MOST_PIECES,
    TERRITORIES,
    Reading,
    Resolve,
    rank_of,
    read_segments,
)
from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

# Longer texts are sentences, not lists of names; the longest list seen is 63 provinces in 900 characters.
LONGEST_CELL = 2000
# Lines that one name runs over in a narrow column.
_MOST_LINES = 4
_BETWEEN = re.compile(r"[,;:/\n(]|\s(?:[-–&+]|[vV][àÀ])\s")
_COMMA = re.compile(r"[,;:/\n]")
# A name that is told its abbreviation: "Ủy ban Kiểm tra Trung ương: UBKTTW".
_SHORT_FORM = re.compile(r"(?<=\w{2})\s*:\s*[A-ZĐ&-]{3,12}$")
_INSIDE = frozenset({"district", "commune"})
_PAIR = 2


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
    found = ((line, resolve(line)),) if words else _in_its_province(line, _read_line(line, resolve))
    if "\n" not in text or found[0][1].entity is not None or len(text) > LONGEST_CELL:
        return found
    return _read_lines(text, resolve) or found


def read_pair(text: str, level: str, resolve: Resolve) -> tuple[Reading, ...]:
    """The names of a column of one level that a dash parts ("Bảo Lạc - Bảo Lâm"), each spelt as it is known; empty for any other cell."""
    names = [bare(part) for part in clean(text).split(" - ")]
    found = tuple((name, resolve(name, exact=True)) for name in names[:LONGEST_LIST])
    fits = all(verdict.entity is not None and verdict.entity.level == level for _, verdict in found)
    return found if fits and 1 < len(names) <= LONGEST_LIST else ()


def _read_lines(text: str, resolve: Resolve) -> tuple[Reading, ...]:
    """Names that stand one below the other, each spelt as it is known; a long one may run over several lines."""
    lines = [line for line in map(bare, text.split("\n")) if line]
    found: list[Reading] = []
    while lines and len(found) < MOST_PIECES:
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
    if name[-1] == ")" and (turned := kind_first(name)):
        known = resolve(turned, exact=True)
        if rank_of(known) in TERRITORIES:
            return ((name, known),)
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
    found = read_segments(name, resolve)
    # A sentence that mentions one agency is not a list of agencies.
    return found if _resolved(found) * 2 > len(found) else ((name, whole),)


def _in_its_province(line: str, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """One name for a territory with its own province behind it: "Hạ Long, Quảng Ninh"."""
    if len(found) != _PAIR or "," not in line:
        return found
    (_, first), (_, second) = found
    if first.entity is None or second.entity is None or second.entity.level != "province":
        return found
    inside = first.entity is not second.entity and first.entity.province_id == second.entity.entity_id
    return ((line, first),) if inside and first.entity.level in _INSIDE else found


def _read_exactly(name: str, resolve: Resolve, *, whole: bool) -> tuple[Reading, ...]:
    """The names of a cell, of which only those spelt as they are known are resolved; `whole` asks whether it is one."""

    def known(name: str, *, exact: bool = True) -> Verdict:
        return resolve(name, exact=exact)

    one = _as_one(name, known) if whole else None
    return ((name, one),) if one is not None and one.entity is not None else read_segments(name, known)


def _as_one(name: str, resolve: Callable[[str], Verdict]) -> Verdict:
    """The verdict on a text as one name, which no semicolon parts: "Sở Y tế; Đồng Nai" is not that of Đồng Nai."""
    return resolve(name) if ";" not in name else Verdict(reason="không phải một tên")


def _begins_a_list(name: str, resolve: Resolve) -> bool:
    if LIST_HEAD.match(name):
        return True
    starts = {bare(between.split(name, maxsplit=1)[0]) for between in (_BETWEEN, _COMMA)}
    return any(resolve(start).entity is not None for start in starts)


def _resolved(found: tuple[Reading, ...]) -> int:
    return sum(verdict.entity is not None for _, verdict in found)
