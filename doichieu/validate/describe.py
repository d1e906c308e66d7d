"""The conventions of each table in words, for the dataset and the report."""

from __future__ import annotations

from doichieu.model import Bilingual
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranking import RankFit
from doichieu.validate.infer.ratios import RatioConvention
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rounding import NAMES
from doichieu.validate.rules.ranks import POLICIES
from doichieu.validate.wording import Style, join_en, join_vi, say, table_name


def describe_conventions(
    paper: Paper, conventions: Conventions, style: Style
) -> dict[str, tuple[Bilingual, ...]]:
    """What each table was found to follow.

    Args:
        paper: The paper.
        conventions: What was inferred.
        style: How the paper prints figures.

    Returns:
        Sentences by table_id; tables without conventions are left out.
    """
    described = {}
    for sheet in paper.sheets:
        lines = [
            *_sums(sheet, conventions),
            *(_ratio(sheet, ratio, style) for ratio in conventions.ratios[sheet.index]),
            *(
                _ranking(sheet, fit)
                for (index, _), fit in conventions.rankings.items()
                if index == sheet.index and fit is not None
            ),
            *_links(paper, sheet, conventions),
        ]
        if lines:
            described[sheet.reading.table.table_id] = tuple(lines)
    return described


def _header(sheet: Sheet, col: int) -> str:
    return sheet.reading.columns[col].header or str(col + 1)


def _sums(sheet: Sheet, conventions: Conventions) -> list[Bilingual]:
    lines = []
    for formula in conventions.column_formulas[sheet.index]:
        target = _header(sheet, formula.target)
        parts = [f"“{_header(sheet, col)}”" for col in formula.parts]
        deducted = [f"“{_header(sheet, col)}”" for col in formula.parts if col in formula.minus]
        less = say(f", trừ {join_vi(deducted)}", f", less {join_en(deducted)}") if deducted else say("", "")
        added = [part for part in parts if part not in deducted]
        if formula.mean:
            lines.append(
                say(
                    f"“{target}” là trung bình của {join_vi(parts, 12)}.",
                    f"“{target}” is the mean of {join_en(parts, 12)}.",
                )
            )
            continue
        if formula.is_difference:
            lines.append(
                say(f"“{target}” = {added[0]} − {deducted[0]}.", f"“{target}” = {added[0]} − {deducted[0]}.")
            )
            continue
        lines.append(
            say(
                f"“{target}” là tổng của {join_vi(added, 12)}{less.vi}.",
                f"“{target}” is the sum of {join_en(added, 12)}{less.en}.",
            )
        )
    for row_formula in conventions.row_formulas[sheet.index]:
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
    target, value = _header(sheet, ratio.ratio), _header(sheet, ratio.value)
    if ratio.base_row is not None:
        label = sheet.reading.rows[ratio.base_row].label
        base_vi, base_en = f"dòng “{label}”", f"row “{label}”"
    elif ratio.base is not None:
        base_vi = base_en = f"“{_header(sheet, ratio.base)}”"
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


def _ranking(sheet: Sheet, fit: RankFit) -> Bilingual:
    rank, score = _header(sheet, fit.convention.rank), _header(sheet, fit.convention.score)
    policy = POLICIES[fit.convention.policy]
    order_vi = "từ cao xuống thấp" if fit.convention.descending else "từ thấp lên cao"
    order_en = "largest first" if fit.convention.descending else "smallest first"
    tie_vi = tie_en = ""
    if fit.convention.by_group:
        order_vi, order_en = f"{order_vi}, riêng từng nhóm", f"{order_en}, each group for itself"
    if fit.convention.tie_break is not None:
        column = _header(sheet, fit.convention.tie_break)
        tie_vi, tie_en = f", bằng nhau thì xét “{column}”", f", ties broken by “{column}”"
    if not fit.ties_shared and not fit.ties_broken:
        return say(
            f"“{rank}” xếp theo “{score}” {order_vi}{tie_vi}; không có trường hợp bằng nhau.",
            f"“{rank}” follows “{score}”, {order_en}{tie_en}; no ties.",
        )
    return say(
        f"“{rank}” xếp theo “{score}” {order_vi}{tie_vi}: {policy.vi}.",
        f"“{rank}” follows “{score}”, {order_en}{tie_en}: {policy.en}.",
    )


def _links(paper: Paper, sheet: Sheet, conventions: Conventions) -> list[Bilingual]:
    lines = []
    for twin in conventions.twins:
        if twin.detail == sheet.index:
            main = paper.sheets[twin.main]
            name, column = table_name(main.reading.table), _header(main, twin.main_col)
            lines.append(
                say(
                    f"Số liệu in lại ở {name.vi}, cột “{column}”.",
                    f"Printed again in {name.en}, column “{column}”.",
                )
            )
    for cross in conventions.cross_sums:
        if cross.main == sheet.index:
            tables = [table_name(paper.sheets[index].reading.table) for index, _ in cross.parts]
            lines.append(
                say(
                    f"“{_header(sheet, cross.total)}” là tổng của {join_vi([t.vi for t in tables], 12)}.",
                    f"“{_header(sheet, cross.total)}” is the sum of {join_en([t.en for t in tables], 12)}.",
                )
            )
    return lines
