"""CLAIM-MOVE for what a sentence compares with a row that prints both years: "155 vụ, tăng 57 vụ (58,16%) so với cùng kỳ".

Ranks are compared where the sentence states both: "xếp thứ 12, tăng 4 bậc so với năm trước (thứ 16)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level, Number
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, Separators, read_number
from doichieu.normalize.sentences.changes import Span, StatedChange, stated_changes
from doichieu.normalize.text import fold
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rules.prose.change_values import (
    Change,
    Fault,
    follows,
    gap_fault,
    gap_follows,
    share_fault,
    share_follows,
    slips,
    tells,
    turned_way,
)
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of
from doichieu.validate.rules.stated import (
    check_again,
    sentence_operand,
    sentences_with,
    statement,
    text_finding,
    unquoted,
)
from doichieu.validate.said_words import Said
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say

_COMPARED = Said(re.compile(r"\bso voi\b"), ("voi",))
_EARLIER = re.compile(r"\b(cung ky|nam truoc|ky truoc|thang truoc|quy truoc|truoc do)\b")
_NEAR = Decimal("0.05")


def check_stated_changes(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check what sentences say rose or fell against the figures they compare, or the row that prints them.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a change that can be computed, and a finding for each that does not follow.
    """
    for claim in sentences_with(paper, _COMPARED):
        for said in stated_changes(claim.sentence):
            verdicts = [_judge(paper, change) for change in _readings(claim, said)]
            known = [fault for is_known, fault in verdicts if is_known]
            if not known:
                continue
            held = None in known
            yield statement("CLAIM-MOVE", held=held)
            fault = known[0]
            if not held and fault is not None:
                yield _finding(claim, paper, fault, style)


def _readings(claim: Claim, said: StatedChange) -> Iterator[Change]:
    """The change with its figures read as Vietnamese papers print them, and as those do that group by commas."""
    seen = set()
    for separators in (VIETNAMESE, ENGLISH):
        now = _number(claim, said.now, separators)
        others = [_number(claim, span, separators) for span in (said.gap, said.share, said.then)]
        values = (now, *others)
        if now is not None and values not in seen:
            seen.add(values)
            yield Change(claim, said, now, *others)


def _number(claim: Claim, span: Span | None, separators: Separators) -> Number | None:
    return read_number(claim.sentence[slice(*span)], separators) if span else None


def _judge(paper: Paper, change: Change) -> tuple[bool, Fault | None]:
    """Whether the change can be computed, and what is off in it."""
    if change.then is None:
        return _by_tables(paper, change)
    # amounts that a sentence states in full are compared figure by figure
    return change.said.rank, _ranks_within(paper, change, change.then) if change.said.rank else None


# --------------------------------------------------------------------------- a sentence that states both ranks


def _ranks_within(paper: Paper, change: Change, then: Number) -> Fault | None:
    sign = 1 if change.said.rise else -1
    if follows(change, then, sign):
        return None
    return (
        turned_way(change, then.value)
        if follows(change, then, -sign)
        else _odd_one(paper, change, then, sign)
    )


def _odd_one(paper: Paper, change: Change, then: Number, sign: int) -> Fault:
    """Which of three figures is off: one that the paper's tables do not bear out, else the places between."""
    gap = change.gap.value if change.gap else Decimal(0)
    step = f"{change.now.value} - {then.value} = {change.now.value - then.value} ≠ {sign * gap:+}"
    vouched = [_is_vouched(paper, change, number) for number in (change.now, then)]
    if vouched == [False, True]:
        return Fault(change.said.now, then.value - sign * gap, 0, step)
    if vouched == [True, False] and change.said.then is not None:
        return Fault(change.said.then, change.now.value + sign * gap, 0, step)
    return gap_fault(change, then.value, step)


def _is_vouched(paper: Paper, change: Change, number: Number) -> bool:
    """Whether the tables print a rank for the unit that the sentence names."""
    named = subjects_of(paper).named_in(change.claim.sentence)
    if named:
        rows = [place for one in named for place in rows_of(paper, one.subject)]
        return any(
            paper.sheets[place.sheet].value(place.row, column.index) == number.value
            for place in rows
            for column in paper.sheets[place.sheet].reading.columns
        )
    return any(
        number.value in (value.value for value in sheet.reading.numbers.values()) for sheet in paper.sheets
    )


