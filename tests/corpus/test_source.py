"""The sources say what the published papers say, and nothing of their prose."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

TRUTH = Path(__file__).parents[1] / "truth"
PAPERS = ["bc-464-2018-thanh-hoa", "cv-1557-2017-btttt", "qd-1968-2024-binh-dinh", "qd-305-2017-binh-dinh"]
# a run of words this long is a piece of a sentence, once names, numbers and lists are out of it
LONG_RUN = 9


def truth_of(paper: str) -> list[dict[str, Any]]:
    """The tables of a paper as a careful reader typed them."""
    tables: list[dict[str, Any]] = json.loads((TRUTH / f"{paper}.json").read_text(encoding="utf-8"))["tables"]
    return tables


def source_of(recipe: ModuleType, corpus: Path, paper: str) -> Any:
    """A parsed source."""
    return recipe.read_source(corpus / "source" / f"{paper}.md")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_table_is_as_published(recipe: ModuleType, corpus: Path, paper: str) -> None:
    """Each source table equals the truth, cell by cell, header rows and merged cells included."""
    source = [(grid.header_rows, grid.texts()) for _, grid in source_of(recipe, corpus, paper).captioned]
    assert source == [(table["header_rows"], table["rows"]) for table in truth_of(paper)]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_caption_is_as_published(recipe: ModuleType, corpus: Path, paper: str) -> None:
    """The line above each table ends in the caption that the truth gives it."""
    for (captions, _), table in zip(source_of(recipe, corpus, paper).captioned, truth_of(paper), strict=True):
        if table["caption"] is not None:
            last = table["caption"].rsplit(" / ", 1)[-1]
            plain = re.sub(r"\*(\w[^*]*)\*", r"\1", captions[-1])
            assert plain.rstrip(" :.").endswith(last)


@pytest.mark.parametrize(
    ("paper", "printed"),
    [
        ("bc-464-2018-thanh-hoa", "UBND huyện Hoàng Hóa"),
        ("bc-464-2018-thanh-hoa", "UBND thị xã Bim Sơn"),
        ("qd-1968-2024-binh-dinh", "Bảng 1.2 Xếp hạng chỉ số Thẻ chế số"),
        ("qd-1968-2024-binh-dinh", "| 2 | Sở Nội vụ | 7 | 100% |"),
        ("qd-305-2017-binh-dinh", "| 7 | UBND thị xã An Nhơn | 75 | 83,33 | 2 | 4 |"),
    ],
)
def test_misprints_stay(corpus: Path, paper: str, printed: str) -> None:
    """What the paper got wrong is not put right."""
    assert printed in (corpus / "source" / f"{paper}.md").read_text(encoding="utf-8")


def test_rows_of_different_width_are_refused(recipe: ModuleType, tmp_path: Path) -> None:
    """A source that lost a pipe is an error, not a shorter table."""
    path = tmp_path / "x.md"
    path.write_text("form: text\ntitle: x\n\n| a | b |\n| --- | --- |\n| 1 |\n", encoding="utf-8")
    with pytest.raises(ValueError, match="different width"):
        recipe.read_source(path)


@pytest.mark.parametrize("paper", [*PAPERS, "portal-notice-2018-binh-dinh"])
def test_prose_is_our_own(recipe: ModuleType, corpus: Path, published: Path, paper: str) -> None:
    """No paragraph shares a long run of plain words with the published paper."""
    theirs = _runs((published / f"{paper}.txt").read_text(encoding="utf-8"))
    for block in source_of(recipe, corpus, paper).blocks:
        if getattr(block, "kind", "") == "paragraph":
            assert not _runs(" ".join(block.lines)) & theirs


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `LONG_RUN` plain words; capitals, digits and punctuation end one, as names are facts."""
    stops = r"[,;:()./\n“”\"*|]|\b[A-ZĐÀ-Ỹ]\w*|\S*\d\S*"
    pieces = (re.findall(r"[^\W\d_]+", piece.lower()) for piece in re.split(stops, text))
    return {tuple(words[at : at + LONG_RUN]) for words in pieces for at in range(len(words) - LONG_RUN + 1)}
