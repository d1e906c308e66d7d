"""Places: how a report says where something stands."""

from __future__ import annotations

from dataclasses import replace

from doichieu.model import Heading, Locator, Paragraph
from doichieu.report.places import finding_place, shelve
from doichieu.report.strings import Strings

from .factories import make_audit


def test_a_sentence_is_found_by_its_heading_and_paragraph() -> None:
    """Papers without pages name the paragraph, counted from the heading above it; a table is not named for it."""
    audit = make_audit()
    texts = ("Mở đầu.", "I. KẾT QUẢ", "Câu thứ nhất.", "Câu thứ hai.")
    blocks = [
        Heading(text=text, level=1, locator=Locator(document="x", block=at))
        if text.isupper()
        else Paragraph(text=text, locator=Locator(document="x", block=at))
        for at, text in enumerate(texts)
    ]
    document = replace(audit.decision.document, blocks=tuple(blocks))
    finding = audit.findings[0]
    sheet = shelve([audit]).find(document.sha256, finding.table_id)
    assert sheet is not None
    said = [
        finding_place(
            replace(
                finding,
                row=None,
                col=None,
                operands=(replace(finding.operands[0], table_id=None, locator=block.locator),),
            ),
            sheet,
            document,
            say,
        )
        for block in (blocks[0], blocks[3])
        for say in (Strings(lang="vi"), Strings(lang="en"))
    ]
    assert said == [
        ("phần lời văn", "đoạn thứ 1"),
        ("running text", "paragraph 1"),
        ("phần lời văn", "mục “I. KẾT QUẢ”, đoạn thứ 2"),
        ("running text", "under “I. KẾT QUẢ”, paragraph 2"),
    ]
    assert finding_place(finding, sheet, document, Strings(lang="en"))[0].startswith("Table ")
