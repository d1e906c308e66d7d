"""Printed figures to `Decimal`, with the separator convention inferred.

"10.309" is ten thousand in one paper and "17.07" is seventeen in another, at times in the same
one, so a figure is read alone only where its own form leaves no doubt; else its column decides,
then its document, then Vietnamese usage (comma for decimals, dot for thousands).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from doichieu.model import Number
from doichieu.normalize.text import clean


class Role(StrEnum):
    """What a separator does in a column or document."""

    DECIMAL = "decimal"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Separators:
    """What "." and "," mean where a figure leaves it open; None where nothing is known."""

    dot: Role | None = None
    comma: Role | None = None

    def of(self, mark: str) -> Role | None:
        """The role of "." or ","."""
        return self.dot if mark == "." else self.comma


VIETNAMESE = Separators(dot=Role.GROUP, comma=Role.DECIMAL)
ENGLISH = Separators(dot=Role.DECIMAL, comma=Role.GROUP)

_FIGURE = re.compile(
    r"""^(?P<open>\()?\s*(?P<sign>[-+])?\s*
        (?P<digits>\d+(?:[.,\ ]\d+)*)
        \s*(?P<percent>%)?\s*(?P<close>\))?
        \s*(?P<percent2>%)?
        \s*(?P<unit>(?![¹²³⁰⁴-⁹])[^\W\d_][^\d%*;:()¹²³⁰⁴-⁹]{0,30})?
        \s*(?P<marks>\(?\*+\)?|\(\d\)|[¹²³⁰⁴-⁹]+)?$""",
    re.VERBOSE,
)
FIRST_DIGIT = r"\d(?<![\d/.,\w-]\d)"
"""The first digit of a figure in running text, which is part of no date, number of a paper or word: a search for a digit
that looks behind it takes less than half of one that looks behind every character."""
# No figure is printed longer, unit and marks included; arithmetic on a million digits would never end.
_LONGEST = 200
# Figures of state budgets have 17 digits; arithmetic is exact to 28.
_MOST_DIGITS = 24
_NIL = re.compile(r"^-+$")
_SPACED = re.compile(r"^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure split into its parts, its separators not yet read.

    Attributes:
        negative: Whether a minus or brackets stand about it.
        digits: Its digits with their separators.
        percent: Whether a percent sign stands behind it.
        unit: What it is measured in.
        marks: Its footnote marks.
        evidence: What its own form says of its separators; empty where it leaves them open.
    """

    negative: bool
    digits: str
    percent: bool
    unit: str
    marks: str
    evidence: Mapping[str, Role] = field(default_factory=dict, compare=False)


_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")


def is_nil(text: str) -> bool:
    """Whether a text is dashes alone: zero in a column of amounts, nothing where there is nothing to print."""
    return bool(_NIL.match(clean(text)))


