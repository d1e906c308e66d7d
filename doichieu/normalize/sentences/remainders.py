"""What sentences say is left of a whole beside a part: "tiếp nhận 2.626 đơn, có 2.377 đơn đủ điều kiện (90,5%), 249 đơn không đủ điều kiện"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doichieu.normalize.sentences.counted import counts_alike
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import fold, fold_in_place

_LEFT = r"con lai|con phai|con du|con ton"
_LED = re.compile(rf"\b(?:(?P<left>{_LEFT})|con|chua|khong|dang)\b[^,;.:()]{{0,40}}$")
_SAID = re.compile(
    r"[^,;.:()\d]{0,30}?\b(?:chua|khong|dang)(?: (?:du|the|duoc|co))? (?P<what>[a-z]+(?: [a-z]+)?)"
)
_CALLED = re.compile(r"\b(?:chua|khong|dang)(?: (?:du|the|duoc|co))? (?P<what>[a-z]+(?: [a-z]+)?)")
# A part has its own words so near.
_AROUND = 60
# What is no remainder by its words is one by its amount alone where that has digits enough.
_LARGE = 100


class Remainder(NamedTuple):
    """What is left of a whole beside a part.

    Attributes:
        number: The amount.
        told: Whether the words leave no doubt: "còn lại", or the part's own words denied.
        said: Whether any words speak of what is left; else only its amount may.
    """

    number: StatedNumber
    told: bool
    said: bool = True


def read_remainders(
    part: StatedNumber, own: str, sentence: str, numbers: Sequence[StatedNumber], after: int
) -> Iterator[Remainder]:
    """Read the amounts of a sentence that may be what is left beside a part.

    Args:
        part: The part.
        own: The sentence that states it.
        sentence: The sentence that they stand in.
        numbers: Its figures.
        after: Where in it to begin: behind the part where it stands there, else 0.

    Yields:
        Amounts that count what the part counts: those led or followed by words for what is not or not yet so, and large
        ones that nothing is said of.
    """
    folded = fold_in_place(sentence)
    around = fold(own[max(0, part.span[0] - _AROUND) : part.span[0] + _AROUND]).split()
    for one in numbers:
        if one.span[0] < after or one.kind is not Kind.AMOUNT or one.rise is not None or one.about:
            continue
        if not one.unit and one.exact and one.opened is None and one.value >= _LARGE and part.power == 0:
            yield Remainder(one, told=False, said=False)
        if not _counts_same(part, one):
            continue
        led, said = _LED.search(one.before), _SAID.match(folded, one.span[1])
        if led is None and said is None:
            # "14 người kê khai không trung thực (13,0%), 94 người kê khai trung thực": the part is what is denied
            what = _SAID.match(fold_in_place(own), part.span[1])
            if what and after and f" {what['what']}" in folded[one.span[1] : one.span[1] + _AROUND]:
                yield Remainder(one, told=True)
            elif one.opened is None and one.value >= _LARGE:
                yield Remainder(one, told=False, said=False)
            continue
        called = said or _CALLED.search(one.before)
        denied = called is not None and called["what"].split()[0] in around
        yield Remainder(one, bool(led and led["left"]) or denied)


def _counts_same(part: StatedNumber, one: StatedNumber) -> bool:
    """Whether two amounts are in one unit; that of a fraction is printed behind its whole."""
    if counts_alike(part, one):
        return part.power == one.power
    unit = fold(one.printed[one.span[1] - one.span[0] :]).strip()
    return bool(unit) and part.unit.startswith(unit)
