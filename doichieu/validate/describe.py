"""The conventions of each table in words, for the dataset and the report."""

from __future__ import annotations

from doichieu.model import Bilingual
from doichieu.validate.describe_formulas import column_header, describe_formulas
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.rank_findings import POLICIES
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
            *describe_formulas(sheet, conventions.formulas[sheet.index], style),
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


def _ranking(sheet: Sheet, fit: RankFit) -> Bilingual:
    rank, score = column_header(sheet, fit.convention.rank), column_header(sheet, fit.convention.score)
    policy = POLICIES[fit.convention.policy]
    order_vi = "từ cao xuống thấp" if fit.convention.descending else "từ thấp lên cao"
    order_en = "largest first" if fit.convention.descending else "smallest first"
    tie_vi = tie_en = ""
    if fit.convention.by_group:
        order_vi, order_en = f"{order_vi}, riêng từng nhóm", f"{order_en}, each group for itself"
    if fit.convention.group_by is not None:
        header = column_header(sheet, fit.convention.group_by)
        order_vi, order_en = f"{order_vi} (cột “{header}”)", f"{order_en} (column “{header}”)"
    if not fit.convention.all_count:
        order_vi, order_en = (
            f"{order_vi}, không kể đơn vị không có hạng",
            f"{order_en}, units without a rank left out",
        )
    if fit.convention.tie_breaks:
        names = [f"“{column_header(sheet, col)}”" for col, _ in fit.convention.tie_breaks]
        tie_vi = f", bằng nhau thì xét {', rồi '.join(names)}"
        tie_en = f", ties broken by {', then '.join(names)}"
    if not fit.ties_shared and not fit.ties_broken:
        return say(
            f"“{rank}” xếp theo “{score}” {order_vi}{tie_vi}; không có trường hợp bằng nhau.",
            f"“{rank}” follows “{score}”, {order_en}{tie_en}; no ties.",
        )
    own = [
        (sheet.reading.rows[group].label, POLICIES[other]) for group, other in fit.convention.apart if group
    ]
    apart_vi = "".join(f"; riêng “{label}” {other.vi}" for label, other in own)
    apart_en = "".join(f"; in “{label}” {other.en}" for label, other in own)
    return say(
        f"“{rank}” xếp theo “{score}” {order_vi}{tie_vi}: {policy.vi}{apart_vi}.",
        f"“{rank}” follows “{score}”, {order_en}{tie_en}: {policy.en}{apart_en}.",
    )


def _links(paper: Paper, sheet: Sheet, conventions: Conventions) -> list[Bilingual]:
    lines = []
    for twin in conventions.twins:
        if twin.detail == sheet.index:
            main = paper.sheets[twin.main]
            name, column = table_name(main.reading.table), column_header(main, twin.main_col)
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
                    f"“{column_header(sheet, cross.total)}” là tổng của {join_vi([t.vi for t in tables], 12)}.",
                    f"“{column_header(sheet, cross.total)}” is the sum of {join_en([t.en for t in tables], 12)}.",
                )
            )
    sources = {
        tuple(dict.fromkeys(place.sheet for place in relation.places[1:]))
        for relation in conventions.derived
        if relation.target.sheet == sheet.index
    }
    for indexes in sorted(sources):
        names = [table_name(paper.sheets[index].reading.table) for index in indexes]
        both = say(join_vi([each.vi for each in names]), join_en([each.en for each in names]))
        lines.append(say(f"Tính từ số liệu {both.vi}.", f"Computed from the figures of {both.en}."))
    return lines
