"""COUNT-BOUND: how many units lie beyond a bound or the mean, or rose or fell, as sentences state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Number, Quantity, QuantityKind
from doichieu.normalize.text import key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.meant import clause_is_open, in_scope, overall, speaks_of_parts
from doichieu.validate.rules.prose.measures import Measure, measures_of
from doichieu.validate.rules.prose.share_findings import percentage_finding
from doichieu.validate.rules.prose.tallies import Tally, Way, shares_of_units, tallies
from doichieu.validate.rules.prose.tally_values import Counted, count_by_measure, count_changes, count_units
from doichieu.validate.rules.stated import calls_units, check_again, claim_operand, statement, text_finding
from doichieu.validate.wording import Style, say, table_name

_CHANGES = frozenset({Way.RISE, Way.FALL, Way.SAME})
_OF_UNITS = frozenset({Way.ALL, Way.UNRANKED})
_FEWEST = 3


def check_bound_counts(
    paper: Paper, conventions: Conventions, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check counts of units above or below a bound or the mean, and of those that rose or fell, against the tables.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a count that some column bears out or that the one column meant contradicts, and a finding for the
        latter, or for the percentage that is said to be the count's share.
    """
    measures: list[Measure] | None = None
    for claim in paper.decision.claims:
        for tally in tallies(claim):
            if not clause_is_open(paper, claim, compares=tally.way in _CHANGES):
                continue
            measures = measures_of(paper, conventions, _FEWEST) if measures is None else measures
            parts = speaks_of_parts(paper, measures, claim)
            can, meant = _counted(paper, measures, tally, corrected, parts=parts)
            held = [one for one in can if tally.count.value in one.counts and _whole(one, tally)]
            if held:
                yield statement("COUNT-BOUND")
                yield from _share(paper, conventions, claim, tally, held, style)
            elif meant is not None and _whole(meant, tally):
                yield statement("COUNT-BOUND", meant.sheet.reading.table.table_id, held=False)
                yield _finding(paper, claim, tally, meant)


