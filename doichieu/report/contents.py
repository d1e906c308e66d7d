"""Contents: what a report is about, sorted before any format shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from doichieu.baseline import split
from doichieu.report.photographs import Photographs
from doichieu.report.summary import issues_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

    from doichieu.baseline import Acceptance
    from doichieu.model import Audit, Finding, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a report is about.

    Attributes:
        audits: One a paper, in the order shown, with the findings that are open.
        accepted: The accepted findings by the hash of their paper, in its order.
        acceptances: Who accepted a finding and why, by finding ID.
        unread: Files that could not be read or whose audit failed, with what to do.
        rules: Rules that were set by code, each with "off" or its level.
        photographs: Pictures of the pages that findings are seen on.
    """

    audits: tuple[Audit, ...]
    accepted: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)
    unread: tuple[Issue, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    photographs: Photographs = field(default_factory=Photographs)

    @classmethod
    def of(
        cls,
        audits: Sequence[Audit],
        accepted: Mapping[str, Acceptance] | None = None,
        unread: Sequence[Issue] = (),
        rules: Sequence[tuple[str, str]] = (),
        photographs: Photographs | None = None,
    ) -> Self:
        """Sort what a report is about.

        Args:
            audits: One a paper, with all findings.
            accepted: Acceptances by finding ID.
            unread: Issues of files that no audit came of.
            rules: Rules that were set, each with "off" or its level.
            photographs: Pictures of pages, where they were drawn.

        Returns:
            Open findings and accepted ones apart; files called as `shown_sources` calls them.
        """
        issues = [issue for audit in audits for issue in issues_of(audit)] + list(unread)
        sources = [audit.decision.document.source for audit in audits] + [issue.source for issue in issues]
        names = shown_sources(sources)
        open_, apart = split([_named(audit, names) for audit in audits], accepted or {})
        return cls(
            audits=tuple(open_),
            accepted={audit.decision.document.sha256: audit.findings for audit in apart},
            acceptances=accepted or {},
            unread=_renamed(unread, names),
            rules=tuple(rules),
            photographs=photographs or Photographs(),
        )

    def accepted_of(self, audit: Audit) -> tuple[Finding, ...]:
        """The accepted findings of a paper."""
        return self.accepted.get(audit.decision.document.sha256, ())

    def title_of(self, audit: Audit) -> str:
        """What people call a paper; with its file where another of the report is called the same."""
        document = audit.decision.document
        if sum(one.decision.document.name == document.name for one in self.audits) < 2:
            return document.name
        return f"{document.name} ({document.source.replace(chr(92), '/').rsplit('/', 1)[-1]})"

    @property
    def n_accepted(self) -> int:
        """How many findings are accepted, in all papers."""
        return sum(len(self.accepted_of(audit)) for audit in self.audits)


def shown_sources(sources: Iterable[str]) -> dict[str, str]:
    """What reports call the files: no reader of a report needs to know the folders of who made it.

    Args:
        sources: Paths as given, of one report.

    Returns:
        By source: a relative path as it is; of an absolute path the file name, with as many of the folders
        above it as tell it from the others.
    """
    names = {source: source for source in sources}
    left = {source: parts for source in names if (parts := _absolute(source))}
    length = 1
    while left:
        tails = {source: "/".join(parts[-length:]) for source, parts in left.items()}
        same = Counter(tails.values())
        done = [source for source in left if same[tails[source]] == 1 or len(left[source]) <= length]
        for source in done:
            names[source] = tails[source]
            del left[source]
        length += 1
    return names


def _absolute(source: str) -> tuple[str, ...]:
    """Folders and name of an absolute path, without its root; nothing for a relative one."""
    for path in (PurePosixPath(source), PureWindowsPath(source)):
        if path.is_absolute():
            return path.parts[1:]
    return ()


def _named(audit: Audit, names: Mapping[str, str]) -> Audit:
    """The audit with its files as reports call them."""
    decision = audit.decision
    document = replace(
        decision.document,
        source=names[decision.document.source],
        issues=_renamed(decision.document.issues, names),
    )
    return replace(
        audit, decision=replace(decision, document=document, issues=_renamed(decision.issues, names))
    )


def _renamed(issues: Iterable[Issue], names: Mapping[str, str]) -> tuple[Issue, ...]:
    return tuple(replace(issue, source=names[issue.source]) for issue in issues)
