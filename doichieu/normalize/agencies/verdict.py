"""What the matcher decides about a name, and how it says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from doichieu.model import Candidate, Mention
from doichieu.normalize.agencies.outdated import outdated
from doichieu.normalize.registry import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from doichieu.normalize.agencies.scope import Scope

Test = Callable[[Entity], bool]
Candidates = tuple[tuple[Entity, float], ...]

MOST_CANDIDATES = 5
_WITH_KIND = frozenset({"district", "committee", "commune"})


class Verdict(NamedTuple):
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
    found = verdict.suggestions()[:MOST_CANDIDATES]
    return Mention(
        printed=printed,
        reason=verdict.reason,
        candidates=tuple(
            [
                Candidate(entity_id=entity.entity_id, name=entity.name, score=round(score, 3))
                for entity, score in found
            ]
        )
        if found
        else (),
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
    on = scope.date
    form = entity.forms[-1] if len(entity.forms) == 1 else entity.form_on(on)
    plain = _is_plain(entity, form, verdict.kind, on)
    notes = [] if plain else _notes(entity, form, verdict.kind, scope)
    return Mention(
        printed=printed,
        entity_id=entity.entity_id,
        name=canonical(entity, form),
        kind=form.kind,
        score=verdict.score if verdict.score == 1 else round(verdict.score, 3),
        reason="; ".join(filter(None, (verdict.reason, *notes))) if notes else verdict.reason,
        misprint=verdict.misprint,
        outdated=None if plain or on is None else outdated(entity, form, verdict.kind, on),
    )


def canonical(entity: Entity, form: Form) -> str:
    """Canonical name under a form: a district or commune with its kind, anything else by its name."""
    if entity.level not in _WITH_KIND:
        return form.name
    return entity.name if form is entity.forms[-1] else f"{form.kind.capitalize()} {form.name}"


def _is_plain(entity: Entity, form: Form, kind: str | None, on: date | None) -> bool:
    """Whether there is nothing to note, as with most names: a known body, in force, under its kind of the day."""
    return entity.confirmed and (on is None or ((kind is None or kind == form.kind) and entity.in_force(on)))


def _notes(entity: Entity, form: Form, kind: str | None, scope: Scope) -> list[str]:
    """What a reader should know: the kind on that day, days out of force, a body that no source gives the province."""
    on = scope.date
    notes = [] if on is None else _notes_on(entity, form, kind, on)
    if not entity.confirmed:
        notes.append("danh mục chưa có nguồn xác nhận đơn vị này ở tỉnh")
    return notes


def _notes_on(entity: Entity, form: Form, kind: str | None, on: date) -> list[str]:
    notes = []
    if kind is not None and kind != form.kind and form.covers(on):
        dated = form.valid_from is not None and (form.act or entity.level != "commune")
        since = f" từ {form.valid_from.isoformat()}" if form.valid_from is not None and dated else ""
        act = f" ({form.act})" if form.act else ""
        notes.append(f"ghi là {kind} nhưng ngày {on.isoformat()} là {form.kind} {form.name}{since}{act}")
    if entity.valid_to is not None and on > entity.valid_to:
        after = f", nay thuộc {', '.join(entity.successors)}" if entity.successors else ""
        act = f" ({entity.act})" if entity.act else ""
        notes.append(f"không còn từ sau {entity.valid_to.isoformat()}{act}{after}")
    if entity.valid_from is not None and on < entity.valid_from:
        notes.append(f"chưa có trước {entity.valid_from.isoformat()}")
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
