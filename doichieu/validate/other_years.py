"""What a paper says of another year than its own, held against the columns that it prints of that year.

Of each such year the paper is laid out once more as a paper of that year: its columns alone, and of the sentences what
they say of it. The rules on sentences then read it as any paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from doichieu.model import Check, Claim, ColumnRole, Decision, Finding, Heading, Paragraph, TableReading
from doichieu.normalize.agencies import infer_scope, match
from doichieu.normalize.headers import speaks_of_change
from doichieu.normalize.sentences.claims import read_claims, sentences
from doichieu.normalize.sentences.lists import read_lists
from doichieu.normalize.sentences.other_years import told_of_years
from doichieu.normalize.text import clean, fold
from doichieu.validate.equations import audit_equations
from doichieu.validate.infer.conventions import infer_conventions
from doichieu.validate.judged_tiers import corrected_tiers
from doichieu.validate.paper import Paper, lay_out
from doichieu.validate.rules.prose import (
    beside_means,
    bound_counts,
    bound_lists,
    changed_results,
    changed_units,
    row_clauses,
    row_lists,
    stated_amounts,
    stated_ends,
    stated_places,
    stated_results,
    stated_statistics,
    stated_tiers,
    tier_counts,
)
from doichieu.validate.wording import Style, say

# Columns that say what a row is about.
_STUBS = frozenset({ColumnRole.ENTITY, ColumnRole.ORDINAL, ColumnRole.TEXT})


def check_other_years(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check what sentences say of years that the paper prints columns of beside those of its own year.

    Args:
        paper: The paper.
        style: How it prints figures.

    Yields:
        What the rules on sentences yield for a paper of each such year.
    """
    printed = _years_of_columns(paper.decision)
    if paper.year is None or not printed - {paper.year}:
        return
    told = told_by_year(paper, paper.year, style)
    for year in sorted(printed & told.keys()):
        of_year = with_sentences(_of_year(paper.decision, year), told[year], style)
        for result in check_sentences(replace(lay_out(of_year), year=year), style):
            yield _about(quoted(result, told[year]), year) if isinstance(result, Finding) else result


def quoted(finding: Finding, told: Sequence[tuple[Paragraph, str]]) -> Finding:
    """A finding that quotes sentences as the paper prints them, and not what they say of another year alone."""
    vi, en, steps = finding.message.vi, finding.message.en, finding.steps
    for paragraph, printed in told:
        if paragraph.text in vi or any(paragraph.text in step.vi for step in steps):
            vi, en = (text.replace(paragraph.text, printed) for text in (vi, en))
            steps = tuple(
                say(*(t.replace(paragraph.text, printed) for t in (step.vi, step.en))) for step in steps
            )
    return replace(finding, message=say(vi, en), steps=steps)


def _about(finding: Finding, year: int) -> Finding:
    """A finding that says which year it is about."""
    vi, en = finding.message.vi, finding.message.en
    return replace(finding, message=say(f"Về năm {year}: {_going_on(vi)}", f"Of {year}: {_going_on(en)}"))


def _going_on(message: str) -> str:
    """A message behind a colon."""
    return message[0].lower() + message[1:] if message.startswith(("Lời văn", "The ")) else message


