"""What the matcher decides about a name, and how it says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.model import Candidate, Mention
from doichieu.normalize.registry import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.normalize.agency_scope import Scope

Test = Callable[[Entity], bool]
Candidates = tuple[tuple[Entity, float], ...]

_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision about one name.

    Attributes:
        entity: What it names, None to abstain.
        score: Between 0 and 1.
        reason: Why, in words.
        misprint: Whether the spelling is none that is known.
        headed: Whether the name has a head that only a body has, so that it is no territory.
        headless: Whether a territory was printed without its kind.
        kind: Kind printed before a territory's name.
        candidates: What it was left with where it abstains.
        suggest: Looks up candidates for a name that nothing matches; asked only where the abstention is reported.
    """

    entity: Entity | None = None
    score: float = 0.0
    reason: str = ""
    misprint: bool = False
    headed: bool = False
    headless: bool = False
    kind: str | None = None
    candidates: Candidates = ()
    suggest: Callable[[], Candidates] | None = None

    def suggestions(self) -> Candidates:
        """Candidates, looked up where it was left with none."""
        return self.candidates or (self.suggest() if self.suggest is not None else ())


def abstained(printed: str, verdict: Verdict) -> Mention:
    """A mention without an entity, with its best candidates."""
    return Mention(
        printed=printed,
        reason=verdict.reason,
        candidates=tuple(
            Candidate(entity_id=entity.entity_id, name=entity.name, score=round(score, 3))
            for entity, score in verdict.suggestions()[:_MOST_CANDIDATES]
        ),
    )


def mention_of(printed: str, verdict: Verdict, scope: Scope) -> Mention:
    """A mention with its entity, and notes on date and kind.

    Args:
        printed: The name as printed.
        verdict: The decision.
        scope: Its date tells which form was in force.

    Returns:
        The mention; without an ID, with reason and candidates, where the matcher abstains.
    """
    entity = verdict.entity
    if entity is None:
        return abstained(printed, verdict)
    form = entity.form_on(scope.date)
    notes = [verdict.reason, *_notes(entity, form, verdict.kind, scope)]
    return Mention(
        printed=printed,
        entity_id=entity.entity_id,
        name=canonical(entity, form),
        kind=form.kind,
        score=round(verdict.score, 3),
        reason="; ".join(note for note in notes if note),
        misprint=verdict.misprint,
    )


def canonical(entity: Entity, form: Form) -> str:
    """Canonical name under a form: a district or commune with its kind, anything else by its name."""
    with_kind = entity.level in {"district", "committee", "commune"}
    return f"{form.kind.capitalize()} {form.name}" if with_kind else form.name


def _notes(entity: Entity, form: Form, kind: str | None, scope: Scope) -> list[str]:
    notes = []
    if kind is not None and kind != form.kind and scope.date is not None and form.covers(scope.date):
        dated = form.valid_from is not None and (form.act or entity.level != "commune")
        since = f" từ {form.valid_from.isoformat()}" if form.valid_from is not None and dated else ""
        act = f" ({form.act})" if form.act else ""
        notes.append(
            f"in là {kind} nhưng ngày {scope.date.isoformat()} là {form.kind} {form.name}{since}{act}"
        )
    if scope.date is not None and entity.valid_to is not None and scope.date > entity.valid_to:
        after = f", nay thuộc {', '.join(entity.successors)}" if entity.successors else ""
        notes.append(f"không còn từ sau {entity.valid_to.isoformat()} ({entity.act}){after}")
    if scope.date is not None and entity.valid_from is not None and scope.date < entity.valid_from:
        notes.append(f"chưa có trước {entity.valid_from.isoformat()}")
    if not entity.confirmed:
        notes.append("danh mục chưa có nguồn xác nhận đơn vị này ở tỉnh")
    return notes


def left_by(tests: Sequence[Test], entities: list[Entity]) -> list[Entity]:
    """What soft evidence leaves of several candidates.

    Args:
        tests: Evidence, strongest first; a test that would leave nothing is not applied.
        entities: Candidates.

    Returns:
        At least one of them.
    """
    for test in tests:
        entities = [entity for entity in entities if test(entity)] or entities
    return entities
