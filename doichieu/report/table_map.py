"""Table map: every table of a paper as a small plan, with marks where its findings sit.

The plans are rectangles alone, written out here: a drawing library takes longer for a hundred of them than the rest
of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from doichieu.report.cases import SEVERITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Audit, Finding
    from doichieu.report.strings import Strings

# Sizes in CSS pixels: a column, a row, and the largest plan.
COLUMN, ROW, WIDEST, TALLEST = 9.0, 4.0, 96.0, 96.0
# A mark is at least this large, or nobody sees it.
_MARK = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A table on the map.

    Attributes:
        label: What the table is called.
        svg: Its plan.
        level: Level of its most serious finding, None where it has none.
        target: Anchor of that finding.
        words: The same for those who do not see the plan.
    """

    label: str
    svg: Markup
    level: str | None
    target: str | None
    words: str


def draw_map(audit: Audit, anchors: dict[int, str], say: Strings) -> tuple[Plan, ...]:
    """Draw the tables of a paper.

    Args:
        audit: The paper.
        anchors: Anchor of each finding, by the identity of the finding.
        say: Catalogue of the report's language.

    Returns:
        One plan a table, in reading order.
    """
    by_table: dict[str, list[Finding]] = {}
    for finding in sorted(audit.findings, key=lambda one: SEVERITY[one.level]):
        if finding.table_id is not None:
            by_table.setdefault(finding.table_id, []).append(finding)
    plans = []
    for reading in audit.decision.tables:
        table = reading.table
        found = by_table.get(table.table_id, [])
        words = say("map_findings", table=say.table(table), n=len(found))
        plans.append(
            Plan(
                label=table.label,
                svg=_plan((table.n_rows, table.n_cols, table.header_rows), found),
                level=found[0].level.value if found else None,
                target=anchors.get(id(found[0])) if found else None,
                words=words,
            )
        )
    return tuple(plans)


def _plan(shape: tuple[int, int, int], findings: Sequence[Finding]) -> Markup:
    rows, cols, header = (max(shape[0], 1), max(shape[1], 1), shape[2])
    wide, high = min(cols * COLUMN, WIDEST), min(rows * ROW, TALLEST)
    step_x, step_y = wide / cols, high / rows
    lines = "".join(f"M{_n(col * step_x)} 0V{_n(high)}" for col in range(1, cols)) if cols <= 24 else ""
    parts = [
        f'<rect class="m-body" width="{_n(wide)}" height="{_n(high)}"/>',
        f'<rect class="m-head" width="{_n(wide)}" height="{_n(min(header * step_y, high))}"/>',
        f'<path class="m-line" d="{lines}"/>' if lines else "",
    ]
    for finding in reversed(findings):  # the most serious on top
        if finding.row is None:
            box = ((finding.col or 0) * step_x if finding.col is not None else 0.0, 0.0)
            size = (step_x if finding.col is not None else wide, max(header * step_y, 3.0))
        else:
            size = (max(step_x, _MARK), max(step_y, _MARK))
            left = (finding.col or 0) * step_x + (step_x - size[0]) / 2
            top = finding.row * step_y + (step_y - size[1]) / 2
            box = (min(max(left, 0.0), wide - size[0]), min(max(top, 0.0), high - size[1]))
        parts.append(
            f'<rect class="m-{finding.level.value}" x="{_n(box[0])}" y="{_n(box[1])}" '
            f'width="{_n(size[0])}" height="{_n(size[1])}"/>'
        )
    size_ = f'width="{_n(wide)}" height="{_n(high)}" viewBox="0 0 {_n(wide)} {_n(high)}"'
    # Numbers and names of our own alone.
    return Markup(f'<svg {size_} aria-hidden="true">{"".join(parts)}</svg>')  # noqa: S704


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
