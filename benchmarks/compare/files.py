"""The files of the benchmark: facsimiles of the corpus and random papers, in every layout, with exact truth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from recipe.layout import LAYOUTS
from recipe.pdf import write_pdf
from recipe.source import Grid, Paper, read_source

from tests.papers.media import MEDIA
from tests.papers.paper import make_paper
from tests.papers.tables import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONG_PAGES = 500


def papers(corpus: Path, random_papers: int, shape: Shape) -> dict[str, Paper]:
    """The papers by name: two facsimiles of 40 tables, and random ones of a shape."""
    named = {
        stem: read_source(corpus / "source" / f"{stem}.md")
        for stem in ("qd-305-2017-binh-dinh", "bc-464-2018-thanh-hoa")
    }
    return named | {
        f"random-{seed:02d}": make_paper(seed, shape, tables=4).paper for seed in range(random_papers)
    }


def write_files(folder: Path, corpus: Path, layouts: Iterable[str], random_papers: int) -> None:
    """Write every paper in every layout, each PDF beside its truth as JSON."""
    for layout in layouts:
        (folder / layout).mkdir(parents=True)
        made = papers(corpus, random_papers, MEDIA[f"pdf-{layout}"].shape)
        for name, paper in made.items():
            write_one(folder / layout / f"{name}.pdf", paper, layout)


def write_long(folder: Path) -> None:
    """Write one paper of some 500 pages."""
    folder.mkdir(parents=True)
    tables = make_paper(1, Shape(rows=60), tables=LONG_PAGES).paper
    write_one(folder / "long.pdf", tables, "bordered")


def write_one(path: Path, paper: Paper, layout: str) -> None:
    """Write one PDF and its truth."""
    path.write_bytes(write_pdf(paper, LAYOUTS[layout]))
    truth = [block.texts() for block in paper.blocks if isinstance(block, Grid)]
    path.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
