"""What a paper says of itself: letterhead, title, and the lines that tie an appendix to its parent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from doichieu.extract.letterhead.issuer import issuer_above, motto_at
from doichieu.extract.letterhead.papernumber import (
    KINDS,
    PAPER_NUMBER,
    blank_sign,
    kind_named,
    kind_of_sign,
    own_number,
    titled,
    written_number,
)
from doichieu.extract.letterhead.signature import find_signer, is_office
from doichieu.extract.letterhead.sitedata import fill_from_site
from doichieu.extract.letterhead.subject import find_subject
from doichieu.extract.words import fold, plain
from doichieu.model import Letterhead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

# A letterhead stands on the first page: that many lines at most, and before the first table.
_HEAD_LINES = 60
# Handwritten and recognised days fall apart ("ngày 1 7 tháng 2"); those of drafts are blank.
_DAY = r"(?P<day>\d\s?\d?|[\s.…_/-]*)\s*tháng\s*(?P<month>\d\s?\d?|[\s.…_/-]*)\s*năm\s*(?P<year>\d{4})"
_NUMBERED = r"(?:quận|phường|khu)\s+\d{1,2}"
_PLACED_DATE = re.compile(
    rf"(?P<place>{_NUMBERED}|[^\W\d_][^\d,:;()]{{1,39}}),\s*ngày\s*{_DAY}", re.IGNORECASE
)
# "Bắc Kạn, ngày 29/4/2020", and in translations "Hanoi, May 12, 2017", "Da Nang, 15th July 2020".
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?"
_FROM = r"(?P<place>[A-Z][A-Za-z .-]{1,39}),\s*(?:on\s+|dated\s+)?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OTHER_FORMS = (
    re.compile(
        r"(?P<place>[^\W\d_][^\d,:;()]{1,39}),\s*ngày\s*(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_FROM}{_MONTH}\s+{_NTH},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_FROM}{_NTH}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
)
_BARE_DATE = re.compile(rf"ngày\s*{_DAY}", re.IGNORECASE)
_LONGEST_DATE = 110
# Lines between a date and the last of the offices below it: "TM. …", "KT. …", those beside.
_OFFICES = 4
_STAMP = re.compile(
    r"(?:\D{0,20}|.{0,12}\d{1,2}[:h]\d{2}\D{0,4})\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.{0,24}"
)
_ATTACHED = re.compile(
    r"(?:kèm\s+theo|đính\s+kèm)\s+(?P<kind>[^\W\d]+(?:\s+[^\W\d]+){0,2}?)\s+số\s*[:.]?\s*"
    rf"{PAPER_NUMBER}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIES = re.compile(
    r"\(?\s*(?:(?:phụ lục|phụ biểu|biểu|bảng|danh mục|danh sách)\s+(?:này\s+)?(?:được\s+)?)?(?:ban hành|kèm|đính kèm|phê duyệt|công bố)",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(
    r"ngày\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE
)
_OF = re.compile(r"\bcủa\s+(?P<body>[^()]{3,120}?)\s*\)?\s*$", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:phó\s+)?(?:giám đốc|chủ tịch|bộ trưởng|tổng giám đốc|thủ trưởng|trưởng ban|cục trưởng"
    r"|chánh văn phòng|tổng cục trưởng|trưởng phòng|chánh thanh tra)\s+(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"kinh gui\s*:")
# A site's list of when a paper takes effect, was changed or put there is not when it was issued.
_OTHER_DATES = re.compile(r"hieu luc|cap nhat|het han|dang tai|cong bao")


def read_letterhead(lines: Sequence[Line | None]) -> Letterhead:
    """Read the letterhead, the title and the signature block.

    Args:
        lines: Every line outside tables in reading order; None stands for a table.

    Returns:
        What the paper says of itself; fields it does not say are None.
    Source:
        Nghị định 30/2020/NĐ-CP (and Thông tư 01/2011/TT-BNV before it): places of the parts of a paper.
    """
    head = _head(lines)
    every = [line for line in lines if line is not None]
    found = _own(head)
    found = _from_parent(found, [*head, *every])
    if found.kind is None and found.number is not None:
        letter = any(map(_names_letter, head))
        found = replace(found, kind=kind_of_sign(found.number) or ("công văn" if letter else None))
    unnumbered = found.number is None or found.attached_to is not None
    if found.issued_on is None and unnumbered and not any(map(_placed, head)):
        found = replace(found, issued_on=_signed_on(every))
    subject = found.subject or find_subject(head, numbered=found.number is not None)
    found = replace(found, subject=subject, signer=find_signer(every))
    return fill_from_site(found, every)


def _head(lines: Sequence[Line | None]) -> list[Line]:
    head: list[Line] = []
    for line in lines[:_HEAD_LINES]:
        if line is None:
            break
        pieces = [fold(piece) for piece in re.split(r"\s{3,}|\t+", line.text)]
        head += [replace(line, text=piece) for piece in pieces if piece]
    return head


def _own(head: Sequence[Line]) -> Letterhead:
    """Number, date, place, kind and issuer that stand in the paper's own letterhead, be number and day blank."""
    at = next(
        (index for index, line in enumerate(head) if own_number(line.text) or blank_sign(line.text)), None
    )
    number = own_number(head[at].text) if at is not None else None
    sign = blank_sign(head[at].text) if at is not None else None
    placed = next(filter(None, map(_placed, head)), None)
    bare = (
        next((match for line in head if (match := _BARE_DATE.fullmatch(line.text))), None)
        if at is not None
        else None
    )
    named = next((found for line in head if line.level is not None and (found := titled(line.text))), None)
    issued_on = _date(placed or bare, "ymd")
    if at is None and named:
        return Letterhead(number=named[1], kind=named[0], issued_on=issued_on, subject=named[2])
    return Letterhead(
        number=number,
        kind=_kind(head) or (kind_of_sign(f"/{sign}") if sign else None),
        issuer=issuer_above(head, at if at is not None else motto_at(head)),
        place=_place(placed["place"]) if placed else None,
        issued_on=issued_on or (None if number or sign else _stamped(head)),
    )


