"""How a stated percentage may have been rounded."""

from __future__ import annotations

from decimal import Decimal

from doichieu.model import (
    Bilingual,
)
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.wording import say


def right_values(exact: Decimal, places: int, rounding: Rounding) -> set[Decimal]:
    """The percentages that a paper of this rounding may print."""
    if rounding is Rounding.HALF_UP:
        return {to_places(exact, places), to_places(exact, places, Rounding.HALF_EVEN)}
    return {to_places(exact, places, rounding)}


def remark_on_rounding(exact: Decimal, printed: Decimal, places: int) -> Bilingual:
    """What to say where a percentage is right under another way of rounding than the paper's."""
    if to_places(exact, places, Rounding.TRUNCATE) == printed:
        return say(" (cắt bỏ phần lẻ thay vì làm tròn)", " (truncated, not rounded)")
    if to_places(exact, places) == printed:
        return say(" (làm tròn thay vì cắt bỏ phần lẻ)", " (rounded, not truncated)")
    return say("", "")


def cause_of(remark: Bilingual) -> Bilingual:
    """The cause of a wrong percentage, by the remark on its rounding."""
    if remark.vi:
        return say("Cách làm tròn khác phần còn lại của văn bản.", "Rounded unlike the rest of the paper.")
    return say("Tỷ lệ ghi nhầm.", "The percentage is misprinted.")
