"""SUM-WEIGHT and SUM-ROW on headers: weights that the totals do not follow, maxima that do not add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from doichieu.model import Bilingual, Check, Finding, Level
from doichieu.validate.infer.columns.stated_weights import stated_weight, weights_row
from doichieu.validate.infer.columns.weight_formulas import WeightFormula
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import Style, say, table_name

_FEWEST = 2
_FACTOR_PLACES = 12


def check_header_figures(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check the weights and the maxima that headers state against the totals of the table.

    Args:
        paper: The paper.
        conventions: What was inferred; which columns are sums and weighted sums of which.
        style: How the paper prints figures.

    Yields:
        A check a total whose parts all have their figure in the header, and a finding where one does not follow.
    """
    for sheet in paper.sheets:
        for formula in conventions.formulas[sheet.index].weights:
            yield from _weights(paper, sheet, formula, style)
        for total in conventions.formulas[sheet.index].columns:
            if not total.minus:
                yield from _maxima(paper, sheet, total.target, total.parts, style)


def _weights(paper: Paper, sheet: Sheet, formula: WeightFormula, style: Style) -> Iterator[Check | Finding]:
    """The weight of one header that the totals do not follow, while those of the others are followed."""
    stated = {col: weight for col in formula.parts if (weight := stated_weight(sheet, col)) is not None}
    if len(formula.parts) < _FEWEST or len(stated) < len(formula.parts):
        return
    # Ten points into a hundred, or shares of their sum: one factor for all.
    factors = Counter(
        _factor(weight, stated[col]) for col, weight in zip(formula.parts, formula.weights, strict=True)
    )
    factor, usual = max(factors.items(), key=lambda one: (one[1], one[0] == 1))
    if usual * 2 <= len(formula.parts) and usual != len(formula.parts) - 1:
        return
    off = [
        (col, right / factor)
        for col, right in zip(formula.parts, formula.weights, strict=True)
        if _factor(right, stated[col]) != factor
    ]
    if len(off) > 1:
        return
    yield statement("SUM-WEIGHT", sheet.reading.table.table_id, held=not off)
    for col, right in off:
        place = _stated_at(sheet, col)
        header, target = (sheet.reading.columns[at].header for at in (col, formula.target))
        shown, printed = style.show(right * 100) + "%", style.show(stated[col] * 100) + "%"
        yield _finding(
            paper,
            "SUM-WEIGHT",
            [place, *(_stated_at(sheet, other) for other in formula.parts if other != col)],
            printed,
            shown,
            say(
                f"{table_name(sheet.reading.table).vi}: tiêu đề “{header}” nêu trọng số {printed}, “{target}” được tính"
                f" theo {shown}.",
                f"{table_name(sheet.reading.table).en}: header “{header}” states a weight of {printed}; “{target}” is"
                f" computed with {shown}.",
            ),
        )


def _factor(weight: Decimal, stated: Decimal) -> Decimal:
    """What a stated weight was multiplied by; thirds, which have no last digit, compare as equal."""
    return to_places(weight / stated, _FACTOR_PLACES) if stated else Decimal(0)


def _maxima(
    paper: Paper, sheet: Sheet, target: int, parts: Sequence[int], style: Style
) -> Iterator[Check | Finding]:
    """Maxima of all parts in their headers add up to that in the header of the total."""
    whole = sheet.reading.columns[target].maximum
    maxima = {col: maximum for col in parts if (maximum := sheet.reading.columns[col].maximum) is not None}
    # A column in which nobody has a point is a part all the same, and no sum shows it.
    beside = {
        column.index
        for column in sheet.reading.columns
        if column.maximum is not None and column.index != target
    }
    if whole is None or len(parts) < _FEWEST or len(maxima) < len(parts) or beside != set(parts):
        return
    added = sum(maxima.values(), Decimal(0))
    yield statement("SUM-ROW", sheet.reading.table.table_id, held=added == whole)
    if added == whole:
        return
    col, right = _likeliest_wrong(sheet, target, maxima)
    printed, listed = (
        sheet.reading.columns[col].maximum or whole,
        " + ".join(map(style.show, maxima.values())),
    )
    header = sheet.reading.columns[col].header
    yield _finding(
        paper,
        "SUM-ROW",
        [header_of(sheet, one) for one in (col, *(other for other in (*parts, target) if other != col))],
        style.show(printed),
        style.show(right),
        say(
            f"{table_name(sheet.reading.table).vi}: điểm tối đa ở tiêu đề các cột cộng được {style.show(added)}, tiêu đề cột"
            f" tổng nêu {style.show(whole)}; nhiều khả năng sai ở “{header}”.",
            f"{table_name(sheet.reading.table).en}: the maxima in the headers add up to {style.show(added)}, the header of"
            f" the total states {style.show(whole)}; likeliest wrong is “{header}”.",
        ),
        say(f"{listed} = {style.show(added)} ≠ {style.show(whole)}"),
    )


def _likeliest_wrong(sheet: Sheet, target: int, maxima: Mapping[int, Decimal]) -> tuple[int, Decimal]:
    """The column whose maximum is misprinted, and what it should be: that of a total that totals exceed, else of a part.

    The likeliest part is the one that the best score comes least near to, or goes beyond.
    """
    whole, added = sheet.reading.columns[target].maximum or Decimal(0), sum(maxima.values(), Decimal(0))
    reached = {col: max(_values(sheet, col), default=maximum) / maximum for col, maximum in maxima.items()}
    col = (max if added < whole else min)(reached, key=lambda one: reached[one])
    right = maxima[col] + whole - added
    if right <= 0 or max(_values(sheet, target), default=whole) > whole:
        return target, added
    return col, right


def _values(sheet: Sheet, col: int) -> Iterator[Decimal]:
    return (value for row in sheet.data if (value := sheet.value(row.index, col)) is not None)


def header_of(sheet: Sheet, col: int) -> Place:
    """The lowest header cell of a column."""
    rows = [row for row in range(sheet.reading.table.header_rows) if (row, col) in sheet.cells]
    return sheet.place(rows[-1] if rows else 0, col)


def _stated_at(sheet: Sheet, col: int) -> Place:
    """Where the weight of a column is stated: its header, or its cell in the row of weights."""
    row = weights_row(sheet)
    return header_of(sheet, col) if row is None or sheet.number(row, col) is None else sheet.place(row, col)


def _finding(
    paper: Paper,
    rule: str,
    places: Sequence[Place],
    observed: str,
    expected: str,
    message: Bilingual,
    *steps: Bilingual,
) -> Finding:
    return text_finding(
        paper,
        rule,
        Level.ERROR,
        [paper.text(places[0]), observed],
        message,
        observed=observed,
        expected=expected,
        steps=steps,
        operands=[paper.operand(place, "operand" if at else "doubtful") for at, place in enumerate(places)],
        cause=say("Số trong tiêu đề cột ghi nhầm.", "The figure in a header is misprinted."),
        suggestion=say(
            f"Kiểm tra lại “{observed}”: theo bảng là {expected}.",
            f"Check “{observed}”: by the table it is {expected}.",
        ),
        place=places[0],
    )
