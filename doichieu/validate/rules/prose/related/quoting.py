"""Figures of a list as a finding repeats them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from doichieu.normalize.sentences.stated_numbers import StatedNumber

_LONGEST_UNIT = 3


def quoted(members: Sequence[StatedNumber]) -> list[str]:
    """Figures with what they count as a sentence repeats it.

    A unit is read to its third word, which may be half of a longer one ("hồ sơ thủ" of "hồ sơ thủ tục"): what another
    figure of the list counts too is a whole word.

    Args:
        members: The figures.
    """
    units = [one.unit.split() for one in members]
    quoted = []
    for one, unit in zip(members, units, strict=True):
        alike = max((_alike(unit, other) for other in units if other != unit), default=0)
        cut = len(unit) - alike if len(unit) == _LONGEST_UNIT and alike else 0
        quoted.append(one.printed.rsplit(maxsplit=cut)[0] if cut else one.printed)
    return quoted


def _alike(unit: Sequence[str], other: Sequence[str]) -> int:
    """How many words two units begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(unit, other, strict=False)))
