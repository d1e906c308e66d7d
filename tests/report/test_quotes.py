"""Sentences that findings read, as the report quotes them."""

from __future__ import annotations

from doichieu.report.evidence import quotes
from tests.validate.papers import Sketch, examine, serious
from tests.validate.test_amounts_in_text import BUDGET
from tests.validate.test_statistics_in_text import FIVE


def test_a_figure_within_a_quantity_is_marked() -> None:
    """“84,43” is in doubt, and the sentence states “84,43 điểm”."""
    result = examine("Điểm trung bình của các đơn vị là 84,43 điểm.", Sketch(FIVE))
    (finding,) = serious(result)
    (quote,) = quotes(finding.operands, {claim.claim_id: claim for claim in result.decision.claims})
    assert [text for text, marked in quote.pieces if marked] == ["84,43"]


def test_a_sentence_that_is_no_claim_is_told_in_the_steps() -> None:
    """Amounts of money are no quantities of the paper's claims; the auditor reads the sentence all the same."""
    sentence = "Thu nội địa đạt 559.000 triệu đồng."
    result = examine(sentence, Sketch(BUDGET))
    (finding,) = serious(result)
    assert result.decision.claims == ()
    assert any(sentence in step.vi for step in finding.steps)


def test_long_captions_are_cut_at_a_word() -> None:
    """A table without a number is called by its caption."""
    caption = "Tình hình thực hiện dự toán thu ngân sách nhà nước trên địa bàn tỉnh sáu tháng đầu năm"
    result = examine("Thu nội địa đạt 559.000 triệu đồng.", Sketch(BUDGET, number=None, caption=caption))
    (finding,) = serious(result)
    (short,) = [part for part in finding.message.vi.split("“") if part.startswith("Tình hình")]
    name = short.split("”")[0]
    assert name.endswith("…")
    assert f"{name[:-1]} " in caption
