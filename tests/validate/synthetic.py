"""Papers of many years made in memory, for what papers say of each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from doichieu.model import Audit, Decision, Document, Letterhead, Locator, Observation


def synthetic(count: int) -> list[Audit]:
    """Papers of twenty departments each with the ranks of their year and of the year before.

    Args:
        count: How many; 61 provinces take turns, a year later each round.

    Returns:
        Their audits, without tables: papers are held against each other by their observations alone.
    """
    audits = []
    for at in range(count):
        province, year = f"VN-{at % 61:02}", 2000 + at // 61
        number = f"{at}/QĐ-UBND"
        head = Letterhead(number=number, issued_on=date(year + 1, 3, 1))
        document = Document(
            source=number,
            media_type="text/plain",
            sha256=f"{at:064x}",
            reader="test",
            letterhead=head,
            blocks=(),
        )
        ids = [f"{province}:so-{unit}" for unit in range(20)]
        observations = tuple(
            Observation(
                table_id="t01",
                row=row,
                col=col,
                entity_id=entity,
                entity_name=entity,
                indicator="Xếp hạng chuyển đổi số",
                measure="rank",
                period=year - back,
                value=Decimal((row * 7 + (year - back) * 3) % 20 + 1),
                unit=None,
                as_printed="",
                locator=Locator(document=document.sha256),
            )
            for row, entity in enumerate(ids)
            for col, back in ((2, 0), (3, 1))
        )
        decision = Decision(document=document, tables=(), observations=observations, claims=())
        audits.append(Audit(decision=decision, findings=(), checks=()))
    return audits
