"""Number formats of workbooks: a value as the sheet shows it, with the separators of Vietnamese print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
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
_VIETNAMESE = str.maketrans(",.", ".,")
_MONTH = "Thg {}"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
# Excel knows no day after 9999-12-31.
_LAST_SERIAL = 2958466


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


_POINT = _Token("other", ".")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    def count(self, sign: str) -> int:
        return sum(token == _Token("other", sign) for token in self.tokens)


def show_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """Show a number as its cell does.

    Args:
        value: Value of the cell.
        code: Number format, as files store it (dot for decimals, comma for thousands).
        since_1904: Whether days are counted from 1904 (workbooks from old Macintoshes).

    Returns:
        Text with a comma for decimals and a dot for thousands; "" where the format hides the number.
    Source:
        ECMA-376 part 1, 18.8.31.
    """
    try:
        number = Decimal(f"{value:.15g}")
    except InvalidOperation:
        return ""
    sections = _sections(code)
    index, section = _choose(sections, number)
    if section is None:
        return _general(number)
    if section.has("date", "elapsed"):
        return _show_date(value, section, since_1904=since_1904)
    signed = index == 0 or section.condition is not None
    body = _show_section(abs(number), section)
    return f"-{body}" if number < 0 and signed and body else body


def show_text(text: str, code: str) -> str:
    """Show a text as its cell does: only a format's fourth part can change or hide it."""
    sections = _sections(code)
    if len(sections) < 4:
        return text
    return "".join(text if token.text == "@" else token.text for token in sections[3].tokens)


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        token = _token(match)
        if token is not None and token.kind == "other" and token.text == ";":
            parts.append([])
        elif token is not None:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts)


def _token(match: re.Match[str]) -> _Token | None:
    kind = match.lastgroup
    if kind is None:
        return None  # a space as wide as a sign, or a sign that fills the cell
    text = match[kind]
    if kind in {"quoted", "escaped"}:
        return _Token("literal", text)
    if kind != "bracket":
        return _Token(kind, text)
    if text.startswith("$"):
        sign = text[1:].split("-")[0]
        return _Token("literal", sign) if sign else None
    if re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
        return _Token("elapsed", text.lower())
    return _Token("condition", text) if _CONDITION.match(text) else None


def _section(tokens: list[_Token]) -> _Section:
    stated = next((match for token in tokens if (match := _CONDITION.match(token.text))), None)
    rest = tuple(token for token in tokens if token.kind != "condition")
    conditions = any(token.kind == "condition" for token in tokens)
    return _Section(rest, (stated[1], Decimal(stated[2])) if stated and conditions else None)


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[int, _Section | None]:
    """The part of a format that a number takes; None for General."""
    index = 0
    if any(section.condition for section in sections[:2]):
        index = next((at for at, part in enumerate(sections[:3]) if _fits(part, number)), 0)
    elif number < 0 and len(sections) > 1:
        index = 1
    elif number == 0 and len(sections) > 2:
        index = 2
    section = sections[index]
    plain = not section.tokens and len(sections) == 1
    return index, None if plain or (section.has("general") and len(section.tokens) == 1) else section


