"""The reports a command was asked for, and the exit code it leaves with."""

# ruff: noqa: PLC0415 - what renders a report is imported when one is written

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from doichieu import outputs
from doichieu.commands import console, options
from doichieu.commands.progress import Log
from doichieu.dataset.place import is_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.baseline import Acceptance
    from doichieu.dataset.place import Address
    from doichieu.engine.work import Engine
    from doichieu.model import Audit, Issue
    from doichieu.pipeline import Paper
    from doichieu.report.photographs import Photographs
    from doichieu.review.decided import Decided


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
        dataset: Address,
        engine: Engine,
        as_json: bool,
        missed: Sequence[Issue] = (),
        decided: Decided | None = None,
    ) -> list[str]:
        """Write the reports and print the summary; the levels of the findings that are open."""
        from doichieu import pipeline, rule_settings
        from doichieu.pipeline.across import linked
        from doichieu.report.unchecked import unchecked

        papers = rule_settings.applied(linked(papers, dataset), self._rules)
        audits = [paper.audit for paper in papers if paper.audit is not None]
        apart = self._apart(audits, decided)
        photographs = self._photographs(audits, engine, dataset)
        with outputs.written("The report", self._out):
            written, still_open = pipeline.report(
                papers,
                self._out,
                formats=self._formats,
                lang=self._lang,
                accepted=apart,
                missed=missed,
                rules=rule_settings.described(self._rules),
                photographs=photographs,
            )
        said = {**found, **console.counts(still_open), **self._counted(audits, apart, decided)}
        said["unchecked"] = dict(Counter(str(why) for one in audits if (why := unchecked(one)) is not None))
        said["reports"] = [str(path) for path in written]
        if as_json:
            console.print_json(said)
        else:
            console.print_summary(said, lang=self._lang)
            typer.echo("\n".join(said["reports"]))
        for name in said.get("stale", ()):
            console.print_note(f"a decision on {name} meets no such finding or cell any more.")
        return [str(finding.level) for one in still_open for finding in one.findings]

    def _photographs(self, audits: Sequence[Audit], engine: Engine, dataset: Address) -> Photographs | None:
        """What the reports show of pages, drawn by the engine; nothing where no report shows any."""
        from doichieu.report import WITH_PICTURES

        if WITH_PICTURES.isdisjoint(self._formats):
            return None
        from doichieu.report.photographs import photograph

        return photograph(audits, engine, None if is_url(dataset) else Path(dataset))

    def _apart(self, audits: Sequence[Audit], decided: Decided | None) -> dict[str, Acceptance]:
        """Findings that are decided on; what was decided in review outweighs the baseline."""
        return {**(self._accepted or {}), **(decided.acceptances(audits) if decided is not None else {})}

    def _counted(
        self, audits: Sequence[Audit], apart: Mapping[str, Acceptance], decided: Decided | None
    ) -> dict[str, Any]:
        """How many findings are decided on, and which decisions meet nothing any more; nothing without any."""
        stale = decided.stale(audits) if decided is not None else []
        if self._accepted is None and not apart and not stale:
            return {}
        ids = {finding.finding_id for one in audits for finding in one.findings}
        gone = (self._accepted or {}).keys() - ids
        return {
            "accepted": len(ids & apart.keys()),
            "stale": sorted({*gone, *(one.finding_id or one.subject for one in stale)}),
        }


def leave(
    levels: Sequence[str], fail_on: options.FailOn, *, papers: Sequence[Paper], log: Log = Log.BAR
) -> None:
    """Say what was not read, and leave with the exit code; findings asked for outweigh files not read.

    Args:
        levels: Levels of the findings that are open.
        fail_on: The least serious that is asked for.
        papers: What became of each file.
        log: JSON where each file has a line that says so already.
    """
    errors = [paper.error for paper in papers if paper.error is not None]
    from doichieu.model import PARTS_LOST

    documents = [paper.audit.decision.document for paper in papers if paper.audit is not None]
    if log is not Log.JSON:
        for document in documents:
            console.print_issues(document)
        for error in errors:
            console.print_error(error)
    if any(fail_on.reached(level) for level in levels):
        raise typer.Exit(1)
    if errors or any(issue.code in PARTS_LOST for document in documents for issue in document.issues):
        raise typer.Exit(3)
