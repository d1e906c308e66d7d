"""Units of measurement that headers, rows and sentences give figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from doichieu.model import Column, ColumnRole, RowKind, TableReading
from doichieu.normalize.text import clean, fold

_MONEY: Mapping[str, int] = {
    "dong": 0,
    "vnd": 0,
    "nghin dong": 3,
    "ngan dong": 3,
    "1000 dong": 3,
    "1.000 dong": 3,
    "1000d": 3,
    "1.000d": 3,
    "tr.dong": 6,
    "tr. dong": 6,
    "tr dong": 6,
    "trd": 6,
    "trieu dong": 6,
    "ty dong": 9,
    "ti dong": 9,
    "nghin ty dong": 12,
    "ngan ty dong": 12,
}
_MEASURED = frozenset(
    [
        "%",
        "‰",
        "ha",
        "m",
        "m2",
        "m3",
        "km",
        "km2",
        "kg",
        "ta",
        "tan",
        "tan/ha",
        "ta/ha",
        "tan.km",
        "lit",
        "kwh",
        "mw",
        "usd",
        "nguoi/km2",
        "dong/kg",
        "dong/m2",
        "dong/nguoi",
        "dong/ha",
    ]
)
_COUNTED = frozenset(
    [
        "nguoi",
        "ho",
        "khau",
        "lao dong",
        "luot",
        "luot nguoi",
        "luot khach",
        "con",
        "cai",
        "chiec",
        "cay",
        "qua trung",
        "ho so",
        "van ban",
        "dich vu",
        "thu tuc",
        "doanh nghiep",
        "du an",
        "hop tac xa",
        "co so",
        "trang trai",
        "truong",
        "lop",
        "phong hoc",
        "hoc sinh",
        "giao vien",
        "giuong",
        "giuong benh",
        "bac si",
        "benh vien",
        "cong trinh",
        "xa",
        "thon",
        "ngay",
        "thue bao",
        "sang kien",
        "don thu",
        "cuoc",
        "nhiem vu",
        "diem",
    ]
)
# With its accent: "Đơn vị tính" heads units of measurement, "Đơn vị, tỉnh" agencies.
_UNITS = re.compile(r"\W*(?:đơn vị (?:tính|đo)|đv tính|đvt|dvt)\b")
_DITTO = frozenset({'"', "”", "''", "″", "//", "nt", "như trên"})
_THREE_WORDS = re.compile(r"\s*([^\s,;:()]+(?: [^\s,;:()]+){0,2})")
# What a price is for one of: "đồng/m³", "đồng/học sinh/tháng".
_THING = re.compile(r"[a-z0-9/ ]{1,30}")
# What stands at the end of a header: "(triệu đồng)", "- ha", "ĐVT: tấn".
_AT_END = re.compile(
    r"(?:\((?P<aside>[^()]{1,30})\)|[,–-]\s(?P<tail>[^,()–-]{1,20})|(?P<said>đvt|đơn vị(?: tính)?)\s*:\s*(?P<named>[^()]{1,30}))\W*$"
)


# Below "Diện tích (ha)" these are measured in something else.
_OF_OTHERS = re.compile(
    r"so\b|ty (?:le|trong|suat)|ti le|hang\b|xep\b|thu hang|diem|co cau|nang suat|toc do|chi so|don vi"
)


def heads_units(path: str) -> bool:
    """Whether a column says what each row is measured in: "Đơn vị tính", at times "Đơn vị" over "tính"."""
    folded = path.casefold()
    return bool(_UNITS.match(folded.rpartition(" / ")[2]) or _UNITS.match(folded.replace(" / ", " ")))


def row_units(reading: TableReading) -> dict[int, str]:
    """What each row is measured in, where a column or the end of its label says so, by grid row.

    Ditto marks take it from above: "Đơn vị tính", "Tổng diện tích rừng (triệu ha)".

    Args:
        reading: A table understood.
    """
    column = next((column.index for column in reading.columns if heads_units(column.header)), None)
    units: dict[int, str] = {}
    above = ""
    for row in reading.rows:
        cell = reading.cell(row.index, column) if column is not None else None
        text = clean(cell.text) if cell and row.kind is not RowKind.HEADER else ""
        above = above if text.strip(" -.").casefold() in _DITTO else text
        own = above or (header_unit(row.label) if row.kind is not RowKind.HEADER else None)
        if own:
            units[row.index] = own
    return units


def unit_at(reading: TableReading, row: int, column: Column, units: Mapping[int, str]) -> str | None:
    """The unit of a figure: its column's own, else its row's, else its table's; a rank has none.

    Args:
        reading: A table understood.
        row: Grid row of the figure.
        column: Its column.
        units: What rows are measured in, from `row_units`.
    """
    if column.role is ColumnRole.RANK:
        return None
    return units.get(row, column.unit) if column.unit == reading.table.unit else column.unit


def unit_after(text: str) -> str | None:
    """The known unit that a text begins with, the longest of up to three words; None where it begins with none."""
    match = _THREE_WORDS.match(text)
    words = match.group(1).split(" ") if match else []
    candidates = (" ".join(words[:count]).rstrip(".") for count in range(len(words), 0, -1))
    return next((unit for unit in candidates if scale_of(unit)), None)


@lru_cache(maxsize=4096)  # rows of a paper's tables have the same labels again and again
def header_unit(path: str) -> str | None:
    """The unit that a header ends with, or a title over it, as printed; None where none names one.

    Args:
        path: Header text, its levels joined.
    """
    *titles, leaf = path.split(" / ")
    own = _unit_at_end(leaf)
    if own or _OF_OTHERS.match(fold(leaf)):
        return own
    return next((unit for title in reversed(titles) if (unit := _unit_at_end(title))), None)


def _unit_at_end(header: str) -> str | None:
    text = clean(header).casefold()
    match = _AT_END.search(text)
    if match is None:
        return None
    unit = clean(
        re.sub(r"^(?:đvt|đơn vị(?: tính)?)\s*:?\s*", "", match["aside"] or match["tail"] or match["named"])
    )
    scale = scale_of(unit)
    # Behind a dash stands as often a kind of what is counted.
    known = scale is not None and (match["tail"] is None or scale[0] not in _COUNTED)
    return unit if known or match["named"] else None


# Units of one kind, with the power of ten of the smallest.
_SMALLEST: Mapping[str, tuple[str, int]] = {
    "ha": ("m2", 4),
    "km2": ("m2", 6),
    "ta": ("kg", 2),
    "tan": ("kg", 3),
    "km": ("m", 3),
    "mwh": ("kwh", 3),
}


def smallest_of(unit: str) -> tuple[str, int]:
    """The smallest unit of the kind that a folded one is of, and its power of ten of that: ("m2", 4) for hectares.

    Args:
        unit: What a figure counts or is measured in, folded; itself with power 0 where it has no smaller one.
    """
    first = unit.partition(" ")[0]
    return _SMALLEST.get(first, (first, 0))


_MANY_OF = re.compile(r"(?:nghin|ngan|1000|trieu) [a-z]+(?: [a-z]+)?$")
_SEVERAL = re.compile(r"[,;]\s+|\s+và\s+")


def is_rounded(unit: str | None) -> bool:
    """Whether whole figures of a unit are rounded as a rule: thousands of people, millions of dong, hectares.

    Of several units (“nghìn tấn, triệu USD”) all are to be.
    """
    return all(_is_rounded(part) for part in _SEVERAL.split(unit or ""))


def _is_rounded(unit: str) -> bool:
    scale = scale_of(unit)
    if scale is None:
        # thousands and millions of what no list has: “Triệu viên”
        return bool(_MANY_OF.match(fold(unit).strip()))
    return scale[1] > 0 or scale[0] in _MEASURED


@lru_cache(maxsize=1024)
def scale_of(unit: str | None) -> tuple[str, int] | None:
    """The kind of a unit and its power of ten of that kind: ("đồng", 6) for millions of dong.

    Args:
        unit: As printed.

    Returns:
        Kind, folded, and power; None for what is no known unit.
    """
    folded = fold(unit or "").strip(" .").replace("²", "2").replace("³", "3")
    if folded in _MONEY:
        return "dong", _MONEY[folded]
    for words, power in (("nghin ", 3), ("ngan ", 3), ("1000 ", 3), ("trieu ", 6), ("ty ", 9), ("ti ", 9)):
        bare = folded.removeprefix(words)
        if bare != folded and (bare in _MEASURED or bare in _COUNTED):
            return bare, power
    if folded in _MEASURED or folded in _COUNTED:
        return folded, 0
    money, per, what = folded.partition("/")
    price = per and money.strip() in _MONEY and _THING.fullmatch(what)
    return (f"dong/{what.strip()}", _MONEY[money.strip()]) if price else None
