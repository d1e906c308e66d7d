"""An amount that a text states with its parts, and how sure its words make it that these are all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from doichieu.normalize.sentences.stated_numbers import StatedNumber


class Sureness(IntEnum):
    """How sure the words make it that an amount has no other parts."""

    SOME = 0
    COMPLEMENTS = 1
    WORDS = 2
    EACH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """An amount with its parts.

    Attributes:
        whole: The amount.
        parts: Its parts, two and more.
        sureness: SOME where parts may be left out ("trong đó"); COMPLEMENTS where what they are called leaves nothing
            out; WORDS behind "gồm" or in a bracket of parts alone; EACH where moreover every piece of the list is a part.
        further: Amounts of the same kind behind the list, that may be parts as well.
    """

    whole: StatedNumber
    parts: tuple[StatedNumber, ...]
    sureness: Sureness
    further: tuple[StatedNumber, ...] = ()
