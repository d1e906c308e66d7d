"""What rows list that no registry has: schools, hospitals, wards, companies, told by the noun that their names begin with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# Nouns of one kind of units under one name; with accents, as "sở" is an office and "số" a number.
_KINDS = (
    ("xã", r"xã|phường|thị trấn|đặc khu"),
    ("huyện", r"huyện|quận|thị xã|thành phố|tp"),
    ("sở", r"sở|ban|thanh tra|văn phòng"),
    ("bệnh viện", r"bệnh viện|bv|trạm y tế|trung tâm y tế|ttyt|phòng khám"),
    ("phòng", r"phòng|chi cục|trung tâm|trạm|hạt|đội"),
    ("trường", r"trường|thpt|thcs|tiểu học|mầm non|đại học|học viện|khoa"),
    ("lớp", r"lớp|chi đoàn|liên đội"),
    ("doanh nghiệp", r"công ty|cty|doanh nghiệp|tổng công ty|tập đoàn|ngân hàng|hợp tác xã|htx|chi nhánh"),
    ("khối", r"khối|cụm"),
    ("thôn", r"thôn|bản|ấp|buôn|làng|tổ dân phố|khu phố|tổ"),
    ("cơ quan", r"cục|vụ|viện|bộ|ban quản lý|công an|tòa án|toà án|đảng bộ|chi bộ|hội|đoàn"),
    ("đơn vị", r"đơn vị|cơ quan|địa phương|cơ sở"),
)
# What a table lists below "Tên đơn vị" whose names begin with nouns of several kinds.
ANY_UNITS = "~đơn vị"
# What sentences count units by: an administration's own, then schools, hospitals and whatever else lists rows.
UNIT_NOUNS = (
    r"sở|huyện|tỉnh|thành phố|đơn vị|cơ quan|địa phương|bộ|ngành|quận|thị xã|xã|phường|thị trấn|đặc khu|ban"
    r"|trường|bệnh viện|trung tâm|trạm y tế|phòng|cơ sở|công ty|doanh nghiệp|hợp tác xã|cục|vụ|chi cục|viện"
    r"|cụm|khối|thôn|ấp|tổ dân phố|khu phố|chi bộ|đảng bộ|vùng|lớp|chi đoàn"
)
_OPENS = re.compile(rf"(?:ubnd |ủy ban nhân dân )?(?:{'|'.join(f'({nouns})' for _, nouns in _KINDS)})\s")
_LEAST, _MOST_OF = 5, 0.8
# Commas within what units are called: "4 xã, phường", "sở, ban, ngành", "huyện, thị xã, thành phố".
_UNIT = (
    r"(?:xa|phuong|thi tran|dac khu|so|ban|nganh|huyen|quan|thi xa|thanh pho|tinh|bo|co quan(?: ngang bo)?|don vi|dia phuong"
    r"|doan the|vien|cuc|truong|thon|khu pho|ap|to dan pho|buon|lang)"
)
_UNITS_COMMA = re.compile(rf",(?<=\w,)(?= {_UNIT}\b)")
# As many characters before a comma hold such a word with the one before it.
_BEFORE = 32
_ENDS_UNIT = re.compile(rf"(?:^|\d |, ?|\b(?:va|cac|khoi|nhom|cap|cua|giua|voi) ){_UNIT}$")


def units_by_name(labels: Iterable[str]) -> str:
    """The kind of units that names are, by the nouns they begin with.

    Args:
        labels: The labels of the rows of a table.

    Returns:
        A kind ("~trường"), empty where fewer than five rows, or fewer than four of five, begin with its nouns.
    """
    names = [label.casefold() for label in labels]
    kinds = Counter(kind for name in names if (kind := noun_of(name)))
    if not kinds:
        return ""
    kind, count = kinds.most_common(1)[0]
    return f"~{kind}" if count >= max(_LEAST, _MOST_OF * len(names)) else ""


def noun_of(name: str) -> str:
    """The kind of units ("huyện") that a name in lower case is one of, by the noun it begins with; empty where none is."""
    opened = _OPENS.match(name)
    return _KINDS[opened.lastindex - 1][0] if opened and opened.lastindex else ""


def nouns_of(units: str) -> str | None:
    """The nouns, as a pattern, of a kind that `units_by_name` gave; None for any other."""
    return dict(_KINDS).get(units.removeprefix("~")) if units.startswith("~") else None


def without_unit_commas(text: str) -> str:
    """A folded text without the commas that stand between two words for units."""

    def joined(comma: re.Match[str]) -> str:
        at = comma.start()
        return " " if _ENDS_UNIT.search(text, max(0, at - _BEFORE), at) else ","

    return _UNITS_COMMA.sub(joined, text) if "," in text else text
