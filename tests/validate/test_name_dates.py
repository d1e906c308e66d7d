"""NAME-DATE: units of the kind that they had in the paper's year or the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from doichieu.extract import read
from doichieu.model import Finding, Level
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import Sketch, decide


def remarks(issuer: str, day: date | None, *names: str, tables: int = 1) -> list[Finding]:
    """The findings of the rule on a ranking of these units."""
    rows = [
        ["STT", "Tên đơn vị", "Điểm"],
        *([str(n), name, str(90 - n)] for n, name in enumerate(names, start=1)),
    ]
    document = decide(*(Sketch(rows, number=str(n)) for n in range(1, tables + 1))).document
    head = replace(document.letterhead, issuer=f"ỦY BAN NHÂN DÂN TỈNH {issuer}", place="", issued_on=day)
    result = audit(understand(replace(document, letterhead=head)))
    return [finding for finding in result.findings if finding.rule == "NAME-DATE"]


TAY_NINH = ("UBND huyện Tân Biên", "UBND huyện Gò Dầu", "UBND huyện Bến Cầu")


def test_a_kind_of_the_past_is_remarked_once_with_every_place() -> None:
    """Hòa Thành is a town since 2020-02-01: a paper of 2023 that prints the district in two tables has one finding."""
    (found,) = remarks("TÂY NINH", date(2023, 5, 4), "UBND huyện Hòa Thành", *TAY_NINH, tables=2)
    assert (found.level, found.entity_id, len(found.operands)) == (Level.INFO, "VN-37:h-709", 2)
    assert "01/02/2020" in found.message.vi
    assert found.expected == "Thị xã Hòa Thành"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 3, 1), "UBND huyện Hòa Thành"),  # reports on 2019
        (date(2021, 12, 1), "UBND huyện Hòa Thành"),  # reports on 2020, a month of it
        (date(2020, 1, 15), "UBND thị xã Hòa Thành"),  # the act is signed, the day not come
        (date(2023, 5, 4), "UBND thị xã Hòa Thành"),
        (date(2023, 5, 4), "UBND Hòa Thành"),
        (date(2012, 5, 4), "UBND thị xã Gò Dầu"),  # before the registry's first year
        (None, "UBND huyện Hòa Thành"),
    ],
)
def test_names_of_the_years_that_a_paper_reports_on_are_right(day: date | None, name: str) -> None:
    """What held in the paper's year or the one before, or begins later, or has no kind, is left alone; so is a paper without a day."""
    assert remarks("TÂY NINH", day, name, *TAY_NINH) == []


def test_a_unit_that_had_ended_is_remarked() -> None:
    """Cửa Lò went into Vinh in December 2024: a paper of February 2025 may rank it, one of 2026 may not."""
    others = ("UBND huyện Diễn Châu", "UBND huyện Yên Thành", "UBND huyện Quỳ Hợp")
    (found,) = remarks("NGHỆ AN", date(2026, 2, 3), "UBND thị xã Cửa Lò", *others)
    assert (found.entity_id, found.expected) == ("VN-22:h-413", "")
    assert "01/12/2024" in found.message.vi
    assert remarks("NGHỆ AN", date(2025, 2, 3), "UBND thị xã Cửa Lò", *others) == []


def test_the_published_paper_of_2024(published: Path) -> None:
    """Its nine tables of districts print Hoài Nhơn under the kind of before June 2020; nothing else is of another time."""
    result = audit(understand(read(published / "qd-1968-2024-binh-dinh.txt")))
    (found,) = [finding for finding in result.findings if finding.rule == "NAME-DATE"]
    assert (found.entity_id, len(found.operands)) == ("VN-31:h-543", 9)
