"""--reader: who reads the tables of PDFs, on the command line and in the dataset."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from doichieu.extract import TableReader, tablereader
from tests.papers.media import MEDIA
from tests.papers.paper import make_paper

from .papers import call, call_json


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A paper of one table with rulings."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(MEDIA["pdf-bordered"].write(make_paper(0, tables=1).paper))
    return path


@pytest.mark.parametrize("reader", TableReader)
def test_tables_come_from_each_reader(pdf: Path, reader: TableReader) -> None:
    """Every reader gives the same grid of a table with rulings, in the guarded worker too."""
    own = call_json("tables", pdf, "--reader", "doichieu")["tables"]
    assert [one["rows"] for one in call_json("tables", pdf, "--reader", reader)["tables"]] == [
        one["rows"] for one in own
    ]


def test_another_reader_reads_again(pdf: Path, tmp_path: Path) -> None:
    """The dataset says who read a paper; the same bytes are read again only by another reader."""
    data = tmp_path / "data"
    for reader, done in (("doichieu", "added"), ("doichieu", "unchanged"), ("pdfplumber", "replaced")):
        said = call_json("ingest", pdf, "--dataset", data, "--reader", reader)
        assert said["files"][done] == 1, reader
    (recorded,) = pq.read_table(data / "documents")["reader"].to_pylist()
    assert recorded.startswith("pdf/")
    assert ", tables pdfplumber/" in recorded


def test_an_absent_reader_is_wrong_before_any_file_is_read(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the command that installs it, and nothing is written."""
    monkeypatch.setattr(tablereader, "_PACKAGES", dict.fromkeys(tablereader.SECOND, "no-such-package"))
    result = call("run", pdf, "--out", tmp_path / "out", "--reader", "camelot")
    assert result.exit_code == 3
    assert "pip install" in result.stderr
    assert not (tmp_path / "out").exists()
