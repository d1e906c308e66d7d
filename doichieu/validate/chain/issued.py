"""Papers as others cite them: their number, date and sign, whose they are, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from doichieu.model import (
    Decision,
    Document,
    Letterhead,
)
from doichieu.normalize.agencies import infer_scope
from doichieu.normalize.text import fold
from doichieu.validate.chain.series import Source, source_of

_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b")


class Issued(NamedTuple):
    """A paper as others cite it.

    Attributes:
        source: The paper, with its number and date.
        province: Entity ID of the province whose authority issued it, None for a national one.
        district: Entity ID of the district whose committee issued it.
        commune: Its issuer, folded, where that is below a district; empty for any other.
        subject: What it is about, as printed.
    """

    source: Source
    province: str | None
    district: str | None
    commune: str
    subject: str


@dataclass(frozen=True)
class Papers:
    """Papers by what they are cited by.

    Args:
        issued: The papers; those without number or date cannot be cited.
    """

    issued: Iterable[Issued]
    _by_number: dict[tuple[str, str | None], list[Issued]] = field(init=False, default_factory=dict)
    _by_date: dict[tuple[date, str, str | None], list[Issued]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.issued:
            number, day = one.source.number, one.source.issued_on
            if number is not None and day is not None:
                self._by_number.setdefault((number.upper(), one.province), []).append(one)
                self._by_date.setdefault((day, sign_of(number), one.province), []).append(one)

    def numbered(self, number: str, province: str | None) -> Sequence[Issued]:
        """The papers of a province that have a number."""
        return self._by_number.get((number.upper(), province), ())

    def dated(self, day: date, sign: str, province: str | None) -> Sequence[Issued]:
        """The papers of a province that were issued on a day under a sign."""
        return self._by_date.get((day, sign, province), ())


def issued(source: Source, head: Letterhead) -> Issued:
    """A paper as others cite it.

    Args:
        source: The paper.
        head: What it says of itself.
    """
    scope = infer_scope(
        Document(source="", media_type="", sha256=source.sha256, reader="", letterhead=head, blocks=())
    )
    issuer = fold(head.issuer or "")
    commune = issuer if _COMMUNE.search(issuer) else ""
    return Issued(source, scope.province, scope.district, commune, head.subject or "")


def issued_paper(decision: Decision) -> Issued:
    """A paper at hand as others cite it."""
    return issued(source_of(decision), decision.document.letterhead)


def sign_of(number: str) -> str:
    """The sign of a number: "QĐ-UBND" of "305/QĐ-UBND"."""
    return number.partition("/")[2].upper()


def keys_of(one: Issued) -> list[str]:
    """What a paper is found by where it is cited, as texts: its number, and its date and sign."""
    number, day = one.source.number, one.source.issued_on
    return [] if number is None or day is None else keys(number, day, one.province)


def keys(number: str, day: date, province: str | None) -> list[str]:
    """What a paper of a province is found by: its number, and its date and sign."""
    return [f"{number.upper()}|{province}", f"{day}|{sign_of(number)}|{province}"]
