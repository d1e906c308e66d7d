"""What a paper is about: its title or its "V/v" line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, heading_level, is_bullet
from doichieu.extract.letterhead.issuer import is_body
from doichieu.extract.letterhead.papernumber import blank_sign, kind_named, own_number
from doichieu.extract.letterhead.signature import is_office
from doichieu.extract.words import fold, is_upper, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_SUBJECT_LINE = re.compile(
    r"\(?(?:v/v|về\s+việc|trích\s+yếu)\s*:?\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
)
# Lines of letterheads and of a site's menu are no titles.
_LETTERHEAD = re.compile(r"^(?:cong hoa xa hoi|dang cong san|doc lap|noi dung$|thuoc tinh$|so\b)")
# Directly below the number of a letter "Về" alone leads to the subject: "Về kết quả Đại hội".
_ABOUT_LINE = re.compile(r"về\s+(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_ABOUT = re.compile(r"^(?:v/v|về việc)\s*:?\s*", re.IGNORECASE)
_BEGINNING = re.compile(
    r"can cu|thuc hien|noi nhan|dieu \d|chuong |kinh gui|hom nay|theo de nghi|xet |chu tich|bo truong|giam doc|thu tuong|thong doc"
    r"|uy ban nhan dan|[-_*=]{2,}|\*$|phan |quyet dinh\b|pursuant to\b|in accordance with\b"
)
# What the cells of a letterhead hold beside the subject; "(hỏa tốc)" in brackets is none.
_BESIDE = re.compile(
    r"\(|.*ngay\s*[\d.…]*\s*thang|kinh gui|cong hoa xa hoi|dang cong san viet nam|doc lap\s?[-–]|so\s*:|[-_*=]{2,}"
)
_LONGEST_TITLE = 6
# An appendix on its own begins with its number.
_FIRST = 3
_SHORTEST_SENTENCE = 40
_APPENDIX = re.compile(r"(?:phu luc|phu bieu|bieu)(?: so)?\s*(?:[ivx]{1,5}|\d{1,3})[a-z]?\W*")
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
        match = _SUBJECT_LINE.match(line.text) or (
            _below_number(head, index) and _ABOUT_LINE.match(line.text)
        )
        if _is_title(line.text) or (index < _FIRST and _APPENDIX.fullmatch(plain(line.text))):
            if text := _title_below(head, index):
                return text
        elif match and index < 20 and not line.text.startswith("Về việc của"):
            text = fold(" ".join([match["text"], *_continuation(head, index)]))
            return text.rstrip(") ") if line.text.startswith("(") else text
    return None if numbered else _first_title(head)


def _first_title(head: Sequence[Line]) -> str | None:
    """The title of a notice without letterhead: its first heading, else its first line that is no menu of a page."""
    lines = [
        line
        for line in head[:12]
        if len(line.text) <= 300
        and not _LETTERHEAD.search(plain(line.text))
        and not (is_upper(line.text) and is_body(line.text))
    ]
    titles = [line for line in lines if line.level == 1] or lines[:1]
    return titles[0].text if titles and (titles[0].level or head[0] is titles[0]) else None


def _is_title(text: str) -> bool:
    return kind_named(text) is not None or (is_upper(text) and text.rstrip(" :.").lower() in _TITLES)


def _below_number(head: Sequence[Line], index: int) -> bool:
    """Whether the line above states the number of the paper, or leaves it blank."""
    above = head[index - 1].text if index else ""
    return own_number(above) is not None or blank_sign(above) is not None


def _continuation(head: Sequence[Line], index: int) -> list[str]:
    """Lines of a subject that runs on in the same cell of the letterhead."""
    line = head[index]
    texts: list[str] = []
    for following in head[index + 1 : index + 5]:
        if following.group != line.group or line.group is None or not _goes_on(following):
            break
        texts.append(following.text)
    return texts


def _goes_on(line: Line) -> bool:
    """Whether a line below "V/v" in its cell is more of the subject, though it may begin with a name."""
    if line.text[:1].islower():
        return True
    return line.gap == 0 and not is_upper(line.text) and _BESIDE.match(plain(line.text)) is None


def _title_below(head: Sequence[Line], index: int) -> str | None:
    """The lines below the kind of paper: to where the paper begins, or the first paragraph where that is far."""
    texts: list[str] = []
    first = 0
    for line in head[index + 1 : index + 1 + _LONGEST_TITLE]:
        if _ends_title(line.text):
            break
        if line.gap == 0 or not texts:
            first = len(texts) + 1
        texts.append(line.text)
    else:
        texts = texts[:first]
    return _ABOUT.sub("", fold(" ".join(texts))) or None


def _ends_title(text: str) -> bool:
    """Whether a line is no title: the paper's first sentence, whatever word it begins with, or what stands below one."""
    if text.endswith(":") or (len(text) > _SHORTEST_SENTENCE and text.endswith((".", ";"))):
        return True
    if len(text) > 350 or is_bullet(text) or text.startswith("(") or caption_of(text) or heading_level(text):
        return True
    words = plain(text)
    return _BEGINNING.match(words) is not None or (is_upper(text) and is_body(text)) or is_office(text)
