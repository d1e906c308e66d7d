"""Citations of papers in running text: "Quyết định số 305/QĐ-UBND ngày 07/02/2017"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doichieu.extract.letterhead.papernumber import KINDS, PAPER_NUMBER, PARTY_NUMBER, written_number
from doichieu.extract.words import LOOKALIKES
from doichieu.normalize.text import clean, fold

# In lower case and longest first: a text is read for kinds first, since numbers without one cite nothing.
_KIND = re.compile("|".join(sorted(KINDS, key=len, reverse=True)))
_NUMBERED = re.compile(
    rf"(?:\s+số)?\s*[:.]?\s*(?:{PARTY_NUMBER}|{PAPER_NUMBER})"
    r"(?:\s*,?\s*(?:ký\s+|ban\s+hành\s+)?ngày\s*(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})"
    r"\s*(?:[/.-]|năm)\s*(?P<of>\d{4}))?",
    re.IGNORECASE,
)
# The line under the title of an appendix, alone in its paragraph; a sentence may cite any paper that way.
_ATTACHED = re.compile(
    r"^\W*(?:ban hanh|phe duyet|cong bo)?\s*(?:kem theo|dinh kem)\s+(?:van ban\s+)?[a-z ]{5,25}\bso\b"
)
_BLANK = re.compile(r"\bso\s*[:.…\s]*/\s*[a-z]{1,4}-[a-z]|\bngay\s*[.…\s]*(?:thang|/)\s*[.…\s]*(?:nam|/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A paper cited in a text.

    Attributes:
        kind: Kind in lower case ("quyết định").
        number: Number and sign without spaces.
        issued_on: Date that stands with it, None where there is none or it is no date.
        printed: As printed.
        span: Start and end character.
    """

    kind: str
    number: str
    issued_on: date | None
    printed: str
    span: tuple[int, int]


def read_citations(text: str) -> Iterator[Citation]:
    """The papers that a text cites by kind and number.

    Args:
        text: A paragraph.

    Yields:
        Each citation in order.
    """
    plain = text.translate(LOOKALIKES) if "/" in text else ""
    # of all letters only this one is longer in lower case
    for kind in _KIND.finditer(plain.replace("İ", "I").lower()):
        match = _NUMBERED.match(plain, kind.end())
        if match is not None:
            yield Citation(
                kind=kind.group(),
                number=written_number(match),
                issued_on=_date(match),
                printed=clean(plain[kind.start() : match.end()]),
                span=(kind.start(), match.end()),
            )


def is_attachment_line(text: str) -> bool:
    """Whether a paragraph is the line that ties an appendix to its paper: "(Kèm theo Quyết định số …)"."""
    return len(text) < 300 and bool(_ATTACHED.match(fold(text)))


def leaves_blank(text: str) -> bool:
    """Whether a line leaves the number or the date of a paper open ("số      /QĐ-UBND ngày   tháng   năm")."""
    return bool(_BLANK.search(fold(text)))


def _date(match: re.Match[str]) -> date | None:
    if match["of"] is None:
        return None
    try:
        return date(int(match["of"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
