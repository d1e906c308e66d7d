"""Number formats of workbooks, parsed: the parts of a format and the figure that each part draws."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

# Formats that a file names by number alone (ECMA-376 part 1, 18.8.30); 14 is the short date of the reader's
# language. The accounting formats (41 to 44) show zero as a dash.
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: '#,##0;(#,##0);"-"', 42: '#,##0;(#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"',
    44: '#,##0.00;(#,##0.00);"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
GENERAL = "General"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<ampm>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")


class Form(Enum):
    """What a part of a format draws."""

    GENERAL = auto()
    DATE = auto()
    FIGURE = auto()
    POWER = auto()
    FRACTION = auto()
    LITERAL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: a placeholder, a literal, a part of a date."""

    kind: str
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether it stands for a value as it is: "General", and "@" of cells that are formatted as text."""
        return self.kind == "general" or self == _TEXT


_TEXT = Token("other", "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """How a figure is drawn.

    Attributes:
        before: Literals in front of it.
        after: Literals behind it.
        shift: Places by which the decimal point moves: percent signs, and commas that divide by a thousand.
        places: Decimal places at most.
        keep: Decimal places at least.
        least: Digits before the decimal point at least.
        grouped: Whether thousands are grouped.
    """

    before: str
    after: str
    shift: int
    places: int
    keep: int
    least: int
    grouped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the up to four parts of a format."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    form: Form
    picture: Picture | None

    def around(self, body: str) -> str:
        """Literals of the part around a figure."""
        return "".join(body if token.is_whole else token.text for token in self.tokens).strip()


@lru_cache(maxsize=4096)
def parse_format(code: str) -> tuple[Section, ...]:
    """Parse a number format.

    Args:
        code: The format as files store it.

    Returns:
        Its parts: for all numbers; or for those above zero, below, zero, and for texts.
    Source:
        ECMA-376 part 1, 18.8.31.
    """
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code or GENERAL):
        token = _token(match)
        if token is not None and token == Token("other", ";"):
            parts.append([])
        elif token is not None:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts)


def _token(match: re.Match[str]) -> Token | None:
    kind = match.lastgroup
    if kind is None:
        return None  # a space as wide as a sign, or a sign that fills the cell
    text = match[kind]
    if kind in {"quoted", "escaped"}:
        return Token("literal", text)
    if kind != "bracket":
        return Token(kind, text)
    if text.startswith("$"):
        sign = text[1:].split("-")[0]
        return Token("literal", sign) if sign else None
    if re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
        return Token("elapsed", text.lower())
    return Token("condition", text) if _CONDITION.match(text) else None


def _section(tokens: list[Token]) -> Section:
    stated = next((token for token in tokens if token.kind == "condition"), None)
    match = _CONDITION.match(stated.text) if stated else None
    rest = tuple(token for token in tokens if token.kind != "condition")
    form = _form(rest)
    return Section(
        tokens=rest,
        condition=(match[1], Decimal(match[2])) if match else None,
        form=form,
        picture=_picture(rest) if form in {Form.FIGURE, Form.POWER} else None,
    )


def _form(tokens: tuple[Token, ...]) -> Form:
    kinds = {token.kind for token in tokens}
    if kinds & {"date", "elapsed"}:
        return Form.DATE
    if "general" in kinds or ("digit" not in kinds and _TEXT in tokens):
        return Form.GENERAL
    if "digit" not in kinds:
        return Form.LITERAL
    if "exponent" in kinds:
        first = next(token.kind for token in tokens if token.kind in {"digit", "exponent"})
        return Form.POWER if first == "digit" else Form.LITERAL
    return Form.FRACTION if Token("other", "/") in tokens else Form.FIGURE


def _picture(tokens: tuple[Token, ...]) -> Picture:
    power = next((index for index, token in enumerate(tokens) if token.kind == "exponent"), len(tokens))
    tokens = tokens[:power]
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    first, tail = digits[0], digits[-1] + 1
    marks = "".join(token.text for token in tokens[first:tail] if token.kind in {"digit", "other"})
    while tail < len(tokens) and tokens[tail] == Token("other", ","):
        tail += 1
    whole, _, fraction = marks.partition(".")
    fraction = re.sub(r"[^0#?]", "", fraction)
    point = Token("other", ".")
    return Picture(
        before="".join(token.text for token in tokens[:first] if token != point),
        after="".join(token.text for token in tokens[tail:] if token != point),
        shift=2 * tokens.count(Token("other", "%")) - 3 * (tail - digits[-1] - 1),
        places=len(fraction),
        keep=fraction.rfind("0") + 1,
        least=whole.count("0"),
        grouped="," in whole,
    )
