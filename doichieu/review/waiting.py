"""Names that wait for a person: those that the matcher left open, with the candidates it had and its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from doichieu.model import Document, Letterhead
from doichieu.review.record import Action, Kind, ReviewDecision, name_subject, now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from doichieu.dataset.place import Address
    from doichieu.model import Mention
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.review.holdings import Holdings, Paper

UNRESOLVED = "unresolved-name"
_PRINTED = re.compile("“(.*?)”: ", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A name that no entity was found for.

    Attributes:
        printed: As printed.
        scope: Province of the papers it stands in, empty for national ones.
        places: Where it stands: doc_id, table_id, row and column, in the order of the papers.
    """

    printed: str
    scope: str
    places: tuple[tuple[str, str, int, int], ...]

    @property
    def subject(self) -> str:
        """What decisions on it are kept under."""
        return name_subject(self.printed, self.scope)


def waiting(
    holdings: Holdings, state: Mapping[str, ReviewDecision], aliases: Aliases | None
) -> list[Waiting]:
    """Names that nobody has decided on, the most frequent first.

    Args:
        holdings: The dataset.
        state: What counts of the decisions.
        aliases: Names that people have confirmed.
    """
    found: dict[str, list[tuple[str, str, int, int]]] = {}
    shown: dict[str, tuple[str, str]] = {}
    for doc_id, paper in holdings.papers.items():
        rows = [row for row in holdings.issues.get(doc_id, ()) if row["code"] == UNRESOLVED]
        scope = scope_of(paper) if rows else None
        for row in rows:
            match = _PRINTED.match(row["message"])
            if match is None or scope is None:
                continue
            subject = name_subject(match[1], scope.province or "")
            known = aliases is not None and aliases.verdict(match[1], scope) is not None
            if subject not in state and not known:
                shown.setdefault(subject, (match[1], scope.province or ""))
                found.setdefault(subject, []).append((doc_id, row["table_id"], row["row"], row["col"]))
    names = [Waiting(printed=p, scope=s, places=tuple(found[key])) for key, (p, s) in shown.items()]
    return sorted(names, key=lambda name: -len(name.places))


def candidates(holdings: Holdings, name: Waiting, aliases: Aliases | None = None) -> Mention:
    """What the matcher says of a name now, with its candidates."""
    from doichieu.normalize.agencies import match_one  # noqa: PLC0415 - the registry loads with it

    return match_one(name.printed, scope=scope_of(holdings.papers[name.places[0][0]]), aliases=aliases)


def scope_of(paper: Paper) -> Scope:
    """What a paper's letterhead says of where its names belong."""
    from doichieu.normalize.agencies.scope import infer_scope  # noqa: PLC0415 - the registry loads with it

    head = Letterhead(
        number=paper.name or None,
        issuer=paper.issuer or None,
        place=paper.place or None,
        issued_on=paper.issued_on,
        subject=paper.subject or None,
    )
    return infer_scope(
        Document(
            source=paper.source,
            media_type=paper.media_type,
            sha256=paper.sha256,
            reader="",
            letterhead=head,
            blocks=(),
        )
    )


def confirm(
    place: Address, name: Waiting, entity_id: str, *, by: str, paper: str, misprint: bool = False
) -> None:
    """Say which entity a name is; it is kept with the confirmed names.

    Raises:
        AliasesError: The registry has no such entity, or the file cannot be read.
    """
    from doichieu.review.aliases import Alias  # noqa: PLC0415 - the registry loads with it
    from doichieu.review.aliases import confirm as keep  # noqa: PLC0415

    on = datetime.fromisoformat(now()).date()
    row = Alias(
        printed=name.printed,
        entity_id=entity_id,
        province=name.scope,
        by=" ".join(by.split()),
        on=on,
        paper=paper,
        misprint=misprint,
    )
    keep(place, [row])


def none_of_these(name: Waiting, *, by: str, why: str, paper: str = "") -> ReviewDecision:
    """Say that a name is no entity of the registry."""
    from doichieu.dataset.version import version  # noqa: PLC0415 - it reads the package's own files

    return ReviewDecision(
        kind=Kind.NAME,
        action=Action.DISMISS,
        printed=name.printed,
        by=" ".join(by.split()),
        at=now(),
        why=why.strip(),
        rules_version=version(),
        paper=paper,
        scope=name.scope,
    )