def _placed(line: Line) -> re.Match[str] | None:
    """Place and date of a letterhead: a short line; "15 giờ, ngày 17 tháng 2" of a minute names no place."""
    if len(line.text) > _LONGEST_DATE:
        return None
    match = _PLACED_DATE.search(line.text) or next(
        filter(None, (pattern.fullmatch(line.text) for pattern in _OTHER_FORMS)), None
    )
    if match is None or not _place(match["place"])[:1].isupper():
        return None
    blank = not match["day"].strip(" .…_/-") or not match["month"].strip(" .…_/-")
    return match if blank or _date(match, "ymd") else None


def _signed_on(lines: Sequence[Line]) -> date | None:
    """Date of a form or a workbook, which stands right above the offices that sign it."""
    for index, line in enumerate(lines):
        match = _PLACED_DATE.fullmatch(line.text.strip(" .")) or _BARE_DATE.fullmatch(line.text.strip(" ."))
        if match and any(is_office(below.text) for below in lines[index + 1 : index + 1 + _OFFICES]):
            return _date(match, "ymd")
    return None


def _date(match: re.Match[str] | None, order: str) -> date | None:
    if match is None:
        return None
    day, month, year = (match["day"], match["month"], match["year"]) if order == "ymd" else match.groups()[:3]
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    try:
        return date(int(year), int(month.replace(" ", "")), int(day.replace(" ", "")))
    except ValueError:
        return None


def _place(text: str) -> str:
    return fold(text.rsplit("  ", 1)[-1]).strip("-–—* ")


def _stamped(head: Sequence[Line]) -> date | None:
    """Date that a portal stamps on a notice: a short line with a date and at most a time."""
    for line in head[:12]:
        match = _STAMP.fullmatch(line.text) if len(line.text) <= 50 else None
        if match and not _OTHER_DATES.search(plain(line.text)) and (found := _date(match, "dmy")):
            return found
    return None


def _names_letter(line: Line) -> bool:
    """Whether a line says what a letter is about, as stands below its number: papers of a kind have a title."""
    return plain(line.text).startswith("v/v")


def _kind(head: Sequence[Line]) -> str | None:
    for line in head:
        if kind := kind_named(line.text):
            return kind
        # a letter encloses drafts of papers; only what stands above its address is its own title
        if _ADDRESS.match(plain(line.text)):
            return None
    return None


@dataclass(frozen=True, slots=True)
class _Parent:
    number: str
    kind: str
    issued_on: date | None
    issuer: str | None


def _from_parent(found: Letterhead, lines: Sequence[Line]) -> Letterhead:
    """Fill what the paper lacks from the line that ties it (or its appendix) to a parent paper."""
    parent = next((parent for line in lines if (parent := _parent(line.text))), None)
    if parent is None:
        return found
    if found.number is None:
        if found.issued_on and parent.issued_on and found.issued_on != parent.issued_on:
            return found  # what it speaks of was attached to that paper, not this paper
        return replace(
            found,
            number=parent.number,
            kind=found.kind or parent.kind,
            issuer=found.issuer or parent.issuer,
            issued_on=found.issued_on or parent.issued_on,
            attached_to=parent.number,
        )
    same = found.number.split("/")[0] == parent.number.split("/")[0]
    return replace(found, issuer=found.issuer or parent.issuer) if same else found


def _parent(text: str) -> _Parent | None:
    match = _ATTACHED.search(text) if len(text) < 400 and "theo" in text.lower() else None
    if match is None or not _TIES.match(text):
        return None
    kind = fold(match["kind"]).lower()
    body = _OF.search(match["rest"])
    return _Parent(
        number=written_number(match),
        kind=kind if kind in KINDS else kind_of_sign(written_number(match)) or kind,
        issued_on=_date(_NUMERIC_DATE.search(match["rest"]), "dmy"),
        issuer=_OFFICE.sub("", fold(body["body"])) if body else None,
    )
