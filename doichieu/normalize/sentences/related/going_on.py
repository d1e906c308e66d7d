"""Paragraphs that go on about an amount of the one they stand under, as one passage: "1. Số vụ việc: 1.464 vụ việc.", "- Theo lĩnh vực: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from doichieu.model import Block, Heading, Paragraph
from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.related.passage import Passage, read_passage
from doichieu.normalize.sentences.stated_numbers import separators_in
from doichieu.normalize.text import clean, fold_in_place

_MARK = re.compile(r"^\s*(?P<mark>[-–+•*]|\(?[a-z0-9]{1,2}[).])?\s*")
# What divides an amount that stands before.
_DIVIDES = re.compile(
    r"(?:(?:(?:phan|chia|xet|tinh|neu) )?theo|(?:phan|chia) (?:loai|ra)|co cau|nguyen nhan|cu the)\b[^.:;\d]{0,50}:"
    r"|trong (?:do|so do|so nay)\b|(?:bao )?gom\b"
)
# A figure that is no year, date, number of a paper or mark of an item.
_AMOUNT = re.compile(
    r"\d(?<![\w/.,(-]\d)(?!(?<=1)9\d\d(?![\d.,])|(?<=2)0\d\d(?![\d.,]))[\d.,]*(?![\w)-]|/\D)"
)
_FEWEST = 2
# So many paragraphs divide one amount in other ways; a longer paragraph speaks of more than one.
_MOST, _LONGEST, _SHORT = 8, 700, 160


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A paragraph with the one it goes on about.

    Attributes:
        passage: Both together.
        blocks: Where each figure of it is printed.
    """

    passage: Passage
    blocks: tuple[Paragraph | Heading, ...]

    def crosses(self, figures: Iterable[int]) -> bool:
        """Whether figures stand in both paragraphs."""
        return len({id(self.blocks[at]) for at in figures}) > 1


def passages_going_on(blocks: Sequence[Block], separators: Separators) -> Iterator[GoingOn]:
    """The paragraphs of a document that divide an amount which the one they stand under states.

    Args:
        blocks: What is printed, in order.
        separators: How the document prints figures.

    Yields:
        Each paragraph by kinds with the one above it, and the items of a list with the one that leads to them.
    """
    head: Paragraph | Heading | None = None
    since = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph | Heading):
            head = None
            continue
        since += 1
        if _leads(block.text) and len(items := _items(blocks[at + 1 : at + 2 + _MOST])) >= _FEWEST:
            yield _joined(block, items, separators)
        if not _divides(block.text):
            head, since = block, 0
        elif head is not None and since <= _MOST and _AMOUNT.search(head.text) and len(head.text) < _LONGEST:
            yield _joined(head, [block], separators)


def _leads(text: str) -> bool:
    """Whether a paragraph that states an amount leads to a list of what it is made up of: "… 3.757 lượt. Trong đó:"."""
    return text.endswith(":") and len(text) < _LONGEST and bool(_AMOUNT.search(text))


def _items(blocks: Sequence[Block]) -> list[Paragraph | Heading]:
    """The short paragraphs right below that are marked as items, where each states a figure and none is missing."""
    found: list[Paragraph | Heading] = []
    marks: list[str] = []
    for block in blocks:
        mark = _MARK.match(fold_in_place(block.text[:8])) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or mark is None or not mark["mark"]:
            break
        if len(block.text) > _SHORT or not _AMOUNT.search(block.text):
            return []
        found.append(block)
        marks.append(mark["mark"].strip("()."))
    return found if len(found) <= _MOST and _run_on(marks) else []


def _run_on(marks: Sequence[str]) -> bool:
    """Whether items are all of a list: one bullet for each, or numbers or letters from the first without a gap."""
    if marks and not marks[0].isalnum():
        return len(set(marks)) == 1
    if all(map(str.isdigit, marks)):
        return [*map(int, marks)] == [*range(1, len(marks) + 1)]
    # behind d stands đ, which folds to d
    steps = [ord(after) - ord(before) for before, after in pairwise(marks) if len(before) == len(after) == 1]
    return marks[:1] == ["a"] and len(steps) == len(marks) - 1 and set(steps) <= {0, 1}


def _divides(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    folded = fold_in_place(text[:60])
    mark = _MARK.match(folded)
    if not _DIVIDES.match(folded, mark.end() if mark else 0):
        return False
    return sum(1 for _ in islice(_AMOUNT.finditer(text), _FEWEST)) == _FEWEST


def _joined(
    head: Paragraph | Heading, below: Sequence[Paragraph | Heading], separators: Separators
) -> GoingOn:
    above = clean(head.text)
    text = above if above.endswith(":") else above.rstrip(" .;:,") + "."
    starts: list[tuple[int, Paragraph | Heading]] = [(0, head)]
    for block in below:
        mark = _MARK.match(fold_in_place(block.text[:8]))
        starts.append((len(text) + 1, block))
        text += " " + clean(block.text[mark.end() if mark else 0 :])
    passage = read_passage(text, separators_in(text, separators))
    return GoingOn(
        passage,
        tuple(
            next(block for start, block in reversed(starts) if start <= figure.start)
            for figure in passage.figures
        ),
    )
