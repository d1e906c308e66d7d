"""Captions: which lines above (or below) a table name, number and measure it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import (
    Label,
    bare_unit_of,
    caption_of,
    caption_text,
    dotted_of,
    follows_part,
    heading_level,
    is_banner,
    is_bullet,
    is_continued,
    is_form,
    part_of,
    unit_inside,
    unit_of,
)
from doichieu.extract.assembly.titles import goes_on, is_translation, title_down_to
from doichieu.extract.letterhead.issuer import is_body
from doichieu.extract.stream import Item, Line, RawTable
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

# A caption stands at most that many lines above its table ("Bảng 1 …", one sentence, unit, table).
_REACH = 5
# A longer line that ends in a full stop is a sentence about the table, and no title of it.
_LONGEST_TITLE = 80
_LONGEST_CAPTION = 300
# "(Ban hành kèm theo Quyết định số …)" stands between a caption and its table.
# "của Bộ trưởng Bộ Tài chính)": the rest of an aside that stands in two cells.
_TORN_ASIDE = re.compile(r"[^\W\dA-ZĐ][^()]{0,120}\)")
# "Phụ lục 01/CKTC-NSNN" once more in English.
_LABEL_AGAIN = re.compile(
    r"(?:table|form|appendix|annex)\s*(?:no\.?\s*)?[:.]?\s*[\w./-]{1,24}", re.IGNORECASE
)
_BRACKETED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\.?")
_ASIDE = re.compile(r"\((?:ban hành|kèm theo|đính kèm|tiếp theo|áp dụng)\b.*\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What the lines around a table say of it.

    Attributes:
        number: Number of the table.
        part: Part letter under the number.
        text: Caption without number; that of the number and that of the part joined with " / ".
        parent: Caption of the number alone, for the parts that follow.
        unit: Unit of the figures.
        used: How many of the lines above, counted from the table, belong to the caption alone (by index).
    """

    number: str | None = None
    part: str | None = None
    text: str | None = None
    parent: str | None = None
    unit: str | None = None
    used: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Scan:
    """What was met on the way up from a table."""

    part: Label | None = None
    numbered: Label | None = None
    plain: str | None = None
    unit: str | None = None
    below_part: bool = False
    used: set[int] = field(default_factory=set)


def find_caption(lines: Sequence[Line], before: Caption | None) -> Caption:
    """Find the caption in the lines between a table and what stands before it.

    Args:
        lines: Lines since the last table, the nearest last.
        before: Caption of the table before, whose number goes on over its parts.

    Returns:
        The caption; all of its fields are None when nothing names the table.
    """
    scan = _Scan()
    left = _REACH
    for index in range(len(lines) - 1, -1, -1):
        if not left or not _take(scan, lines, index, nearest=_only_units(scan)):
            break
        # the number of a form stands in the corner above the whole letterhead
        left -= lines[index].group is None and not is_translation(lines, index)
    return _compose(scan, before)


def _only_units(scan: _Scan) -> bool:
    return scan.part is None and scan.plain is None and (scan.numbered is None or not scan.numbered.text)


def _take(scan: _Scan, lines: Sequence[Line], index: int, *, nearest: bool) -> bool:
    """Look at one line above a table; whether to look further up."""
    text = lines[index].text
    used = scan.used
    if unit := unit_of(text) or (bare_unit_of(text) if nearest and not scan.unit else None):
        scan.unit = scan.unit or unit
        used.add(index)
        return True
    if is_continued(text):
        used.add(index)
        return True
    if is_banner(text):
        return True
    if _ASIDE.match(text) or (
        index and _BRACKETED.fullmatch(text) and not _BRACKETED.match(lines[index - 1].text)
    ):
        return True
    if label := caption_of(text):
        if scan.numbered is not None:
            return False
        scan.numbered = _with_title(label, lines, index, scan)
        used.add(index)
        # a form's number in the right corner comes behind a title that stands at the left
        return is_form(text) and not scan.numbered.text and scan.plain is None
    if scan.part is None and (part := part_of(text)):
        scan.part = part
        scan.below_part = True
        used.add(index)
        return True
    return _take_plain(scan, lines, index, nearest=nearest)


