"""Figures of a sentence with what is said of them: "66.738 ha, giảm 1,3% (-892 ha) so với vụ mùa năm 2018"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from doichieu.model import Number
from doichieu.normalize.brackets import opened_at
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, Separators, infer_separators, read_number
from doichieu.normalize.sentences.accents import Spelt
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.units import is_rounded, scale_of, unit_after

_FIGURE = re.compile(
    r"(?<![\w/.,])(?:(?<=\()(?P<sign>[-–+])\s?|(?<![-–]))(?P<figure>\d+(?:[.,]\d+)*)(?!\d|/(?!\d{2,4} diem\b)|[-–]\d)"
)
# What alone can tell by its form what a mark in it means.
_POINTED = re.compile(r"\d[.,]\d")
_PERCENT = re.compile(r"\s?%")
_POINTS = re.compile(r"\s?(?:diem\s?(?:phan tram|%)|%\s?diem\b(?! (?:toi da|chuan)))")
_WORD = r"(?:k?m[23²³]\b|[a-z]+)"
_NOUN = re.compile(rf"\s?({_WORD}(?: {_WORD}){{0,2}})")
# Words that end what a figure counts.
_STOP = re.compile(
    r"(?:va|so|voi|len|xuong|trong|tren|cua|la|duoc|dat|bang|chiem|tang|giam|cung|o|tai|thuoc|do|gom|nam|vao|den|tu|cac|nhung|da|hon"
    r"|moi|ma|con|theo|khi|cho|roi)"
)
# Which of the words that fold to one of these are meant: "ở", not "ổ dịch"; "đạt", not "đất"; "năm", not "nam".
_STOPS = Spelt(
    "và so với lên xuống trong trên của là được đạt bằng chiếm tăng giảm cùng ở tại thuộc do gồm năm vào đến từ các những đã hơn"
    " mỗi mà còn theo khi cho rồi"
)
# The same in English, which are other words in Vietnamese where they stand first.
_STOP_ENGLISH = frozenset(
    {"of", "were", "was", "from", "which", "are", "had", "and", "in", "this", "that", "with"}
)
# "hồ sơ", "cơ sở", "trụ sở", "chỉ số", where no comparison begins.
_SO = (["ho"], ["co"], ["tru"], ["chi"])
_MALE, _PERSONS = (
    re.compile(r"\bnam\s*$"),
    ("nguoi", "hoc sinh", "thi sinh", "em", "dai bieu", "can bo", "lao dong"),
)
_COMPARED = ["so", "voi"]
_NAMED = re.compile(r"tai (?:khoan|san|lieu)\b")
# What makes a figure a date, a number of a paper, a place or a multiple.
_NO_AMOUNT = re.compile(
    r"\b(?:(?<!moi )(?<!binh quan )(?:nam|ngay|thang|quy)|khoa|(?<!tong )(?<!thieu )(?<!da )(?<!co )(?<!tru )(?<!trong )(?<!dan )so|dieu|khoan|muc|diem|bang|phu luc|giai doan|hang|thu|thu hang|vi tri|lan|ky|(?<!kim )(?<!cac )(?<!chung )loai|(?<!cung )(?<!tro )(?<!trang )(?<!da )(?<!duoc )cap|nhom"
    r"|khu vuc|muc do|cap do)\s*$"
)
# "thứ 3" is a place, "thu 3 tỷ đồng" is not; "bảng 2" is a table, "bằng 2 ha" an amount.
_ORDINALS = Spelt(
    "năm ngày tháng quý khóa khoá số điều khoản mục mức điểm bảng hạng thứ lần kỳ kì loại cấp nhóm"
)
_NO_UNIT = frozenset({"lan", "thang", "ngay", "nam", "quy", "bac", "hang", "gio"})
_TIME = Spelt("lần tháng ngày năm quý bậc hạng giờ")
# "bậc" and "bác sĩ" are one word without accents
_DOCTORS = "bac si"
# The most there can be of points: "44,95/80 điểm".
_OF_MOST = re.compile(r"/\d{2,4}(?= diem\b)")
# "68,5 triệu đồng/năm", "16,3 tiêu chí/xã"
_PER = re.compile(rf"^(\s?{_WORD}(?: {_WORD}){{0,2}})/{_WORD}\b")
# "giảm từ 15 ngày xuống còn 10 ngày"
_TIMES = frozenset({"ngay", "gio", "thang"})
_TURN = re.compile(r"\b(?:tu|xuong|xuong con|con)\s*$")
_ABOUT = re.compile(
    r"\b(?:gan|hon|(?<!cap )tren|khoang|xap xi|duoi|it nhat|toi thieu|toi da|chung|uoc chung|khong qua|muc)\s*$"
)
_NEARLY = Spelt("gần hơn trên khoảng dưới chừng mức")
# "tặng 50 suất quà" is no rise
_TURNS = Spelt("tăng giảm")
_RISE = ("tang", "cao hon", "nhieu hon", "vuot", "increase of", "rise of", "up", "up by")
_MOVE = re.compile(
    r"\b(?P<way>tang|giam|cao hon|thap hon|nhieu hon|it hon|(?:increase|rise|decrease|fall|drop) of|(?:up|down)(?: by)?)"
    r"(?: (?:them|duoc|tuong ung|duong))*\s*$"
)
# "loại 2", "nhóm 15"; of more digits and with a unit it is an amount.
_MOST_ORDINAL = 4
# There are fewer kinds and levels: "cắt kim loại 16 vụ", "đã cấp 48 giấy phép" count what stands behind.
_FEW_LEVELS, _LEVEL = 10, re.compile(r"\b(?:loai|cap)\s*$")
_YEARS = range(1945, 2101)
_BEFORE = 48


class Kind(Enum):
    """What a figure is."""

    AMOUNT = auto()
    PERCENT = auto()
    POINTS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedNumber:
    """A figure of a sentence.

    Attributes:
        kind: Whether it is an amount, a percentage or percentage points.
        number: The figure.
        printed: The figure with its unit as printed.
        span: Its place in the sentence.
        end: Where its unit ends.
        unit: What it counts or is measured in, folded, up to three words; empty where nothing stands behind it.
        power: Power of ten of its unit: 6 for millions.
        exact: Whether it is a count, not a rounded measure.
        about: Whether it is said to be near the figure, or a bound.
        before: The words before it, folded, from the figure before.
        rise: Whether it is said to be a rise (True) or a fall (False); None where it is no change.
        said: Where "tăng" or "giảm" before it begins, its own place where neither stands there.
        opened: Place of the bracket that it stands in, None outside brackets.
    """

    kind: Kind
    number: Number
    printed: str
    span: tuple[int, int]
    end: int
    unit: str
    power: int
    exact: bool
    about: bool
    before: str
    rise: bool | None
    said: int
    opened: int | None

    @property
    def value(self) -> Decimal:
        """The amount in the own unit of its kind."""
        return self.number.value.scaleb(self.power)

    @property
    def half(self) -> Decimal:
        """How far what is printed can be from what was measured: nothing for a count, half a unit of the last digit."""
        return Decimal(0) if self.exact else Decimal(5).scaleb(-self.number.places - 1).scaleb(self.power)

    def alike(self, other: StatedNumber) -> bool:
        """Whether two figures count or measure the same, as far as their words tell."""
        if self.kind is not other.kind:
            return False
        return all(one == two for one, two in zip(self.unit.split(), other.unit.split(), strict=False))


def separators_in(text: str, prior: Separators) -> Separators:
    """What marks mean in the figures of a text, by their own form; those of the paper where they leave it open."""
    folded = fold_in_place(text)
    if not _POINTED.search(folded):
        return prior
    return infer_separators((match["figure"] for match in _FIGURE.finditer(folded)), prior)


@lru_cache(maxsize=1024)  # a rule after the other reads the sentences of a paper
def read_stated_numbers(sentence: str, separators: Separators = VIETNAMESE) -> tuple[StatedNumber, ...]:
    """Read the figures of a sentence.

    Args:
        sentence: A sentence.
        separators: How it prints figures.

    Returns:
        Amounts, percentages and points in order; dates, years, numbers of papers, ranks and multiples are left out.
    """
    folded = fold_in_place(sentence)
    numbers: list[StatedNumber] = []
    last = 0
    for match in _FIGURE.finditer(folded):
        before = folded[max(last, match.start() - _BEFORE) : match.start()]
        found = _read(sentence, folded, match, before, separators)
        if found is not None:
            last = found.end
            numbers.append(found)
    return tuple(numbers)


def _read(
    sentence: str, folded: str, match: re.Match[str], before: str, separators: Separators
) -> StatedNumber | None:
    number = read_number(match["figure"], separators) or read_number(match["figure"], ENGLISH)
    if number is None:
        return None
    most = _OF_MOST.match(folded, match.end())
    behind = most.end() if most else match.end()
    printed = "" if sentence.isascii() else sentence
    own = printed[match.start() - len(before) : match.start()]
    rest, spelt = folded[behind:], printed[behind:]
    if per := _PER.match(rest):
        rest, spelt = per[1] + rest[per.end() :], spelt[: per.end(1)] + spelt[per.end() :]
    kind, end, unit = _unit(rest, spelt)
    move = _found(_MOVE, before, own, _TURNS)
    words = before[: move.start()] if move else before
    if kind is Kind.AMOUNT:
        first = unit.partition(" ")[0]
        year = number.places == 0 and len(match["figure"]) == 4 and int(number.value) in _YEARS
        counted = unit and len(match["figure"]) > _MOST_ORDINAL
        named = spelt[:end].split()[0] if unit and spelt else first
        turning = first in _TIMES and (move is not None or _TURN.search(before))
        if (
            (first in _NO_UNIT and not turning and not unit.startswith(_DOCTORS) and _TIME.is_meant(named))
            or (
                move is None
                and not counted
                and _found(_NO_AMOUNT, before, own, _ORDINALS)
                and not _is_male(before, unit)
                and not (unit and number.value >= _FEW_LEVELS and _LEVEL.search(before))
            )
            or (year and (not unit or before.endswith(" in ")))
        ):
            return None
    scale = scale_of(unit_after(rest)) if kind is Kind.AMOUNT else None
    rise = move["way"] in _RISE if move else None
    opened = opened_at(folded, match.start())
    if match["sign"] and rise is None and opened is not None:
        rise = match["sign"].strip() == "+"
    return StatedNumber(
        kind=kind,
        number=number,
        printed=sentence[match.start("figure") : behind + end],
        span=match.span("figure"),
        end=behind + end,
        unit=scale[0] if scale and scale[1] else unit,
        power=scale[1] if scale else 0,
        exact=kind is Kind.AMOUNT and number.places == 0 and not is_rounded(unit_after(rest)),
        about=_found(_ABOUT, words, own, _NEARLY) is not None,
        before=before,
        rise=rise,
        said=match.start("figure") - (len(before) - move.start() if move else 0)
        if not match["sign"]
        else match.start(),
        opened=opened,
    )


def _found(pattern: re.Pattern[str], folded: str, printed: str, meant: Spelt) -> re.Match[str] | None:
    """A word that ends a folded text, where the printed text spells it as it is meant."""
    match = pattern.search(folded)
    if match is None or not printed:
        return match  # all of it is printed without marks
    said = printed[match.start() :].split()
    return match if said and meant.is_meant(said[0]) else None


def _is_male(before: str, unit: str) -> bool:
    """Whether "nam" before a figure is the sex of those it counts: "nam 509 người"."""
    return bool(unit.startswith(_PERSONS) and _MALE.search(before))


def _unit(rest: str, printed: str = "") -> tuple[Kind, int, str]:
    """The kind of a figure by what stands behind it, folded and as printed, where that ends, and what it counts."""
    if points := _POINTS.match(rest):
        return Kind.POINTS, points.end(), ""
    if percent := _PERCENT.match(rest):
        return Kind.PERCENT, percent.end(), ""
    noun = _NOUN.match(rest)
    words: list[str] = []
    said = noun[1].split() if noun else []
    spelt = printed[noun.start(1) : noun.end(1)].split() if noun and printed else said
    for at, word in enumerate(said):
        if said[at : at + 2] == _COMPARED:
            break  # "1.204 hộ so với năm 2020"
        named = (word == "con" and not words) or (word == "so" and words[-1:] in _SO)
        if word in _STOP_ENGLISH:
            break
        stops = _STOP.fullmatch(word) and (spelt is said or _STOPS.is_meant(spelt[at]))
        if stops and not named and not (noun and not words and _NAMED.match(noun[1])):
            break
        words.append(word)
    unit = " ".join(words)
    return Kind.AMOUNT, noun.start(1) + len(unit) if noun and unit else 0, unit


def counted_behind(folded: str, at: int) -> tuple[str, int]:
    """What a figure that ends at a place of a folded text counts, and where that ends; the place itself where nothing stands there."""
    _, end, unit = _unit(folded[at:])
    return unit, at + end
