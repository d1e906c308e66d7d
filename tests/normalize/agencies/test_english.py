"""Names in English, as bilingual papers and portals print them."""

from __future__ import annotations

from datetime import date

import pytest

from doichieu.normalize.agencies import Scope, match_one
from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.english import english_names
from tests.normalize.agencies.test_matcher import ids

NATIONAL = Scope(date=date(2020, 5, 1))
BINH_DINH = Scope(province="VN-31", date=date(2020, 5, 1))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ministry of Finance", "VN:bo-tc"),
        ("The Ministry of Health", "VN:bo-yt"),
        ("Ministry of Labour - Invalids and Social Affairs", "VN:bo-ldtbxh"),
        ("State Bank of Vietnam", "VN:nhnn"),
        ("Viet Nam Television", "VN:cq-vtv"),
        ("HCMC", "VN-SG"),
        ("City of Da Nang", "VN-DN"),
        ("Ba Ria-Vung Tau Province", "VN-43"),
        ("Hanoi People's Committee", "VN-HN"),
        ("Nam Dinh Provincial People’s Committee", "VN-67"),
        ("District 1, Ho Chi Minh City", "VN-SG:h-760"),
        ("Nha Trang City, Khanh Hoa Province", "VN-34:h-568"),
        ("Department of Finance of Binh Duong Province", "VN-57:so-tc"),
        ("Khánh Hòa Department of Health", "VN-34:so-yt"),
    ],
)
def test_names_that_say_their_province(printed: str, expected: str) -> None:
    """Ministries, territories with their kind, their committees, and departments of a named province resolve anywhere."""
    assert ids(printed, NATIONAL) == [expected]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Department of Home Affairs", "VN-31:so-nv"),
        ("Provincial Department of Health", "VN-31:so-yt"),
        ("Department of Labour, Invalids and Social Affairs", "VN-31:so-ldtbxh"),
        ("Tuy Phuoc District", "VN-31:h-550"),
        ("An Nhon Town People's Committee", "VN-31:h-549"),
    ],
)
def test_names_of_the_papers_province(printed: str, expected: str) -> None:
    """In a paper of a province its departments and districts need no province."""
    assert ids(printed, BINH_DINH) == [expected]


@pytest.mark.parametrize(
    "printed",
    [
        "Department of Finance of California",
        "Ministry of Finance of Japan",
        "Ministry of Health and Finance",
        "International Cooperation Department",
        "Population of province",
        "Vientiane City",
        "Vietnam Railway Corporation",
        "Vietnam",
        "Province/City",
    ],
)
@pytest.mark.parametrize("scope", [NATIONAL, BINH_DINH])
def test_other_texts_in_english(printed: str, scope: Scope) -> None:
    """Bodies of other countries, corporations and words of headers are no agencies."""
    assert ids(printed, scope) == [None]


def test_a_ward_of_2025() -> None:
    """A ward is found with its city behind it, whatever the paper's province."""
    assert ids("Ben Thanh Ward, Ho Chi Minh City", Scope(date=date(2026, 1, 5))) == ["VN-SG:px-26743"]


def test_another_language_is_no_misprint() -> None:
    """The reason says that the name is in English; the paper has not misspelt it."""
    found = match_one("Ministry of Justice", scope=NATIONAL)
    assert (found.entity_id, found.misprint, found.reason) == ("VN:bo-tp", False, "tên tiếng Anh")
    assert found.score < 1


def test_every_english_name_finds_its_body() -> None:
    """Each line of the table resolves to what it stands for, in a paper of a province; an acronym in a column of ministries."""
    registry = Registry.load()
    for target, name in english_names():
        expected = target if target in registry.agencies else f"VN-HN:{target}"
        scope = Scope(level="ministry") if name.isupper() else Scope(province="VN-HN")
        assert ids(name, scope) == [expected], name


@pytest.mark.parametrize("printed", ["MOST", "MARD", "MIC", "mot"])
def test_acronyms_elsewhere_are_words(printed: str) -> None:
    """Outside a column of ministries the letters may be anything."""
    assert ids(printed, NATIONAL) == [None]


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Health Department", "so-yt"),
        ("Home Affairs Department of Binh Dinh Province", "so-nv"),
        ("Provincial People's Committee Office", "vp-ubnd"),
        ("Office of the Provincial People's Committee", "vp-ubnd"),
        ("Binh Dinh Economic Zone Management Board", "bql-kkt"),
    ],
)
def test_departments_and_offices(printed: str, slug: str) -> None:
    """The word for a department may stand behind, and offices and boards have names too."""
    assert ids(printed, BINH_DINH) == [f"VN-31:{slug}"]


@pytest.mark.parametrize("kind", ["special zone", "Special Administrative Zone", "Special Economic Zone"])
def test_special_zones(kind: str) -> None:
    """A special zone has three kinds of names in English."""
    assert ids(f"Phu Quoc {kind}", Scope(province="VN-44", date=date(2026, 1, 5))) == ["VN-44:px-31078"]


def test_the_kind_that_needs_no_misprint() -> None:
    """A district that is a quận of just that name is no misspelt huyện of another."""
    scope = Scope(province="VN-SG", date=date(2018, 6, 1))
    assert ids("Binh Thanh District", scope) == ["VN-SG:h-765"]
    assert ids("Binh Chanh District", scope) == ["VN-SG:h-785"]


def test_the_word_the_in_a_name() -> None:
    """The article is left out where it can be one, not in "Yen The"."""
    assert ids("Yen The Commune", Scope(province="VN-56", date=date(2025, 12, 1))) == ["VN-56:px-07288"]
    assert ids("Office of the Government", NATIONAL) == ["VN:vp-cp"]
