"""Summary: the counts a report opens with."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from doichieu.model import Bilingual, Level, Outcome
from doichieu.report.cases import group_cases
from doichieu.report.unchecked import unchecked_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.model import Audit, Check, Issue
    from doichieu.report.contents import Contents
    from doichieu.report.strings import Strings

UNSTATED = Bilingual(vi="Không nêu lý do", en="No reason given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many checks came to each outcome."""

    held: int = 0
    violated: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All checks."""
        return self.held + self.violated + self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Checks of one family that could not be made for one reason.

    Attributes:
        family: Family code ("RATIO").
        why: The reason.
        count: How many checks.
        tables: Labels of the tables concerned, None for prose, in reading order.
    """

    family: str
    why: Bilingual
    count: int
    tables: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was checked in one paper or in several.

    Attributes:
        total: All checks.
        by_family: Checks by family code, in the order the families first occur.
        levels: Findings by level.
        levels_by_family: Findings by family code and level.
    """

    total: Tally
    by_family: dict[str, Tally]
    levels: dict[Level, int]
    levels_by_family: dict[str, dict[Level, int]]

    @property
    def families(self) -> tuple[str, ...]:
        """Family codes that were checked or that have findings."""
        return tuple(dict.fromkeys((*self.by_family, *self.levels_by_family)))


@cache
def family_of(rule: str) -> str:
    """The family a rule code belongs to: "RANK-TIE" to "RANK"."""
    return rule.split("-", 1)[0]


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    counts = Counter(outcomes)
    return Tally(
        held=counts[Outcome.HELD], violated=counts[Outcome.VIOLATED], unknown=counts[Outcome.UNKNOWN]
    )


def cover(audits: Sequence[Audit]) -> Coverage:
    """Count the checks and findings of some papers.

    Args:
        audits: Any number of papers.

    Returns:
        The counts over all of them.
    """
    outcomes: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    levels: defaultdict[str, Counter[Level]] = defaultdict(Counter)
    for audit in audits:
        for check in audit.checks:
            outcomes[family_of(check.rule)][check.outcome] += 1
        for finding in audit.findings:
            levels[family_of(finding.rule)][finding.level] += 1
    by_family = {family: tally(counts.elements()) for family, counts in outcomes.items()}
    return Coverage(
        total=tally(outcome for counts in outcomes.values() for outcome in counts.elements()),
        by_family=by_family,
        levels={level: sum(counts[level] for counts in levels.values()) for level in Level},
        levels_by_family={
            family: {level: counts[level] for level in Level} for family, counts in levels.items()
        },
    )


def verdict(contents: Contents, say: Strings) -> str:
    """What a report opens with: whether the papers hold, in one to three sentences.

    Args:
        contents: What the report is about.
        say: Catalogue of its language.

    Returns:
        Errors and warnings, papers of which little was checked, what was accepted, what was not read, which rules
        were set; the sentences that apply.
    """
    coverage, said = cover(contents.audits), []
    errors, warnings = coverage.levels[Level.ERROR], coverage.levels[Level.WARNING]
    if errors or warnings:
        cases = [case for audit in contents.audits for case in group_cases(audit.findings)]
        serious = sum(case.level is not Level.INFO for case in cases)
        papers = len(contents.audits)
        said.append(say("verdict_found", errors=errors, warnings=warnings, papers=papers, cases=serious))
    elif contents.n_accepted:
        said.append(say("verdict_settled"))
    elif coverage.total.violated or coverage.levels[Level.INFO]:
        said.append(say("verdict_notes"))
    elif coverage.total.held:
        said.append(say("verdict_clean"))
    said += unchecked_sentences(contents, say)
    if contents.n_accepted:
        said.append(say("verdict_accepted", n=contents.n_accepted))
    if contents.unread:
        said.append(say("verdict_unread", n=len(contents.unread)))
    return " ".join([*said, *_settings(contents, say)])


def _settings(contents: Contents, say: Strings) -> Iterator[str]:
    """Rules that were switched off, and those with another level."""
    off = [code for code, setting in contents.rules if setting == "off"]
    levels = [f"{code} ({say.level(setting)})" for code, setting in contents.rules if setting != "off"]
    if off:
        yield say("verdict_off", rules=", ".join(off))
    if levels:
        yield say("verdict_levels", rules=", ".join(levels))


def issues_of(audit: Audit) -> tuple[Issue, ...]:
    """What was not read of a paper, by the reader or later, each issue once."""
    return tuple(dict.fromkeys((*audit.decision.document.issues, *audit.decision.issues)))


def main_gaps(papers: Iterable[tuple[str, Sequence[Gap]]]) -> tuple[Gap, ...]:
    """What could not be checked over several papers, with the names of the papers in place of tables.

    Args:
        papers: Name and gaps of each paper.

    Returns:
        Groups by family and reason, the largest first.
    """
    groups: dict[tuple[str, Bilingual], list[tuple[str, int]]] = {}
    for name, found in papers:
        for gap in found:
            groups.setdefault((gap.family, gap.why), []).append((name, gap.count))
    merged = [
        Gap(
            family=family,
            why=why,
            count=sum(n for _, n in each),
            tables=tuple(dict.fromkeys(name for name, _ in each)),
        )
        for (family, why), each in groups.items()
    ]
    return tuple(sorted(merged, key=lambda gap: -gap.count))


def gaps(audit: Audit) -> tuple[Gap, ...]:
    """What could not be checked in a paper, grouped by family and reason.

    Args:
        audit: One paper.

    Returns:
        Groups, the largest first.
    """
    labels = {reading.table.table_id: reading.table.label for reading in audit.decision.tables}
    groups: dict[tuple[str, Bilingual], list[Check]] = {}
    for check in audit.checks:
        if check.outcome is Outcome.UNKNOWN:
            groups.setdefault((family_of(check.rule), check.why or UNSTATED), []).append(check)
    found = [
        Gap(
            family=family,
            why=why,
            count=len(checks),
            tables=tuple(dict.fromkeys(_label(check, labels) for check in checks)),
        )
        for (family, why), checks in groups.items()
    ]
    return tuple(sorted(found, key=lambda gap: -gap.count))


def _label(check: Check, labels: dict[str, str]) -> str | None:
    return None if check.table_id is None else labels.get(check.table_id, check.table_id)
