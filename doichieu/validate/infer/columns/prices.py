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
# With their accents: "Gia đình" and "Gia súc" have none.
_PRICE = re.compile(
    r"\b(?:đơn giá|mức giá|biểu giá|khung giá|mức thu(?! nhập))\b(?! trị)"
    r"|(?:^|/ )giá(?! (?:trị|gói|trúng|hợp đồng|dự|khởi điểm|so sánh|hiện hành|cố định|thực tế|quyết toán|công trình)\b)\b"
)
_LIST = re.compile(
    r"\b(?:bảng|biểu|khung|mức|đơn) giá\b(?! trị)|^giá (?:dịch vụ|đất|nước|bán|tính|thuê|vật liệu|cho thuê)\b"
)
_AMOUNT = re.compile(
    r"\bgiá trị\b|\btổng sản phẩm\b|\bgrdp\b|\bthành tiền\b|\bkhối lượng\b|\bsố lượng\b|\bdiện tích\b"
)
# Money for one of something; what is paid in a month or a year adds up.
_FOR_ONE = re.compile(r"(?:dong|vnd|\bd|usd)\s?/\s?(?!(?:nam|thang|quy|ngay|ky|dot)\b)\w")
_MOST = 0.5
_QUANTITY = re.compile(r"\b(?:số|khối) lượng\b|(?:^|/ )(?:sl|kl|lượng)$")


@kept
def price_columns(sheet: Sheet) -> Collection[int]:
    """Columns of prices: by their header or unit, by the unit of nearly every row, or by the title of the list.

    Args:
        sheet: A table prepared for checks.
    """
    table = sheet.reading.table
    listed = bool(_LIST.search((table.caption or "").casefold())) or _is_for_one(table.unit)
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
        column.index for column in sheet.columns(*AMOUNTS) if _QUANTITY.search(column.header.casefold())
    )


def _holds_prices(column: Column, *, listed: bool) -> bool:
    header = column.header.casefold()
    if _AMOUNT.search(header) or column.role is ColumnRole.COUNT:
        return False
    return listed or bool(_PRICE.search(header)) or _is_for_one(column.unit)


def _is_for_one(unit: str | None) -> bool:
    return unit is not None and bool(_FOR_ONE.search(fold(unit)))
