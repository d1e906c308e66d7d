"""Columns of random figures, each in one of the ways that papers print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


def comma(random: Random) -> str:
    """92,75."""
    return f"{random.randint(0, 150)},{random.randint(0, 99):02d}"


def point(random: Random) -> str:
    """17.07, without a last zero as spreadsheets leave it."""
    return f"{random.randint(0, 40)}.{random.randint(0, 9)}{random.randint(1, 9)}"


def thousands(random: Random) -> str:
    """10.309."""
    return f"{random.randint(1, 999)}.{random.randint(0, 999):03d}"


def millions(random: Random) -> str:
    """1.250.000, and a loss in brackets."""
    text = f"{random.randint(1, 99)}.{random.randint(0, 999):03d}.{random.randint(0, 999):03d}"
    return f"({text})" if random.randint(0, 9) == 0 else text


def whole(random: Random) -> str:
    """525."""
    return str(random.randint(0, 1380))


def percent(random: Random) -> str:
    """99,3%."""
    return f"{random.randint(1, 99)},{random.randint(0, 9)}%" if random.randint(0, 4) else "100%"


PRINTERS: tuple[Callable[[Random], str], ...] = (comma, point, thousands, millions, whole, percent)


def figure_column(random: Random, rows: int) -> list[str]:
    """A column of figures of one kind; some are blank, a dash, or carry a footnote mark.

    The first is always a figure: a column opens with one in every paper seen.
    """
    printer = random.choice(PRINTERS)
    gaps = random.choice((0, 0, 8))
    texts = [printer(random)]
    for _ in range(rows - 1):
        chance = random.randint(1, 100)
        texts.append("" if chance <= gaps else "-" if chance <= gaps * 2 else printer(random))
    if random.randint(0, 5) == 0:
        marked = random.randrange(rows)
        texts[marked] += "*" if texts[marked] not in ("", "-") else ""
    return texts