def _fits(section: _Section, number: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, limit = section.condition
    return {
        "<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit,
        "=": number == limit, "<>": number != limit,
    }[sign]  # fmt: skip


def _general(number: Decimal) -> str:
    """A number without a format: ten significant digits.

    Excel shows that many where the column is wide enough, and long whole numbers as powers of ten; these
    stay whole here, for a power would hide digits that the file has.
    """
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    digits = max(0, 9 - max(number.adjusted(), -6))
    rounded = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{rounded.normalize():f}".translate(_VIETNAMESE)


def _show_section(number: Decimal, section: _Section) -> str:
    if section.has("general"):
        return _join(section, _general(number))
    digits = [index for index, token in enumerate(section.tokens) if token.kind == "digit"]
    if not digits:
        return _join(section, "")
    if section.has("exponent"):
        return _power(number, section)
    if section.count("/"):
        return _general(number)  # a fraction ("# ?/?"): its decimal form says the same
    first, last = digits[0], digits[-1]
    tail = _behind_commas(section.tokens, last + 1)
    commas = tail - last - 1
    number = number.scaleb(2 * section.count("%") - 3 * commas)
    core = _digits(number, section.tokens[first : last + 1])
    before = "".join(token.text for token in section.tokens[:first] if token != _POINT)
    after = "".join(token.text for token in section.tokens[tail:] if token != _POINT)
    return f"{before}{core}{after}".strip()


def _behind_commas(tokens: tuple[_Token, ...], start: int) -> int:
    """Index of the first token that is no comma; commas behind the digits divide by a thousand each."""
    while start < len(tokens) and tokens[start] == _Token("other", ","):
        start += 1
    return start


def _digits(number: Decimal, tokens: tuple[_Token, ...]) -> str:
    """The digits of a number under the placeholders 0, # and ?."""
    marks = "".join(token.text for token in tokens if token.kind == "digit" or token.text in {".", ","})
    whole, _, fraction = marks.partition(".")
    fraction = fraction.replace(",", "").replace(".", "")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    left, _, right = text.partition(".")
    least = whole.count("0")
    left = (
        "" if rounded.to_integral_value(rounding="ROUND_DOWN") == 0 and not least else left.rjust(least, "0")
    )
    keep = max(fraction.rfind("0") + 1, len(right.rstrip("0")))
    right = right[:keep]
    # "#.##" shows "5." for five and ".5" for a half: the point without digits says nothing, a zero is meant.
    return (f"{left or 0}.{right}" if right else left).translate(_VIETNAMESE)


def _power(number: Decimal, section: _Section) -> str:
    marks = "".join(token.text for token in section.tokens if token.kind == "digit" or token.text == ".")
    places = len(marks.partition(".")[2]) - 2 if "." in marks else 0
    return f"{number:.{max(0, places)}E}".translate(_VIETNAMESE)


def _join(section: _Section, body: str) -> str:
    """Literals of a part around its figure."""
    parts = [body if token.kind == "general" else token.text for token in section.tokens if token.text != "@"]
    return "".join(parts).strip()


def _show_date(value: float, section: _Section, *, since_1904: bool) -> str:
    if not 0 <= value < _LAST_SERIAL:
        return _general(Decimal(f"{value:.15g}"))
    # Day 60 of the older count is 29 February 1900, which never was.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001
    moment = start + timedelta(seconds=round(value * 86400))
    half = section.has("ampm")
    parts: list[str] = []
    for index, token in enumerate(section.tokens):
        if token.kind == "date":
            parts.append(
                _date_part(moment, token.text.lower(), half=half, minutes=_is_minutes(section, index))
            )
        elif token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            parts.append(str(round(value * 86400) // unit).rjust(len(token.text), "0"))
        elif token.kind == "ampm":
            parts.append("SA" if moment.hour < 12 else "CH")
        elif token.kind != "digit" and token.text != "@":
            parts.append(token.text)
    return "".join(parts).strip().removesuffix(".")


def _is_minutes(section: _Section, index: int) -> bool:
    """Whether an m means minutes: it stands behind hours or before seconds."""
    dates = [at for at, token in enumerate(section.tokens) if token.kind in {"date", "elapsed"}]
    place = dates.index(index)
    before = section.tokens[dates[place - 1]].text[0].lower() if place else ""
    after = section.tokens[dates[place + 1]].text[0].lower() if place + 1 < len(dates) else ""
    return before == "h" or after == "s"


def _date_part(moment: datetime, code: str, *, half: bool, minutes: bool) -> str:
    letter, size = code[0], len(code)
    if letter == "m" and not minutes:
        return f"{moment.month:0{size}d}" if size < 3 else _MONTH.format(moment.month)
    if letter == "d" and size > 2:
        return _WEEKDAYS[moment.weekday()]
    if letter == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {"d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}[letter]
    return f"{number:0{min(size, 2)}d}"
