"""Percentages of parts, as a paragraph states them: "18/19 cơ quan (94,73%)", "66.738 ha, trong đó lúa 58.095 ha, chiếm 87,1%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.sentences.counted import counts_alike, named_before
from doichieu.normalize.sentences.share_words import (
    AMONG,
    MEETS,
    OF_WHICH,
    Link,
    is_bound,
    link_of,
    names_another_base,
)
from doichieu.normalize.sentences.stated_fractions import Figure, StatedFraction, figures_of
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import clean, fold_in_place
from doichieu.normalize.unit_nouns import without_unit_commas

# "20 sản phẩm 5 sao (40%)": the grade of what is counted.
_GRADE = "sao"
# What a percentage is said to be of, behind it: a figure, or the words of one before.
_WHOLE_BEHIND = re.compile(r"\s*(?:cua |trong |tren )?(?:tong(?: so)?|toan bo)(?: [a-z]+){0,3}\s*\(?\s*")
# What was planned, with its figure right behind the percentage: "(đạt 106,4%) trên kế hoạch 8.520 ha".
_PLAN_BEHIND = re.compile(
    r"\s*\)?\s*(?:so voi |tren |cua )?(?:ke hoach|du toan|chi tieu|muc tieu)(?: (?:nam|duoc giao|giao|de ra|la))*:?\s*"
)
_BASE = re.compile(r"\s*(?:so voi |tren |cua |trong )?(?:tong (?:so )?|so )(?P<base>[a-z][^\d;.,%()]{2,50})")
_PLAN = re.compile(r"\s*(?:so voi |cua )?(?:tong )?(?P<plan>ke hoach|du toan)\b")
_TOTAL = re.compile(r"\s*(?:trong |cua )?(?:tong|so|toan)\b")
_CLOSES = re.compile(r"[^\d.;,()]{0,60}\)")
# What is said of a percentage ends here: "chiếm 73,5% tổng mức và tăng 8,9%".
_CLAUSE = re.compile(r"[,;]| va (?=tang|giam)")
_AFTER, _AROUND, _PHRASE = 30, 40, 2
# "Đã xử lý 611 ổ dịch"; of fewer a slip of the pen says little.
_DONE = re.compile(r"\bda (?:duoc )?[a-z]+(?: [a-z]+){0,3} $")
_MANY = 100
_MAY_SHARE = re.compile(
    r"chiếm|account|represent|making up|đạt|bằng|tương|t[ỷỉ] (?:lệ|trọng)|\(\s*\d[\d.,]*\s?%", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedShare:
    """A part with its percentage.

    Attributes:
        sentence: The sentence that states it.
        part: The part.
        percent: Its percentage.
        whole: What the words say that it is of, None where they leave it open.
        others: Amounts before it in the paragraph that count the same, the nearest last.
        parts: Parts before it with percentages of their own, which are parts beside it.
        fraction: Whether part and whole are printed as one fraction.
        planned: Whether the whole is a plan that the words only name: there may be another one.
        rate: Whether the words may speak of any rate: "giải quyết 5.207 vụ, đạt 83,74%".
    """

    sentence: str
    part: StatedNumber
    percent: StatedNumber
    whole: StatedNumber | None = None
    others: tuple[StatedNumber, ...] = ()
    parts: tuple[StatedNumber, ...] = ()
    fraction: bool = False
    planned: bool = False
    rate: bool = False


def read_shares(text: str, separators: Separators = VIETNAMESE) -> Iterator[StatedShare]:
    """Read the parts that a paragraph states with their percentages.

    Args:
        text: A paragraph.
        separators: How it prints figures.

    Yields:
        Parts that the words say the whole of, parts with amounts before them that they can be of, and parts of a total
        that only their neighbours, what is left beside them or a table can tell.
    """
    if "%" not in text or not _MAY_SHARE.search(text):
        return
    reader = _Reader()
    for _, printed in sentences(clean(text)):
        yield from reader.read(printed.strip(), separators)


class _Reader:
    """Reads a paragraph sentence by sentence and keeps what the next one may go on about."""

    def __init__(self) -> None:
        self._wholes: list[tuple[StatedNumber, str]] = []  # with the words about them
        self._parts: list[StatedNumber] = []
        self._led: StatedNumber | None = None  # what the words say that the parts behind it are of
        self._among = False  # "trong số 10.086 người có 3.344 lao động": whatever they are called
        self._part: StatedNumber | None = None
        self._of: StatedNumber | None = None  # the whole of a fraction
        self._end = 0
        self._sentence = self._folded = ""

    def read(self, sentence: str, separators: Separators) -> Iterator[StatedShare]:
        """The shares of the next sentence."""
        self._sentence, self._folded = sentence, without_unit_commas(fold_in_place(sentence))
        self._part, self._end = None, 0
        figures = figures_of(sentence, self._folded, separators)
        for at, figure in enumerate(figures):
            if isinstance(figure, StatedFraction):
                self._fraction(figure)
            elif figure.kind is Kind.AMOUNT:
                self._amount(figure)
            elif figure.kind is Kind.PERCENT:
                rest = figures[at + 1 :]
                more = any(isinstance(one, StatedNumber) and one.kind is Kind.PERCENT for one in rest)
                if not (more and is_bound(self._folded, figure.span)):
                    behind = rest[0] if rest else None
                    share = self._share(figure, behind) or self._in_brackets(figure, behind)
                    if share is not None:
                        yield share
                    self._part = None
            self._end = figure.part.end if isinstance(figure, StatedFraction) else figure.end
        if sentence.endswith("."):
            self._led = None

    def _fraction(self, fraction: StatedFraction) -> None:
        if self._part is not None and MEETS.fullmatch(
            self._folded[self._part.span[1] : fraction.part.span[0]]
        ):
            return
        around = self._around(fraction.part)
        self._part, self._of = fraction
        self._wholes += [(fraction.whole, around), (fraction.part, around)]

    def _amount(self, number: StatedNumber) -> None:
        if self._is_met(number):
            return
        if number.rise is not None or number.about:
            self._part = None
            return
        number = named_before(number, (one for one, _ in self._wholes))
        before = self._folded[self._end : number.span[0]]
        if AMONG.search(before):
            self._led, self._among = number, True
        elif OF_WHICH.search(before) or self._opens(before):
            alike = [one for one, _ in self._wholes if not number.unit or counts_alike(one, number)]
            # what stands in brackets is what the amount was, or a plan
            outside = [one for one in alike if one.opened is None] if number.opened is None else []
            self._led, self._among = (outside or alike)[-1] if alike else None, False
        self._part, self._of = number, None
        self._wholes.append((number, self._around(number)))

    def _is_met(self, number: StatedNumber) -> bool:
        """Whether a figure says what the part before it meets: "3 xã đạt từ 80 điểm", "20 sản phẩm 5 sao"."""
        if self._part is None or counts_alike(self._part, number):
            return False
        between = self._folded[self._part.span[1] : number.span[0]]
        graded = number.unit.startswith(_GRADE) and number.span[0] <= self._part.end + 1
        return graded or bool(MEETS.fullmatch(between))

    def _opens(self, before: str) -> bool:
        """Whether a bracket opens between an amount and the next: "98.420 hồ sơ (đúng hạn 98.285 hồ sơ, …)"."""
        return self._part is not None and self._part.opened is None and "(" in before and ")" not in before

    def _share(self, percent: StatedNumber, behind: Figure | None) -> StatedShare | None:
        part, folded = self._part, self._folded
        if part is None or percent.rise is not None or percent.about or part.value <= 0:
            return None
        link = link_of(folded[max(self._end, part.end) : percent.span[0]], folded[percent.end :])
        if link is None:
            return None
        share = StatedShare(sentence=self._sentence, part=part, percent=percent)
        if self._of is not None:
            others = tuple(one for one, _ in self._wholes if one.value > part.value)
            return replace(share, whole=self._of, others=others, fraction=True)
        share = replace(
            share,
            # the part of a fraction is no whole: "1.741/1.864 tàu cá …. Có 4.996 tàu …, đạt 85,9% tổng số tàu cá"
            others=tuple(
                one
                for one, _ in self._wholes
                if one is not part
                and counts_alike(one, part)
                and ("/" not in one.printed or one.value >= part.value)
            ),
            parts=tuple(self._parts),
        )
        self._parts.append(part)
        said = self._said(share, behind)
        if said is not None:
            return said
        after = _CLAUSE.split(folded[percent.end : percent.end + _AFTER])[0]
        if names_another_base(after):
            return None
        led = self._led
        if led is not None and led is not part and (not part.unit or self._among or counts_alike(led, part)):
            return replace(share, whole=led)
        return share if link is Link.SHARE or _TOTAL.match(after) else replace(share, rate=True)

    def _said(self, share: StatedShare, behind: Figure | None) -> StatedShare | None:
        """A share with what it is said to be of behind it: "64% tổng số 500 người", "23,5% số xã đạt chuẩn", "45% kế hoạch"."""
        end = share.percent.end
        if isinstance(behind, StatedNumber) and behind.kind is Kind.AMOUNT:
            said = self._folded[end : behind.span[0]]
            if (_WHOLE_BEHIND.fullmatch(said) or _PLAN_BEHIND.fullmatch(said)) and (
                counts_alike(behind, share.part) or not behind.unit
            ):
                return replace(share, whole=behind)
        alike = [(one, around.split()) for one, around in self._wholes if one in share.others]
        if base := _BASE.match(self._folded, end):
            phrase = base["base"].split()
            words = set(phrase)
            total = "tong" in base.group()  # of which the amounts with percentages of their own are parts
            wholes = [
                one
                for one in reversed(alike)
                if not (total and one[0] in share.parts) or _says(one[1], phrase)
            ]
            near = max(
                wholes, default=None, key=lambda one: (_says(one[1], phrase), len(words.intersection(one[1])))
            )
            if near is not None and len(words.intersection(near[1])) > 1:
                return replace(share, whole=near[0])
        if plan := _PLAN.match(self._folded, end):
            plans = [one for one, around in alike if set(plan["plan"].split()) <= set(around)]
            return replace(share, whole=plans[0], planned=True) if len(plans) == 1 else None
        return None

    def _in_brackets(self, percent: StatedNumber, behind: Figure | None) -> StatedShare | None:
        """The share of a fraction that stands alone in brackets behind it: "đạt 91,2% (1.140/1.250 phiếu)"."""
        if not isinstance(behind, StatedFraction) or percent.rise is not None or percent.about:
            return None
        between = self._folded[percent.end : behind.part.span[0]]
        if between.strip() != "(" or not _CLOSES.match(self._folded, behind.part.span[1]):
            return None
        return StatedShare(
            sentence=self._sentence, part=behind.part, percent=percent, whole=behind.whole, fraction=True
        )

    def _around(self, number: StatedNumber) -> str:
        """The words about an amount, up to the marks that part it from others."""
        before = self._folded[max(0, number.span[0] - _AROUND) : number.span[0]]
        behind = self._folded[number.end : number.end + _AROUND]
        return f"{re.split(r'[,;.()]', before)[-1]} {number.unit} {re.split(r'[,;.(]', behind)[0]}"


def is_done_of(share: StatedShare) -> bool:
    """Whether a part is said to be done, and its rate stands behind the one amount before it: "phát hiện 702 ổ dịch, đã xử lý 611 ổ dịch, đạt 87,0%"."""
    if len(share.others) != 1 or share.part.value < _MANY or not share.percent.number.places:
        return False
    whole = share.others[0]
    said = fold_in_place(share.sentence)[: share.part.span[0]]
    here = share.sentence[slice(*whole.span)] == whole.printed[: whole.span[1] - whole.span[0]]
    return here and whole.opened is None and whole.unit == share.part.unit and bool(_DONE.search(said))


def _says(around: Sequence[str], said: Sequence[str]) -> bool:
    """Whether words stand one behind the other about an amount, or those that they begin with."""
    run = said[:_PHRASE]
    return any(list(around[at : at + len(run)]) == list(run) for at in range(len(around)))
