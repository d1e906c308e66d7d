"""Papers of which nothing or little was checked: no finding in them is no praise."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from doichieu.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.model import Audit
    from doichieu.report.contents import Contents
    from doichieu.report.strings import Strings

# More papers than this are counted, not named, in the sentence a report opens with.
_MOST_NAMED = 5
# A cell among figures that is none ("2,,37") was held against nothing, and may be what is wrong with its row.
_UNREAD_FIGURE = "unread-figure"


class Unchecked(StrEnum):
    """Why the absence of findings says little about a paper; the value names a text of the catalogue."""

    NO_TABLE = "no_table"
    PROSE_ONLY = "prose_only"
    NO_CHECK = "no_check"


def why_unchecked(*, tables: int, made: int, findings: int) -> Unchecked | None:
    """Why the absence of findings says little about a paper, None where it was checked.

    Args:
        tables: How many of its tables were read.
        made: How many checks came to an outcome, held or violated.
        findings: How many findings it has, decided on or not.
    """
    if made or findings:
        return None if tables else Unchecked.PROSE_ONLY
    return Unchecked.NO_CHECK if tables else Unchecked.NO_TABLE


def unchecked(audit: Audit, decided: int = 0) -> Unchecked | None:
    """The same of an audit; `decided` findings of it are set apart."""
    return why_unchecked(
        tables=len(audit.decision.tables),
        made=sum(check.outcome is not Outcome.UNKNOWN for check in audit.checks),
        findings=len(audit.findings) + decided,
    )


def unchecked_papers(contents: Contents) -> dict[Unchecked, list[str]]:
    """Names of the papers of which nothing or little was checked, by why."""
    found: dict[Unchecked, list[str]] = {}
    for audit in contents.audits:
        why = unchecked(audit, len(contents.accepted_of(audit)))
        if why is not None:
            found.setdefault(why, []).append(contents.title_of(audit))
    return {why: found[why] for why in Unchecked if why in found}


def unchecked_sentences(contents: Contents, say: Strings) -> Iterator[str]:
    """What a report opens with about such papers, a sentence a reason."""
    for why, names in unchecked_papers(contents).items():
        yield say(f"verdict_{why}", n=len(names), names=_named(names))
    figures = {
        contents.title_of(audit): count
        for audit in contents.audits
        if (count := sum(issue.code == _UNREAD_FIGURE for issue in audit.decision.issues))
    }
    if figures:
        yield say("verdict_unread_figures", n=sum(figures.values()), names=_named(list(figures)))


def _named(names: Sequence[str]) -> str:
    return f" ({', '.join(names)})" if len(names) <= _MOST_NAMED else ""
