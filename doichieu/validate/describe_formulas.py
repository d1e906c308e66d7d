"""The formulas of a table in words: sums, differences, means, percentages, products and weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doichieu.model import Bilingual
from doichieu.validate.infer.columns.compound_ratios import CompoundRatio, Term
from doichieu.validate.infer.columns.product_forms import ProductFormula
from doichieu.validate.infer.columns.ratio_conventions import RatioConvention
from doichieu.validate.infer.columns.weight_formulas import WeightFormula
from doichieu.validate.infer.rows.weighted_means import WeightedMean
from doichieu.validate.infer.table_formulas import TableFormulas
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import NAMES
from doichieu.validate.wording import Style, join_en, join_vi, multiple, say


def describe_formulas(sheet: Sheet, formulas: TableFormulas, style: Style) -> Iterator[Bilingual]:
    """What the figures of a table follow, one sentence a formula.

    Args:
        sheet: The table.
        formulas: Its formulas.
        style: How the paper prints figures.

    Yields:
        Sentences, those over columns first.
    """
    yield from _sums(sheet, formulas)
    yield from (_ratio(sheet, ratio, style) for ratio in formulas.ratios)
    yield from (_compound(sheet, compound) for compound in formulas.compounds)
    yield from (_product(sheet, product, style) for product in formulas.products)
    yield from (_weights(sheet, weights, style) for weights in formulas.weights)
    yield from (_mean(sheet, mean) for mean in formulas.means)


def column_header(sheet: Sheet, col: int) -> str:
    """The header of a column as printed, else its number."""
    return sheet.reading.columns[col].header or str(col + 1)


def _sums(sheet: Sheet, formulas: TableFormulas) -> list[Bilingual]:
    lines = []
    for formula in formulas.columns:
        target = column_header(sheet, formula.target)
        parts = [f"“{column_header(sheet, col)}”" for col in formula.parts]
        # Two years of one indicator may be headed alike: columns tell parts apart, not their headers.
        deducted = [part for col, part in zip(formula.parts, parts, strict=True) if col in formula.minus]
        added = [part for col, part in zip(formula.parts, parts, strict=True) if col not in formula.minus]
        if formula.constant:
            added.insert(0, format(formula.constant.normalize(), "f"))
        less = say(f", trừ {join_vi(deducted)}", f", less {join_en(deducted)}") if deducted else say("", "")
        if formula.mean:
            lines.append(
                say(
                    f"“{target}” là trung bình của {join_vi(parts, 12)}.",
                    f"“{target}” is the mean of {join_en(parts, 12)}.",
                )
            )
            continue
        if formula.is_difference:
            lines.append(say(f"“{target}” = {' − '.join([' + '.join(added), *deducted])}."))
            continue
        lines.append(
            say(
                f"“{target}” là tổng của {join_vi(added, 12)}{less.vi}.",
                f"“{target}” is the sum of {join_en(added, 12)}{less.en}.",
            )
        )
    for row_formula in formulas.rows:
        name = sheet.reading.rows[row_formula.target].label or sheet.reading.rows[row_formula.target].ordinal
        count = len(row_formula.parts)
        if row_formula.mean:
            lines.append(
                say(
                    f"Dòng “{name}” là trung bình của {count} dòng.",
                    f"Row “{name}” is the mean of {count} rows.",
                )
            )
        else:
            lines.append(
                say(f"Dòng “{name}” là tổng của {count} dòng.", f"Row “{name}” is the sum of {count} rows.")
            )
    return lines


def _ratio(sheet: Sheet, ratio: RatioConvention, style: Style) -> Bilingual:
    target, value = column_header(sheet, ratio.ratio), column_header(sheet, ratio.value)
    if ratio.base_rows:
        base_vi, base_en = "dòng của nhóm", "the row of the group"
    elif ratio.base_row is not None:
        label = sheet.reading.rows[ratio.base_row].label
        base_vi, base_en = f"dòng “{label}”", f"row “{label}”"
    elif ratio.base is not None:
        base_vi = base_en = f"“{column_header(sheet, ratio.base)}”"
        if ratio.growth:
            base_vi, base_en = f"{base_vi} − 1 (tốc độ tăng)", f"{base_en} − 1 (growth)"
    else:
        numbers = sorted({*ratio.maxima.values(), *ratio.other_maxima.values()})
        base_vi = base_en = join_vi([style.show(number) for number in numbers])
        if len(numbers) > 1:
            base_vi, base_en = (
                f"{base_vi} (theo nhóm)",
                f"{join_en([style.show(n) for n in numbers])} (by group)",
            )
        if not ratio.declared:
            base_vi, base_en = f"{base_vi} (suy ra từ số liệu)", f"{base_en} (implied by the figures)"
    mode = NAMES[ratio.rounding]
    return say(
        f"“{target}” = “{value}” : {base_vi}, {ratio.places} chữ số thập phân, {mode.vi}.",
        f"“{target}” = “{value}” / {base_en}, {ratio.places} decimal places, {mode.en}.",
    )


def _compound(sheet: Sheet, ratio: CompoundRatio) -> Bilingual:
    value, base = _term(sheet, ratio.value), _term(sheet, ratio.base)
    times = "" if ratio.scale == 1 else f" × {ratio.scale}"
    mode = NAMES[ratio.rounding]
    header = column_header(sheet, ratio.target)
    return say(
        f"“{header}” = {value} : {base}{times}, {mode.vi}.",
        f"“{header}” = {value} / {base}{times}, {mode.en}.",
    )


def _term(sheet: Sheet, term: Term) -> str:
    signed = "".join(
        f" {'−' if col in term.minus else '+'} {f'{times} × ' if times > 1 else ''}“{column_header(sheet, col)}”"
        for col, times in Counter(term.cols).items()
    ).removeprefix(" + ")
    return f"({signed})" if len(term.cols) > 1 else signed


def _product(sheet: Sheet, product: ProductFormula, style: Style) -> Bilingual:
    factors = " × ".join(f"“{column_header(sheet, col)}”" for col in product.factors)
    scale = "" if product.scale == 1 else f" × {style.show(product.scale)}"
    return say(f"“{column_header(sheet, product.product)}” = {factors}{scale}.")


def _weights(sheet: Sheet, weights: WeightFormula, style: Style) -> Bilingual:
    target = column_header(sheet, weights.target)
    if len(weights.parts) == 1:
        own = multiple(weights.weights[0], column_header(sheet, weights.parts[0]), style)
        return say(f"“{target}” là {own.vi}.", f"“{target}” is {own.en}.")
    terms = [
        f"{style.show(weight)} × “{column_header(sheet, col)}”"
        for col, weight in zip(weights.parts, weights.weights, strict=True)
    ]
    return say(f"“{target}” = {' + '.join(terms)}.")


def _mean(sheet: Sheet, mean: WeightedMean) -> Bilingual:
    row, weight = sheet.reading.rows[mean.target], column_header(sheet, mean.weight)
    name = row.label or row.ordinal
    columns = [f"“{column_header(sheet, col)}”" for col in mean.columns]
    return say(
        f"Dòng “{name}”, cột {join_vi(columns)}: bình quân gia quyền theo “{weight}”.",
        f"Row “{name}”, columns {join_en(columns)}: means weighted by “{weight}”.",
    )
