"""Figures of sentences whose thousands stand apart by spaces: "97 877 ha" in a paper that prints all its figures so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from doichieu.model import Claim, Document, Heading, Paragraph
from doichieu.normalize.numbers import Role, Separators, is_spaced
from doichieu.normalize.text import clean

_SPACED = re.compile(
    r"(?:(?<![\w/.,:+-])|(?<=\d{3}/))\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\w|/(?!\d)|[.,]\d| \d)"
)
# What all of them have, seen at a glance.
_APART = re.compile(r"\d \d{3}")
# Thousands that stand together or apart by a mark: the paper has another habit, and a space parts two figures.
_OTHERWISE = re.compile(
    r"(?<![\w/.,:-])\d{1,3}(?:\.\d{3}|,\d{3})+(?![\w/]|[.,]\d)|(?<![\w/.,:-])\d{5,}(?![\w/])"
)
# What a number behind it numbers, so that the next figure is one of its own: "quý 4 150 hồ sơ".
_NUMBERS = re.compile(
    r"\b(?:năm|ngày|tháng|quý|khóa|khoá|điều|khoản|mục|bảng|biểu|phụ lục|hạng|thứ|lần|đợt|kỳ|loại|cấp|nhóm|khu vực|cột|dòng)\s*$",
    re.IGNORECASE,
)
_BEFORE = 16
# So many figures show a habit.
_LEAST = 2


def with_figures_joined(document: Document, separators: Callable[[], Separators]) -> Document:
    """A document whose sentences print thousands with the mark of its convention, where it sets them apart by spaces.

    Args:
        document: A document as printed.
        separators: Tells its separator convention.

    Returns:
        The document with paragraphs and headings in which every character stands where it stood, "97.877" for
        "97 877"; the same document where it does not show the habit. Tables are as printed.
    """
    sentences = {
        at: clean(block.text)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph | Heading)
    }
    if not _groups_by_spaces(document, sentences.values()):
        return document
    mark = "," if separators().comma is Role.GROUP else "."
    blocks = [
        replace(block, text=_joined(sentences[at], mark))
        if isinstance(block, Paragraph | Heading) and _SPACED.search(sentences[at])
        else block
        for at, block in enumerate(document.blocks)
    ]
    return replace(document, blocks=tuple(blocks))


def as_printed(document: Document, claim: Claim) -> str:
    """The sentence of a claim as the document prints it, thousands apart by spaces where it sets them so.

    Args:
        document: The document as printed.
        claim: One of its claims, of figures joined.
    """
    block = document.blocks[claim.locator.block] if claim.locator.block is not None else None
    if not isinstance(block, Paragraph | Heading) or not _SPACED.search(text := clean(block.text)):
        return claim.sentence
    starts = (_joined(text, mark).find(claim.sentence) for mark in ".,")
    start = next((at for at in starts if at >= 0), None)
    return claim.sentence if start is None else text[start : start + len(claim.sentence)]


def _groups_by_spaces(document: Document, sentences: Collection[str]) -> bool:
    """Whether figures of thousands are set apart by spaces, and hardly any otherwise."""
    apart = [text for text in sentences if _APART.search(text)]
    spaced = sum(not _is_numbered(text, match) for text in apart for match in _SPACED.finditer(text))
    if not spaced:
        return False
    cells = [cell.text for table in document.tables for cell in table.cells if cell.row >= table.header_rows]
    spaced += sum(is_spaced(text) for text in cells)
    otherwise = sum(_OTHERWISE.fullmatch(text) is not None for text in cells)
    otherwise += sum(len(_OTHERWISE.findall(text)) for text in sentences)
    return spaced >= _LEAST and spaced > otherwise


def _joined(text: str, mark: str) -> str:
    return _SPACED.sub(
        lambda match: match.group() if _is_numbered(text, match) else match.group().replace(" ", mark), text
    )


def _is_numbered(text: str, match: re.Match[str]) -> bool:
    return _NUMBERS.search(text, max(0, match.start() - _BEFORE), match.start()) is not None
