"""What belongs to the sheet and not to the paper: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from doichieu.extract.labels import is_page_furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Frame
    from doichieu.extract.pdf.lines import TextLine
    from doichieu.extract.pdf.page import PageContent
    from doichieu.extract.stream import Trouble

# Heads and feet stand in this part of the page's height at either end.
_MARGIN = 0.1
_DIGITS = re.compile(r"\d+")


def drop_furniture(pages: Sequence[PageContent], troubles: list[Trouble]) -> None:
    """Drop page numbers and the lines that most pages repeat at the same height.

    Args:
        pages: Pages in order; their lines are changed in place.
        troubles: Gains nothing for page numbers, which are expected.
    """
    del troubles
    seen = Counter(key for page in pages for key in {_key(page, line) for line in _ends(page)})
    least = max(3, len(pages) // 3)
    for page in pages:
        ends = {id(line) for line in _ends(page)}
        page.lines = [
            line
            for line in page.lines
            if id(line) not in ends or not (is_page_furniture(line.text) or seen[_key(page, line)] >= least)
        ]


def is_margin(frame: Frame, line: TextLine) -> bool:
    """Whether a line at the page's edge is a page number, which no table of the page holds."""
    at = line.base / frame.height
    return (at < _MARGIN or at > 1 - _MARGIN) and len(line.words) < 5 and is_page_furniture(line.text)


def _ends(page: PageContent) -> list[TextLine]:
    """Lines in the margins: above and below everything else there."""
    top, bottom = _MARGIN * page.frame.height, (1 - _MARGIN) * page.frame.height
    return [line for line in page.lines if line.base < top or line.base > bottom]


def _key(page: PageContent, line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.base / 4)
