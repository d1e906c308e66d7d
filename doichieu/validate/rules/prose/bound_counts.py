"""COUNT-BOUND: how many units lie above or below a bound, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from doichieu.model import Check, Claim, Finding, Level, Number, Quantity, QuantityKind
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.outline import stands_apart
from doichieu.validate.infer.tiers import Threshold, read_threshold
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.measures import Measure, clause_is_open, in_scope, measures_of, overall
from doichieu.validate.rules.stated import calls_units, claim_operand, statement, text_finding
from doichieu.validate.wording import say, table_name

_COUNTS = (QuantityKind.COUNT, QuantityKind.OUT_OF)
_BOUND = re.compile(r"(?:\b(?:tren|duoi|tu|hon|khong qua|khong duoi|it nhat|toi thieu|toi da)|[<>≤≥])\s+\d")
# A clause ends where its units are named one by one.
_CLAUSE_END = re.compile(
    r"[;(:]|\.\s|,\s+(?:chiem|tuong ung|trong do)|,?\s+(?:bao gom|gom|do la|cu the la)\b"
)
_FEWEST = 3


def check_bound_counts(
    paper: Paper, conventions: Conventions, corrected: Mapping[Place, Number]
) -> Iterator[Check | Finding]:
    """Check counts of units above or below a bound against the columns of the tables.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        corrected: Figures with the edits of other findings applied, by place.

    Yields:
        A check a count that some column bears out or that the one column meant contradicts, and a finding for the
        latter.
    """
    measures: list[Measure] | None = None
    for claim in paper.decision.claims:
        for count, noun, clause, bound in _stated(claim):
            if not clause_is_open(paper, claim):
                continue
            measures = measures_of(paper, conventions, _FEWEST) if measures is None else measures
            alike = [
                measure
                for measure in measures
                if measure.fits(percent=bound.percent) and calls_units(noun, measure.sheet)
            ]
            alike = in_scope(alike, clause)
            if any(count.value in _counts(m, bound, corrected) and _whole(m, count) for m in alike):
                yield statement("COUNT-BOUND")
                continue
            meant = overall(paper, alike, clause)
            if meant is not None and _whole(meant, count):
                yield statement("COUNT-BOUND", meant.sheet.reading.table.table_id, held=False)
                yield _finding(paper, claim, count, bound, meant)


def _stated(claim: Claim) -> Iterator[tuple[Quantity, str, str, Threshold]]:
    """Counts with what they count, their clause up to the next count, and the bound that it states."""
    folded = fold_in_place(claim.sentence)
    counts = [quantity for quantity in claim.quantities if quantity.kind in _COUNTS]
    for at, count in enumerate(counts):
        start = count.span[0] + len(count.printed)
        end = counts[at + 1].span[0] if at + 1 < len(counts) else len(folded)
        clause = _CLAUSE_END.split(folded[start:end])[0]
        match = _BOUND.search(clause)
        threshold = read_threshold(clause[match.start() :], claim.sentence) if match else None
        if threshold is not None:
            percent = "%" in clause and "diem" not in clause[match.start() if match else 0 :]
            stop, before = start + len(clause), re.split(r";|\.\s", folded[: count.span[0]])[-1]
            said = claim.sentence[count.span[0] - len(before) : stop]
            yield count, claim.sentence[start:stop], said, replace(threshold, percent=percent)


def _units(measure: Measure) -> list[int]:
    return [row.index for row in measure.sheet.data if not stands_apart(measure.sheet, row)]


def _whole(measure: Measure, count: Quantity) -> bool:
    return count.whole in {None, len(_units(measure))}


def _counts(measure: Measure, bound: Threshold, corrected: Mapping[Place, Number]) -> set[int]:
    """Units within the bound, as printed and as corrected."""
    # "Trên 80 điểm" is said of 80 too; "từ 80" never leaves it out.
    closed = replace(bound, low_closed=True)
    found = set()
    for figures in (corrected, {}):
        values = [
            (figures.get(place) or number).value
            for row in _units(measure)
            if (number := measure.sheet.number(row, measure.column)) is not None
            for place in (measure.sheet.place(row, measure.column),)
        ]
        found |= {sum(map(reading.contains, values)) for reading in (bound, closed)}
    return found


def _finding(paper: Paper, claim: Claim, count: Quantity, bound: Threshold, measure: Measure) -> Finding:
    sheet = measure.sheet
    within = [
        row
        for row in _units(measure)
        if (value := sheet.value(row, measure.column)) is not None and bound.contains(value)
    ]
    table, units = table_name(sheet.reading.table), len(_units(measure))
    expected = str(len(within)) if count.whole is None else f"{len(within)}/{units}"
    return text_finding(
        paper,
        "COUNT-BOUND",
        Level.ERROR,
        [count.printed, claim.sentence],
        say(
            f"Lời văn nêu {count.printed} đơn vị, theo {table.vi} là {expected}: “{claim.sentence}”",
            f"The text counts {count.printed} units, by {table.en} it is {expected}: “{claim.sentence}”",
        ),
        observed=count.printed,
        expected=expected,
        steps=[
            say(
                f"Số đơn vị thỏa điều kiện: {len(within)} trong {units} ≠ {count.printed}",
                f"Units that meet the condition: {len(within)} of {units} ≠ {count.printed}",
            )
        ],
        operands=[
            claim_operand(claim, count, "doubtful"),
            *(paper.operand(sheet.place(row, measure.column), "operand") for row in within),
        ],
        cause=say(
            "Số đếm trong lời văn không theo bảng.", "The count in the text does not follow the table."
        ),
        suggestion=say(
            f"Kiểm tra lại “{count.printed}”: bảng cho {expected}.",
            f"Check “{count.printed}”: the table gives {expected}.",
        ),
        table=sheet,
    )
