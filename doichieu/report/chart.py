"""Chart: one picture a paper, rule families down and tables across, what held and what did not.

It answers an auditor's two first questions at a glance: where do the errors sit, and what was never
checked. Drawn with drawsvg: of pygal, leather, svg.py and drawsvg it alone imports in 70 ms, draws in
2 ms, adds no script and escapes text (pygal: 50 ms a chart and a script; svg.py leaves text unescaped).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import drawsvg  # type: ignore[import-untyped]

from doichieu.model import Level
from doichieu.report.cases import SEVERITY
from doichieu.report.summary import Tally, family_of, tally
from doichieu.report.svg import inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.model import Audit, Finding, Outcome
    from doichieu.report.strings import Strings

# Sizes in CSS pixels. 27 tables make a band as wide as the text of the page.
LABEL, STEP, ROW, HEAD = 204, 25, 22, 58
BAND = 27
TAIL = 30  # room for the last slanted label
# A label of more letters than this would run out of the head, so it is cut.
LONGEST_LABEL = 9

Key = tuple[str | None, str]  # table_id (None for prose), family


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What is drawn: families by tables.

    Attributes:
        cells: Checks by table and family.
        families: Rule families, from the top.
        labels: What tables are called, in reading order; None is the running text.
        kinds: By table and family what a violated check is shown as: the level of the most serious finding,
            "accepted" where every finding is accepted.
    """

    cells: dict[Key, Tally]
    families: tuple[str, ...]
    labels: dict[str | None, str]
    kinds: dict[Key, str]


def draw_charts(audit: Audit, say: Strings, prefix: str, accepted: Sequence[Finding] = ()) -> list[str]:
    """Draw what was checked in a paper: rule families down, tables across.

    Args:
        audit: The paper, with its open findings.
        say: Catalogue of the report's language.
        prefix: Prefix of the ids inside the picture, unique in the page.
        accepted: Its accepted findings.

    Returns:
        SVG elements, one for each 27 tables or fewer, without script, style or address; none where nothing
        was checked.
    """
    cells = _count(audit)
    labels: dict[str | None, str] = {r.table.table_id: r.table.label for r in audit.decision.tables}
    labels[None] = say("prose_short")
    matrix = Matrix(
        cells=cells,
        families=tuple(dict.fromkeys(family for _, family in cells)),
        labels=labels,
        kinds=_kinds(audit.findings, accepted, cells),
    )
    seen = {table_id for table_id, _ in cells}
    tables = [table_id for table_id in labels if table_id in seen]
    size = -(-len(tables) // -(-len(tables) // BAND)) if tables else 1  # bands of the same width
    bands = [tables[start : start + size] for start in range(0, len(tables), size)]
    return [_draw(band, matrix, say, f"{prefix}{n}") for n, band in enumerate(bands)]


def _count(audit: Audit) -> dict[Key, Tally]:
    outcomes: defaultdict[Key, Counter[Outcome]] = defaultdict(Counter)
    for check in audit.checks:
        outcomes[check.table_id, family_of(check.rule)][check.outcome] += 1
    return {key: tally(counts.elements()) for key, counts in outcomes.items()}


def _draw(tables: Sequence[str | None], matrix: Matrix, say: Strings, prefix: str) -> str:
    width, height = LABEL + STEP * len(tables) + TAIL, HEAD + ROW * len(matrix.families) + 2
    shown = [count for (table_id, _), count in matrix.cells.items() if table_id in tables]
    drawing = drawsvg.Drawing(width, height, id_prefix=prefix)
    drawing.svg_args.update({"class": "chart", "role": "img", "aria-label": _in_words(shown, say)})
    for down, family in enumerate(matrix.families):
        _family(drawing, HEAD + ROW * down, family, width, say)
    for across, table_id in enumerate(tables):
        _head(drawing, LABEL + STEP * across + STEP / 2, matrix.labels[table_id])
    _cells(drawing, tables, matrix)
    return inline(drawing)


def _head(drawing: drawsvg.Drawing, x: float, label: str) -> None:
    text = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
    y = HEAD - 7
    drawing.append(drawsvg.Text(text, 12, x + 4, y, class_="c-label", transform=f"rotate(-60 {x + 4} {y})"))


def _family(drawing: drawsvg.Drawing, y: float, family: str, width: float, say: Strings) -> None:
    drawing.append(drawsvg.Line(0, y, width - TAIL, y, class_="c-rule"))
    drawing.append(drawsvg.Text(family, 12, 0, y + 15, class_="c-code"))
    drawing.append(drawsvg.Text(say.family(family), 12, 50, y + 15, class_="c-label"))


def _cells(drawing: drawsvg.Drawing, tables: Sequence[str | None], matrix: Matrix) -> None:
    # One path a kind: an element a cell would take half of the time the whole page takes.
    paths = {
        kind: drawsvg.Path(class_=f"c-{kind}")
        for kind in ("held", "error", "warning", "info", "accepted", "unknown", "notch")
    }
    texts = []
    for across, table_id in enumerate(tables):
        for down, family in enumerate(matrix.families):
            counts = matrix.cells.get((table_id, family))
            if counts is None:
                continue
            x, y = LABEL + STEP * across, HEAD + ROW * down
            kind = _kind(counts, matrix.kinds[table_id, family])
            paths[kind].M(x + 1.5, y + 2).h(STEP - 3).v(ROW - 4).h(3 - STEP).Z()
            if counts.unknown and kind != "unknown":
                # Part of the checks could not be made: a notch in the corner says so without colour.
                paths["notch"].M(x + STEP - 8.5, y + 2).h(7).v(7).Z()
            text = {"held": _short(counts.held), "unknown": "?"}.get(kind) or _short(counts.violated)
            texts.append(drawsvg.Text(text, 11, x + STEP / 2, y + 15, class_=f"c-{kind}-n"))
    drawing.extend([*(path for path in paths.values() if path.args.get("d")), *texts])


def _kind(counts: Tally, violated: str) -> str:
    if counts.violated:
        return violated
    return "held" if counts.held else "unknown"


def _kinds(open_: Sequence[Finding], accepted: Sequence[Finding], cells: Iterable[Key]) -> dict[Key, str]:
    # A check that is folded into a finding about another table is as serious as the family's worst
    # finding in the paper; one without any finding is shown as an error rather than played down.
    worst: dict[Key, str] = {}
    family_worst: dict[str, str] = {}
    said = [(f, f.level.value) for f in sorted(open_, key=lambda f: SEVERITY[f.level])]
    for finding, kind in (*said, *((f, "accepted") for f in accepted)):
        family = family_of(finding.rule)
        worst.setdefault((finding.table_id, family), kind)
        family_worst.setdefault(family, kind)
    return {key: worst.get(key) or family_worst.get(key[1], Level.ERROR.value) for key in cells}


def _short(count: int) -> str:
    return str(count) if count < 1000 else f"{count // 1000}k"


def _in_words(counts: Iterable[Tally], say: Strings) -> str:
    held = violated = unknown = 0
    for count in counts:
        held, violated, unknown = held + count.held, violated + count.violated, unknown + count.unknown
    return say("chart_summary", held=held, violated=violated, unknown=unknown)
