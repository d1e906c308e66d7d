"""Which columns hold prices, or counts of unlike goods: they stand below one another without adding up, whatever the outline says."""

from __future__ import annotations

import re
from collections.abc import Collection

from doichieu.model import Column, ColumnRole
from doichieu.normalize.text import fold
from doichieu.normalize.units import heads_units, row_units
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Sheet

# "Giá đất ở / VT1", "Đơn giá", "Mức thu"; amounts of money are "Giá trị", "Giá gói thầu", "Nguyên giá", "theo giá hiện hành".
_PRICE = re.compile(
    r"\b(?:don gia|muc gia|bieu gia|khung gia|muc thu)\b(?! tri)"
    r"|(?:^|/ )gia(?! (?:tri|goi|trung|hop dong|du|khoi diem|so sanh|hien hanh|co dinh|thuc te|quyet toan|cong trinh)\b)\b"
)
_LIST = re.compile(
    r"\b(?:bang|bieu|khung|muc|don) gia\b(?! tri)|^gia (?:dich vu|dat|nuoc|ban|tinh|thue|vat lieu|cho thue)\b"
)
_AMOUNT = re.compile(
    r"\bgia tri\b|\btong san pham\b|\bgrdp\b|\bthanh tien\b|\bkhoi luong\b|\bso luong\b|\bdien tich\b"
)
# Money for one of something; what is paid in a month or a year adds up.
_FOR_ONE = re.compile(r"(?:dong|vnd|\bd|usd)\s?/\s?(?!(?:nam|thang|quy|ngay|ky|dot)\b)\w")
_MOST = 0.5
_QUANTITY = re.compile(r"\b(?:so|khoi) luong\b|(?:^|/ )(?:sl|kl|luong)$")


@kept
def price_columns(sheet: Sheet) -> Collection[int]:
    """Columns of prices: by their header or unit, by the unit of nearly every row, or by the title of the list.

    Args:
        sheet: A table prepared for checks.
    """
    table = sheet.reading.table
    listed = bool(_LIST.search(fold(table.caption or ""))) or _is_for_one(table.unit)
    units = row_units(sheet.reading)
    priced = sum(map(_is_for_one, units.values()))
    listed = listed or (priced > 0 and priced >= _MOST * len(sheet.data))
    return frozenset(
        column.index for column in sheet.columns(*AMOUNTS) if _holds_prices(column, listed=listed)
    )


@kept
def quantity_columns(sheet: Sheet) -> Collection[int]:
    """Columns that count what each row has a unit of its own for: a set is one, and its parts are several.

    Args:
        sheet: A table prepared for checks.
    """
    if not any(heads_units(column.header) for column in sheet.reading.columns):
        return frozenset()
    return frozenset(
        column.index for column in sheet.columns(*AMOUNTS) if _QUANTITY.search(fold(column.header))
    )


def _holds_prices(column: Column, *, listed: bool) -> bool:
    header = fold(column.header)
    if _AMOUNT.search(header) or column.role is ColumnRole.COUNT:
        return False
    return listed or bool(_PRICE.search(header)) or _is_for_one(column.unit)


def _is_for_one(unit: str | None) -> bool:
    return unit is not None and bool(_FOR_ONE.search(fold(unit)))
