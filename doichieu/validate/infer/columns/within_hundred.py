"""Percentages of things that are counted one by one: of all agencies, of all files no more than a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from doichieu.model import ColumnRole
from doichieu.normalize.unit_nouns import UNIT_NOUNS
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import BoundRelation

HUNDRED = Decimal(100)

# What is counted one by one, and what is so of some of it; with accents.
COUNTED = (
    rf"{UNIT_NOUNS}|hồ sơ|cán bộ|công chức|viên chức|người dân|tổ chức|thủ tục|tthc|dịch vụ|dvc|văn bản|máy tính|hộ|"
    r"giáo viên|kiến nghị|đơn thư|nhiệm vụ"
)
_SHARE = re.compile(
    rf"^[\W\d]*t[ỷỉyi] lệ (?:trung bình |bình quân )?(?:số |các |những )?(?:{COUNTED})\b.*\b(?:được|đã|có|sử dụng|tham gia|đạt|cung cấp"
    r"|giải quyết|tổ chức|cử|ban hành|triển khai|kết nối|hài lòng|trực tuyến|đúng hạn|trước hạn|quá hạn|xử lý)\b"
)
# Of what is planned, or was there the year before, more may be done or be there now.
_BEYOND = re.compile(
    r"\b(?:so với|so sánh|kế hoạch|dự toán|chỉ tiêu|định mức|nhu cầu|tăng|giảm|vượt|năm trước|cùng kỳ|đi học|nhập học|công suất)\b"
)


def share_relations(sheet: Sheet) -> Iterator[BoundRelation]:
    """Find the percentages whose row or column says that they are a share of things counted one by one.

    Args:
        sheet: A table prepared for checks.

    Yields:
        A bound of a hundred for each.
    """
    columns = [column.index for column in sheet.columns(ColumnRole.RATIO, *AMOUNTS)]
    shares = {col for col in columns if is_share(sheet.reading.columns[col].header)}
    texts = [column.index for column in sheet.columns(ColumnRole.TEXT)]
    for row in sheet.data:
        labels = (cell.text for col in texts if (cell := sheet.cells.get((row.index, col))) is not None)
        own = is_share(row.label) or any(map(is_share, labels))
        for col in columns if own else shares:
            number = sheet.number(row.index, col)
            if number is not None and (number.percent or "%" in sheet.reading.columns[col].header):
                yield BoundRelation(rule="SUM-WITHIN", target=sheet.place(row.index, col), limit=HUNDRED)


@lru_cache(maxsize=4096)
def is_share(label: str) -> bool:
    """Whether a label says that a figure is the share of some among things counted one by one: “Tỷ lệ xã có …”."""
    text = label.casefold()
    return bool(_SHARE.search(text)) and not _BEYOND.search(text)
