"""Names left in an encoding from before Unicode, where no reader has decoded the paper."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match, match_one
from tests.normalize.agencies.test_matcher import ids

VINH_PHUC = Scope(province="VN-70", date=date(2013, 8, 15))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Së Néi vô", ["VN-70:so-nv"]),
        ("Së T\xad ph¸p", ["VN-70:so-tp"]),
        ("2. UBND huyÖn LËp Th¹ch", ["VN-70:h-246"]),
        ("Sôû Noäi vuï", ["VN-70:so-nv"]),
        ("Së Tµi chÝnh, Së Y tÕ vµ UBND huyÖn Yªn L¹c", ["VN-70:so-tc", "VN-70:so-yt", "VN-70:h-251"]),
    ],
)
def test_tcvn3_and_vni(printed: str, expected: list[str]) -> None:
    """A name whose codes are shown as Latin letters is found, and is no misprint; the cell stays as printed."""
    found = match(printed, scope=VINH_PHUC)
    assert [one.entity_id for one in found] == expected
    assert not any(one.misprint for one in found)
    assert all("còn mã chữ" in one.reason for one in found)


def test_one_name() -> None:
    """A text that is one name keeps its letters as they are printed."""
    found = match_one("VÜnh Yªn", scope=VINH_PHUC)
    assert (found.printed, found.entity_id) == ("VÜnh Yªn", "VN-70:h-243")


@pytest.mark.parametrize(
    "printed", ["Tæng céng", "Céng khèi huyÖn", "§¬n vÞ: triÖu ®ång", "Café Zürich", "São Tomé"]
)
def test_other_texts(printed: str) -> None:
    """Words of tables and of other languages are no names in any encoding."""
    assert ids(printed, VINH_PHUC) == [None]


def test_a_mark_is_no_code() -> None:
    """A footnote's figure is a letter in TCVN3; beside Vietnamese letters it is a figure."""
    assert match_one("Sở Nội vụ¹", scope=VINH_PHUC).reason == "đúng tên"
