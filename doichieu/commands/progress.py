"""What a long run says while it works: a bar on a terminal, or lines of JSON for programs, a file or a page each."""

from __future__ import annotations

import json
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from doichieu.heartbeat import heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.heartbeat import Beat
    from doichieu.pipeline import Paper


class Log(StrEnum):
    """What is said on standard error of each file."""

    BAR = "bar"
    JSON = "json"
    NONE = "none"


def track(
    done: Iterable[tuple[Paper, str]], *, total: int, label: str, log: Log
) -> Iterator[tuple[Paper, str]]:
    """Pass papers on and say on standard error what became of them.

    Args:
        done: Papers, each with what was done.
        total: How many there are.
        label: Word in front of the bar.
        log: BAR shows files, rate, time left and the page of a scan, on a terminal alone; JSON writes a line a file
            and a page of a scan.

    Yields:
        The papers.
    """
    if log is Log.JSON:
        with heard(_page_line):
            yield from _lines(done, total)
    elif log is Log.BAR and sys.stderr.isatty():
        yield from _bar(done, total, label)
    else:
        yield from done


def _lines(done: Iterable[tuple[Paper, str]], total: int) -> Iterator[tuple[Paper, str]]:
    for count, (paper, what) in enumerate(done, start=1):
        typer.echo(json.dumps(_line(paper, what) | {"n": count, "of": total}, ensure_ascii=False), err=True)
        yield paper, what


def _page_line(sign: Beat) -> None:
    """Say that a page of a scan is read."""
    said = {"source": sign.source, "what": "page", "page": sign.page, "pages": sign.pages}
    typer.echo(json.dumps(said, ensure_ascii=False), err=True)


def _line(paper: Paper, what: str) -> dict[str, Any]:
    error = paper.error
    said: dict[str, Any] = (
        {} if error is None else {"code": error.code, "message": f"{error.what} Do: {error.do}"}
    )
    if paper.audit is not None and paper.audit.decision.document.issues:
        issues = paper.audit.decision.document.issues
        said["issues"] = [{"code": one.code, "message": one.message} for one in issues]
    return {
        "source": paper.source,
        "what": what,
        "sha256": paper.sha256,
        "seconds": round(paper.seconds, 3),
        **said,
    }


def _bar(done: Iterable[tuple[Paper, str]], total: int, label: str) -> Iterator[tuple[Paper, str]]:
    start, seen, page = time.monotonic(), 0, ""

    def state(_: object) -> str:
        return f"{seen / max(time.monotonic() - start, 0.001):.1f} files/s{page}"

    def show(sign: Beat) -> None:
        nonlocal page
        page = f"  {Path(sign.source).name}: page {sign.page} of {sign.pages}"
        bar.render_progress()

    with (
        typer.progressbar(
            length=total, label=label, file=sys.stderr, show_pos=True, item_show_func=state
        ) as bar,
        heard(show),
    ):
        for one in done:
            seen, page = seen + 1, ""
            bar.update(1)
            yield one
