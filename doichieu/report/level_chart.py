"""Level chart: findings of each rule family as bars, a step a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drawsvg  # type: ignore[import-untyped]

from doichieu.model import Level
from doichieu.report.svg import inline

if TYPE_CHECKING:
    from doichieu.report.strings import Strings
    from doichieu.report.summary import Coverage

# Sizes in CSS pixels.
CODE, LABEL, BAR, ROW = 56, 210, 300, 26
HELD = 96
WIDTH = CODE + LABEL + BAR + HELD
_LEAST = 14.0


def draw_levels(coverage: Coverage, say: Strings) -> str:
    """Draw findings by family and level, beside how many checks of the family held.

    Args:
        coverage: Counts over all papers.
        say: Catalogue of the report's language.

    Returns:
        An SVG element without script, style or address; empty where nothing was checked.
    """
    families = sorted(coverage.families, key=lambda name: -_findings(coverage, name))
    if not families:
        return ""
    most = max(1, *(_findings(coverage, name) for name in families))
    drawing = drawsvg.Drawing(WIDTH, 22 + ROW * len(families), id_prefix="lv")
    words = "; ".join(_words(coverage, name, say) for name in families)
    drawing.svg_args.update({"class": "levels", "role": "img", "aria-label": words})
    drawing.append(drawsvg.Text(say("findings"), 12, CODE + LABEL, 12, class_="l-head"))
    drawing.append(drawsvg.Text(say("held_long"), 12, WIDTH, 12, class_="l-head", text_anchor="end"))
    for index, name in enumerate(families):
        _family(drawing, 22 + ROW * index, coverage, name, (BAR - 40) / most, say)
    return inline(drawing)


def _family(
    drawing: drawsvg.Drawing, y: float, coverage: Coverage, name: str, step: float, say: Strings
) -> None:
    drawing.append(drawsvg.Line(0, y, WIDTH, y, class_="l-rule"))
    drawing.append(drawsvg.Text(name, 12, 0, y + 17, class_="l-code"))
    drawing.append(drawsvg.Text(say.family(name), 13, CODE, y + 17, class_="l-label"))
    x = float(CODE + LABEL)
    for level in Level:
        count = coverage.levels_by_family.get(name, {}).get(level, 0)
        if count:
            wide = max(count * step, _LEAST)
            drawing.append(drawsvg.Rectangle(x, y + 6, wide, ROW - 11, class_=f"l-{level.value}"))
            text = say.number(count)
            drawing.append(
                drawsvg.Text(
                    text, 11, x + wide / 2, y + 17.5, class_=f"l-{level.value}-n", text_anchor="middle"
                )
            )
            x += wide + 2
    held = coverage.by_family[name].held if name in coverage.by_family else 0
    drawing.append(drawsvg.Text(say.number(held), 13, WIDTH, y + 17, class_="l-held", text_anchor="end"))


def _findings(coverage: Coverage, name: str) -> int:
    return sum(coverage.levels_by_family.get(name, {}).values())


def _words(coverage: Coverage, name: str, say: Strings) -> str:
    levels = coverage.levels_by_family.get(name, {})
    counts = ", ".join(f"{say('levels_' + level)} {say.number(levels.get(level, 0))}" for level in Level)
    return f"{say.family(name)}: {counts}"
