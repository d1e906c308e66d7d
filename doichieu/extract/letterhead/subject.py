"""What a paper is about: its title or its "V/v" line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, heading_level, is_bullet
from doichieu.extract.letterhead.papernumber import KINDS
from doichieu.extract.words import fold, is_upper, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_SUBJECT_LINE = re.compile(r"(?:v/v|về\s+việc|trích\s+yếu)\s*:?\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_TITLES = frozenset({"kết quả", "bảng xếp hạng", "danh sách", "phụ lục", "bảng tổng hợp"})


def find_subject(head: Sequence[Line], *, numbered: bool) -> str | None:
    """Find what the paper is about: the line after "V/v", the lines below its kind, or its title.

    Args:
        head: Lines before the first table.
        numbered: Whether the paper has a number; a notice without one is known by its first line.

    Returns:
        The subject, None where the paper states none.
    """
    for index, line in enumerate(head):
        match = _SUBJECT_LINE.match(line.text)
        if match and index < 20 and not line.text.startswith("Về việc của"):
            return fold(" ".join([match["text"], *_continuation(head, index)]))
    titles = [index for index, line in enumerate(head) if _is_title(line.text)]
    for index in titles:
        if text := _title_below(head, index):
            return text
    if not numbered and head and len(head[0].text) <= 300:
        return head[0].text
    return None


def _is_title(text: str) -> bool:
    words = text.rstrip(" :.").lower()
    return is_upper(text) and (words in KINDS or words in _TITLES)


def _continuation(head: Sequence[Line], index: int) -> list[str]:
    """Lines of a subject that runs on in the same cell of the letterhead."""
    line = head[index]
    texts: list[str] = []
    for following in head[index + 1 : index + 5]:
        if following.group != line.group or line.group is None or not following.text[:1].islower():
            break
        texts.append(following.text)
    return texts


def _title_below(head: Sequence[Line], index: int) -> str | None:
    """The lines directly below the kind of paper, up to the first that is no title any more."""
    texts: list[str] = []
    for line in head[index + 1 : index + 6]:
        text = line.text
        if texts and line.gap:
            break
        if (
            len(text) > 350
            or is_bullet(text)
            or text.startswith("(")
            or caption_of(text)
            or heading_level(text)
        ):
            break
        if plain(text).startswith(
            ("can cu", "thuc hien", "dieu ", "kinh gui", "chu tich uy ban", "uy ban nhan dan")
        ):
            break
        texts.append(text)
    return fold(" ".join(texts)) or None
