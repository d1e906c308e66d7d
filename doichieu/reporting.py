"""The reports a command was asked for, and the exit code it leaves with."""

# ruff: noqa: PLC0415 - what renders a report is imported when one is written

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from doichieu import console, options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from doichieu.model import Audit, Issue
    from doichieu.pipeline import Paper


class Reports:
    """The reports a command was asked for; its options are checked before any file is read."""

    def __init__(
        self, *, out: Path, formats: str, lang: options.Lang, baseline: Path | None, rules: Path | None
    ) -> None:
        from doichieu.baseline import read
        from doichieu.rule_settings import given

        self._rules = given(rules)
        self._out = out
        self._formats = options.formats(formats)
        self._lang = str(lang)
        self._accepted = None if baseline is None else read(baseline)

    def write(
        self,
        papers: Sequence[Paper],
        found: dict[str, Any],
        *,
        dataset: Path,
        as_json: bool,
        missed: Sequence[Issue] = (),
    ) -> list[str]:
        """Write the reports and print the summary; the levels of the findings that are open."""
        from doichieu import across, pipeline, rule_settings

        papers = rule_settings.applied(across.linked(papers, dataset), self._rules)
        audits = [paper.audit for paper in papers if paper.audit is not None]
        written, still_open = pipeline.report(
            papers,
            self._out,
            formats=self._formats,
            lang=self._lang,
            accepted=self._accepted or {},
            missed=missed,
            rules=rule_settings.described(self._rules),
        )
        said = {**found, **console.counts(still_open), **self._baseline(audits, still_open)}
        said["reports"] = [str(path) for path in written]
        if as_json:
            console.print_json(said)
        else:
            console.print_summary(said, lang=self._lang)
            typer.echo("\n".join(said["reports"]))
        for finding_id in said.get("stale", ()):
            typer.echo(
                f"doichieu: the baseline accepts {finding_id}, which is no finding any more.", err=True
            )
        return [str(finding.level) for one in still_open for finding in one.findings]

    def _baseline(self, audits: Sequence[Audit], still_open: Sequence[Audit]) -> dict[str, Any]:
        """How many findings the baseline accepts, and which of its entries accept none any more."""
        if self._accepted is None:
            return {}
        ids = {finding.finding_id for one in audits for finding in one.findings}
        left = {finding.finding_id for one in still_open for finding in one.findings}
        return {"accepted": len(ids - left), "stale": sorted(self._accepted.keys() - ids)}


def leave(levels: Sequence[str], fail_on: options.FailOn, *, papers: Sequence[Paper]) -> None:
    """Say what was not read, and leave with the exit code; findings asked for outweigh files not read."""
    errors = [paper.error for paper in papers if paper.error is not None]
    from doichieu.model import PARTS_LOST

    documents = [paper.audit.decision.document for paper in papers if paper.audit is not None]
    for document in documents:
        console.print_issues(document)
    for error in errors:
        console.print_error(error)
    if any(fail_on.reached(level) for level in levels):
        raise typer.Exit(1)
    if errors or any(issue.code in PARTS_LOST for document in documents for issue in document.issues):
        raise typer.Exit(3)