# --------------------------------------------------------------------------- a row that prints both years


def _by_tables(paper: Paper, change: Change) -> tuple[bool, Fault | None]:
    """The change by a row that prints the figure and what it was; a row must bear out a part of what is said."""
    if change.said.rank:
        return False, None
    sign = 1 if change.said.rise else -1
    faults = []
    for now, then in _pairs(paper, change):
        before = paper.number(then)
        if before is None:
            continue
        if follows(change, before, sign):
            return True, None
        fault = _fault(change, before, sign, (now, then))
        if fault is not None:
            faults.append(fault)
    return bool(faults), faults[0] if faults else None


def _fault(change: Change, then: Number, sign: int, places: tuple[Place, ...]) -> Fault | None:
    """What is off where the rest of the sentence, or a slip of the pen, shows that the row is meant."""
    if follows(change, then, -sign):
        return turned_way(change, then.value, places) if tells(change.gap) or tells(change.share) else None
    gap_right, share_right = (
        change.gap is not None and any(gap_follows(change, then, way) for way in (1, -1)),
        change.share is not None and any(share_follows(change, then.value, way) for way in (1, -1)),
    )
    if gap_right and change.share is not None:
        fault = share_fault(change, then.value, places)
        near = fault is not None and abs(fault.right - change.share.value) <= _NEAR * fault.right
        return fault if near or tells(change.gap) or slips(change.share, fault) else None
    if change.gap is None:
        fault = share_fault(change, then.value, places)
        slip = fault is not None and change.share is not None
        return fault if slip and slips(change.share, fault) else None
    fault = gap_fault(change, then.value, places=places)
    return fault if (share_right and tells(change.share)) or slips(change.gap, fault) else None


def _pairs(paper: Paper, change: Change) -> Iterator[tuple[Place, Place]]:
    """Where rows print the figure, and beside it one of an earlier time."""
    for sheet in paper.sheets:
        earlier = [
            column.index for column in sheet.reading.columns if _is_earlier(paper, sheet, column.index)
        ]
        if not earlier:
            continue
        for (row, col), number in sheet.reading.numbers.items():
            if number.value == change.now.value and col not in earlier:
                yield from ((sheet.place(row, col), sheet.place(row, then)) for then in earlier)


def _is_earlier(paper: Paper, sheet: Sheet, col: int) -> bool:
    column, year = sheet.reading.columns[col], own_year(paper)
    return bool(_EARLIER.search(fold(column.header))) or bool(column.period and year and column.period < year)


def _finding(claim: Claim, paper: Paper, fault: Fault, style: Style) -> Finding:
    printed = claim.sentence[slice(*fault.span)]
    right = style.beside(printed).show(abs(fault.right), places=fault.places or None)
    level = Level.ERROR if fault.turned or _is_slip(printed, fault) else Level.WARNING
    what = say(
        f"theo các số nêu kèm hoặc trong bảng là {right}",
        f"by the figures beside it or in the table it is {right}",
    )
    if fault.turned:
        rose = fault.right > 0
        right = "tăng" if rose else "giảm"
        what = say(f"theo các số thì {right}", f"by the figures it {'rose' if rose else 'fell'}")
    name = f" ({row_name(paper, fault.operands[0])})" if fault.operands else ""
    return text_finding(
        paper,
        "CLAIM-MOVE",
        level,
        [printed, claim.sentence[:80]],
        say(
            f"Lời văn nêu “{printed}”{name}, {what.vi}.",
            f"The text states “{printed}”{name}; {what.en}.",
        ),
        observed=printed,
        expected=right,
        steps=[say(fault.step), *unquoted(claim)],
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            *(paper.operand(place, "operand") for place in fault.operands),
        ],
        cause=say("Các số nêu trong câu không khớp nhau.", "The figures of the sentence do not agree."),
        suggestion=check_again(printed, right),
    )


def _is_slip(printed: str, fault: Fault) -> bool:
    number = read_number(re.sub(r"[^\d.,]", "", printed).strip(".,"))
    return number is not None and is_typing_slip(number.value, abs(fault.right))
