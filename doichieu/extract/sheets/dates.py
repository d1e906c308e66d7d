"""Dates and times of workbooks, as their number formats show them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.extract.sheets.codes import Section

_MONTH = "Thg {}"
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
# Excel knows no day after 9999-12-31.
_LAST_SERIAL = 2958466


def is_day(value: float) -> bool:
    """Whether a number counts days that a calendar has."""
    return 0 <= value < _LAST_SERIAL


def show_date(value: float, section: Section, *, since_1904: bool) -> str:
    """Show a count of days.

    Args:
        value: Days since the end of 1899 (or since 1904), with the time as a fraction.
        section: The part of the format.
        since_1904: Whether days are counted from 1904.

    Returns:
        The date or time; months in words are Vietnamese.
    """
    # Day 60 of the older count is 29 February 1900, which never was.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001
    moment = start + timedelta(seconds=round(value * 86400))
    half = any(token.kind == "ampm" for token in section.tokens)
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


def _is_minutes(section: Section, index: int) -> bool:
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