def check_sentences(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Hold the sentences of a paper against its tables, and leave the tables themselves alone.

    Args:
        paper: The paper.
        style: How it prints figures.
    """
    conventions = infer_conventions(paper)
    equations = audit_equations(paper, conventions, style)
    figures = equations.corrected
    tiers = corrected_tiers(paper, conventions, equations)
    # Of the rules of an audit those on units, in its order: where two tell one thing, the first is kept.
    rules: Sequence[Callable[[], Iterable[Check | Finding]]] = (
        lambda: tier_counts.check_tier_counts(paper, conventions, tiers, style),
        lambda: stated_tiers.check_stated_tiers(paper, conventions, tiers),
        lambda: bound_counts.check_bound_counts(paper, conventions, figures, style),
        lambda: bound_counts.check_bound_shares(paper, conventions, figures, style),
        lambda: bound_lists.check_bound_lists(paper, conventions, figures),
        lambda: stated_places.check_stated_places(paper, conventions, style),
        lambda: beside_means.check_beside_means(paper, conventions, style),
        lambda: row_lists.check_row_lists(paper, style),
        lambda: row_clauses.check_row_clauses(paper, style),
        lambda: stated_amounts.check_stated_amounts(paper, style),
        lambda: stated_results.check_stated_results(paper, conventions, style),
        lambda: changed_units.check_changed_units(paper),
        lambda: changed_results.check_changed_results(paper, conventions, style),
        lambda: stated_ends.check_stated_ends(paper),
        lambda: stated_statistics.check_statistics(paper, conventions, figures, style),
    )
    for rule in rules:
        yield from rule()


def told_by_year(paper: Paper, own: int, style: Style) -> Mapping[int, Sequence[tuple[Paragraph, str]]]:
    """What the sentences of a paper say of each year, where that is not what they say of its own alone.

    Args:
        paper: The paper.
        own: The year its figures are for.
        style: How it prints figures.

    Returns:
        By year the sentences of it, each a paragraph of its own, with the sentence as printed.
    """
    found: defaultdict[int, list[tuple[Paragraph, str]]] = defaultdict(list)
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph) or "năm" not in block.text.lower():
            continue
        for _, printed in sentences(clean(block.text)):
            for year, text in told_of_years(printed.strip(), own, style.separators):
                found[year].append((replace(block, text=text), printed.strip()))
    return found


def with_sentences(decision: Decision, told: Sequence[tuple[Paragraph, str]], style: Style) -> Decision:
    """A decision with other sentences in place of its own; claims keep the IDs of the sentences they come from.

    Args:
        decision: A decision.
        told: Paragraphs of one sentence each, with the sentence of the decision that says so.
        style: How the decision prints figures.
    """
    ids = {claim.sentence: claim.claim_id for claim in decision.claims}
    printed = {paragraph.text: sentence for paragraph, sentence in told}
    tables = [block for block in decision.document.blocks if not isinstance(block, Paragraph | Heading)]
    document = replace(decision.document, blocks=(*(paragraph for paragraph, _ in told), *tables))
    scope = infer_scope(decision.document)
    return replace(
        decision,
        document=document,
        claims=tuple(
            replace(claim, claim_id=_id_of(claim, printed, ids))
            for claim in read_claims(document, style.separators)
        ),
        lists=read_lists(document, partial(match, scope=scope)),
    )


def _id_of(claim: Claim, printed: Mapping[str, str], ids: Mapping[str, str]) -> str:
    return ids.get(printed.get(claim.sentence, ""), "")


def _years_of_columns(decision: Decision) -> set[int]:
    return {
        column.period
        for reading in decision.tables
        for column in reading.columns
        if column.period is not None
    }


def _of_year(decision: Decision, year: int) -> Decision:
    """A decision with the figures of one year alone."""
    readings = (with_columns(reading, _columns_of(reading, year)) for reading in decision.tables)
    # what prints no figure of it says nothing of it, and would be laid out and searched for formulas all the same
    return replace(decision, tables=tuple(reading for reading in readings if reading.numbers))


def _columns_of(reading: TableReading, year: int) -> set[int]:
    return {
        column.index
        for column in reading.columns
        if column.period == year and not speaks_of_change(fold(column.header))
    }


def with_columns(reading: TableReading, kept: Collection[int]) -> TableReading:
    """A table in which some columns, and those that say what a row is about, have a meaning and all others none."""
    telling = {column.index for column in reading.columns if column.index in kept or column.role in _STUBS}
    return replace(
        reading,
        columns=tuple(
            column if column.index in telling else replace(column, role=ColumnRole.TEXT, period=None)
            for column in reading.columns
        ),
        numbers={at: number for at, number in reading.numbers.items() if at[1] in telling},
        stored={at: number for at, number in reading.stored.items() if at[1] in telling},
    )
