"""What a paper says of itself: letterhead, title, and the lines that tie an appendix to its parent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from doichieu.extract.letterhead.papernumber import KINDS, PAPER_NUMBER, kind_of_sign, written_number
from doichieu.extract.letterhead.signature import find_signer
from doichieu.extract.letterhead.sitedata import fill_from_site
from doichieu.extract.letterhead.subject import find_subject
from doichieu.extract.words import fold, is_upper, plain
from doichieu.model import Letterhead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

# A letterhead stands on the first page: that many lines at most, and before the first table.
_HEAD_LINES = 60
_NUMBER = re.compile(rf"số(?:\s*hiệu)?\s*[:.]?\s*{PAPER_NUMBER}", re.IGNORECASE)
_PLACED_DATE = re.compile(
    r"(?P<place>[^\d,:;()]{2,40}),\s*ngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*"
    r"năm\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:\D{0,20}|.{0,12}\d{1,2}[:h]\d{2}\D{0,4})\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.{0,24}"
)
_ATTACHED = re.compile(
    r"(?:kèm\s+theo|đính\s+kèm)\s+(?P<kind>[^\W\d]+(?:\s+[^\W\d]+){0,2}?)\s+số\s*[:.]?\s*"
    rf"{PAPER_NUMBER}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
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
_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\s?[-–—]?\s?tu do|^-{2,}|^_{2,}")
_BODY = re.compile(
    r"^(?:ubnd|uy ban nhan dan|uy ban|hdnd|hoi dong|so |bo |ban |cuc |tong cuc |chi cuc |phong "
    r"|van phong|trung tam |vien |thanh tra |chinh phu|thu tuong|dai |ngan hang |truong |cong an |toa an "
    r"|vien kiem sat |bao hiem )"
)


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
        found = replace(found, kind=kind_of_sign(found.number))
    found = replace(
        found, subject=find_subject(head, numbered=found.number is not None), signer=find_signer(every)
    )
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
    """Number, date, place, kind and issuer that stand in the paper's own letterhead."""
    at = next((index for index, line in enumerate(head) if _number(line.text)), None)
    number = _number(head[at].text) if at is not None else None
    placed = next(
        (match for line in head if (match := _PLACED_DATE.search(line.text)) and _date(match, "ymd")), None
    )
    return Letterhead(
        number=number,
        kind=_kind(head),
        issuer=_issuer(head, at) if at is not None else None,
        place=_place(placed["place"]) if placed else None,
        issued_on=_date(placed, "ymd") if placed else None if number else _stamped(head),
    )


def _number(text: str) -> str | None:
    match = _NUMBER.match(text) if len(text) < 120 else None
    return written_number(match) if match else None


def _date(match: re.Match[str] | None, order: str) -> date | None:
    if match is None:
        return None
    day, month, year = (match["day"], match["month"], match["year"]) if order == "ymd" else match.groups()[:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _place(text: str) -> str:
    return fold(text.rsplit("  ", 1)[-1]).strip("-–—* ")


def _stamped(head: Sequence[Line]) -> date | None:
    """Date that a portal stamps on a notice: a short line with a date and at most a time."""
    for line in head[:12]:
        match = _STAMP.fullmatch(line.text) if len(line.text) <= 50 else None
        if match and (found := _date(match, "dmy")):
            return found
    return None


def _kind(head: Sequence[Line]) -> str | None:
    for line in head:
        words = line.text.rstrip(" :.").lower()
        if is_upper(line.text) and words in KINDS:
            return words
    return None


def _issuer(head: Sequence[Line], number_at: int) -> str | None:
    """Issuing body: the capitals above the number; of two bodies the lower one issues."""
    names: list[str] = []
    for line in head[:number_at]:
        text = line.text.strip("*_ ")
        if not is_upper(text) or _MOTTO.search(plain(text)) or text.lower().rstrip(":") in KINDS:
            continue
        if names and _BODY.match(plain(text) + " ") and not _dangles(names[-1]):
            names = []
        names.append(text)
    return fold(" ".join(names)) or None


def _dangles(text: str) -> bool:
    """Whether a name goes on below: it ends in a joining word or is only a kind of body."""
    words = plain(text)
    return words.endswith((" va", ",", "-")) or words in {"uy ban", "van phong", "hoi dong"}


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
    if match is None or not text.lstrip("(").lower().startswith(
        ("ban hành", "kèm", "đính kèm", "phê duyệt", "công bố")
    ):
        return None
    kind = fold(match["kind"]).lower()
    body = _OF.search(match["rest"])
    return _Parent(
        number=written_number(match),
        kind=kind if kind in KINDS else kind_of_sign(written_number(match)) or kind,
        issued_on=_date(_NUMERIC_DATE.search(match["rest"]), "dmy"),
        issuer=_OFFICE.sub("", fold(body["body"])) if body else None,
    )
