"""What a run says on standard error while it works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from doichieu.commands.progress import Log, track
from doichieu.heartbeat import Beat, beat
from doichieu.pipeline import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def papers() -> Iterator[tuple[Paper, str]]:
    """A scan of two pages."""
    for page in (1, 2):
        beat(Beat("giấy/a.pdf", page, 2))
    yield Paper(source="giấy/a.pdf"), "added"


def test_pages_of_a_scan_are_lines_before_that_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs see how far a paper is; what is said after the run is not about it."""
    assert len(list(track(papers(), total=1, label="run", log=Log.JSON))) == 1
    beat(Beat("b.pdf", 1, 9))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines[:2] == [
        {"source": "giấy/a.pdf", "what": "page", "page": page, "pages": 2} for page in (1, 2)
    ]
    assert [line["what"] for line in lines] == ["page", "page", "added"]


def test_a_terminal_shows_the_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind the bar, with the name of the file."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert len(list(track(papers(), total=1, label="run", log=Log.BAR))) == 1
    assert "a.pdf: page 2 of 2" in capsys.readouterr().err
