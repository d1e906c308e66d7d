"""docs/dataset.md: its examples run, and its codebook says what the schema says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from doichieu import pipeline
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.dataset.store import Store
from doichieu.pipeline.inputs import find

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "dataset.md").read_text(encoding="utf-8")
# The papers the examples name.
PAPERS = ("qd-305-2017-binh-dinh", "qd-1968-2024-binh-dinh")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A folder with outputs/dataset, made from two papers of the corpus."""
    folder = tmp_path_factory.mktemp("project")
    files = [file for name in PAPERS for file in sorted(corpus.glob(f"{name}.*"))[:1]]
    with Store(folder / "outputs" / "dataset") as store:
        done = [what for _, what in pipeline.ingest(pipeline.process(find(files)), store)]
    assert [str(what) for what in done] == ["added"] * len(PAPERS)
    return folder


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples run from the root of a project."""
    monkeypatch.chdir(project)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("query", _blocks("sql"))
def test_queries_run_and_find_something(query: str) -> None:
    """Every query of the page runs as it stands and has rows."""
    assert duckdb.sql(query).fetchall()


@pytest.mark.usefixtures("here")
def test_ranks_of_two_years_are_joined_by_id() -> None:
    """Districts that the papers spell and class differently are joined all the same, each once."""
    rows = duckdb.sql(_blocks("sql")[0]).fetchall()
    assert len({row[0] for row in rows}) == len(rows) == 11


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("program", _blocks("python"), ids=["opened", "pandas", "polars", "pyarrow"])
def test_programs_run_and_find_something(program: str) -> None:
    """Every Python example of the page runs as it stands and has a result; Polars where it is installed."""
    for name in re.findall(r"^import (\w+)", program, re.MULTILINE):
        pytest.importorskip(name)
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - our own page
    assert len(names["result"])


def _build() -> Any:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_codebook_is_the_schema() -> None:
    """The codebook is what `make docs` would write now."""
    build = _build()
    assert PAGE.split(build.CODEBOOK)[1].strip() == build.render_codebook().strip()


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(table: str) -> None:
    """Each table says what a row is, and each column what it means and its type in words."""
    section = PAGE.split(f"\n### {table}\n")[1].split("\n### ")[0]
    assert "One row is " in section
    for field in SCHEMAS[table]:
        assert f"| `{field.name}` | " in section
    assert "[" not in "".join(line.split("|")[2] for line in section.splitlines() if line.startswith("| `"))
