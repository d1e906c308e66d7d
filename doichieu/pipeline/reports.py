"""The reports on papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.baseline import split
from doichieu.pipeline.paper import unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Issue
    from doichieu.pipeline.paper import Paper
    from doichieu.report.photographs import Photographs


def report(
    papers: Sequence[Paper],
    out: Path,
    *,
    formats: Sequence[str],
    lang: str,
    accepted: Mapping[str, Acceptance],
    missed: Sequence[Issue] = (),
    rules: Sequence[tuple[str, str]] = (),
    photographs: Photographs | None = None,
) -> tuple[list[Path], list[Audit]]:
    """Write the reports.

    Args:
        papers: What became of each file; one that failed is named in the reports.
        out: Folder for the reports.
        formats: Reports to write.
        lang: "vi" or "en".
        accepted: Acceptances by finding ID; none for no baseline.
        missed: Files of the dataset that could not be read when they were ingested.
        rules: Rules that were set, each with "off" or its level.
        photographs: Pictures of the papers' pages, for the formats that show them.

    Returns:
        The files written, and the papers with the findings that are still open.
    """
    from doichieu.report import write  # noqa: PLC0415 - templates and workbooks load with it

    audits = [paper.audit for paper in papers if paper.audit is not None]
    failed = [*missed, *unread(papers)]
    written = write(
        audits,
        out,
        formats=formats,
        lang=lang,
        accepted=accepted,
        unread=failed,
        rules=rules,
        photographs=photographs,
    )
    return written, split(audits, accepted)[0]