@lru_cache(maxsize=65536)
def parse_figure(text: str) -> Figure | None:
    """Split a printed figure into sign, digits, percent sign, unit and footnote marks.

    Args:
        text: A cell's text.

    Returns:
        The parts, or None where the text is no single figure. A lone dash is zero, as such papers
        print it; "(5.000)" is negative.
    """
    if len(text) > _LONGEST:
        return None
    text = clean(text)
    if _NIL.match(text):
        return Figure(negative=False, digits="0", percent=False, unit="", marks="")
    match = _FIGURE.match(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    digits = match["digits"]
    if " " in digits:
        if not _SPACED.match(digits):
            return None
        digits = digits.replace(" ", "")
    return Figure(
        negative=bool(match["open"]) or match["sign"] == "-",
        digits=digits,
        percent=bool(match["percent"] or match["percent2"]),
        unit=(match["unit"] or "").strip(),
        marks=(match["marks"] or "").strip("()"),
        evidence=_own_evidence(digits),
    )


def is_spaced(text: str) -> bool:
    """Whether a text is a figure whose thousands stand apart by spaces: "97 877"."""
    return " " in text and _SPACED.match(text) is not None


def _own_evidence(digits: str) -> dict[str, Role]:
    """What the form of digits says of their separators."""
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return {}
    last = marks[-1]
    parts = re.split(r"[.,]", digits)
    if len(set(marks)) == 2:
        return {last: Role.DECIMAL, ("," if last == "." else "."): Role.GROUP}
    if len(marks) > 1:
        grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
        return {last: Role.GROUP} if grouped else {}
    head, tail = parts
    if len(tail) != 3 or len(head) > 3 or (head.startswith("0")):
        return {last: Role.DECIMAL}
    return {}


def tells_separators(text: str) -> bool:
    """Whether a text is a figure whose own form says what its separator is."""
    figure = parse_figure(text)
    return figure is not None and bool(figure.evidence)


def infer_separators(texts: Iterable[str], prior: Separators = VIETNAMESE) -> Separators:
    """Infer what "." and "," mean in a set of figures.

    Args:
        texts: Printed figures of one column or document; others are passed over.
        prior: What holds where these give no evidence.

    Returns:
        The roles with the most evidence; a separator without any keeps the prior's role, unless
        the other separator takes it (two separators never both mark decimals by inheritance).
    """
    votes: Counter[tuple[str, Role]] = Counter()
    for text in texts:
        figure = parse_figure(text)
        if figure is None:
            continue
        votes.update(figure.evidence.items())
    dot, comma = _majority(votes, "."), _majority(votes, ",")
    if dot is None and comma is not None:
        dot = _other(comma)
    elif comma is None and dot is not None:
        comma = _other(dot)
    return Separators(dot=dot or prior.dot, comma=comma or prior.comma)


def _majority(votes: Counter[tuple[str, Role]], mark: str) -> Role | None:
    decimal, group = votes[mark, Role.DECIMAL], votes[mark, Role.GROUP]
    if decimal == group:
        return None
    return Role.DECIMAL if decimal > group else Role.GROUP


def _other(role: Role) -> Role:
    return Role.GROUP if role is Role.DECIMAL else Role.DECIMAL


def to_number(figure: Figure, separators: Separators = VIETNAMESE) -> Number | None:
    """Read a figure under a separator convention.

    Args:
        figure: A split figure.
        separators: What holds where the figure's own form leaves it open.

    Returns:
        The number, or None where its groups make no sense ("1.23.4") or it has more digits than any figure.
    """
    evidence = figure.evidence
    whole, places = "", 0
    marks = [char for char in figure.digits if char in ".,"]
    if not marks:
        whole = figure.digits
    else:
        if len(marks) > 1 and not evidence:
            return None
        role = evidence.get(marks[-1]) or separators.of(marks[-1]) or VIETNAMESE.of(marks[-1])
        if role is Role.DECIMAL:
            head, _, tail = figure.digits.rpartition(marks[-1])
            whole, places = re.sub(r"[.,]", "", head) + tail, len(tail)
        else:
            whole = re.sub(r"[.,]", "", figure.digits)
    if len(whole) > _MOST_DIGITS:
        return None
    value = Decimal(whole).scaleb(-places)
    return Number(
        value=-value if figure.negative else value, places=places, percent=figure.percent, marks=figure.marks
    )


def read_number(text: str, separators: Separators = VIETNAMESE) -> Number | None:
    """Read one printed figure; None where the text is none."""
    figure = parse_figure(text)
    return None if figure is None else to_number(figure, separators)


def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 39, as ranks and classes are printed; None for any other text."""
    match = _ROMAN.fullmatch(text.strip().upper())
    if match is None or not match.group():
        return None
    tens, units = match.groups()
    return 10 * len(tens) + _ROMAN_UNITS.index(units)


def format_number(
    value: Decimal, *, places: int | None = None, decimal_mark: str = ",", grouped: bool = False
) -> str:
    """Print a figure the Vietnamese way: comma for decimals, dot for thousands where they are grouped.

    Args:
        value: The figure.
        places: Decimal places to print; None drops trailing zeros.
        decimal_mark: "," or "."; the other one groups thousands.
        grouped: Whether to group thousands.

    Returns:
        The text.
    """
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places))
    elif value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    else:
        value = value.normalize()
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if decimal_mark == "," else text
