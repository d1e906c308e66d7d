"""What a sentence says that something was and is: "tăng từ 82,15 điểm năm 2021 lên 84,36 điểm", "từ hạng 8 lên hạng 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doichieu.model import Claim, Quantity, QuantityKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold_in_place

_FIGURE = r"\d+(?:[.,]\d+)*"
_PLACE = r"(?:(?:o |muc )?(?P<{0}>(?:vi tri|thu hang|hang)(?: thu)?(?: so)?|thu) )?"
_YEAR = r"(?:,? \(?(?:cua |trong |vao )?(?:nam|ky danh gia nam) (?P<{0}>\d{{4}})\)?)?"
_TURN = re.compile(
    rf"\btu (?:muc )?{_PLACE.format('rank')}(?P<then>{_FIGURE})(?:/\d+)?\s?(?P<unit>%|diem)?{_YEAR.format('since')},?"
    rf"(?: (?:da |tang |giam |vuon |nhay |thang |tut |lui |roi ){{0,2}}(?:len|xuong|con|thanh|toi|den)(?: (?:con|den|toi|muc))*"
    rf" {_PLACE.format('turned')})(?P<now>{_FIGURE})(?:/\d+)?(?:\s?(?P<last>%|diem))?{_YEAR.format('until')}"
)
# "Vươn lên thứ 2 từ vị trí thứ 13 năm 2020": what it is stands first.
_TURNED = re.compile(
    rf"\b(?:len|xuong|con) {_PLACE.format('turned')}(?P<now>{_FIGURE})(?:/\d+)?{_YEAR.format('until')},?"
    rf" tu (?:muc )?{_PLACE.format('rank')}(?P<then>{_FIGURE})(?:/\d+)?(?:\s?(?P<unit>%|diem))?(?P<last>){_YEAR.format('since')}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTurn:
    """A figure of two years.

    Attributes:
        then: What it was.
        now: What it is.
        since: The year of the first, None where the sentence names none.
        until: The year of the second.
        start: Where the words begin, behind what they are said of.
    """

    then: Quantity
    now: Quantity
    since: int | None
    until: int | None
    start: int


def read_turns(claim: Claim) -> Iterator[StatedTurn]:
    """Read the ranks, scores and percentages that a sentence states of two years.

    Args:
        claim: A sentence.

    Yields:
        Turns whose figures are of one kind; a figure without a unit or a word for a place is left out.
    """
    folded = fold_in_place(claim.sentence)
    for match in (*_TURN.finditer(folded), *_TURNED.finditer(folded)):
        unit = match["unit"] or match["last"]
        if match["rank"] or match["turned"]:
            kind = None if unit else QuantityKind.RANK
        else:
            kind = {"%": QuantityKind.PERCENT, "diem": QuantityKind.SCORE}.get(unit or "")
        if kind is None or (match["unit"] and match["last"] and match["unit"] != match["last"]):
            continue
        then, now = (_quantity(claim, kind, match.span(name)) for name in ("then", "now"))
        if then is not None and now is not None:
            since, until = (int(match[name]) if match[name] else None for name in ("since", "until"))
            yield StatedTurn(then=then, now=now, since=since, until=until, start=match.start())


def _quantity(claim: Claim, kind: QuantityKind, span: tuple[int, int]) -> Quantity | None:
    printed = claim.sentence[slice(*span)]
    number = read_number(printed)
    if number is None:
        return None
    return Quantity(kind=kind, value=number.value, places=number.places, printed=printed, span=span)
