"""What a law site says of a paper in its own list ("- Người ký: …"), used where the paper does not say it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line
    from doichieu.model import Letterhead

_ENTRY = re.compile(
    r"[-+*•]?\s*(?P<key>số hiệu|số ký hiệu|loại văn bản|ngày ban hành|nơi ban hành|cơ quan ban hành|người ký"
    r"|trích yếu)\s*[:|]\s*(?P<value>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_UNKNOWN = ("dang cap nhat", "du lieu dang", "kiem tra", "da biet")


def fill_from_site(found: Letterhead, lines: Sequence[Line]) -> Letterhead:
    """Fill fields that a paper lacks from the list of a law site.

    Args:
        found: What the paper itself says.
        lines: Every line outside tables in reading order.

    Returns:
        The letterhead; what the paper prints stays, save a body's name that the site cut off.
    """
    entries = _entries(lines)
    if len(entries) < 2:
        return found
    issuer = entries.get("nơi ban hành") or entries.get("cơ quan ban hành")
    if found.issuer and issuer and not plain(issuer).startswith(plain(found.issuer)):
        issuer = found.issuer
    number = found.number or entries.get("số hiệu") or entries.get("số ký hiệu")
    kind = found.kind
    if entries.get("loại văn bản") and found.kind in {None, "công văn"}:
        kind = entries["loại văn bản"].lower()
    return replace(
        found,
        number=number,
        kind=kind,
        issuer=issuer or found.issuer,
        issued_on=found.issued_on or _date(entries.get("ngày ban hành", "")),
        subject=found.subject or entries.get("trích yếu") or _title(lines, number),
        signer=found.signer or entries.get("người ký"),
    )


def _entries(lines: Sequence[Line]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for line in lines:
        match = _ENTRY.fullmatch(line.text) if len(line.text) < 400 else None
        if match and not plain(match["value"]).startswith(_UNKNOWN):
            entries.setdefault(fold(match["key"]).lower(), fold(match["value"]))
    return entries


def _date(text: str) -> date | None:
    match = _DATE.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _title(lines: Sequence[Line], number: str | None) -> str | None:
    """Subject in the site's title of the paper: "Công văn 12/ABC-XYZ năm 2017 về … do … ban hành"."""
    if number is None:
        return None
    pattern = re.compile(
        rf"[^\W\d]+(?:\s[^\W\d]+)?\s{re.escape(number)}(?:\snăm\s\d{{4}})?\s(?P<text>.+?)"
        r"(?:\sdo\s.{3,120}\sban hành)?",
        re.DOTALL,
    )
    for line in lines:
        match = pattern.fullmatch(line.text) if number in line.text[:80] and len(line.text) < 600 else None
        if match:
            return fold(match["text"])
    return None
