"""COUNT-BOUND: the units that sentences name as lying above or below a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from doichieu.model import Check, Claim, Finding, Level, Number
from doichieu.normalize.sentences.bound_words import BOUNDS
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.thresholds import Threshold, read_threshold
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.meant import clause_is_open, in_scope, overall
from doichieu.validate.rules.prose.measures import Measure, measures_of
from doichieu.validate.rules.prose.subjects import Named, subjects_of
from doichieu.validate.rules.stated import sentence_operand, statement, text_finding, unquoted
from doichieu.validate.wording import say, table_name

_BOUND = re.compile(rf"\b(?:{BOUNDS})\s+\d[\d.,]*\s?(?:%|diem)")
# What leads from a bound to the units named: no other figure but how many they are.
_LEADS = re.compile(
    r"^[^.;\d]*(?:\(?\d{1,3}(?:\s?/\s?\d{1,3})? [^.;()\d]*\)?)?[^.;\d]*(?:\b(?:la|gom|gom co)\s*:?|:)\s*(?:cac\s+)?$"
)
_ASIDE = re.compile(r"\([^()]*\)|\b(?:voi|dat)?\s*\d+(?:[.,]\d+)*\s?(?:%|diem)")
_JOINED = re.compile(r"\s*(?:,|;|va|, va|cung|-)?\s*")
_LISTED, _FEWEST = 2, 3


def check_bound_lists(
    paper: Paper, conventions: Conventions, corrected: Mapping[Place, Number]
) -> Iterator[Check | Finding]:
    """Check the units that sentences name as lying above or below a bound against the columns of the tables.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        corrected: Figures with the edits of other findings applied, by place.

    Yields:
        A check a list that some column bears out or that the one column meant contradicts, and a finding for each unit
        of the latter that does not lie there.
    """
    measures: list[Measure] | None = None
    for claim in paper.decision.claims:
        folded = fold_in_place(claim.sentence)
        match = _BOUND.search(folded)
        listed = _listed(folded, match.end(), subjects_of(paper).named_in(claim.sentence)) if match else []
        if match is None or len(listed) < _LISTED or not clause_is_open(paper, claim):
            continue
        bound = read_threshold(folded[match.start() : listed[0].span[0]], claim.sentence)
        if bound is None:
            continue
        measures = measures_of(paper, conventions, _FEWEST) if measures is None else measures
        text = claim.sentence[: listed[0].span[0]]
        alike = [
            m
            for m in in_scope(measures, text)
            if m.fits(percent=match.group().endswith("%"))
            and all(one.subject in m.sheet.unique for one in listed)
        ]
        if any(not _outside(m, bound, listed, corrected) for m in alike):
            yield statement("COUNT-BOUND")
            continue
        meant = overall(paper, alike, text)
        outside = _outside(meant, bound, listed, corrected) if meant is not None else []
        # A list of which more than half lies elsewhere is of something else.
        if meant is not None and len(outside) * 2 <= len(listed):
            yield statement("COUNT-BOUND", meant.sheet.reading.table.table_id, held=False)
            for one in outside:
                yield _finding(paper, claim, one, meant)


def _listed(folded: str, start: int, named: Sequence[Named]) -> list[Named]:
    """The units named one after the other behind a bound."""
    after = [one for one in named if one.span[0] >= start]
    if not after or not _LEADS.match(folded[start : after[0].span[0]]):
        return []
    group = after[:1]
    for before, one in pairwise(after):
        if not _JOINED.fullmatch(_ASIDE.sub(" ", folded[before.span[1] : one.span[0]])):
            break
        group.append(one)
    return group


def _outside(
    measure: Measure, bound: Threshold, listed: Sequence[Named], corrected: Mapping[Place, Number]
) -> list[Named]:
    """The units that lie outside a bound, as printed and as corrected; "trên 80" is said of 80 too."""
    closed = replace(bound, low_closed=True, high_closed=True)
    outside = []
    for one in listed:
        place = measure.sheet.place(measure.sheet.unique[one.subject], measure.column)
        printed = measure.sheet.figure(place)
        values = [number.value for number in (printed, corrected.get(place)) if number is not None]
        if values and not any(map(closed.contains, values)):
            outside.append(one)
    return outside


def _finding(paper: Paper, claim: Claim, one: Named, measure: Measure) -> Finding:
    sheet = measure.sheet
    place = sheet.place(sheet.unique[one.subject], measure.column)
    name, printed, table = (
        claim.sentence[slice(*one.span)],
        paper.text(place),
        table_name(sheet.reading.table),
    )
    return text_finding(
        paper,
        "COUNT-BOUND",
        Level.ERROR,
        [name, claim.sentence],
        say(
            f"Lời văn kể {name} trong danh sách; {table.vi} ghi {printed}, ngoài ngưỡng đã nêu.",
            f"The text lists {name}; {table.en} prints {printed}, which is beyond the bound stated.",
        ),
        observed=name,
        expected=printed,
        steps=unquoted(claim),
        operands=[sentence_operand(claim, name, "doubtful"), paper.operand(place, "operand")],
        cause=say(
            "Tên nêu trong danh sách không theo bảng.", "A name of the list does not follow the table."
        ),
        suggestion=say(f"Kiểm tra lại “{name}” với {printed}.", f"Check “{name}” against {printed}."),
        table=sheet,
    )
