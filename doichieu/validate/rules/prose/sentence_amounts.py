"""Figures of sentences that are amounts, with the words about each up to the figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doichieu.model import Claim, Number
from doichieu.normalize.numbers import ENGLISH, FIRST_DIGIT, VIETNAMESE, read_number
from doichieu.normalize.text import fold_in_place, words

_FIGURE = re.compile(rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*(?!\s?/|[\d\w-]|[.,]\d)")
# Years, dates, numbers of papers and of items.
_NO_AMOUNT = re.compile(r"\b(?:ngay|thang|quy|so|dieu|khoan|bang|bieu|phu luc|muc|thu|hang)\s*$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_GROWN = re.compile(r"\b(?:tang|giam|cao hon|thap hon|vuot|hut)(?: (?:them|khoang|gan|hon))?\s*$")
_LEAST_DIGITS = 3


class Amount(NamedTuple):
    """A figure of a sentence.

    Attributes:
        span: Where it stands.
        readings: What it may be.
        around: The words up to the figures beside it.
        percent: Whether it is a percentage.
        grown: Whether it is one that something rose or fell by.
    """

    span: tuple[int, int]
    readings: tuple[Number, ...]
    around: frozenset[str]
    percent: bool
    grown: bool


def amounts_of(claim: Claim, least: int = _LEAST_DIGITS) -> Iterator[Amount]:
    """The figures of a sentence that are amounts: of three digits and more, or with decimals.

    Args:
        claim: A sentence.
        least: Digits of a whole number that is one.
    """
    folded = fold_in_place(claim.sentence)
    found = [match for match in _FIGURE.finditer(folded) if not _YEAR.fullmatch(match.group())]
    for at, match in enumerate(found):
        text = claim.sentence[slice(*match.span())]
        if _NO_AMOUNT.search(folded[: match.start()][-12:]):
            continue
        if len(re.sub(r"\D", "", text).strip("0")) < least and not re.search(r"[.,]", text):
            continue
        readings = {read_number(text, separators) for separators in (VIETNAMESE, ENGLISH)}
        before = found[at - 1].end() if at else 0
        if at and found[at - 1].group().isdigit() and len(found[at - 1].group()) < _LEAST_DIGITS:
            before = 0 if at == 1 else found[at - 2].end()  # "của 8 đơn vị là 706" states one amount
        after = found[at + 1].start() if at + 1 < len(found) else len(folded)
        around = frozenset(words(f"{folded[before : match.start()]} {_clause(folded[match.end() : after])}"))
        percent = folded[match.end() :].lstrip().startswith("%")
        grown = percent and bool(_GROWN.search(folded[: match.start()]))
        yield Amount(match.span(), tuple(number for number in readings if number), around, percent, grown)


def _clause(text: str) -> str:
    return re.split(r"[,;(]", text)[0]
