"""Forms that figures of papers have: scores, amounts, prices, indices, ranks, shares, negative ones, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Form = Callable[[Random], str]


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _decimal(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")


def _mixed(chance: Random) -> str:
    """An amount with decimals, dotted thousands before them."""
    return f"{_dotted(chance.randrange(1000, 999_999))},{chance.randrange(10, 99)}"


FORMS: dict[str, Form] = {
    "amount of nine digits": lambda chance: _dotted(chance.randrange(10**8, 10**9)),
    "amount, no dots": lambda chance: str(chance.randrange(10**8, 10**9)),
    "amount with decimals": _mixed,
    "thousands": lambda chance: _dotted(chance.randrange(1000, 99_999)),
    "land price": lambda chance: _dotted(chance.randrange(20, 9999) * 10 * chance.choice((1, 10, 100))),
    "index, four decimals": lambda chance: _decimal(chance.random(), 4),
    "index, English": lambda chance: f"{chance.random():.4f}",
    "score": lambda chance: _decimal(chance.uniform(5, 100), 2),
    "score, one decimal": lambda chance: _decimal(chance.uniform(0, 10), 1),
    "rank": lambda chance: str(chance.randrange(1, 64)),
    "small count": lambda chance: str(chance.randrange(0, 10)),
    "share": lambda chance: f"{_decimal(chance.uniform(0, 100), 2)}%",
    "whole share": lambda chance: f"{chance.randrange(0, 101)}%",
    "change": lambda chance: f"{chance.choice('-+')}{_decimal(chance.uniform(0, 30), 2)}",
    "in brackets": lambda chance: f"({_dotted(chance.randrange(100, 99_999))})",
    "ratio": lambda chance: f"{chance.randrange(1, 64)}/{chance.randrange(20, 99)}",
    "year": lambda chance: str(chance.randrange(1990, 2027)),
    "day": lambda chance: (
        f"{chance.randrange(1, 29):02d}/{chance.randrange(1, 13):02d}/{chance.randrange(2015, 2026)}"
    ),
}
