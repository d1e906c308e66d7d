"""From a document as printed to a decision understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from doichieu.model import (
    Column,
    ColumnRole,
    Decision,
    Document,
    Heading,
    Issue,
    Mention,
    Paragraph,
    Row,
    RowKind,
    Table,
    TableReading,
)
from doichieu.normalize.agencies import Scope, infer_scope, match, match_column
from doichieu.normalize.agencies.aliases import Aliases
from doichieu.normalize.columns.read import read_columns
from doichieu.normalize.columns.separators import (
    difference_evidence,
    grouping_evidence,
    maxima_evidence,
    ordinal_columns,
)
from doichieu.normalize.numbers import (
    Separators,
    infer_separators,
    is_nil,
    parse_figure,
    tells_separators,
)
from doichieu.normalize.observations import double_figures, single_figures
from doichieu.normalize.periods import periods_of_tables
from doichieu.normalize.rows import names_nobody, read_rows
from doichieu.normalize.sentences.claims import read_claims
from doichieu.normalize.sentences.lists import read_lists
from doichieu.normalize.spaced_figures import with_figures_joined
from doichieu.normalize.stored import stored_figures

# "89.5%" in a sentence: of a percentage no thousands are set apart.
_PERCENTAGE = re.compile(r"(?<![\w.,])\d{1,3}[.,]\d{1,2}(?=\s?%)")
_DASHES = frozenset("-–—−")
_OPEN = re.compile(r"(?<![\w.,/])\d{1,3}[.,]\d{3}(?![\w.,/]\d|\d)")
# From this share of resolved names on, a stub column is one of agencies even if its header does not
# say so; below it a column headed "Đơn vị" still is one, and its names become issues.
_AGENCIES_FROM = 0.5


def understand(document: Document, *, scope: Scope | None = None, aliases: Aliases | None = None) -> Decision:
    """Understand a document: columns, rows, agencies, figures, claims.

    Args:
        document: A document as printed.
        scope: Where its names are looked up; inferred from the document when None.
        aliases: Names that people have confirmed.

    Returns:
        The decision; names and cells that were not understood are among its issues.
    """
    scope = scope or infer_scope(document)
    separators = document_separators(document)
    readings = tuple(_read_table(table, separators, scope, aliases) for table in document.tables)
    observations = tuple(
        observation
        for reading, period in zip(readings, periods_of_tables(document), strict=True)
        for observation in [*single_figures(reading, period), *double_figures(reading, period, separators)]
    )
    told = with_figures_joined(document, lambda: separators)
    return Decision(
        document=document,
        tables=readings,
        observations=observations,
        claims=read_claims(told, separators),
        lists=read_lists(told, lambda text: match(text, scope=scope, aliases=aliases)),
        issues=tuple(issue for reading in readings for issue in _issues(document, reading)),
    )


def document_separators(document: Document) -> Separators:
    """Separator convention of a document, from all its cells and the maxima that headers declare, else from its percentages.

    "13.000" out of 15 points is thirteen: with a digit less its form says so. Ordinals ("1.1") are no decimals.
    """
    texts = [
        cell.text
        for table in document.tables
        for numbered in [ordinal_columns(table)]
        for cell in table.cells
        if cell.col not in numbered
    ]
    texts.extend(text[:-1] for table in document.tables for text in maxima_evidence(table))
    texts.extend(text for table in document.tables for text in grouping_evidence(table))
    if not any(map(tells_separators, texts)):
        texts.extend(text for table in document.tables for text in difference_evidence(table))
    if not any(map(tells_separators, texts)):
        texts.extend(_telling_percentages(document, texts))
    return infer_separators(texts)


def _telling_percentages(document: Document, figures: Iterable[str]) -> list[str]:
    """Percentages of sentences, which set no thousands apart, where figures that leave it open have the other mark."""
    sentences = [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]
    said = [percentage for text in sentences for percentage in _PERCENTAGE.findall(text)]
    open_ = [figure for text in sentences for figure in _OPEN.findall(text)] if said else []
    open_ += [text for text in figures if _OPEN.fullmatch(text)]
    marks = {text[-4] for text in open_}
    return [text for text in said if not marks & set(text)] if len(marks) == 1 else []


def _read_table(table: Table, separators: Separators, scope: Scope, aliases: Aliases | None) -> TableReading:
    columns, numbers = read_columns(table, separators)

    def match_names(names: Sequence[str]) -> list[tuple[Mention, ...]]:
        return match_column(names, scope=scope, aliases=aliases)

    rows = read_rows(table, columns, numbers, match_names)
    unranked = _nils_of_unranked(table, columns, rows)
    numbers = {at: number for at, number in numbers.items() if at not in unranked} if unranked else numbers
    mentioned = [row for row in rows if row.entities]
    resolved = sum(any(mention.entity_id for mention in row.entities) for row in mentioned)
    if not mentioned or resolved < _AGENCIES_FROM * len(mentioned):
        columns = tuple(
            replace(column, role=ColumnRole.TEXT) if column.role is ColumnRole.ENTITY else column
            for column in columns
        )
        if resolved < 0.2 * len(mentioned):
            rows = tuple(replace(row, entities=()) for row in rows)
    stored = stored_figures(table, numbers)
    return TableReading(table=table, columns=columns, rows=rows, numbers=numbers, stored=stored)


def _nils_of_unranked(table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> set[tuple[int, int]]:
    """The dashes of rows that have no result at all: a dash for a place and for a total is no zero."""
    results = [one.index for one in columns if one.role in {ColumnRole.RANK, ColumnRole.TOTAL}]
    if not any(one.role is ColumnRole.RANK for one in columns):
        return set()
    nils = {(cell.row, cell.col) for cell in table.cells if cell.text[:1] in _DASHES and is_nil(cell.text)}
    unranked = {
        row.index
        for row in rows
        if row.kind is RowKind.DATA and all((row.index, col) in nils for col in results)
    }
    return {at for at in nils if at[0] in unranked}


def _issues(document: Document, reading: TableReading) -> list[Issue]:
    issues: list[Issue] = []
    stub = reading.stub
    entity_column = stub is not None and reading.columns[stub].role is ColumnRole.ENTITY
    issues.extend(
        Issue(
            code="unresolved-name",
            message=f"“{mention.printed}”: {mention.reason}",
            source=document.source,
            table_id=reading.table.table_id,
            row=row.index,
            col=stub,
        )
        for row in reading.rows
        for mention in row.entities
        if mention.entity_id is None and entity_column and not names_nobody(mention.printed)
    )
    numeric = {
        column.index
        for column in reading.columns
        if column.role not in {ColumnRole.ORDINAL, ColumnRole.ENTITY, ColumnRole.TEXT, ColumnRole.TIER}
    }
    for cell in reading.table.cells:
        if cell.row < reading.table.header_rows or cell.col not in numeric or not cell.text:
            continue
        odd = (cell.row, cell.col) not in reading.numbers and any(char.isdigit() for char in cell.text)
        if odd and parse_figure(cell.text) is None and reading.rows[cell.row].kind is RowKind.DATA:
            issues.append(
                Issue(
                    code="unread-figure",
                    message=f"“{cell.text}”",
                    source=document.source,
                    locator=cell.locator,
                    table_id=reading.table.table_id,
                    row=cell.row,
                    col=cell.col,
                )
            )
    return issues
