"""Rows that sentences name with a figure or a change of theirs: "Huyện Tân Yên (42 vụ), Huyện Việt Yên (tăng 4 người)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doichieu.model import Claim, Number
from doichieu.normalize.numbers import Separators, read_number
from doichieu.normalize.phrases import Phrases
from doichieu.normalize.sentences.stated_numbers import counted_behind
from doichieu.normalize.text import clean, fold, fold_in_place
from doichieu.validate.infer.rows.row_labels import is_total_label, stands_apart
from doichieu.validate.kept import kept
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of

_VALUE = r"(?P<value>\d+(?:[.,]\d+)*)(?![\d/-]|[.,]\d|\s?%)"
_BEHIND = re.compile(
    rf"[\"”’]?,?\s*\(?(?:(?:(?:(?:co|la) [^.;:,()\d]{{2,50}}?|[^.;:,()\d]{{0,40}}?\b(?:nhieu|cao|it|thap|lon)[^.;:,()\d]{{0,24}}? nhat) )?(?:voi|co|dat|la|duoc):?\s)?(?:(?P<way>tang|giam)\s(?:them\s)?)?{_VALUE}"
)
# "cao nhất là 39,54 điểm (THPT Trần Phú)": the name in brackets behind its figure
_LED = re.compile(rf"{_VALUE} (?P<unit>[a-z]+(?: [a-z]+)?) \($")
_RESPECTIVELY = re.compile(r"\b(?:lan luot|tuong ung)\b[^\d.;]{0,24}")
_NEXT = re.compile(r"(?:\s[a-z]+){0,3}(?:,|;|,?\sva)\s")
_JOINED = re.compile(r"\s*(?:,|;|,? va|,? cung)\s*")
_FIGURE = re.compile(_VALUE)
_COMPARED = re.compile(r"\b(?:hon|kem|so voi)(?: (?:voi|ca|cap|khoi|nhom|so voi|muc cua|cua))*\s*$")
_NUMBERING = re.compile(r"^\W*(?:[ivx]+|\d+(?:\.\d+)*|[a-z])\s*[.)/-]\s+", re.IGNORECASE)
_SHORTEST, _FEWEST = 3, 3


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a sentence names: where it may stand in the tables, and the name in the sentence."""

    rows: tuple[Place, ...]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure that a sentence states of a row.

    Attributes:
        rows: Where the row may stand, as places in column 0.
        name: Where its name stands in the sentence.
        number: The figure.
        span: Where it stands.
        noun: What it counts, folded; empty where nothing stands behind it.
        rise: Whether it is said to be a rise (True) or a fall (False); None where it is no change.
    """

    rows: tuple[Place, ...]
    name: tuple[int, int]
    number: Number
    span: tuple[int, int]
    noun: str
    rise: bool | None


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of rows by their folded text."""

    rows: Mapping[str, tuple[Place, ...]]
    printed: Mapping[str, str]
    names: Phrases


def mentions(paper: Paper, claim: Claim, separators: Separators) -> list[Mention]:
    """The figures that a sentence states right behind the names of rows, or in turn ("lần lượt").

    Args:
        paper: The paper.
        claim: The sentence.
        separators: How the paper prints figures.
    """
    folded = fold_in_place(claim.sentence)
    named = rows_named(paper, claim.sentence)
    found = [
        _mention(claim, folded, one.rows, one.span, match.span("value"), match["way"], separators)
        for one in named
        if (match := _BEHIND.match(folded, one.span[1])) and not is_compared(folded, one)
    ]
    found += [
        _mention(claim, folded, one.rows, one.span, match.span("value"), None, separators)
        for one in named
        if (match := _LED.search(folded, 0, one.span[0])) and folded.startswith(")", one.span[1])
    ]
    found += _in_turn(claim, folded, named, separators)
    return [one for one in found if one is not None]


