"""What is left of a whole beside a part, held against the part and its percentage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.remainders import Remainder, read_remainders
from doichieu.normalize.sentences.stated_numbers import StatedNumber, read_stated_numbers
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.prose.parts import Off
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
    said = [_value(rest) for rest in rests if rest.said]
    values = [(_value(rest), rest.said) for rest in rests]
    return [*values, (sum(said, Decimal(0)), True)] if len(said) > 1 else values


def _is_told(share: StatedShare, whole: StatedNumber) -> bool:
    """Whether a part is said to be of a whole, or stands right behind it: in its sentence where that has few digits."""
    if share.whole is whole:
        return True
    start = whole.span[0]
    here = share.sentence[start : start + len(whole.printed)] == whole.printed
    return (here or whole.value >= _MANY) and share.others[-1] is whole and whole not in share.parts


def wrong_rest(
    pairs: Sequence[tuple[StatedShare, StatedNumber]], left: Mapping[StatedShare, Sequence[Remainder]]
) -> Iterator[tuple[Breakdown, Off | None]]:
    """The wholes of shares that follow, with their parts and what is left of them, and what is off in them.

    Args:
        pairs: The shares of a paragraph whose percentages follow, each with what it is of.
        left: What may be left beside the part of each.
    """
    # what has a percentage of its own is a part beside the others
    left = {
        share: [one for one in rests if one.said and not any(one.number == other.part for other in left)]
        for share, rests in left.items()
    }
    rights = {whole.number.value - share.part.number.value for share, whole in pairs}
    for share, whole in pairs:
        beside = [one.part for one, other in pairs if other is whole and one.part in share.parts]
        # "A (36,5%), B (30,7%), còn lại C": what all of a list leave, or the last of them alone
        options = [(*beside, share.part), (share.part,)] if beside else [(share.part,)]
        found = [(parts, whole.number.value - sum(one.number.value for one in parts)) for parts in options]
        rests = left[share]
        # what is left may be told in several amounts
        ways = [*([rests] if len(rests) > 1 else []), *([one] for one in rests)]
        held = [
            (parts, way, None) for parts, right in found for way in ways if sum(map(_value, way)) == right
        ]
        off = [
            (parts, way, Off(number=rest.number, right=own, slip=True))
            for parts, right in found
            for way in ways
            for rest in way
            if (own := right - sum(map(_value, way)) + _value(rest)) > 0
            and _is_off(rest, own)
            and _value(rest) not in rights
        ]
        for parts, way, fault in (held or off)[:1]:
            numbers = tuple(one.number for one in way)
            yield Breakdown(whole=whole, parts=(*parts, *numbers), sureness=Sureness.WORDS), fault


def _value(rest: Remainder) -> Decimal:
    return rest.number.number.value


def _is_off(rest: Remainder, right: Decimal) -> bool:
    """Whether an amount must be what is left, and is a slip of the pen from it."""
    return (rest.told or right >= _TELLING) and is_typing_slip(rest.number.number.value, right)
