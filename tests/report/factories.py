"""Audits built in code: two small papers with findings of several rules and levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from doichieu.baseline import Acceptance
from doichieu.model import (
    Audit,
    Cell,
    Check,
    Claim,
    Correction,
    Decision,
    Document,
    Finding,
    Issue,
    Letterhead,
    Level,
    Observation,
    Operand,
    Outcome,
    Quantity,
    QuantityKind,
    RowKind,
    Table,
    TableReading,
)

from .builders import (
    OTHER_SHA,
    RANKING_ROLES,
    SHA,
    UNITS,
    R,
    at,
    both,
    make_reading,
    make_table,
    operand,
    policy_table,
    ranking_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

REASON, BY = "Đã đính chính bằng văn bản riêng", "Nguyễn Văn A"


def findings(ranking: Table, policy: Table) -> tuple[Finding, ...]:
    """A wrong total, a rank tie with what follows from it, a duplicate, a claim and a note."""
    tie = both(
        "Tuy Phước và Hoài Nhơn cùng 89,25 điểm, phải cùng hạng 3.",
        "Tuy Phước and Hoài Nhơn both have 89.25 points and share rank 3.",
    )
    shifted = [
        Finding(
            finding_id=f"f-rank-{n}",
            rule="RANK-ORDER",
            level=Level.ERROR,
            table_id="t01",
            row=row,
            col=6,
            entity=UNITS[n - 1],
            message=both(
                f"{UNITS[n - 1]} ghi hạng {n}, tính lại là {n - 1}.",
                f"{UNITS[n - 1]} is printed with rank {n}, recomputed {n - 1}.",
            ),
            observed=str(n),
            expected=str(n - 1),
            operands=(operand(ranking, row, 6, "rank"),),
            cause_id="c-tie",
        )
        for n, row in ((5, 7), (6, 9))
    ]
    return (
        Finding(
            finding_id="f-sum-1",
            rule="SUM-ROW",
            level=Level.ERROR,
            table_id="t01",
            row=10,
            col=4,
            entity="Tây Sơn",
            entity_id="VN-31:h-547",
            message=both(
                "Tổng điểm của Tây Sơn ghi là 87,75, cộng hai điểm thành phần được 78,75.",
                "The total of Tây Sơn is printed as 87,75; its two components add up to 78,75.",
            ),
            observed="87,75",
            expected="78,75",
            steps=(
                both("40 + 38,75 = 78,75", "40 + 38.75 = 78.75"),
                both(
                    "In 87,75; chênh 9,00, vượt mọi cách làm tròn.",
                    "Printed 87.75; off by 9.00, beyond any rounding.",
                ),
                both(
                    "Cột tỷ lệ ghi 78,75%, khớp với 78,75.",
                    "The ratio column prints 78.75%, which agrees with 78.75.",
                ),
            ),
            operands=(
                operand(ranking, 10, 4, "total"),
                operand(ranking, 10, 2, "part"),
                operand(ranking, 10, 3, "part"),
                operand(ranking, 10, 5, "ratio"),
            ),
            cause_id="c-swap",
            cause=both("Hai chữ số 7 và 8 bị đảo chỗ.", "The digits 7 and 8 were swapped."),
            consequence=both("Thứ hạng không đổi.", "No rank changes."),
            suggestion=both("Sửa 87,75 thành 78,75.", "Correct 87,75 to 78,75."),
            corrections=(Correction(table_id="t01", row=10, col=4, printed="87,75", value="78,75"),),
        ),
        Finding(
            finding_id="f-rank-0",
            rule="RANK-TIE",
            level=Level.ERROR,
            table_id="t01",
            row=6,
            col=6,
            entity="Hoài Nhơn",
            message=tie,
            observed="4",
            expected="3",
            steps=(
                both(
                    "89,25 = 89,25: cùng hạng 3; các hạng sau lùi một.",
                    "89.25 = 89.25: both rank 3; later ranks move up by one.",
                ),
            ),
            operands=(
                operand(ranking, 6, 6, "rank"),
                operand(ranking, 5, 4),
                operand(ranking, 6, 4),
                operand(ranking, 5, 6, "rank"),
            ),
            cause_id="c-tie",
            cause=both("Hai đơn vị bằng điểm được đếm thành hai hạng.", "A tie was counted as two ranks."),
            consequence=both("Hai thứ hạng phía sau lệch một bậc.", "Two later ranks are off by one."),
            suggestion=both("Sửa hạng của Hoài Nhơn thành 3.", "Correct the rank of Hoài Nhơn to 3."),
            corrections=(Correction(table_id="t01", row=6, col=6, printed="4", value="3"),),
        ),
        *shifted,
        Finding(
            finding_id="f-pop-1",
            rule="POP-DUPLICATE",
            level=Level.ERROR,
            table_id="t02",
            row=4,
            col=1,
            entity="An Nhơn",
            message=both(
                "An Nhơn có hai hàng trong Bảng 2.5 a), còn Hoài Nhơn không có hàng nào.",
                "An Nhơn has two rows in table 2.5 a), and Hoài Nhơn has none.",
            ),
            observed="An Nhơn",
            expected="Hoài Nhơn",
            steps=(
                both(
                    "Bảng 2 có Hoài Nhơn, Bảng 2.5 a) không có.",
                    "Table 2 has Hoài Nhơn, table 2.5 a) does not.",
                ),
            ),
            operands=(
                operand(policy, 4, 1, "name"),
                operand(policy, 1, 1, "name"),
                operand(ranking, 6, 1, "name"),
            ),
            suggestion=both("Kiểm tra tên ở hàng 4.", "Check the name in row 4."),
            corrections=(Correction(table_id="t02", row=4, col=1, printed="An Nhơn", value="Hoài Nhơn"),),
        ),
        Finding(
            finding_id="f-claim-1",
            rule="COUNT-SHARE",
            level=Level.WARNING,
            message=both(
                "5 trên 10 đơn vị là 50%, lời văn ghi 45%.", "5 of 10 units are 50%, the text says 45%."
            ),
            observed="45%",
            expected="50%",
            operands=(Operand(text="45%", role="quantity", locator=at(3), claim_id="k1"),),
        ),
        Finding(
            finding_id="f-info-1",
            rule="NAME-ALIAS",
            level=Level.INFO,
            table_id="t02",
            row=2,
            col=1,
            entity="Vân Canh",
            message=both("Tên in thiếu từ «huyện».", "The printed name lacks the word for district."),
            observed="Vân Canh",
            expected="huyện Vân Canh",
            operands=(operand(policy, 2, 1, "name"),),
        ),
    )


def checks() -> tuple[Check, ...]:
    """Checks of every outcome, in tables and in prose."""
    why = both("Bảng không in điểm tối đa.", "The table prints no maximum.")
    held = [Check(rule="SUM-ROW", table_id="t01", outcome=Outcome.HELD, row=r) for r in range(3, 12)]
    held += [
        Check(rule="RANK-ORDER", table_id=t, outcome=Outcome.HELD, row=r)
        for t in ("t01", "t02")
        for r in range(3, 8)
    ]
    held += [Check(rule="ORD-RUN", table_id="t02", outcome=Outcome.HELD)]
    bad = [
        ("SUM-ROW", "t01"),
        ("RANK-TIE", "t01"),
        ("RANK-ORDER", "t01"),
        ("RANK-ORDER", "t01"),
        ("POP-DUPLICATE", "t02"),
    ]
    unknown = [
        Check(rule="RATIO-ROUND", table_id="t02", outcome=Outcome.UNKNOWN, row=r, why=why)
        for r in range(1, 8)
    ]
    unknown += [Check(rule="RANK-TIE", table_id="t01", outcome=Outcome.UNKNOWN, why=why)]
    return (
        *held,
        *(Check(rule=rule, table_id=table, outcome=Outcome.VIOLATED) for rule, table in bad),
        Check(rule="COUNT-SHARE", table_id=None, outcome=Outcome.VIOLATED),
        *unknown,
    )


def make_audit() -> Audit:
    """A paper with seven findings in five cases."""
    ranking, policy = ranking_table(), policy_table()
    readings = (
        make_reading(ranking, RANKING_ROLES, {2: RowKind.GROUP, 8: RowKind.GROUP, 14: RowKind.AVERAGE}),
        make_reading(policy, (R.ORDINAL, R.ENTITY, R.TOTAL, R.RANK)),
    )
    sentence = "Có 5 đơn vị đạt mức Tốt, chiếm 45% số đơn vị."
    start = sentence.index("45%")
    claim = Claim(
        claim_id="k1",
        sentence=sentence,
        subject="đơn vị đạt mức Tốt",
        quantities=(
            Quantity(
                kind=QuantityKind.PERCENT, value=Decimal(45), unit="%", printed="45%", span=(start, start + 3)
            ),
        ),
        locator=at(3),
    )
    head = Letterhead(
        number="12/QĐ-UBND",
        kind="quyết định",
        issuer="UBND tỉnh Ví Dụ",
        issued_on=date(2017, 2, 7),
        subject="Xếp hạng ứng dụng công nghệ thông tin năm 2016",
        signer="Nguyễn Văn A",
    )
    document = Document(
        source="corpus/qd-12-2017.txt",
        media_type="text/plain",
        sha256=SHA,
        reader="text/1",
        letterhead=head,
        blocks=(ranking, policy),
        pages=6,
        issues=(
            Issue(
                code="span-lost",
                message="merged cells were lost",
                source="qd-12-2017.txt",
                table_id="t02",
                row=3,
                col=2,
                locator=at(5),
            ),
        ),
    )
    observations = tuple(
        Observation(
            table_id=reading.table.table_id,
            row=r,
            col=c,
            entity_id=None,
            entity_name=reading.rows[r].label,
            indicator="điểm",
            measure="value",
            period=2016,
            value=number.value,
            unit=None,
            as_printed=str(number.value),
            locator=at(),
        )
        for reading in readings
        for (r, c), number in reading.numbers.items()
    )
    return Audit(
        decision=Decision(
            document=document,
            tables=readings,
            observations=observations,
            claims=(claim,),
            issues=document.issues,
        ),
        findings=findings(ranking, policy),
        checks=checks(),
        conventions={
            "t01": (
                both(
                    "Thứ hạng liền nhau theo Tổng điểm, lớn nhất trước.",
                    "Ranks are dense, by total, largest first.",
                ),
                both("Tỷ lệ làm tròn hai chữ số.", "Ratios are rounded to two places."),
            )
        },
    )


def accept(*finding_ids: str) -> dict[str, Acceptance]:
    """That some findings are accepted, all for one reason by one person."""
    return {name: Acceptance(finding_id=name, reason=REASON, by=BY) for name in finding_ids}


def clean_audit() -> Audit:
    """A paper in which everything holds."""
    table = make_table(
        [["TT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", "9,5"], ["2", "Sở Nội vụ", "8"]],
        sha=OTHER_SHA,
        table_id="t01",
        number="1",
    )
    document = Document(
        source="notice.txt",
        media_type="text/plain",
        sha256=OTHER_SHA,
        reader="text/1",
        letterhead=Letterhead(number="7/TB-STTTT", kind="thông báo"),
        blocks=(table,),
    )
    decision = Decision(
        document=document,
        tables=(make_reading(table, (R.ORDINAL, R.ENTITY, R.TOTAL)),),
        observations=(),
        claims=(),
    )
    return Audit(
        decision=decision, findings=(), checks=(Check(rule="ORD-RUN", table_id="t01", outcome=Outcome.HELD),)
    )


def bare_audit() -> Audit:
    """A paper in which no table was read and nothing was checked."""
    document = Document(
        source="letter.txt",
        media_type="text/plain",
        sha256="b" * 64,
        reader="text/1",
        letterhead=Letterhead(number="9/CV-STTTT", kind="công văn"),
        blocks=(),
    )
    return Audit(
        decision=Decision(document=document, tables=(), observations=(), claims=()), findings=(), checks=()
    )


def with_tables(
    audit: Audit,
    readings: Sequence[TableReading],
    *,
    checks: tuple[Check, ...] | None = None,
    cells: tuple[Cell, ...] | None = None,
) -> Audit:
    """The audit with other tables; its first finding is about their first cell, the others go."""
    if cells is not None:
        readings = [replace(readings[0], table=replace(readings[0].table, cells=cells)), *readings[1:]]
    tables = tuple(reading.table for reading in readings)
    document = replace(audit.decision.document, blocks=tables, issues=())
    decision = replace(audit.decision, document=document, tables=tuple(readings), issues=())
    finding = replace(
        audit.findings[0], table_id=tables[0].table_id, row=0, col=0, operands=(), corrections=()
    )
    return replace(
        audit, decision=decision, findings=(finding,), checks=audit.checks if checks is None else checks
    )


def many_findings(count: int) -> Audit:
    """A long table in which one cause shifts every rank."""
    rows: list[list[str | None]] = [
        ["Đơn vị", "Hạng"],
        *([f"Đơn vị {n}", str(n)] for n in range(1, count + 1)),
    ]
    table = make_table(rows, table_id="t01", number="1")
    audit = with_tables(make_audit(), [make_reading(table, (R.ENTITY, R.RANK))], checks=())
    shifted = tuple(
        replace(audit.findings[0], finding_id=f"f-{n}", row=n, col=1, cause_id="c-one")
        for n in range(1, count + 1)
    )
    return replace(audit, findings=shifted)
