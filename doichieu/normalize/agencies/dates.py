"""Days as people write them to say when a name was printed."""

from __future__ import annotations

from datetime import date, datetime

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")
_YEARS = range(1945, 2101)


def day_of(given: str) -> date | None:
    """The day that a text means.

    Args:
        given: A day in the international or the Vietnamese order, or a year alone, which means its end: what a yearly
            ranking reports is what then was in force.

    Returns:
        The day; None for any other text.
    """
    for form in _FORMS:
        try:
            return datetime.strptime(given, form).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    year = int(given) if len(given) == 4 and given.isascii() and given.isdecimal() else 0
    return date(year, 12, 31) if year in _YEARS else None
