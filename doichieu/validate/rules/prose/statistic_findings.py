"""What a statistic that a sentence states should be: how it is shown, computed, and told where it is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from doichieu.model import Bilingual, Claim, Finding, Level
from doichieu.normalize.sentences.statistics import StatedStatistic, Statistic
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.measures import Measure
from doichieu.validate.rules.stated import check_again, claim_operand, text_finding
from doichieu.validate.wording import Style, column_name, say, table_name

_OF_ALL = frozenset({Statistic.MEAN, Statistic.MEDIAN, Statistic.SUM})
_NAMES: Mapping[Statistic, Bilingual] = {
    Statistic.MEAN: say("trung bình", "the mean"),
    Statistic.MEDIAN: say("trung vị", "the median"),
    Statistic.SUM: say("tổng", "the sum"),
    Statistic.HIGHEST: say("cao nhất", "the highest figure"),
    Statistic.LOWEST: say("thấp nhất", "the lowest figure"),
    Statistic.GAP: say("khoảng cách giữa cao nhất và thấp nhất", "the gap between highest and lowest"),
}


def shown_as(one: StatedStatistic, right: Decimal, measure: Measure, style: Style) -> str:
    """What a statistic should be, with the decimals of the sentence; of a figure of the column, with the column's."""
    places = one.number.places
    if one.kind not in {Statistic.MEAN, Statistic.MEDIAN}:
        places = max(places, measure.sheet.places(measure.column))
    return style.beside(one.quantity.printed).show(to_places(right, places), places=places)


def statistic_finding(
    paper: Paper,
    claim: Claim,
    one: StatedStatistic,
    measure: Measure,
    shown: str,
    step: Bilingual,
    telling: Sequence[int],
    level: Level,
) -> Finding:
    """The finding of a statistic that a column contradicts.

    Args:
        paper: The paper.
        claim: The sentence.
        one: The statistic as stated.
        measure: The column.
        shown: What the column gives.
        step: The computation.
        telling: The rows that decide.
        level: How much it matters.
    """
    sheet, printed = measure.sheet, one.quantity.printed
    name, table = _NAMES[one.kind], table_name(sheet.reading.table)
    header = column_name(paper, sheet.place(telling[0], measure.column))
    return text_finding(
        paper,
        "CLAIM-STAT",
        level,
        [one.kind, printed],
        say(
            f"Lời văn nêu {name.vi} là {printed}; cột “{header}” của {table.vi} cho {shown}.",
            f"The text states {printed} as {name.en}; column “{header}” of {table.en} gives {shown}.",
        ),
        observed=printed,
        expected=shown,
        steps=[step],
        operands=[
            claim_operand(claim, one.quantity, "doubtful"),
            *(paper.operand(sheet.place(row, measure.column), "operand") for row in telling),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(printed, shown),
        table=sheet,
    )


def step_of(one: StatedStatistic, values: Sequence[Decimal], shown: str, style: Style) -> Bilingual:
    """The computation in one line."""
    name, count, printed = _NAMES[one.kind], len(values), one.quantity.printed
    if one.kind is Statistic.MEAN:
        return say(f"{style.show(sum(values, Decimal()))} / {count} = {shown} ≠ {printed}")
    if one.kind is Statistic.GAP:
        return say(f"{style.show(max(values))} - {style.show(min(values))} = {shown} ≠ {printed}")
    return say(
        f"{name.vi[0].upper()}{name.vi[1:]} trong {count} dòng: {shown} ≠ {printed}",
        f"{name.en[0].upper()}{name.en[1:]} of {count} rows: {shown} ≠ {printed}",
    )


def telling_rows(measure: Measure, rows: Sequence[int], kind: Statistic) -> list[int]:
    """The rows that decide: all for a mean, else those of the extremes."""
    values = {row: value for row in rows if (value := measure.sheet.value(row, measure.column)) is not None}
    if kind in _OF_ALL:
        return list(values)
    ends = {
        Statistic.HIGHEST: {max(values.values())},
        Statistic.LOWEST: {min(values.values())},
        Statistic.GAP: {max(values.values()), min(values.values())},
    }
    return [row for row, value in values.items() if value in ends[kind]]
