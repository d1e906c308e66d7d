"""Lines between two parts of a table that only say that it goes on: "Bảng 7. Hộ nghèo các xã (tiếp theo)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, is_continued, is_page_furniture, unit_of
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

# A caption has a number, a title of two lines and a unit.
MOST_LINES = 4
_MARK = re.compile(
    r"\(\s*(?:bang\s+)?(?:tiep(?:\s+theo)?|continued|cont\.?)(?:\s+(?:bang|trang)?\s*[\d.]+)?\s*\)\s*\.?$"
)


def repeats_caption(lines: Sequence[Line], above: Sequence[Line]) -> bool:
    """Tell whether lines are the caption of the table before once more, marked as going on.

    Args:
        lines: Lines between a table and the next one.
        above: Lines above the first of the two.

    Returns:
        Whether one says "(tiếp theo)", and all others are the number, title and unit of the table before.
    """
    own = [line.text for line in lines if not is_page_furniture(line.text)]
    marked = [text for text in own if _MARK.search(plain(text))]
    if not 0 < len(own) <= MOST_LINES or not (marked or any(is_continued(line.text) for line in lines)):
        return False
    known = {_bare(line.text) for line in above}
    numbers = {label.number for line in above if (label := caption_of(line.text))} - {None}
    for text in own:
        if unit_of(text) or _bare(text) in known:
            continue
        label = caption_of(text)
        if label is None or label.number not in numbers:
            return False
    return True


def _bare(text: str) -> str:
    """A text without what says that it goes on."""
    return _MARK.sub("", plain(text)).rstrip(" .:")
