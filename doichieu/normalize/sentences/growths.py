"""What a sentence says that something was, is and rose or fell by: "66.738 ha, giảm 1,3% (-892 ha)", "tăng từ 120 lên 150"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import fold_in_place

PLAN = re.compile(r"\b(?:du toan|ke hoach|chi tieu|muc tieu|nghi quyet|kh|dt|giao|nhiem vu nam)\b")
"""Words, folded, for what was planned."""
EARLIER = re.compile(r"\b(?:so (?:voi )?|cung ky|nam truoc|ky truoc|thang truoc|quy truoc|nam \d{4})")
"""Words, folded, for what was before."""

_LED_FROM = re.compile(r"\s*,?\s*\(?\s*tu(?: muc)?\s*")
_LED_TO = re.compile(r"\s*(?:tang |giam )?(?:len(?: den| thanh)?|xuong(?: con)?|con|den)(?: muc)?\s*")
_FROM = re.compile(r"\b(?:tu|from)\s*$")
_TO = re.compile(r"\b(?:len|xuong|con|den|thanh|to)(?: (?:con|den|toi|muc|thanh|chi con))*\s*$")
_VERSUS = re.compile(r"\bso (?:voi|cung|vu)\b|\bcung ky\b")
# Between a percentage and the bracket with what it is of.
_BREAK = re.compile(r"[,;.]")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedGrowth:
    """What something is, was and rose or fell by, as one sentence states it; two of the last three at least.

    Attributes:
        now: What it is.
        then: What it was.
        gap: By how much it changed, in its own unit or in points.
        share: By how much, in percent of what it was.
        rise: Whether the sentence says that it rose.
    """

    now: StatedNumber
    then: StatedNumber | None
    gap: StatedNumber | None
    share: StatedNumber | None
    rise: bool


@dataclass(slots=True)
class _Group:
    """Figures of one comparison as they are gathered."""

    now: StatedNumber
    then: StatedNumber | None = None
    gap: StatedNumber | None = None
    share: StatedNumber | None = None
    rise: bool | None = None
    last: StatedNumber | None = None
    closed: bool = False

    def takes(self, number: StatedNumber) -> bool:
        """Whether a change belongs to this comparison."""
        slot = self.share if number.kind is Kind.PERCENT and self.now.kind is Kind.AMOUNT else self.gap
        return (
            not self.closed
            and slot is None
            and number.rise in {None, self.rise, *({number.rise} if self.rise is None else ())}
        )

    def take(self, number: StatedNumber) -> None:
        """Add a change."""
        if number.kind is Kind.PERCENT and self.now.kind is Kind.AMOUNT:
            self.share = number
        else:
            self.gap = number
        self.rise = number.rise if number.rise is not None else self.rise
        self.last = number

    def stated(self) -> StatedGrowth | None:
        """The comparison; None where the sentence leaves too much open."""
        known = [one for one in (self.then, self.gap, self.share) if one is not None]
        if len(known) < 2 or self.rise is None or any(one.about for one in (self.now, *known)):
            return None
        return StatedGrowth(now=self.now, then=self.then, gap=self.gap, share=self.share, rise=self.rise)


def read_growths(
    sentence: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
) -> Iterator[StatedGrowth]:
    """Read the growths that a sentence states in full.

    Args:
        sentence: A sentence.
        numbers: Its figures.
        earlier: Figures of the sentences before it, sentence by sentence, that it may go on about.

    Yields:
        Growths with two of: what was before, the difference, the percentage.
    """
    yield from _turns(fold_in_place(sentence), numbers)
    yield from _Reader(sentence, numbers, earlier).read()


def _turns(folded: str, numbers: Sequence[StatedNumber]) -> Iterator[StatedGrowth]:
    """Changes with what they lead from and to behind them: "tăng 0,12 điểm (từ 7,25 lên 7,37 điểm)"."""
    for change, then, now in zip(numbers, numbers[1:], numbers[2:], strict=False):
        if change.rise is None or then.kind is not now.kind or (then.unit and not then.alike(now)):
            continue
        if not _LED_FROM.fullmatch(folded[change.end : then.span[0]]) or not _LED_TO.fullmatch(
            folded[then.end : now.span[0]]
        ):
            continue
        rate = change.kind is Kind.PERCENT and now.kind is Kind.AMOUNT
        if any(one.about for one in (change, then, now)) or not (rate or _measures(change, now)):
            continue
        yield StatedGrowth(
            now=now,
            then=measured_as(then, now),
            gap=None if rate else change,
            share=change if rate else None,
            rise=change.rise,
        )


def _measures(change: StatedNumber, now: StatedNumber) -> bool:
    """Whether a change can be the difference of figures of a kind: points of percentages, else what they count."""
    if now.kind is Kind.PERCENT:
        return change.kind is not Kind.AMOUNT
    return change.kind is Kind.AMOUNT and (not change.unit or change.alike(now))


_OUT_OF = re.compile(r"\b(?:tren|trong) tong(?: so)?\s*$")


class _Reader:
    """Gathers the growths of a sentence, figure by figure."""

    def __init__(
        self, sentence: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
    ) -> None:
        self._folded = fold_in_place(sentence)
        self._numbers = numbers
        self._own: list[StatedNumber] = []
        self._seen = [*earlier, self._own]
        self._group: _Group | None = None
        self._from: StatedNumber | None = None
        self._rate: StatedNumber | None = None  # a percentage beside the amount in hand

    def read(self) -> Iterator[StatedGrowth]:
        """The growths, each once its figures are together."""
        end = 0
        for number in self._numbers:
            between = self._folded[end : number.span[0]]
            end = number.end
            group = self._group
            if number.rise is not None or _goes_on(group, number, self._folded):
                self._change(number, between)
            elif number.opened is not None:
                self._aside(number)
            elif number.kind is not Kind.PERCENT or group is None or group.now.kind is not Kind.AMOUNT:
                self._begin(number, between)
            else:
                self._rate = number
            if group is not self._group:
                yield from _stated(group)
        yield from _stated(self._group)

    def _change(self, number: StatedNumber, between: str) -> None:
        """A change of the amount in hand, or of one before it."""
        group = self._group
        if number.kind is Kind.POINTS and group is not None and group.now.kind is Kind.AMOUNT:
            # "19.806 thí sinh đỗ, tỷ lệ 99,82%, tăng 0,15 điểm phần trăm": points are of the rate
            self._group = group = None if self._rate is None else _Group(self._rate)
        if group is not None and group.last is not None and _VERSUS.search(between):
            group.closed = True
        if group is None or not group.takes(number) or _is_other(group, number, self._seen):
            self._group = group = _group_for(number, group, self._seen)
        if group is not None:
            group.take(number)

    def _aside(self, number: StatedNumber) -> None:
        """A figure in brackets: what the amount in hand was, or nothing of it."""
        group = self._group
        last = (group.last or group.now) if group is not None else None
        if group is None or last is None or not is_base(last, number, self._folded, self._numbers):
            return
        said = self._folded[last.end : number.span[0]]
        if group.last is None:  # "86,4 tỷ đồng (năm 2021: 80,1 tỷ đồng), tăng 7,9%"
            if EARLIER.search(said) and not PLAN.search(said) and group.now.alike(number):
                group.then = measured_as(number, group.now)
            return
        if EARLIER.search(said) and not PLAN.search(said.rpartition("(")[2]):
            if number.kind is group.now.kind and (not number.unit or number.alike(group.now)):
                group.then = group.then or measured_as(number, group.now)
            group.closed = True
        elif group.gap is None and group.now.alike(number) and not said.strip(" ("):
            group.gap = number  # "giảm 0,04% (151 tấn)"

    def _begin(self, number: StatedNumber, between: str) -> None:
        """A figure that others may be compared with, or that one rises or falls from."""
        if self._group is not None and _OUT_OF.search(between):
            return  # "đạt 93,85% trên tổng số 131.712 hộ, tăng …": the whole did not rise
        was, self._from = self._from, None
        if _FROM.search(number.before):
            self._from, self._group = number, None
            return
        self._group, self._rate = _Group(number), None
        if was is not None and was.kind is number.kind and _TO.search(between):
            self._group.then = measured_as(was, number)
        if number.kind is Kind.AMOUNT and number.unit:
            self._own.append(number)


def measured_as(number: StatedNumber, other: StatedNumber) -> StatedNumber:
    """A figure in the unit of another one, where it prints none."""
    return number if number.unit else replace(number, unit=other.unit, power=other.power, exact=other.exact)


def _stated(group: _Group | None) -> Iterator[StatedGrowth]:
    found = group.stated() if group is not None else None
    if found is not None:
        yield found


def _goes_on(group: _Group | None, number: StatedNumber, folded: str) -> bool:
    """Whether a figure in brackets is the change just stated, in another unit: "tăng 57 vụ (58,16%)"."""
    last = group.last if group is not None else None
    if last is None or number.opened is None or number.kind is Kind.POINTS or number.kind is last.kind:
        return False
    words = folded[last.end : number.opened].strip()
    own = last.unit.split() or [""]
    return number.kind is Kind.PERCENT and not _BREAK.search(words) and len(words.split()) <= len(own) + 2


def _verbs(number: StatedNumber) -> str:
    """What is said of the things that a figure counts: "chet" of "47 người chết"."""
    return " ".join(number.unit.split()[1:])


def _is_other(group: _Group, number: StatedNumber, seen: Sequence[Sequence[StatedNumber]]) -> bool:
    """Whether a change in an amount is of something else than what the comparison is about."""
    if number.kind is not Kind.AMOUNT or group.now.kind is not Kind.AMOUNT:
        return False
    if not group.now.alike(number):
        return True
    verbs = _verbs(number)
    named = any(verbs in one.before for said in seen for one in said if verbs and one.alike(number))
    return named and verbs not in group.now.before


def _group_for(
    number: StatedNumber, group: _Group | None, seen: Sequence[Sequence[StatedNumber]]
) -> _Group | None:
    """The comparison that a change begins: of the amount in hand, or of the one amount before it that is alike."""
    if group is not None and not _is_other(group, number, seen):
        return _Group(group.now)
    if number.kind is not Kind.AMOUNT or not number.unit:
        return None
    verbs = _verbs(number)
    for said in reversed(seen):
        alike = [one for one in said if one.alike(number)]
        if len(alike) > 1:
            # "làm chết 708 người, bị thương 378 người": the verb before the figure tells them apart
            alike = [one for one in alike if verbs and verbs in one.before]
        if alike:
            return _Group(alike[0]) if len(alike) == 1 else None
    return None


def is_base(
    last: StatedNumber | None, number: StatedNumber, folded: str, numbers: Sequence[StatedNumber]
) -> bool:
    """Whether a figure in brackets is what the one before the bracket is of: alone in it, and right behind."""
    if last is None or number.opened in {None, last.opened}:
        return False
    if any(one is not number and one.opened == number.opened for one in numbers):
        return False
    return not _BREAK.search(folded[last.end : number.opened].replace("(", "").replace(")", ""))
