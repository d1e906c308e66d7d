"""Where and when a name is looked up, and how a document says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from doichieu.model import Document, Heading, Paragraph
from doichieu.normalize.agencies.index import index_of
from doichieu.normalize.agencies.spelling.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from doichieu.model import Letterhead
    from doichieu.normalize.registry import Entity

_SIGN_PART = re.compile(r"[^\W\d]+")
_NATIONAL_ISSUER = re.compile(
    r"^(?:bộ|thủ tướng|chính phủ|quốc hội|ngân hàng nhà nước|thanh tra chính phủ)\b(?!\s*chỉ huy)",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(r"(?:nhân dân|ubnd)\s+(huyện|quận|thị xã|thành phố)\s+([^\n,-]+)", re.IGNORECASE)
_OF_PLACE = re.compile(r"\b(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
# Paragraphs at the head of a paper in which the province may stand.
_HEAD_BLOCKS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What narrows the meaning of a name.

    Attributes:
        province: Entity ID of the province the paper is about ("VN-31"), None for a national one.
        level: "ministry", "central", "province", "department", "district" or "commune" when the column is of one.
        date: Date of the paper.
        district: Entity ID of the district the paper is of, None for any other paper.
    """

    province: str | None = None
    level: str | None = None
    date: date | None = None
    district: str | None = None


def infer_scope(document: Document) -> Scope:
    """The scope a document gives: province of its issuer, title or place, date of its letterhead.

    Args:
        document: A document as printed.

    Returns:
        The scope; the province is None for a ministry's paper and where no province is named.
    """
    head = document.letterhead
    if _national(head.issuer, head.number):
        return Scope(date=head.issued_on)
    for text in (head.issuer, head.subject, *_head_texts(document)):
        province = province_in(text or "", marked=True)
        if province is not None:
            return _in_province(head, province)
    for text in (head.issuer, head.place):
        province = province_in(text or "", marked=False) or _province_of_town(text or "")
        if province is not None:
            return _in_province(head, province)
    return Scope(date=head.issued_on)


def _in_province(head: Letterhead, province: Entity) -> Scope:
    """The scope of a paper of a province; the district too where its committee issued the paper."""
    named = _COMMITTEE.search(head.issuer or "")
    found = [] if named is None else index_of().territory(key_of(named[2]).tokens)
    district = next((one for one in found if one.parent_id == province.entity_id and _is(one, named)), None)
    return Scope(
        province=province.entity_id,
        date=head.issued_on,
        district=district.entity_id if district is not None else None,
    )


def _is(entity: Entity, named: re.Match[str] | None) -> bool:
    return named is not None and any(form.kind == named[1].casefold() for form in entity.forms)


def province_in(text: str, *, marked: bool) -> Entity | None:
    """The first province a text names.

    Args:
        text: A line of a paper.
        marked: Whether "tỉnh" or "thành phố" must stand before the name.

    Returns:
        The province, None where there is none.
    """
    index = index_of()
    starts = [match.end() for match in _OF_PLACE.finditer(text)] if marked else [0]
    for start in starts:
        tokens = key_of(text[start : start + 60]).tokens
        for length in range(index.longest_province, 0, -1):
            found = index.provinces.get(tokens[:length])
            if found is not None and (marked or length == len(tokens)):
                return found
    return None


def _province_of_town(text: str) -> Entity | None:
    """The province whose town this is ("Quy Nhơn, ngày …"), where only one has a town of that name."""
    index = index_of()
    towns = [entity for entity in index.territory(key_of(text).tokens) if entity.level == "district"]
    provinces = {entity.province_id for entity in towns}
    return index.registry.provinces[towns[0].parent_id] if len(provinces) == 1 else None


def _national(issuer: str | None, number: str | None) -> bool:
    if _NATIONAL_ISSUER.match(issuer or ""):
        return True
    # "1557/BTTTT-THH", "62/QĐ-BTTTT"; the sign of a report ("464/BC-STTTT") is no ministry's.
    return any(part in _national_signs() for part in _SIGN_PART.findall(number or ""))


@cache
def _national_signs() -> frozenset[str]:
    agencies = index_of().registry.agencies.values()
    aliases = (alias for agency in agencies for alias in agency.aliases)
    return frozenset(alias for alias in aliases if alias.isupper() and " " not in alias)


def _head_texts(document: Document) -> Iterator[str]:
    for block in document.blocks[:_HEAD_BLOCKS]:
        if isinstance(block, Heading | Paragraph):
            yield block.text
