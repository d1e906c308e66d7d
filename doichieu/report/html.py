"""HTML: one self-contained page that prints well, reads whole without scripts and never asks the network."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from doichieu import __version__
from doichieu.model import Level
from doichieu.report.case_views import Anchors
from doichieu.report.html_table import table_html
from doichieu.report.level_chart import draw_levels
from doichieu.report.paper_views import paper_view
from doichieu.report.places import shelve
from doichieu.report.strings import Strings
from doichieu.report.summary import cover, main_gaps, verdict
from doichieu.report.templating import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.report.contents import Contents
    from doichieu.report.paper_views import PaperView

# A summary that runs over pages sums nothing up; the papers' own sections have the rest.
MOST_MAIN_FINDINGS = 20
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the findings of a page can be narrowed to: each as value and name."""

    papers: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, str], ...]
    agencies: tuple[str, ...]

    def numbers(self, names: Sequence[str]) -> str:
        """Places of some agencies in the list: a name could hold any mark that would stand between two."""
        return " ".join(str(self.agencies.index(name)) for name in names)

    @property
    def useful(self) -> bool:
        """Whether there is anything to choose between."""
        return any(len(names) > 1 for names in (self.papers, self.levels, self.families, self.agencies))


def render_html(contents: Contents, lang: str) -> bytes:
    """Render report.html.

    Args:
        contents: What the report is about.
        lang: "vi" or "en".

    Returns:
        UTF-8 HTML, the same bytes for the same contents.
    """
    say, shelf, anchors = Strings(lang=lang), shelve(contents.audits), Anchors()
    papers = [
        paper_view(n, audit, contents, shelf, anchors, say)
        for n, audit in enumerate(contents.audits, start=1)
    ]
    serious = [(p.title, c) for level in (Level.ERROR, Level.WARNING) for p in papers for c in p.cases[level]]
    coverage, style, script = cover(contents.audits), _style(say), _text("filters.js")
    page = template(
        "report.html.j2"
    ).render(
        say=say,
        lang=lang,
        papers=papers,
        verdict=verdict(contents, say),
        coverage=coverage,
        level_chart=Markup(draw_levels(coverage, say)),  # noqa: S704 - our own drawing
        n_accepted=contents.n_accepted,
        unread=[(issue, *say.what_and_do(issue)) for issue in contents.unread],
        tables=sum(paper.tables for paper in papers),
        figures=sum(paper.figures for paper in papers),
        serious=serious[:MOST_MAIN_FINDINGS],
        hidden_serious=max(0, len(serious) - MOST_MAIN_FINDINGS),
        levels=tuple(Level),
        all_levels=tuple(Level),
        gaps=main_gaps((paper.title, paper.gaps) for paper in papers),
        choices=_choices(papers, say),
        version=__version__,
        table_html=table_html,
        style=Markup(style),  # noqa: S704 - files of this package
        style_hash=_hash(style),
        script=Markup(script),  # noqa: S704
        script_hash=_hash(script),
    )
    # Lone surrogates can come out of damaged files; a page with a replacement mark beats no page.
    return page.encode("utf-8", "replace")


def _choices(papers: Sequence[PaperView], say: Strings) -> Choices:
    cases = [case for paper in papers for case in paper.open_cases]
    levels = {case.lead.finding.level for case in cases}
    families = dict.fromkeys(case.family for case in cases)
    return Choices(
        papers=tuple((paper.anchor, paper.title) for paper in papers if paper.open_cases),
        levels=tuple((level.value, say("levels_" + level)) for level in Level if level in levels),
        families=tuple(sorted((name, say.family(name)) for name in families)),
        agencies=tuple(sorted({name for case in cases for name in case.agencies})),
    )


@cache
def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _style(say: Strings) -> str:
    """The style sheet, with what stands at the head and foot of printed pages."""
    head, foot = say("running_head"), say("page")
    pages = f'@page {{ @top-left {{ content: "{head}"; }} @bottom-right {{ content: "{foot} " counter(page); }} }}'
    return "\n".join(("", _text("tokens.css"), _text("style.css"), pages, ""))


def _hash(text: str) -> str:
    """Hash of a script or a style as a content policy names it."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
