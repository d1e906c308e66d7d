"""CLAIM-SHARE: percentages in the text that are the quotient of two cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold, words
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, agree, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.stated import claim_operand, statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_COUNTS = (ColumnRole.COUNT, ColumnRole.COMPONENT, ColumnRole.TOTAL)
_RESPECTIVELY = re.compile(r"\b(tuong ung|lan luot)\b")
# A percentage without decimals is that of some two counts by chance.
_LEAST_PLACES = 1
# Tables of more rows list agencies; their percentages are columns of their own.
_LONGEST = 15
_NAMED = 0.6


@dataclass(frozen=True, slots=True)
class _Quotient:
    """Two counts of one row, in percent."""

    part: Place
    whole: Place
    exact: Decimal


def check_quotients(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """Check percentages listed for the rows of a table of counts ("tương ứng là 81,67% và 22,63%").

    Two columns of the table are taken for what the percentages are of when at least one percentage, printed
    with decimals, is the quotient of its row.

    Args:
        paper: The paper.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a percentage, and a finding for each that its row does not give.
    """
    columns = [pair for sheet in paper.sheets for pair in _columns(sheet)]
    if not columns:
        return
    for claim in paper.decision.claims:
        percents = _listed(claim)
        if len(percents) < 2 or not _RESPECTIVELY.search(fold(claim.sentence)):
            continue
        best = max(
            (run for rows in columns for run in _runs(rows, len(percents))),
            key=lambda run: _agreeing(paper, claim, run, percents),
            default=None,
        )
        if best is None or not _agreeing(paper, claim, best, percents):
            continue
        for quotient, percent in zip(best, percents, strict=True):
            held = percent.value in right_values(quotient.exact, percent.places, rounding)
            yield statement(
                "CLAIM-SHARE", paper.sheets[quotient.part.sheet].reading.table.table_id, held=held
            )
            if not held:
                yield _finding(paper, claim, percent, quotient, rounding, style)


def _listed(claim: Claim) -> list[Quantity]:
    """The percentages after the last word that is none, at least one of them with decimals."""
    percents = [quantity for quantity in claim.quantities if quantity.kind is QuantityKind.PERCENT]
    if len(percents) != len(claim.quantities):
        return []
    return percents if any(percent.places >= _LEAST_PLACES for percent in percents) else []


def _columns(sheet: Sheet) -> Iterator[list[_Quotient]]:
    """For each two columns of counts the quotients of the rows, top to bottom."""
    if len(sheet.data) > _LONGEST:
        return
    counts = [column.index for column in sheet.columns(*_COUNTS)]
    for part, whole in permutations(counts, 2):
        rows = [
            _Quotient(sheet.place(row.index, part), sheet.place(row.index, whole), value * 100 / of)
            for row in sheet.data
            if (value := sheet.value(row.index, part)) is not None
            and (of := sheet.value(row.index, whole))
            and value <= of
            and value == value.to_integral_value()
        ]
        if len(rows) > 1:
            yield rows


def _runs(rows: Sequence[_Quotient], count: int) -> Iterator[Sequence[_Quotient]]:
    return (rows[start : start + count] for start in range(len(rows) - count + 1))


def _agreeing(paper: Paper, claim: Claim, run: Sequence[_Quotient], percents: Sequence[Quantity]) -> int:
    """How many percentages with decimals are those of their rows, however rounded.

    Where another is far off, the agreement may be chance: it counts when the sentence speaks of the column.
    """
    exact = far = 0
    for quotient, percent in zip(run, percents, strict=True):
        close = agree(quotient.exact, percent.value, percent.places)
        exact += close and percent.places >= _LEAST_PLACES
        far += not close
    if not far:
        return exact
    named = set(words(column_name(paper, run[0].part)))
    speaks = len(named & set(words(claim.sentence))) >= _NAMED * len(named)
    return exact if exact >= far and speaks else 0


def _finding(
    paper: Paper, claim: Claim, percent: Quantity, quotient: _Quotient, rounding: Rounding, style: Style
) -> Finding:
    style = style.beside(percent.printed)
    right = style.show(to_places(quotient.exact, percent.places, rounding), places=percent.places) + "%"
    remark = remark_on_rounding(quotient.exact, percent.value, percent.places)
    table = table_name(paper.sheets[quotient.part.sheet].reading.table)
    part, whole = paper.text(quotient.part), paper.text(quotient.whole)
    row, column = row_name(paper, quotient.part), column_name(paper, quotient.part)
    slip = is_typing_slip(percent.value, to_places(quotient.exact, percent.places, rounding))
    return text_finding(
        paper,
        "CLAIM-SHARE",
        Level.ERROR if slip and not remark.vi else Level.WARNING,
        [percent.printed, row],
        say(
            f"Lời văn nêu {percent.printed}; theo {table.vi}, “{row}”: {part}/{whole} là {right}{remark.vi}.",
            f"The text states {percent.printed}; by {table.en}, “{row}”, {part}/{whole} is {right}{remark.en}.",
        ),
        observed=percent.printed,
        expected=right,
        steps=[
            say(
                f"{part}/{whole} = {style.show(to_places(quotient.exact, 4))}% → {right} ≠ {percent.printed}"
                f" (cột “{column}”)",
                f"{part}/{whole} = {style.show(to_places(quotient.exact, 4))}% → {right} ≠ {percent.printed}"
                f" (column “{column}”)",
            )
        ],
        operands=[
            claim_operand(claim, percent, "doubtful"),
            paper.operand(quotient.part, "part"),
            paper.operand(quotient.whole, "whole"),
        ],
        cause=cause_of(remark),
        suggestion=say(f"Sửa {percent.printed} thành {right}.", f"Correct {percent.printed} to {right}."),
    )
