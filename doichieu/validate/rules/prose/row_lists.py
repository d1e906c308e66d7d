"""CLAIM-FIGURE and CLAIM-MOVE of counts and changes that sentences state of rows, one behind the other.

What a list is of is told by the column that prints all its figures but one, or by what its figures count: "xảy ra nhiều
vụ nhất là A (42 vụ), B (29 vụ)", "tăng số người chết là: A (tăng 4 người), B (tăng 2 người), C (tăng 4 người)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import agree
from doichieu.validate.rules.prose.items import items_of
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.prose.row_mentions import Mention, mentions, names_others_than_agencies
from doichieu.validate.rules.prose.row_series import Series, change_series, figure_series
from doichieu.validate.rules.prose.stated_figures import stated_finding
from doichieu.validate.rules.prose.subjects import subjects_of
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style

# Lists in brackets, one behind the other or in turn, and who is first or last; scores alone are other rules'.
_COUNTED = r"\d[\d.,]* (?!diem\b)[a-z]"
# Each with what a text that has it has: searches for all of them in one read a text several times.
_LISTED = (
    ("", re.compile(rf"{_COUNTED}[a-z ]*[,;] [^\d,;]{{4,50}} \d")),
    ("(", re.compile(rf"\((?:(?:tang|giam) \d|{_COUNTED})")),
    ("nhat", re.compile(rf"\bnhat\b[^.;]{{0,120}}{_COUNTED}")),
    *((word, re.compile(rf"\b{word}\b[^.;]{{0,40}}{_COUNTED}")) for word in ("lan luot", "tuong ung")),
)
_SCORED = (
    *_LISTED,
    ("(", re.compile(r"\(\d[\d.,]* ?[a-z)]")),
    ("nhat", re.compile(r"\bnhat\b")),
)
_END = re.compile(
    r"\b(?P<last>it nhat|thap nhat|nho nhat)\b|\b(?:nhieu|cao|lon|dong|manh) ?[a-z ]{0,16}nhat\b"
)
_MARK = re.compile(r"[.;]")
# What other rules compare: scores of agencies, amounts of money.
_SCORES = frozenset({"diem"})
# So many figures of a list that one column prints tell that it is of this column.
_PROOF = 2


class _Fault(NamedTuple):
    """A figure of a list that is not the row's."""

    mention: Mention
    value: Decimal
    places: int
    cells: tuple[Place, ...]