def check_bound_shares(
    paper: Paper, conventions: Conventions, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check percentages of units above or below a bound that sentences state without their count.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a percentage that some column bears out or that the one column meant contradicts, and a finding for the
        latter.
    """
    measures: list[Measure] | None = None
    for claim in paper.decision.claims:
        for tally in shares_of_units(claim):
            if tally.share is None or not clause_is_open(paper, claim):
                continue
            measures = measures_of(paper, conventions, _FEWEST) if measures is None else measures
            can, meant = _counted(paper, measures, tally, corrected, parts=True)
            findings = [
                _of_share(paper, conventions, claim, tally.share, count, one, style)
                for one in ([*can, meant] if meant is not None else can)
                for count in sorted(one.counts)
            ]
            if None in findings or meant is not None:
                yield statement("COUNT-PCT", held=None in findings)
            if None not in findings and meant is not None and findings[-1] is not None:
                yield findings[-1]


def _of_share(
    paper: Paper,
    conventions: Conventions,
    claim: Claim,
    share: Quantity,
    count: int,
    counted: Counted,
    style: Style,
) -> Finding | None:
    """The finding of a percentage that is not a count's share of the units of its table."""
    part = Quantity(
        kind=QuantityKind.OUT_OF,
        value=Decimal(count),
        printed=f"{count}/{counted.units}",
        whole=Decimal(counted.units),
        span=(share.span[0], share.span[0]),
    )
    return percentage_finding(paper, claim, part, share, conventions.rounding, style, counted=True)


def _counted(
    paper: Paper,
    measures: Sequence[Measure],
    tally: Tally,
    corrected: Mapping[Place, Number],
    *,
    parts: bool,
) -> tuple[list[Counted], Counted | None]:
    """What the columns that can be meant give, and what the one gives that must be; None where that is open.

    Columns of components bear nothing out where nothing speaks of them (`parts`) and another column must be meant.
    """
    if tally.way in _CHANGES:
        sheets = [sheet for sheet in listings_of(paper) if calls_units(tally.noun, sheet)]
        can = [one for sheet in sheets for one in count_changes(paper, sheet, tally)]
        told = {(one.counts, one.units) for one in can}
        return can, can[0] if len(told) == 1 else None
    if tally.way in _OF_UNITS:
        sheets = [sheet for sheet in listings_of(paper) if calls_units(tally.noun, sheet)]
        can = [count_units(sheet, tally) for sheet in sheets]
        # Nothing is known of those without a rank where no table has any.
        can = [one for one in can if tally.way is Way.ALL or one.cells]
        return can, can[0] if len({one.counts for one in can}) == 1 else None
    percent = tally.bound is not None and tally.bound.percent
    alike = [
        one for one in measures if _fits(one, tally, percent=percent) and calls_units(tally.noun, one.sheet)
    ]
    alike = in_scope(alike, tally.said)
    whole = [one for one in alike if one.main or parts or not _is_component(one)]
    can = [count_by_measure(one, tally, corrected) for one in alike]
    if tally.unit:
        return can, can[0] if len(can) == 1 else None
    # Of the mean nothing says whether points or percentages are meant, which mostly tell the same.
    kinds = [percent] if tally.bound is not None else [False, True]
    meant = [
        count_by_measure(one, tally, corrected)
        for kind in kinds
        if (one := overall(paper, [m for m in alike if m.fits(percent=kind)], tally.said))
    ]
    if len({counted.counts for counted in meant}) != 1:
        return can, None
    return [count_by_measure(one, tally, corrected) for one in whole], meant[0]


def _is_component(measure: Measure) -> bool:
    return measure.partial or measure.sheet.reading.columns[measure.column].role is ColumnRole.COMPONENT


def _fits(measure: Measure, tally: Tally, *, percent: bool) -> bool:
    """Whether a measure can be what units are counted by; of the mean nothing says whether it is a percentage."""
    if tally.bound is None:
        return measure.fits(percent=True) or measure.fits(percent=False)
    if tally.unit:
        return tally.unit in key(measure.sheet.reading.columns[measure.column].header)
    return measure.fits(percent=percent)


def _whole(counted: Counted, tally: Tally) -> bool:
    return tally.count.whole in {None, counted.units}


def _share(
    paper: Paper,
    conventions: Conventions,
    claim: Claim,
    tally: Tally,
    held: Sequence[Counted],
    style: Style,
) -> Iterator[Check | Finding]:
    """The percentage behind a count that follows is that of the units of its table."""
    if tally.share is None or tally.count.whole is not None or tally.way in _OF_UNITS:
        return
    findings = [
        percentage_finding(
            paper,
            claim,
            replace(tally.count, printed=f"{tally.count.printed}/{one.units}", whole=Decimal(one.units)),
            tally.share,
            conventions.rounding,
            style,
        )
        for one in held
    ]
    yield statement("COUNT-PCT", held=None in findings)
    if None not in findings and findings[0] is not None:
        yield findings[0]


def _finding(paper: Paper, claim: Claim, tally: Tally, counted: Counted) -> Finding:
    count, sheet = tally.count, counted.sheet
    table, units = table_name(sheet.reading.table), counted.units
    within = len({place.row for place in counted.cells})
    expected = str(within) if count.whole is None else f"{within}/{units}"
    return text_finding(
        paper,
        "COUNT-BOUND",
        Level.ERROR,
        [count.printed, claim.sentence],
        say(
            f"Lời văn nêu {count.printed} đơn vị, theo {table.vi} là {expected}: “{claim.sentence}”",
            f"The text counts {count.printed} units, by {table.en} it is {expected}: “{claim.sentence}”",
        ),
        observed=count.printed,
        expected=expected,
        steps=[
            say(
                f"Số đơn vị thỏa điều kiện: {within} trong {units} ≠ {count.printed}",
                f"Units that meet the condition: {within} of {units} ≠ {count.printed}",
            )
        ],
        operands=[
            claim_operand(claim, count, "doubtful"),
            *(paper.operand(place, "operand") for place in counted.cells),
        ],
        cause=say(
            "Số đếm trong lời văn không theo bảng.", "The count in the text does not follow the table."
        ),
        suggestion=check_again(count.printed, expected),
        table=sheet,
    )
