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


# Papers of the corpus that need no recognition.
DIGITAL = ("qd-305-2017", "qd-1968-2024", "bc-464-2018", "cv-1557-2017", "portal-notice-2018")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A folder with outputs/dataset as `make demo` leaves it: of one paper there are a text and a scan."""
    folder = tmp_path_factory.mktemp("project")
    with Store(folder / "outputs" / "dataset") as store:
        done = [str(what) for _, what in pipeline.ingest(pipeline.process(find([corpus])), store)]
    assert done.count("added") >= len(DIGITAL)
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
def test_one_copy_of_each_paper() -> None:
    """Of a paper that is there as a text and as a scan the text is taken, and no other paper is lost."""
    (query,) = (query for query in _blocks("sql") if query.startswith("SELECT doc_id, number, source"))
    sources = [Path(row[2]).name for row in duckdb.sql(query).fetchall()]
    assert len(sources) == len(DIGITAL)
    assert "qd-1968-2024-binh-dinh.txt" in sources


@pytest.mark.usefixtures("here")
def test_ranks_of_two_years_are_joined_by_id() -> None:
    """Districts that the papers spell and class differently are joined all the same, each once."""
    (query,) = (query for query in _blocks("sql") if "rank_2016" in query)
    rows = duckdb.sql(query).fetchall()
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
