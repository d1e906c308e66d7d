"""The figures of a paragraph in order, with the words about each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.claims import sentences
from doichieu.normalize.sentences.share_words import is_bound
from doichieu.normalize.sentences.stated_fractions import StatedFraction, figures_of
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import clean, fold_in_place
from doichieu.normalize.units import smallest_of

# Papers print asides in square brackets too; places stay where they are.
_ROUND = str.maketrans("[]", "()")
_MARK = re.compile(r"[,;:()]|\.(?= |$)")
_WORD = re.compile(r"[a-z]+[23]?")
# Words that every clause has, which name nothing.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "so tong va la co cac cua duoc da dat bang chiem trong do tren cho voi den tu nam thang quy toan tinh ca dia ban ve tai thi"
        " nay ty le ra vao theo mot nhung luot nguoi uoc khoang moi gom thuc hien",
    )
)
# "Dưới 35 tuổi", "5 sao": what units are, not how many there are.
_QUALITY = re.compile(r"(?:tuoi|sao|bac(?! s)|diem|lan)\b")
# The number of a paragraph: "4. Toàn tỉnh có …"
_ITEM = re.compile(r"\d{1,2}[.)]")
_SURPASSES = re.compile(
    r"\b(?P<way>vuot|hut|cao hon|thap hon|tang|giam)(?: them)?"
    r"(?: (?:so (?:voi )?)?(?:cung ky(?: nam (?:truoc|ngoai))?|nam (?:truoc|ngoai|\d{4})|dau nam|ke hoach|chi tieu|du toan|muc(?: chung)?))?"
    r"(?: la)?\s$"
)
_UP = frozenset(["vuot", "cao hon", "tang"])
_LETTERS = frozenset("bcdefghjklnopqrsuvxyz")
_IS = re.compile(r"^[^\d]*\b(?:la|dat)(?: duoc)? $")
_DIGITS = re.compile(r"\d[\d.,]*")
# "Từ 15 mét trở lên", "6 tháng trở xuống"
_ONWARD = re.compile(r"\s?[a-z]+\d? (?:tro|do) (?:len|xuong)\b")
# "2G", "4K": no amount, as there is none of such a unit.
_NAME = re.compile(r"\d[a-z]\b")
# So many figures of one paragraph are read: the next are of a list that has no end.
_MOST = 80


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a paragraph.

    Attributes:
        number: The figure; places are those in its sentence.
        sentence: The sentence it stands in.
        start: Where it begins in the paragraph.
        end: Where its unit ends there.
        period: How manieth sentence, as full stops count them, it stands in.
        about: Folded words before it in its clause, its unit and those behind it up to a mark.
        fraction: 1 for the part and 2 for the whole of a fraction, else 0.
        bound: Whether it is what others are above or below: "đạt từ 85% trở lên".
    """

    number: StatedNumber
    sentence: str
    start: int
    end: int
    period: int
    about: frozenset[str]
    fraction: int = 0
    bound: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount of something, and no rise or fall of one."""
        return self.number.kind is Kind.AMOUNT and self.number.rise is None and not self.bound

    @property
    def size(self) -> Decimal:
        """Its value in the smallest unit of its kind."""
        return self.number.value.scaleb(self.kind[1])

    @property
    def kind(self) -> tuple[str, int]:
        """What amounts of its unit can be added up and divided with, and the power of ten of the smallest unit."""
        return smallest_of(self.number.unit) if self.number.unit else ("", 0)


@dataclass(frozen=True)
class Passage:
    """A paragraph with its figures.

    Attributes:
        text: Its text.
        folded: The same, folded, each character where it stood.
        figures: Its figures in order.
        separators: How it prints figures.
    """

    text: str
    folded: str
    figures: tuple[Figure, ...]
    separators: Separators

    def between(self, one: int, other: int) -> str:
        """The folded words between two figures, units left out."""
        return self.folded[self.figures[one].end : self.figures[other].number.said + self._shift(other)]

    def _shift(self, at: int) -> int:
        figure = self.figures[at]
        return figure.start - figure.number.span[0]

    def behind(self, at: int) -> str:
        """The folded words behind a figure up to the next."""
        stop = self.figures[at + 1].start if at + 1 < len(self.figures) else len(self.folded)
        return self.folded[self.figures[at].end : stop]

    def at(self, number: StatedNumber) -> int | None:
        """The place of a figure that a reader of the whole paragraph found; None where it is read otherwise here."""
        at = self._by_start.get(number.span[0])
        return at if at is not None and self.figures[at].number.number == number.number else None

    @cached_property
    def _by_start(self) -> dict[int, int]:
        return {one.start: at for at, one in enumerate(self.figures) if not one.fraction}

    def opened(self, at: int) -> int | None:
        """Where in the paragraph the bracket opens that a figure stands in."""
        opened = self.figures[at].number.opened
        return None if opened is None else opened + self._shift(at)

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """Places of the amounts that are said plainly: of no rise, and not "about" or "over" something."""
        return tuple(
            at
            for at, one in enumerate(self.figures)
            if one.is_amount
            and not one.number.about
            and one.number.value > 0
            and not _QUALITY.match(one.number.unit)
            and not (one.number.unit in _LETTERS and _NAME.search(one.number.printed.casefold()))
        )

    @cached_property
    def percents(self) -> tuple[int, ...]:
        """Places of the percentages that are no rise, no fall and no bound."""
        return tuple(
            at
            for at, one in enumerate(self.figures)
            if one.number.kind is Kind.PERCENT
            and one.number.rise is None
            and not one.bound
            and not one.number.about
        )


def read_passage(text: str, separators: Separators) -> Passage:
    """Read the figures of a paragraph.

    Args:
        text: The paragraph.
        separators: How it prints figures.
    """
    whole = clean(text).translate(_ROUND)
    folded = fold_in_place(whole)
    figures: list[Figure] = []
    period = 0
    for start, printed in sentences(whole):
        sentence = printed.strip()
        offset = start + len(printed) - len(printed.lstrip())
        own = fold_in_place(sentence)
        last = 0
        for one in figures_of(sentence, own, separators):
            if offset == 0 and isinstance(one, StatedNumber) and _ITEM.fullmatch(own[: one.span[1] + 1]):
                continue
            numbers = list(one) if isinstance(one, StatedFraction) else [_surpassing(one, own)]
            for at, number in enumerate(numbers):
                end = number.end + offset
                about = _about(own, last, number)
                figures.append(
                    Figure(
                        number=number,
                        sentence=sentence,
                        start=number.span[0] + offset,
                        end=end,
                        period=period,
                        about=about,
                        fraction=at + 1 if len(numbers) > 1 else 0,
                        bound=(number.kind is Kind.PERCENT and is_bound(own, number.span))
                        or bool(_ONWARD.match(own, number.span[1])),
                    )
                )
            last = numbers[-1].end
        period += sentence.endswith(".")
    return Passage(whole, folded, tuple(figures[:_MOST]), separators)


def _surpassing(number: StatedNumber, folded: str) -> StatedNumber:
    """A figure that something is said to be above or short by, as a rise or a fall: "vượt 845 lao động"."""
    match = _SURPASSES.search(folded, 0, number.span[0])
    if match is None or number.rise is not None:
        return number
    return replace(number, rise=match["way"] in _UP, said=match.start())


def _about(folded: str, last: int, number: StatedNumber) -> frozenset[str]:
    before = _MARK.split(folded[last : number.span[0]])
    # "chỉ tiêu tuyển sinh của 06 trường là 2.430 học sinh"
    if len(before) == 1 and last and _IS.search(before[0]):
        before = _MARK.split(_DIGITS.sub(" ", folded[: number.span[0]]))
    near = before[-1] if before[-1].strip() else " ".join(before[-2:])
    behind = _MARK.split(folded[number.span[1] : number.span[1] + 60])[0]
    behind = re.split(r"\d", behind)[0]
    return telling(f"{near} {number.unit} {behind}")


def telling(text: str) -> frozenset[str]:
    """The words of a folded text that name something."""
    return frozenset(_WORD.findall(text)) - _COMMON