def _take_plain(scan: _Scan, lines: Sequence[Line], index: int, *, nearest: bool) -> bool:
    text = lines[index].text
    if nearest and (is_translation(lines, index) or _LABEL_AGAIN.fullmatch(text)):
        return True  # yearbooks and budgets translate their captions
    if nearest and (_TORN_ASIDE.fullmatch(text) or not any(map(str.isalpha, text))):
        return True
    if nearest and scan.numbered is not None and is_body(text):
        return False
    if scan.numbered is None and (nearest or scan.below_part) and (dotted := dotted_of(text)):
        scan.numbered = dotted
        return False
    scan.below_part = False
    if heading_level(text) is not None:
        if nearest:
            scan.plain = caption_text(text)
        return False
    if nearest and len(text) <= _LONGEST_CAPTION and not _is_sentence(text):
        scan.plain = caption_text(title_down_to(lines, index).lstrip("-+*• "))
    return not is_bullet(text) and len(text) <= _LONGEST_CAPTION * 2


def _is_sentence(text: str) -> bool:
    """Whether a text ends as sentences do; numbered titles of laws end so as well."""
    return text.endswith(".") and len(text) > _LONGEST_TITLE and not text[0].isdigit()


def _with_title(label: Label, lines: Sequence[Line], index: int, scan: _Scan) -> Label:
    """Give a caption that is a bare number ("PHỤ LỤC I") the line below it as its text, and a title all of its lines."""
    texts = [label.text] if label.text else []
    for below in range(index + 1, len(lines)):
        text = lines[below].text
        if not texts and _LABEL_AGAIN.fullmatch(text):
            scan.used.add(below)
            continue
        if texts and (not goes_on(lines, below) or is_translation(lines, below)):
            break
        beside = lines[below].group != lines[index].group
        if not texts and (beside or unit_of(text) or part_of(text) or text.startswith("(")):
            break
        scan.used.add(below)
        texts.append(caption_text(text))
    return Label(number=label.number, text=" ".join(texts))


def _compose(scan: _Scan, before: Caption | None) -> Caption:
    used = frozenset(scan.used)
    numbered, part = scan.numbered, scan.part
    unit = scan.unit or (unit_inside(numbered.text) if numbered else None)
    if numbered is not None:
        joined = " / ".join(text for text in (numbered.text, part.text if part else "") if text)
        return Caption(
            number=numbered.number,
            part=part.number if part else None,
            text=joined or scan.plain,
            parent=numbered.text,
            unit=unit,
            used=used,
        )
    if part is not None:
        if before and before.number and before.part and follows_part(part.number or "", before.part):
            joined = " / ".join(text for text in (before.parent, part.text) if text)
            return Caption(
                number=before.number,
                part=part.number,
                text=joined,
                parent=before.parent,
                unit=unit,
                used=used,
            )
        return Caption(text=part.text, unit=unit)
    return Caption(text=scan.plain, unit=unit, used=used)


def captions_below(items: Sequence[Item]) -> bool:
    """Whether a paper prints numbered captions below its tables: more follow a table than precede one."""
    above = below = 0
    lines: list[Line] = []
    for first, second in itertools.pairwise(items):
        if isinstance(first, Line):
            lines.append(first)
        else:
            lines = []
        if isinstance(first, RawTable) and isinstance(second, Line):
            # an appendix begins what follows; it closes no table
            below += _is_numbered(second) and not _is_appendix(second)
        elif isinstance(first, Line) and isinstance(second, RawTable):
            above += any(_is_numbered(line) for line in lines[-_REACH:])
    return below > above


def _is_appendix(line: Line) -> bool:
    return plain(line.text).startswith("phu luc")


def _is_numbered(line: Line) -> bool:
    label = caption_of(line.text)
    return label is not None and label.number is not None
