"""Header text of a column: role, indicator, period, declared maximum, unit.

The lexicon gives what a header suggests; `columns` decides together with what the column holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from doichieu.model import ColumnRole, Table
from doichieu.normalize.numbers import read_number
from doichieu.normalize.periods import without_years
from doichieu.normalize.text import clean, fold
from doichieu.normalize.units import header_unit, heads_units

# Headers of columns of changes.
_CHANGE = re.compile(r"\b(tang|giam|thay doi|bien dong|chenh lech|so voi|so sanh|len|xuong)\b")
_SIGNS = re.compile(r"(?:^|/ )\(?(?:\+ ?/ ?[-–]|±|↑ ?/? ?↓|▲ ?/? ?▼)\)?$")
# Folded patterns, tried in order on the last header level first, then on the whole path.
_LEXICON: tuple[tuple[re.Pattern[str], ColumnRole], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r"^((stt|tt|so tt|so thu tu|thu tu)([ /.-]+no)?|no)$", ColumnRole.ORDINAL),
        (r"^x ?h$", ColumnRole.RANK),  # “XH” below the name of an index
        # places in several events are added up, and the least sum wins
        (
            (
                r"^(?:tong|cong) (?:cong |so |cac |diem )*(?:(?:thu |xep )?hang|thu bac|vi thu|thu tu|xep thu)"
                r"(?: cac (?:mon|noi dung|chi tieu)| thanh phan)?$"
            ),
            ColumnRole.TOTAL,
        ),
        (
            # "Giá đất theo vị trí" is a price, "Vị trí việc làm" a post
            r"\b(?<!theo )(xep hang|thu hang|xep thu|vi thu|vi tri(?! (?:dat|viec)\b)|thu bac|xep vi|hang nam|hang)\b(?!.*\bmuc\b)",
            ColumnRole.RANK,
        ),
        (
            (
                r"\b(xep loai|phan loai|muc xep loai|muc do dat|danh gia muc|nhom xep loai|muc danh gia)\b"
                # "Loại giá", "Loại xe", "Kiểu loại" tell kinds apart, which no figure decides
                r"|(?<!kieu )(?<!chung )(?<!the )(?<!so )\bloai(?=$| (?:nam|quy|thang|ky|ket qua|thi dua|[a-d]\b|[ivx]+\b|\d))"
            ),
            ColumnRole.TIER,
        ),
        # "Tỷ lệ % so với điểm tối đa" is a percentage and no maximum
        (r"^(ti|ty) ?(le|trong)\b", ColumnRole.RATIO),
        # "Quy đổi theo thang điểm 100" are points, of a hundred
        (
            r"\b(diem toi da|diem chuan|(?<!theo )(?<!sang )(?<!quy doi )(?<!quy ve )thang diem|diem tran|toi da)\b",
            ColumnRole.MAXIMUM,
        ),
        (r"(\b(ti|ty) ?le\b|\bti trong\b|\bty trong\b|\bphan tram\b|^%$)", ColumnRole.RATIO),
        (r"^(tong\b|cong$|cong diem|diem tong\b)", ColumnRole.TOTAL),
        (
            (
                r"^(?:ten |cac )?(?:ubnd |uy ban nhan dan )?"
                r"(?:don vi|co quan|dia phuong|tinh|thanh pho|huyen|quan|so(?! voi\b)|bo|xa|phuong|nganh|cap (?:tinh|huyen|xa))\b"
                r"(?! luong)(?! ho so)"
            ),
            ColumnRole.ENTITY,
        ),
        (r"^(so luong|so(?! voi\b))\b", ColumnRole.COUNT),
    )
)
# Signs that stand for "number", of which no letter is left once they are folded.
_NUMBER_SIGN = re.compile(r"[#№]|N[°º]\.?")
# With its accents: goods ("Mặt hàng", "Khách hàng") are no ranks; of "Xếp hàng" and a lone "Hàng" the mark was lost.
_GOODS = re.compile(
    r"(?<=\w)(?<!xếp)(?<!thứ)\s+hàng\b|\bhàng (?=hóa|hoá|nhập|xuất|bán|tồn|tiêu)", re.IGNORECASE
)
# What stands below counts nothing: codes of the budget, of projects, of units, years of building.
_CODES = re.compile(
    r"mã(?: (?:số|chương|nguồn|dự án|hàng|tài sản|đơn vị|tabmis|ngành|nội dung|ndkt|chỉ tiêu|tỉnh|huyện|xã|loại đất|đất"
    r"|qhns|đvqhns|quan hệ ngân sách|nhiệm vụ|hs|định danh|thủ tục))*(?: \w+)?|chương|(?:loại|khoản|mục|tiểu mục)(?:[,/ -]+"
    r"(?:loại|khoản|mục|tiểu mục))*|số hiệu|năm (?:sinh|xây dựng|thành lập|sản xuất|sử dụng|đưa vào sử dụng|hoàn thành|khởi công)"
)
# "(1.000 đ)" is a unit and no maximum of points.
_THOUSANDS = frozenset({"1000d", "1.000d", "1000đ", "1.000đ", "1,000đ", "1,000d"})
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_DECLARED = re.compile(r"\(([^()]*)\)")
# "Thuế GTGT 8%" and "Kinh tế số (30%)" state a rate or a weight: what stands below are amounts.
_RATE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_SHARES = re.compile(r"(?:ti|ty) (?:le|trong|so)\b|co cau\b|toc do\b")
_MAX_WORDS = re.compile(r"toi da|diem chuan|thang diem|\bmax\b")
_POINTS = re.compile(r"^\s*(?:toi da)?\s*:?\s*([\d.,]+)\s*(?:diem|đ|d)?\s*$")
_ROUND = re.compile(r"\s*(?:toi da)?\s*:?\s*(\d{1,2})[.,]000\s*diem\s*")
_FIRST_FIGURE = re.compile(r"\d[\d.,]*")
_NUMBERING = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z])\)?(?:\s*=\s*[\d()+\-x*/:% ]+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a column's header says.

    Attributes:
        path: Levels from the top joined with " / ".
        suggested: Role the lexicon suggests, None where it knows none.
        indicator: Header without maxima, years and units.
        period: Year named, if one.
        maximum: Declared maximum, if one.
        unit: Unit named, if one.
        formula: Column-numbering cell that states a formula ("3=1+2"), empty where none.
    """

    path: str
    suggested: ColumnRole | None
    indicator: str
    period: int | None
    maximum: Decimal | None
    unit: str | None
    formula: str = ""


