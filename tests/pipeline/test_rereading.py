"""Doubtful readings are settled by the rest of the paper; sure readings and printed errors stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from doichieu.extract import read, read_bytes
from doichieu.model import Alternative, Document, Level, Table
from doichieu.pipeline import audit

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = """Bảng 1. Xếp hạng
STT\tĐơn vị\tHạ tầng (tối đa 50)\tNhân lực (tối đa 50)\tTổng điểm\tXếp hạng
1\tSở Tài chính\t45,25\t41,5\t86,75\t1
2\tSở Nội vụ\t44\t40,5\t84,5\t2
3\tSở Y tế\t43,5\t40\t83,5\t3
4\tSở Xây dựng\t40,25\t41\t81,25\t4
5\tSở Tư pháp\t39\t40\t79\t5
6\tSở Du lịch\t38,5\t39\t77,5\t6
"""


def misread(cells: dict[tuple[int, int], tuple[str, float, tuple[Alternative, ...]]]) -> Document:
    """The paper as a recogniser may give it: these cells with another text, a confidence and alternatives."""
    document = read_bytes(TEXT.encode(), "a.txt")
    (table,) = document.tables
    changed = []
    for cell in table.cells:
        text, confidence, others = cells.get((cell.row, cell.col), (cell.text, 0.999, ()))
        changed.append(cell._replace(text=text, confidence=confidence, alternatives=others))
    blocks = tuple(
        replace(block, cells=tuple(changed)) if isinstance(block, Table) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def text_at(document: Document, row: int, col: int) -> str:
    """What stands in a cell."""
    (table,) = document.tables
    return next(cell.text for cell in table.cells if (cell.row, cell.col) == (row, col))


def test_the_reading_that_adds_up_is_taken_and_said() -> None:
    """40,25 + 41 is 81,25: a doubtful 46,25 becomes 40,25, with an issue and the first reading kept."""
    paper = misread({(4, 2): ("46,25", 0.55, (Alternative("48,25", 0.3), Alternative("40,25", 0.15)))})
    found = audit(paper)
    assert [finding.rule for finding in found.findings] == []
    document = found.decision.document
    assert text_at(document, 4, 2) == "40,25"
    (cell,) = [cell for cell in document.tables[0].cells if cell.repaired_from]
    assert cell.repaired_from == "46,25"
    (issue,) = [issue for issue in document.issues if issue.code == "reading-repaired"]
    assert (issue.row, issue.col) == (4, 2)
    assert issue.locator == cell.locator


def test_a_sure_reading_is_never_changed() -> None:
    """The paper may have printed the error: at 95 % the figure stays, though another would add up."""
    found = audit(misread({(4, 2): ("46,25", 0.95, (Alternative("40,25", 0.05),))}))
    assert text_at(found.decision.document, 4, 2) == "46,25"
    assert any(finding.level is not Level.INFO for finding in found.findings)


def test_a_printed_error_beside_a_doubt_stays() -> None:
    """A doubt elsewhere in the row is not bent to hide a wrong total that was read surely."""
    found = audit(
        misread({(4, 4): ("82,25", 0.999, ()), (4, 2): ("40,25", 0.8, (Alternative("40.25", 0.2),))})
    )
    assert text_at(found.decision.document, 4, 2) == "40,25"
    assert {finding.rule for finding in found.findings} & {"SUM-ROW", "SUM-TOTAL"}


def test_two_doubts_in_two_rows_are_settled_both() -> None:
    """Each by its own row."""
    found = audit(
        misread(
            {
                (1, 2): ("46,25", 0.6, (Alternative("45,25", 0.4),)),
                (5, 3): ("46", 0.5, (Alternative("48", 0.25), Alternative("40", 0.25))),
            }
        )
    )
    assert found.findings == ()
    assert [text_at(found.decision.document, *place) for place in ((1, 2), (5, 3))] == ["45,25", "40"]


def test_nothing_in_doubt_is_audited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper with text costs one audit."""
    import doichieu.validate as stage  # noqa: PLC0415 (the stage is counted)

    calls = []
    real = stage.audit
    monkeypatch.setattr(stage, "audit", lambda decision: calls.append(decision) or real(decision))
    audit(misread({}))
    assert len(calls) == 1


def test_the_scan_of_a_paper_gives_the_findings_of_its_text() -> None:
    """The facsimile that was printed, stamped and scanned: the same errors and warnings at the same places."""

    def serious(name: str) -> list[tuple[str, str, str, int | None, int | None]]:
        found = audit(read(CORPUS / name))
        return [
            (finding.rule, finding.level.name, finding.table_id or "", finding.row, finding.col)
            for finding in found.findings
        ]

    assert serious("qd-1968-2024-binh-dinh-scan.pdf") == serious("qd-1968-2024-binh-dinh.txt")
