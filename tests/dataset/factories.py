"""Papers built in code, with everything that the dataset stores, and strategies for random ones."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from doichieu.model import (
    Alternative,
    Audit,
    Bilingual,
    Box,
    Cell,
    Check,
    Claim,
    Correction,
    Decision,
    Document,
    Finding,
    Heading,
    Issue,
    Letterhead,
    Level,
    Locator,
    Observation,
    Operand,
    Outcome,
    Paragraph,
    Quantity,
    QuantityKind,
    Table,
)

GRID = (("TT", "Đơn vị", "Điểm"), ("1", "Sở Nội vụ", "92,75"), ("2", "Sở Y tế", "90,500"))


def both(text: str) -> Bilingual:
    """The same sentence in two languages."""
    return Bilingual(vi=f"vi: {text}", en=f"en: {text}")


def make_document(
    text: str = "a", *, source: str = "papers/a.txt", grid: tuple[tuple[str, ...], ...] = GRID
) -> Document:
    """A paper with a heading, a paragraph and a table; another text is another file."""
    sha = hashlib.sha256(text.encode()).hexdigest()

    def at(block: int) -> Locator:
        return Locator(document=sha, block=block, span=(block * 10, block * 10 + 9))

    cells = tuple(
        Cell(text=value, row=row, col=col, locator=at(2))
        for row, line in enumerate(grid)
        for col, value in enumerate(line)
    )
    table = Table(
        table_id="t01",
        number="1.1",
        part="a",
        caption="Xếp hạng",
        notes=("(*) x",),
        cells=cells,
        locator=at(2),
    )
    return Document(
        source=source,
        media_type="text/plain",
        sha256=sha,
        reader="text/1",
        letterhead=Letterhead(number="305/QĐ-UBND", kind="quyết định", issued_on=date(2017, 1, 24)),
        blocks=(
            Heading(text="I. KẾT QUẢ", level=1, locator=at(0)),
            Paragraph(text=text, locator=at(1)),
            table,
        ),
        issues=(
            Issue(code="doubt", message="unsure", source=source, locator=at(2), table_id="t01", row=1, col=2),
        ),
    )


def make_audit(text: str = "a", *, source: str = "papers/a.txt") -> Audit:
    """An audited paper with figures, a claim, checks and a finding."""
    document = make_document(text, source=source)
    place = document.blocks[2].locator
    figures = tuple(
        Observation(
            table_id="t01",
            row=row,
            col=2,
            entity_id=entity_id,
            entity_name=GRID[row][1],
            indicator="Điểm",
            measure="total",
            period=2016,
            value=Decimal(GRID[row][2].replace(",", ".")),
            unit="điểm",
            as_printed=GRID[row][2],
            locator=place,
        )
        for row, entity_id in ((1, "VN-31:so-nv"), (2, "VN-31:so-yt"))
    )
    quantity = Quantity(
        kind=QuantityKind.OUT_OF,
        value=Decimal(18),
        whole=Decimal(19),
        unit="đơn vị",
        printed="18/19",
        span=(0, 5),
    )
    claim = Claim(
        claim_id="c1", sentence="18/19 đơn vị", subject="đơn vị", quantities=(quantity,), locator=place
    )
    decision = Decision(
        document=document,
        tables=(),
        observations=figures,
        claims=(claim,),
        issues=(*document.issues, Issue(code="name", message="unknown name", source=source)),
    )
    return Audit(
        decision=decision,
        findings=(_finding(place),),
        checks=_checks(),
        conventions={"t01": (both("dense"),)},
    )


def _finding(place: Locator) -> Finding:
    return Finding(
        finding_id="f-0001",
        rule="RANK-TIE",
        level=Level.ERROR,
        table_id="t01",
        row=1,
        col=2,
        entity_id="VN-31:so-nv",
        entity="Sở Nội vụ",
        message=both("rank"),
        observed="3",
        expected="2",
        steps=(both("step"),),
        operands=(Operand(table_id="t01", row=1, col=2, text="92,75", role="total", locator=place),),
        cause_id="k1",
        cause=both("cause"),
        corrections=(Correction(table_id="t01", row=1, col=2, printed="3", value="2"),),
    )


def _checks() -> tuple[Check, ...]:
    held = Check(rule="RANK-TIE", table_id="t01", outcome=Outcome.HELD)
    violated = Check(rule="RANK-TIE", table_id="t01", outcome=Outcome.VIOLATED, row=1)
    unknown = Check(rule="POP-MISSING", table_id=None, outcome=Outcome.UNKNOWN, why=both("no list"))
    return held, held, violated, unknown


# --------------------------------------------------------------------------- strategies

SHA = "c3" * 32
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
MAYBE = st.none() | TEXTS
SMALL = st.integers(0, 40)
FLOATS = st.floats(0, 2000)
BOXES = st.none() | st.builds(Box, x0=FLOATS, y0=FLOATS, x1=FLOATS, y1=FLOATS)
SPANS = st.none() | st.tuples(SMALL, SMALL)
LOCATORS = st.builds(
    Locator,
    document=st.just(SHA),
    page=st.none() | SMALL,
    box=BOXES,
    block=st.none() | SMALL,
    span=SPANS,
    reference=MAYBE,
)
CELLS = st.builds(
    Cell,
    text=TEXTS,
    row=SMALL,
    col=SMALL,
    row_span=SMALL,
    indent=SMALL,
    col_span=SMALL,
    locator=LOCATORS,
    confidence=st.none() | FLOATS,
    alternatives=st.lists(st.builds(Alternative, TEXTS, FLOATS), max_size=2).map(tuple),
    repaired_from=MAYBE,
    # what people say is printed is put in from their decisions, after a document is rebuilt
    misread=st.none(),
    stored=st.none() | st.decimals(-(10**15), 10**15, places=6, allow_nan=False).map(Decimal.normalize),
)
TABLES = st.builds(
    Table,
    table_id=st.just(""),
    number=MAYBE,
    part=MAYBE,
    caption=MAYBE,
    unit=MAYBE,
    notes=st.lists(TEXTS, max_size=2).map(tuple),
    header_rows=SMALL,
    cells=st.lists(CELLS, max_size=4).map(tuple),
    locator=LOCATORS,
)
HEADINGS = st.builds(Heading, text=TEXTS, level=SMALL, locator=LOCATORS)
PARAGRAPHS = st.builds(Paragraph, text=TEXTS, locator=LOCATORS)
LETTERHEADS = st.builds(
    Letterhead,
    number=MAYBE,
    kind=MAYBE,
    issuer=MAYBE,
    place=MAYBE,
    issued_on=st.none() | st.dates(),
    subject=MAYBE,
    signer=MAYBE,
    attached_to=MAYBE,
)
ISSUES = st.builds(
    Issue,
    code=TEXTS,
    message=TEXTS,
    source=TEXTS,
    locator=st.none() | LOCATORS,
    table_id=MAYBE,
    row=st.none() | SMALL,
    col=st.none() | SMALL,
)
