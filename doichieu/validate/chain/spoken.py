"""What a paper says of an earlier year of which another paper prints the table: moves, and figures in its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doichieu.model import Audit, Bilingual, Check, Decision, Finding, Level, Outcome, Paragraph
from doichieu.validate.chain.beside import Beside, alone, widened
from doichieu.validate.chain.counterparts import Counterpart, counterparts
from doichieu.validate.chain.index import Index
from doichieu.validate.chain.series import Series, operand_of, paper_and_table
from doichieu.validate.chain.years import change_columns, years_spoken_of
from doichieu.validate.equations import audit_equations
from doichieu.validate.infer.conventions import infer_conventions
from doichieu.validate.other_years import check_sentences, quoted, told_by_year, with_sentences
from doichieu.validate.paper import Paper, lay_out
from doichieu.validate.paper_audit import without_echoes
from doichieu.validate.rules.moves import check_moves
from doichieu.validate.rules.prose.changed_results import check_changed_results
from doichieu.validate.rules.prose.stated_turns import check_stated_turns
from doichieu.validate.wording import Style, finding_id, say, style_of

# From so many statements on, a table that contradicts most of them is not the one that they speak of.
_SEVERAL = 3
_MOVES = frozenset({"RANK-MOVE", "CLAIM-MOVE"})
_CHANGES = _MOVES | {"COUNT-BOUND", "COUNT-PCT"}


def _figures_of(decision: Decision, own: Sequence[Series]) -> list[Series]:
    """The columns of a paper that hold figures of a year, and not by how much they changed."""
    changes = {
        (reading.table.table_id, column.index)
        for reading in decision.tables
        for column in change_columns(reading)
    }
    return [series for series in own if (series.table_id, series.col) not in changes]


def check_spoken(audit: Audit, own: Sequence[Series], index: Index) -> Iterator[Check | Finding]:
    """Check what a paper says of years whose tables other papers print.

    Args:
        audit: The paper, audited by itself.
        own: Its columns.
        index: The columns of other papers.

    Yields:
        For each statement and each row of a column of changes that such a table decides a check, and a warning for
        each that does not follow.
    """
    decision = audit.decision
    year = max((series.period for series in own if series.own), default=None)
    if year is None:
        return
    found = list(counterparts(_figures_of(decision, own), years_spoken_of(decision, year), index))
    if not found:
        return
    style = style_of(decision)
    yield from trusted(_changes(audit, found, year, style))
    told = told_by_year(lay_out(decision), year, style)
    for of in sorted({one.year for one in found} & told.keys()):
        tables = [one for one in found if one.year == of]
        yield from trusted(_stated(audit, tables, of, told[of], style))


def _changes(
    audit: Audit, found: Sequence[Counterpart], year: int, style: Style
) -> Iterator[Check | Finding]:
    """What columns of changes and sentences on moves come to beside the columns of the earlier year."""
    beside = widened(audit.decision, found)
    paper = replace(lay_out(beside.decision), year=year)
    conventions = infer_conventions(paper)
    done = {check.rule for check in audit.checks}
    equations = audit_equations(paper, conventions, style)
    # What sentences say of either year by itself is not of a change.
    on_changes = (one for one in check_sentences(paper, style) if one.rule in _CHANGES)
    results: list[Check | Finding] = [
        *equations.findings,
        *check_moves(paper, conventions),
        *on_changes,
        *check_stated_turns(paper, equations.corrected, style),
        *check_changed_results(paper, conventions, style),
    ]
    for finding in without_echoes([one for one in results if isinstance(one, Finding)]):
        yield from of_other(paper, "CHAIN-MOVE", finding, beside)
    for check in results:
        if isinstance(check, Check) and check.rule in _MOVES - done:
            yield replace(check, rule="CHAIN-MOVE")


def _stated(
    audit: Audit,
    tables: Sequence[Counterpart],
    year: int,
    told: Sequence[tuple[Paragraph, str]],
    style: Style,
) -> Iterator[Check | Finding]:
    """What sentences on an earlier year come to beside its tables."""
    yield from held_against(alone(tables, audit.decision), told, year, style)


def held_against(
    beside: Beside, told: Sequence[tuple[Paragraph, str]], year: int, style: Style
) -> Iterator[Check | Finding]:
    """What sentences come to beside tables that another paper prints.

    Args:
        beside: The tables.
        told: Sentences by themselves, each with how it is printed.
        year: The year of the tables.
        style: How the paper that says so prints figures.
    """
    paper = replace(lay_out(with_sentences(beside.decision, told, style)), year=year)
    results = [*check_sentences(paper, style), *check_stated_turns(paper, {}, style)]
    for finding in without_echoes([one for one in results if isinstance(one, Finding)]):
        yield from of_other(paper, "CHAIN-CLAIM", quoted(finding, told), beside)
    for check in results:
        if isinstance(check, Check):
            yield replace(check, rule="CHAIN-CLAIM", table_id=None, row=None, col=None)


def of_other(paper: Paper, rule: str, finding: Finding, beside: Beside) -> Iterator[Finding]:
    """A finding that rests on figures of another paper, with these named; nothing where it rests on none.

    Args:
        paper: The tables it rests on, laid out as a paper.
        rule: The rule that it is told under.
        finding: The finding as a rule on sentences tells it.
        beside: Which of the figures other papers print.
    """
    places = [(one.table_id or "", one.row or 0, one.col or 0) for one in finding.operands]
    others = [beside.figures[place] for place in places if place in beside.figures]
    # A later paper may print what a figure in doubt should have been, or what it was.
    in_doubt = any(series.right(figure) != figure.value for series, figure in others)
    if not others or in_doubt or finding.level is Level.INFO:
        return
    where, year = paper_and_table(others[0][0]), others[0][0].period
    identity = finding_id(paper, rule, None, [finding.rule, finding.finding_id])
    here = (finding.table_id or "", finding.row or 0, finding.col or 0)
    stands = rule == "CHAIN-MOVE" and here not in beside.figures
    yield replace(
        finding,
        finding_id=identity,
        cause_id=identity,
        rule=rule,
        level=Level.WARNING,
        table_id=finding.table_id if stands else None,
        row=finding.row if stands else None,
        col=finding.col if stands else None,
        message=_by(finding.message, where, year),
        operands=tuple(
            operand_of(*beside.figures[place]) if place in beside.figures else one
            for place, one in zip(places, finding.operands, strict=True)
        ),
        corrections=(),
        suggestion=say(f"Đối chiếu với {where.vi}.", f"Check against {where.en}."),
    )


def _by(message: Bilingual, where: Bilingual, year: int) -> Bilingual:
    return say(
        f"{message.vi} Số năm {year} lấy từ {where.vi}.",
        f"{message.en} The figures of {year} are those of {where.en}.",
    )


def trusted(results: Iterable[Check | Finding]) -> list[Check | Finding]:
    """Results, unless several statements are made of which most do not hold: then another table is meant."""
    found = list(results)
    outcomes = [one.outcome for one in found if isinstance(one, Check)]
    broken = outcomes.count(Outcome.VIOLATED)
    return [] if broken >= _SEVERAL and broken * 2 > len(outcomes) else found
