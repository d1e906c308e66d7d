"""What is left of a whole beside a part, held against the part and its percentage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.remainders import Remainder, read_remainders
from doichieu.normalize.sentences.stated_numbers import StatedNumber, read_stated_numbers
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.prose.share_findings import Wrong, follows, with_value
from doichieu.validate.slips import is_typing_slip

# Sentences between marks that a part may be told with what is left of it, its own among them.
_SPAN = 4
# Of fewer digits a slip of the pen tells nothing where the words leave it open what is left.
_TELLING = 100
# Amounts of so many are of one thing where they agree to the last one; fewer are another thing's as often.
_MANY = 1000


def remainders_of(share: StatedShare, texts: Sequence[str], separators: Separators) -> list[Remainder]:
    """What may be left beside the part of a share, in its own sentence and those right behind it.

    Args:
        share: A share.
        texts: The sentences of its paragraph.
        separators: How they print figures.
    """
    if share.sentence not in texts:
        return []
    at = texts.index(share.sentence)
    return [
        one
        for text in texts[at : at + _SPAN]
        for one in read_remainders(
            share.part,
            share.sentence,
            text,
            read_stated_numbers(text, separators),
            max(share.part.end, share.percent.end) if text is texts[at] else 0,
        )
    ]


def wrong_beside(
    share: StatedShare, whole: StatedNumber, rests: Sequence[Remainder], rounding: Rounding
) -> Wrong | None:
    """The figure of a share that does not follow, where what is left bears the others out.

    Args:
        share: A share whose percentage does not follow.
        whole: What it may be of.
        rests: What may be left beside its part.
        rounding: How the paper rounds.
    """
    part, printed = share.part.number.value, whole.number.value
    for left, said in _left(rests):
        if left <= 0 or left >= printed + part:
            continue
        if part + left == printed:
            right = to_places(part * 100 / printed, share.percent.number.places, rounding)
            if said or is_typing_slip(share.percent.number.value, right):
                return Wrong(number=share.percent, right=right)
            continue
        mended = replace(share, part=with_value(share.part, printed - left))
        if printed > left and is_typing_slip(part, printed - left) and follows(mended, whole, rounding):
            return Wrong(number=share.part, right=printed - left)
        if follows(share, with_value(whole, part + left)):
            # all agrees but the whole, if it is theirs
            told = _is_told(share, whole) and is_typing_slip(printed, part + left)
            return Wrong(number=whole, right=part + left) if told else None
    return None


def _left(rests: Sequence[Remainder]) -> list[tuple[Decimal, bool]]:
    """What may be left, and whether it is said to be: each of it, or all ("không thành 119 vụ, đang giải quyết 50 vụ")."""
    said = [rest.number.number.value for rest in rests if rest.said]
    values = [(rest.number.number.value, rest.said) for rest in rests]
    return [*values, (sum(said, Decimal(0)), True)] if len(said) > 1 else values


def _is_told(share: StatedShare, whole: StatedNumber) -> bool:
    """Whether a part is said to be of a whole, or stands right behind it: in its sentence where that has few digits."""
    if share.whole is whole:
        return True
    start = whole.span[0]
    here = share.sentence[start : start + len(whole.printed)] == whole.printed
    return (here or whole.value >= _MANY) and share.others[-1] is whole and whole not in share.parts
