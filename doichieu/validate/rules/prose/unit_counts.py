"""COUNT-UNITS: the count announced right before a table is that of its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from doichieu.model import (
    Check,
    Finding,
    Level,
    Operand,
    Paragraph,
    Quantity,
    QuantityKind,
    Table,
)
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.sentences.claims import read_quantities
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.stated import names_units, statement
from doichieu.validate.wording import finding_id, say, table_name


def check_unit_counts(paper: Paper) -> Iterator[Check | Finding]:
    """Check a count of units in the sentence right before a table against its rows.

    Args:
        paper: The paper.

    Yields:
        A check a table announced with a count, and a finding where the table has another.
    """
    blocks = paper.decision.document.blocks
    by_block = {sheet.reading.table.table_id: sheet for sheet in paper.sheets}
    claims: Counter[str] = Counter()
    for before, block in pairwise(blocks):
        if not isinstance(block, Table) or not isinstance(before, Paragraph):
            continue
        sheet = by_block[block.table_id]
        if not sheet.population or not before.text.rstrip().endswith(":"):
            continue
        quantities = read_quantities(before.text, VIETNAMESE)
        counts = [
            q
            for q in quantities
            if q.kind is QuantityKind.COUNT
            and names_units(key(q.unit).replace(" ban nganh", ", ban, nganh"), sheet)
        ]
        if len(counts) != 1:
            continue
        units = len(sheet.rows_of)
        held = counts[0].value == units
        yield statement("COUNT-UNITS", block.table_id, held=held)
        if not held:
            claims[block.table_id] += 1
            yield _announced_finding(paper, sheet, counts[0], before, units)


def _announced_finding(paper: Paper, sheet: Sheet, count: Quantity, before: Paragraph, units: int) -> Finding:
    table = table_name(sheet.reading.table)
    identity = finding_id(paper, "COUNT-UNITS", sheet, [count.printed])
    return Finding(
        finding_id=identity,
        rule="COUNT-UNITS",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        message=say(
            f"Câu dẫn nêu {count.printed} {count.unit}, {table.vi} có {units} đơn vị.",
            f"The lead-in announces {count.printed} units; {table.en} has {units}.",
        ),
        observed=count.printed,
        expected=str(units),
        steps=(
            say(
                f"Số đơn vị trong bảng: {units} ≠ {count.printed}",
                f"Units in the table: {units} ≠ {count.printed}",
            ),
        ),
        operands=(Operand(text=count.printed, role="doubtful", locator=before.locator),),
        cause_id=identity,
        cause=say(
            "Số đếm ghi nhầm, hoặc bảng thiếu dòng.", "The count is misprinted, or the table lacks a row."
        ),
        suggestion=say(f"Kiểm tra lại số {count.printed}.", f"Check the count {count.printed}."),
    )