def check_row_lists(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check counts and changes that sentences state right behind the names of rows.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a list that a column bears out or contradicts, and a finding for the figure that contradicts.
    """
    lists = partial(_occur, _SCORED if names_others_than_agencies(paper) else _LISTED)
    for claim in passages(paper, lists) if paper.sheets else ():
        if not lists(fold_in_place(claim.sentence)):
            continue
        found = mentions(paper, claim, style.separators)
        for noun, change in dict.fromkeys((_first(one.noun), one.rise is not None) for one in found):
            listed = [one for one in found if (_first(one.noun), one.rise is not None) == (noun, change)]
            ours = [one for one in listed if _is_ours(paper, claim, one)]
            if ours:
                yield from _judge(paper, claim, listed, ours, style)


def _occur(lists: Sequence[tuple[str, re.Pattern[str]]], folded: str) -> bool:
    """Whether a folded text has one of the patterns of lists."""
    return any(needed in folded and pattern.search(folded) for needed, pattern in lists)


def passages(paper: Paper, occurs: Callable[[str], object]) -> Iterator[Claim]:
    """Sentences in whose paragraph something occurs, to the full stop: lists go on behind semicolons."""
    said: list[Claim] = []
    for claim in sentences_with(paper, occurs):
        if said and (said[-1].locator != claim.locator or not said[-1].sentence.endswith(";")):
            yield _joined(said)
            said = []
        said.append(claim)
    if said:
        yield _joined(said)


def _joined(said: Sequence[Claim]) -> Claim:
    if len(said) == 1:
        return said[0]
    return replace(said[0], claim_id="", sentence=" ".join(claim.sentence for claim in said), quantities=())


def _first(noun: str) -> str:
    return noun.partition(" ")[0]


def _is_ours(paper: Paper, claim: Claim, one: Mention) -> bool:
    """Whether no other rule compares a figure: scores of agencies and of criteria it knows by name."""
    if one.rise is not None or _first(one.noun) not in {*_SCORES, ""}:
        return True
    name = fold_in_place(claim.sentence)[slice(*one.name)]
    known = any(each.span == one.name for each in subjects_of(paper).named_in(claim.sentence))
    told = bool(one.noun or one.number.places)
    return told and not known and name not in items_of(paper).by_name


def _judge(
    paper: Paper, claim: Claim, listed: Sequence[Mention], ours: Sequence[Mention], style: Style
) -> Iterator[Check | Finding]:
    changes = listed[0].rise is not None
    series = [
        one for sheet in paper.sheets for one in (change_series if changes else figure_series)(paper, sheet)
    ]
    series = [one for one in series if all(_row_in(mention, one.sheet) is not None for mention in listed)]
    off = [(one, [fault for mention in listed if (fault := _fault(mention, one))]) for one in series]
    rule = "CLAIM-MOVE" if changes else "CLAIM-FIGURE"
    if not off or any(not faults for _, faults in off):
        if off:
            yield statement(rule)
        return
    if not clause_is_open(paper, claim):
        return
    fault = _told(claim, listed, off)
    if fault is None or fault.mention not in ours or (not changes and _is_elsewhere(paper, fault)):
        return
    printed = claim.sentence[slice(*fault.mention.span)]
    name = claim.sentence[slice(*fault.mention.name)]
    own = (one for one in paper.decision.claims if one.locator == claim.locator)
    claim = next((one for one in own if name in one.sentence and printed in one.sentence), claim)
    yield statement(rule, paper.sheets[fault.cells[0].sheet].reading.table.table_id, held=False)
    quantity = Quantity(
        kind=QuantityKind.MOVE if changes else QuantityKind.COUNT,
        value=fault.mention.number.value,
        places=fault.mention.number.places,
        printed=printed,
        span=fault.mention.span,
    )
    right = style.beside(printed).show(abs(fault.value), places=fault.places or None)
    yield stated_finding(paper, rule, Level.ERROR, claim, quantity, fault.cells, expected=right)


def _row_in(mention: Mention, sheet: Sheet) -> int | None:
    return next((place.row for place in mention.rows if place.sheet == sheet.index), None)


def _fault(mention: Mention, series: Series) -> _Fault | None:
    """What is off in a figure by what a list may be of; None where nothing is."""
    row = _row_in(mention, series.sheet)
    cell = series.at(row) if row is not None else None
    if cell is None:
        return _Fault(mention, Decimal(0), 0, ())
    value, places, cells = cell
    stated = mention.number.value if mention.rise is not False else -mention.number.value
    if agree(value, stated, min(places, mention.number.places)):
        return None
    return _Fault(mention, value, places, cells)


def _told(
    claim: Claim, listed: Sequence[Mention], off: Sequence[tuple[Series, list[_Fault]]]
) -> _Fault | None:
    """The one figure in doubt, where the others or the words tell what it should be."""
    single = [(series, faults[0]) for series, faults in off if len(faults) == 1 and faults[0].cells]
    faults = [fault for _, fault in single]
    if len(listed) > 1 and len({(fault.mention.span, fault.value) for fault in faults}) == 1:
        # the others are of this column
        return faults[0] if len(listed) > _PROOF or _is_slip(faults[0]) else None
    named = _named(listed, single)
    if named is not None:
        series, fault = named
        if (len(listed) > 1 and _is_slip(fault)) or _is_end(claim, fault.mention, series):
            return fault
    ends = [
        fault
        for series, fault in single
        if series.own and _is_slip(fault) and _is_end(claim, fault.mention, series)
    ]
    return ends[0] if len({fault.value for fault in ends}) == 1 else None


def _is_slip(fault: _Fault) -> bool:
    return is_typing_slip(fault.mention.number.value, abs(fault.value))


def _named(
    listed: Sequence[Mention], single: Sequence[tuple[Series, _Fault]]
) -> tuple[Series, _Fault] | None:
    """The one column of the paper's own year that is named by what the figures count."""
    words = max((one.noun for one in listed), key=len).split()
    for count in range(len(words), 0, -1):
        noun = f" {' '.join(words[:count])} "
        found = [(series, fault) for series, fault in single if series.own and noun in f" {series.header} "]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_end(claim: Claim, mention: Mention, series: Series) -> bool:
    """Whether a row is said to be first or last, and is so by a column."""
    said = _MARK.split(fold_in_place(claim.sentence)[: mention.span[0]])[-1]
    match = list(_END.finditer(said))[-1:]
    row = _row_in(mention, series.sheet)
    if not match or row is None:
        return False
    values = {
        one.index: cell[0]
        for one in series.sheet.data
        if not is_total_label(one) and (cell := series.at(one.index)) is not None
    }
    last = match[0]["last"] is not None or mention.rise is False
    return row in values and values[row] == (min if last else max)(values.values())


def _is_elsewhere(paper: Paper, fault: _Fault) -> bool:
    """Whether the row prints the figure in another column, which the sentence may mean."""
    return any(
        (number := paper.number(Place(place.sheet, place.row, column.index))) is not None
        and abs(number.value) == fault.mention.number.value
        for place in fault.mention.rows
        for column in paper.sheets[place.sheet].reading.columns
        if column.role is not ColumnRole.ORDINAL
    )
