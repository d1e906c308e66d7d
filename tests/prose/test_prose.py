"""Invented papers of other provinces with many wordings: clean they are silent, each planted error is found.

Figures, numbers of papers and signers are made up; agencies and districts are those in force at the date.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Finding, Level
from doichieu.normalize import understand
from doichieu.validate import audit

HERE = Path(__file__).parent
PAPERS = sorted(path.stem for path in HERE.glob("*.txt"))

PLANTED = [
    (
        "lao_cai",
        "gồm 1 thành phố, 1 thị xã và 7 huyện",
        "gồm 1 thành phố, 1 thị xã và 8 huyện",
        "CLAIM-PARTS",
    ),
    ("lao_cai", "Bộ chỉ số có 45 tiêu chí", "Bộ chỉ số có 54 tiêu chí", "CLAIM-PARTS"),
    ("lao_cai", "dựa trên 03 lĩnh vực gồm", "dựa trên 04 lĩnh vực gồm", "CLAIM-LIST"),
    ("lao_cai", "điểm thẩm định 70 điểm", "điểm thẩm định 60 điểm", "CLAIM-PARTS"),
    ("lao_cai", "(94,4%)", "(49,4%)", "COUNT-PCT"),
    ("lao_cai", "thứ hạng các lĩnh vực tại Bảng 2", "thứ hạng các lĩnh vực tại Bảng 3", "REF-TABLE"),
    ("lao_cai", "Thành phố Lào Cai với 92,40 điểm", "Thành phố Lào Cai với 92,04 điểm", "CLAIM-FIGURE"),
    ("lao_cai", "Dẫn đầu là Thành phố Lào Cai với 92,40", "Dẫn đầu là Thị xã Sa Pa với 88,75", "CLAIM-RANK"),
    ("lao_cai", "90,15 điểm, tăng 2 bậc", "90,15 điểm, tăng 3 bậc", "CLAIM-MOVE"),
    ("lao_cai", "Huyện Bảo Thắng xếp thứ 2", "Huyện Bảo Thắng xếp thứ 4", "CLAIM-RANK"),
    ("lao_cai", "(74,35 điểm)", "(75,34 điểm)", "CLAIM-FIGURE"),
    ("lao_cai", "Có 03/9 đơn vị tăng hạng", "Có 04/9 đơn vị tăng hạng", "CLAIM-LIST"),
    ("lao_cai", "Huyện Bát Xát và Huyện Mường Khương. Điểm", "Huyện Bát Xát. Điểm", "CLAIM-LIST"),
    ("lao_cai", "Huyện Si Ma Cai tăng 2 bậc", "Huyện Si Ma Cai tăng 1 bậc", "CLAIM-MOVE"),
    ("lao_cai", "Có 02 huyện chưa hoàn thành", "Có 03 huyện chưa hoàn thành", "CLAIM-LIST"),
    ("lao_cai", "\t5\t6\t+1", "\t5\t6\t-1", "RANK-MOVE"),
    ("lao_cai", "\t2.133", "\t2.313", "CLAIM-CELL"),
    ("lao_cai", "lĩnh vực tư pháp: 702", "lĩnh vực tư pháp: 720", "CLAIM-CELL"),
    ("lao_cai", "số 871/QĐ-UBND ngày 17/4/2023", "số 871/QĐ-UBND ngày 14/7/2023", "REF-SELF"),
    ("lao_cai", "số 871/QĐ-UBND ngày 17/4/2023", "số 817/QĐ-UBND ngày 17/4/2023", "REF-SELF"),
    ("can_tho", "khảo sát 17 cơ quan", "khảo sát 18 cơ quan", "CLAIM-PARTS"),
    ("can_tho", "có 16/17 cơ quan", "có 15/17 cơ quan", "CLAIM-LIST"),
    ("can_tho", "nguồn xã hội hóa 750", "nguồn xã hội hóa 570", "CLAIM-PARTS"),
    ("can_tho", "được ký số đạt 96,2%", "được ký số đạt 92,6%", "CLAIM-FIGURE"),
    ("can_tho", "61% cán bộ", "71% cán bộ", "CLAIM-SAME"),
    ("can_tho", "54,55% và 37,21%", "54,55% và 37,12%", "CLAIM-SHARE"),
    ("can_tho", "54,55% và 37,21%", "54,54% và 37,21%", "CLAIM-SHARE"),
    ("can_tho", "Sở Tài chính (95,5 điểm)", "Sở Tài chính (93,25 điểm)", "CLAIM-FIGURE"),
    ("can_tho", "93,25 điểm, xếp thứ 2", "93,25 điểm, xếp thứ 3", "CLAIM-RANK"),
    ("can_tho", "Có 03 sở (Sở Tài chính", "Có 04 sở (Sở Tài chính", "CLAIM-LIST"),
    ("can_tho", "Sở Y tế xếp thứ 8/8, giảm 3", "Sở Y tế xếp thứ 8/8, giảm 2", "CLAIM-MOVE"),
    ("can_tho", "Báo cáo số 2316/BC-STTTT ngày", "Báo cáo số 2316/BC-STTT ngày", "REF-SELF"),
    (
        "can_tho",
        "Bảng 3. Xếp hạng chuyển đổi số các sở, ban, ngành\n\nNăm",
        "Bảng 3. Xếp hạng chuyển đổi số các sở, ban, ngành\nBảng 4. Tổng hợp ý kiến\n\nNăm",
        "REF-LIST",
    ),
    ("dak_lak", "có 3 cơ quan đạt", "có 4 cơ quan đạt", "CLAIM-LIST"),
    ("dak_lak", "chiếm 64,67%", "chiếm 66,47%", "COUNT-PCT"),
    ("dak_lak", "đạt 97,55%", "đạt 95,77%", "COUNT-PCT"),
    ("dak_lak", "(07 sở đạt loại Tốt", "(08 sở đạt loại Tốt", "COUNT-TIER"),
    ("dak_lak", "dẫn đầu với 97,8 điểm", "dẫn đầu với 98,7 điểm", "CLAIM-FIGURE"),
    ("dak_lak", "Du lịch đạt 80,2 điểm", "Du lịch đạt 82,0 điểm", "CLAIM-FIGURE"),
]


def _serious(text: str) -> list[Finding]:
    found = audit(understand(read_bytes(text.encode(), source="paper.txt"))).findings
    return [finding for finding in found if finding.level is not Level.INFO]


def _text(paper: str) -> str:
    return (HERE / f"{paper}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS)
def test_clean_paper_is_silent(paper: str) -> None:
    """A paper in which everything holds raises no error and no warning."""
    assert [(finding.rule, finding.message.vi) for finding in _serious(_text(paper))] == []


@pytest.mark.parametrize(("paper", "right", "wrong", "rule"), PLANTED)
def test_planted_error_is_found(paper: str, right: str, wrong: str, rule: str) -> None:
    """One figure wrong is found under its rule, and raises little else."""
    text = _text(paper)
    assert right in text
    found = [finding.rule for finding in _serious(text.replace(right, wrong, 1))]
    assert rule in found
    assert len(found) <= 2