def header_paths(table: Table, leave_out: int | None = None) -> list[list[str]]:
    """Per column the header texts from the top level down, merged cells repeated once.

    Args:
        table: A table as printed.
        leave_out: A row of the header that holds no titles.

    Returns:
        n_cols lists of texts without blanks and without column-numbering cells.
    """
    width = table.n_cols
    paths: list[list[str]] = [[] for _ in range(width)]
    for cell in table.cells:
        if cell.row >= table.header_rows or cell.row == leave_out or not cell.text:
            continue
        for col in range(cell.col, min(cell.col + cell.col_span, width)):
            if not paths[col] or paths[col][-1] != cell.text:
                paths[col].append(cell.text)
    return paths


def read_header(levels: Sequence[str]) -> Header:
    """Read the header of one column.

    Args:
        levels: Header texts from the top level down.

    Returns:
        What the header says.
    """
    return _read(tuple(levels))


# Separators, maxima and columns each ask, and the tables of a paper have headers alike.
@lru_cache(maxsize=4096)
def _read(levels: tuple[str, ...]) -> Header:
    named = [text for text in levels if not _NUMBERING.match(text)] or list(levels)
    formula = next((text for text in levels if _NUMBERING.match(text) and "=" in text), "")
    path = " / ".join(named)
    return Header(
        path=path,
        suggested=_suggest(named),
        indicator=_indicator(named),
        period=_period(named),
        maximum=declared_maximum(path),
        unit="%" if "%" in _RATE.sub("", path) else header_unit(path),
        formula=formula,
    )


def _suggest(levels: list[str]) -> ColumnRole | None:
    if levels and (heads_units(" / ".join(levels)) or _CODES.fullmatch(clean(levels[-1]).casefold())):
        return ColumnRole.TEXT
    if levels and _NUMBER_SIGN.fullmatch(levels[-1].strip()):
        return ColumnRole.ORDINAL
    bare = [key_without_brackets(_GOODS.sub(" ", text)) for text in reversed(levels)]
    for text in [*bare, " ".join(reversed(bare))]:
        for pattern, role in _LEXICON:
            if pattern.search(text):
                return ColumnRole.RATIO if role is ColumnRole.TOTAL and _compares(levels[:-1]) else role
    return None


def _compares(above: list[str]) -> bool:
    """Whether headers above say that figures are percentages: “So sánh (%)” over “Tổng số” heads that of totals."""
    return any("%" in _RATE.sub("", level) or _SHARES.match(key_without_brackets(level)) for level in above)


def key_without_brackets(text: str) -> str:
    """Folded text with bracketed asides and years taken out, for matching the lexicon."""
    bare = _DECLARED.sub(" ", text)
    bare = _YEAR.sub(" ", bare)
    return re.sub(r"\s+", " ", re.sub(r"[^0-9a-z%,/]+", " ", fold(bare))).strip(" ,/")


def _indicator(levels: list[str]) -> str:
    parts = [clean(without_years(_DECLARED.sub("", text))) for text in levels]
    parts = [re.sub(r"\s+(?=[,;])", "", part).strip(" :-,*/") for part in parts]
    parts = [re.sub(r"\s+năm$", "", part, flags=re.IGNORECASE) for part in parts]
    return " / ".join(part for part in parts if part and part.casefold() != "năm")


def _period(levels: list[str]) -> int | None:
    years = {int(year) for text in levels for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def declared_maximum(text: str) -> Decimal | None:
    """The maximum a header declares in brackets: "(Tối đa: 525)", "(10 điểm)", "(500)".

    Args:
        text: Header text.

    Returns:
        The maximum, None where none is declared; a bracketed year is none.
    """
    for aside in _DECLARED.findall(text):
        folded = fold(aside)
        if folded.replace(" ", "") in _THOUSANDS:
            continue
        if _MAX_WORDS.search(folded) or _POINTS.match(folded):
            found = _FIRST_FIGURE.search(folded)
            # nobody is scored out of one with three decimals: "(1,000 điểm)"
            figure = found.group().rstrip(".,") if found else ""
            if _ROUND.fullmatch(folded):
                figure = _ROUND.sub(r"\g<1>000", folded)
            number = read_number(figure) if figure else None
            if number and number.value > 0 and not _YEAR.fullmatch(aside.strip()):
                return number.value
    folded = fold(_DECLARED.sub("", text))
    match = re.search(r"toi da\s*:?\s*(\d[\d.,]*)", folded)
    number = read_number(match.group(1).rstrip(".,")) if match else None
    return number.value if number else None


def speaks_of_change(header: str) -> bool:
    """Whether a folded header says that its column holds changes ("tang, giam so voi nam 2021")."""
    return bool(_CHANGE.search(header) or _SIGNS.search(header))
