"""What the label of a row says that the row is: a total, maxima, weights, what is only some of the figure above."""

from __future__ import annotations

import re
from functools import lru_cache

from doichieu.model import Row, RowKind
from doichieu.normalize.text import fold, key
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet

OF_WHICH = re.compile(r"^\W*(trong do|trong so do|trong tong so|o do)\b")
# Rows that a table has beside the one that sums them up.
_LEAST_ROWS = 3
# "Trần" alone, or behind "điểm": a street or a person called Trần is no ceiling.
_MAXIMA = re.compile(
    r"^(?:muc )?(?:diem |so diem )?toi da\b|^(?:muc |diem |muc diem |so diem )(?:chuan|tran)\b|^(?:chuan|tran)$|^thang diem\b"
)
_WEIGHTS = re.compile(r"^(?:trong so|he so)(?: (?:diem|tieu chi|cac tieu chi|chi so|thanh phan|danh gia))*$")
# With its accents: "Công an" is no sum, and a "Tổng cục" is an office.
_TOTAL_LABEL = re.compile(
    r"^\W*(?:tổng(?! cục| công ty| hợp| kho| đài| thanh tra| liên đoàn| giám đốc| bí thư| thống| lãnh sự| biên tập| tham mưu"
    r"| thư ký| tư lệnh| kiểm toán| đội| hội| giáo phận)|cộng(?! h[oò][aà]| đồng| tác)|toàn (?:tỉnh|quốc|ngành|huyện|xã|thành phố|hệ thống|công ty|tổng công ty|trường|viện|cục|khu vực|đơn vị|vùng|khối|đoàn)"
    r"|cả (?:nước|tỉnh))\b"
)


@lru_cache(maxsize=4096)
def is_of_which(label: str) -> bool:
    """Whether a label begins what is only some of the figure above."""
    return bool(OF_WHICH.match(fold(label)))


def is_total_label(row: Row) -> bool:
    """Whether an unnumbered row speaks for the whole table: "Cả nước", "Tổng chi ngân sách", "Cộng"."""
    return not row.ordinal and _calls_total(row.label) and not _is_agency(row)


@kept
def totals_by_label(sheet: Sheet) -> frozenset[int]:
    """The rows of a table whose labels call them totals, as grid rows."""
    return frozenset(row.index for row in sheet.reading.rows if is_total_label(row))


@lru_cache(maxsize=4096)
def _calls_total(label: str) -> bool:
    return bool(_TOTAL_LABEL.match(label.casefold()))


def _is_agency(row: Row) -> bool:
    return any(mention.entity_id for mention in row.entities)


def stands_apart(sheet: Sheet, row: Row) -> bool:
    """Whether a row without number and agency, or without any label, opens or closes a table whose other rows have one."""
    if row.ordinal or row.kind is not RowKind.DATA:
        return False
    if row.index not in (sheet.data[0].index, sheet.data[-1].index) or _is_agency(row):
        return False
    others = [other for other in sheet.data if other.index != row.index]
    unnamed = not row.label and all(other.label for other in others)
    return len(others) >= _LEAST_ROWS and (
        unnamed or all(other.ordinal or _is_agency(other) for other in others)
    )


@kept
def rows_listed(sheet: Sheet) -> tuple[Row, ...]:
    """The rows of data of a table, without those that open or close it apart from the others."""
    return tuple(row for row in sheet.data if not stands_apart(sheet, row))


def prints_maxima(row: Row) -> bool:
    """Whether a row says what each column is out of ("Điểm tối đa"), and is no unit among the others."""
    return not row.ordinal and _calls_maxima(row.label) and not _is_agency(row)


@lru_cache(maxsize=4096)
def _calls_maxima(label: str) -> bool:
    return bool(_MAXIMA.match(key(label)))


def is_no_unit(row: Row) -> bool:
    """Whether a row says what each column is out of or how much it weighs, and is no unit among the others."""
    calls = not row.ordinal and (_calls_maxima(row.label) or _calls_weights(row.label))
    return calls and not _is_agency(row)


@lru_cache(maxsize=4096)
def _calls_weights(label: str) -> bool:
    return bool(_WEIGHTS.match(key(label)))
