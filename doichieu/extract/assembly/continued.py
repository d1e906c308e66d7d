"""Lines between two parts of a table that only say that it goes on: "Bảng 7. Hộ nghèo các xã (tiếp theo)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, is_continued, is_page_furniture, unit_of
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from doichieu.extract.stream import Line

# A caption has a number, a title of two lines and a unit.
MOST_LINES = 4
_MARK = re.compile(
    r"\(\s*(?:bang\s+|bieu\s+)?(?:tiep(?:\s+theo)?|continued|cont\.?)(?:\s+(?:bang|bieu|trang)?\s*[\d.]+)?\s*\)"
)
_NO_WORD = re.compile(r"[^0-9a-z]+")


def repeats_caption(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Tell whether lines are the caption of the table before once more, marked as going on.

    Args:
        lines: Lines between a table and the next one.
        above: Lines above the first of the two.

    Returns:
        Whether one says "(tiếp theo)", and all others are the number, title and unit of the table before.
    """
    own = [line for line in lines if not is_page_furniture(line.text)]
    marked = [line for line in own if _MARK.search(plain(line.text))]
    if not 0 < len(own) <= MOST_LINES or not (marked or any(is_continued(line.text) for line in lines)):
        return False
    known = {_bare(line.text) for line in above}
    numbers = {label.number for line in above if (label := caption_of(line.text))} - {None}
    repeated = [_repeats(line.text, known, numbers) for line in own]
    # A sheet that goes on with the table of the one before has a name of its own.
    named = any(again and line in marked for line, again in zip(own, repeated, strict=True))
    return all(again or (named and line.level is not None) for line, again in zip(own, repeated, strict=True))


def _repeats(text: str, known: Collection[str], numbers: Collection[str | None]) -> bool:
    """Whether a line is a unit, or one of those above the table again, or has its number."""
    label = caption_of(text)
    return bool(unit_of(text)) or _bare(text) in known or (label is not None and label.number in numbers)


def _bare(text: str) -> str:
    """Words of a text without what says that it goes on."""
    return _NO_WORD.sub(" ", _MARK.sub(" ", plain(text))).strip()