def is_compared(folded: str, named: Named) -> bool:
    """Whether a name is what another one is compared with: "cao hơn Huyện Tân Yên 4 vụ"."""
    return bool(_COMPARED.search(folded[: named.span[0]]))


def _mention(
    claim: Claim,
    folded: str,
    rows: tuple[Place, ...],
    name: tuple[int, int],
    span: tuple[int, int],
    way: str | None,
    separators: Separators,
) -> Mention | None:
    number = read_number(claim.sentence[slice(*span)], separators)
    noun, _ = counted_behind(folded, span[1])
    rise = None if way is None else way == "tang"
    return None if number is None else Mention(rows, name, number, span, noun, rise)


def _in_turn(
    claim: Claim, folded: str, named: Sequence[Named], separators: Separators
) -> Iterator[Mention | None]:
    """Figures that go with a list of names one by one: "A và B lần lượt có 15 và 18 xã đạt chuẩn"."""
    for match in _RESPECTIVELY.finditer(folded):
        group = _joined([one for one in named if one.span[1] <= match.start()], folded)
        figures: list[tuple[int, int]] = []
        at = match.end()
        while figure := _FIGURE.match(folded, at):
            figures.append(figure.span())
            following = _NEXT.match(folded, figure.end())
            at = following.end() if following else len(folded)
        if not 1 < len(group) == len(figures):
            continue
        noun, _ = counted_behind(folded, figures[-1][1])
        for one, span in zip(group, figures, strict=True):
            number = read_number(claim.sentence[slice(*span)], separators)
            if number is not None:
                yield Mention(one.rows, one.span, number, span, noun, None)


def _joined(named: Sequence[Named], folded: str) -> list[Named]:
    """The names of the list that ends with the last one."""
    group = list(named[-1:])
    for before, one in reversed(list(pairwise(named))):
        if not _JOINED.fullmatch(folded[before.span[1] : one.span[0]]):
            break
        group.insert(0, before)
    return group


@kept
def rows_named(paper: Paper, sentence: str) -> list[Named]:
    """The rows that a sentence names, in order: agencies by all forms of their names, others by their labels.

    Args:
        paper: The paper.
        sentence: A sentence.
    """
    agencies = [
        Named(tuple(rows_of(paper, one.subject)), one.span) for one in subjects_of(paper).named_in(sentence)
    ]
    labels = _labels(paper)
    folded = fold_in_place(sentence)
    others = [
        Named(labels.rows[label], (start, end))
        for start, end in (labels.names.spans(folded) if labels.names else ())
        if _is_name(sentence[start:end], labels.printed[label := folded[start:end]])
        and not any(one.span[0] < end and start < one.span[1] for one in agencies)
    ]
    return sorted([*agencies, *others], key=lambda one: one.span)


def names_others_than_agencies(paper: Paper) -> bool:
    """Whether tables of a paper have rows that are no agencies: criteria, subjects, goods."""
    return bool(_labels(paper).rows)


def _is_name(said: str, printed: str) -> bool:
    """Whether words are a label: one word alone must be written as the table writes it."""
    return " " in printed or said == printed


@kept
def _labels(paper: Paper) -> _Labels:
    rows: defaultdict[str, list[Place]] = defaultdict(list)
    printed: dict[str, str] = {}
    listed = {sheet.index for sheet in listings_of(paper)}  # agencies are known by all their names
    for sheet in paper.sheets:
        own = [
            row
            for row in (sheet.data if sheet.index not in listed else ())
            if row.label and not stands_apart(sheet, row) and not is_total_label(row)
        ]
        for row in own if len(own) >= _FEWEST else ():
            label = _NUMBERING.sub("", clean(row.label))
            form = fold(label)
            if len(form) >= _SHORTEST and not form.isdigit():
                rows[form].append(sheet.place(row.index, 0))
                printed[form] = label
    alone = {
        form: tuple(places)
        for form, places in rows.items()
        if len({one.sheet for one in places}) == len(places)
    }
    return _Labels(alone, printed, Phrases(alone))
