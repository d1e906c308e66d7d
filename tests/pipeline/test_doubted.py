"""A finding that a misreading explains better than an error of the paper is a remark; others keep their level."""

from __future__ import annotations

import pytest

from doichieu.model import Level
from doichieu.pipeline import audit
from tests.pipeline.test_rereading import misread


def levels(cells: dict[tuple[int, int], tuple[str, float]]) -> set[Level]:
    """Levels of what is found about sums and differences in the paper read so."""
    found = audit(misread({place: (text, confidence, ()) for place, (text, confidence) in cells.items()}))
    return {finding.level for finding in found.findings}


@pytest.mark.parametrize(
    ("confidence", "level"), [(0.99, Level.ERROR), (0.85, Level.ERROR), (0.4, Level.INFO)]
)
def test_a_doubtful_operand_lowers_a_finding(confidence: float, level: Level) -> None:
    """40,25 + 41 is not 82,25: an error of the paper, unless 82,25 is likely misread."""
    assert levels({(4, 4): ("82,25", confidence)}) == {level}


def test_the_message_says_that_the_picture_decides() -> None:
    """In both languages."""
    found = audit(misread({(4, 4): ("82,25", 0.4, ())}))
    for finding in found.findings:
        assert "xem ảnh" in finding.message.vi
        assert "picture" in finding.message.en


def test_a_doubt_elsewhere_changes_nothing() -> None:
    """A wrong total stays an error where a name and another row are in doubt."""
    assert levels({(4, 4): ("82,25", 0.99), (2, 1): ("Sở Nội vụ", 0.3), (6, 3): ("39", 0.3)}) == {Level.ERROR}
