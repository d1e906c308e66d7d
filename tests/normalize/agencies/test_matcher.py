"""The matcher: printed names to entities, several in a cell, evidence of a column, abstaining."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doichieu.normalize.agencies import Scope, match, match_column, match_one

HERE = Path(__file__).parent
BINH_DINH = Scope(province="VN-31", date=date(2017, 2, 7))
THANH_HOA = Scope(province="VN-21", date=date(2018, 4, 27))
NATIONAL = Scope(date=date(2017, 5, 9))


def variants() -> list[tuple[str, Scope, list[str]]]:
    """The variants of variants.tsv: printed name, scope, expected IDs."""
    lines = (HERE / "variants.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "printed\t"))]
    return [(row[0], scope_of(row[1]), row[2].split(",")) for row in rows]


def scope_of(text: str) -> Scope:
    """A scope as the file writes it: "VN-31 2017-02-07"."""
    province, day = text.split()
    return Scope(province=None if province == "-" else province, date=date.fromisoformat(day))


def ids(name: str, scope: Scope) -> list[str | None]:
    """The IDs that a cell resolves to."""
    return [mention.entity_id for mention in match(name, scope=scope)]


@pytest.mark.parametrize(("printed", "scope", "expected"), variants())
def test_variant(printed: str, scope: Scope, expected: list[str]) -> None:
    """A printed variant resolves to what it names."""
    assert ids(printed, scope) == expected


@pytest.mark.parametrize("scope", [BINH_DINH, THANH_HOA, Scope(province="VN-SG")])
def test_what_is_no_name_abstains(scope: Scope) -> None:
    """Criteria, totals, headings, companies, communes and names of other provinces resolve to nothing."""
    texts = (HERE / "not_names.txt").read_text("utf-8").splitlines()
    wrong = [(text, ids(text, scope)) for text in texts if any(ids(text, scope))]
    assert wrong == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("UBND thị xã Bim Sơn", "VN-21:h-381"), ("UBND huyện Hoàng Hóa", "VN-21:h-399")],
)
def test_lost_diacritic_is_a_misprint(printed: str, expected: str) -> None:
    """A lost or wrong diacritic resolves, and is said to be a misprint."""
    mention = match_one(printed, scope=THANH_HOA)
    assert mention.entity_id == expected
    assert mention.misprint
    assert mention.score < 1


@pytest.mark.parametrize(
    "printed",
    [
        "UBND HUYỆN HOẰNG HÓA",
        "UBND huyện Hoằng Hoá",
        "huyện Hoằng  Hóa",
        "Uỷ ban nhân dân huyện Hoằng-Hóa",
        "H. Hoằng Hóa",
        "Hoằng Hóa",
    ],
)
def test_spelling_that_is_left_open_is_no_misprint(printed: str) -> None:
    """Case, spaces, dashes, the place of the tone mark, abbreviations and "UBND" are no misprints."""
    mention = match_one(printed, scope=THANH_HOA)
    assert (mention.entity_id, mention.misprint) == ("VN-21:h-399", False)


def test_kind_of_the_past_is_noted() -> None:
    """A paper of 2024 that still prints "huyện Hoài Nhơn" resolves, with a note on the change and its act."""
    mention = match_one("UBND huyện Hoài Nhơn", scope=Scope(province="VN-31", date=date(2024, 6, 3)))
    assert mention.entity_id == "VN-31:h-543"
    assert mention.kind == "thị xã"
    assert "2020-06-01" in mention.reason
    assert "932/NQ-UBTVQH14" in mention.reason


def test_body_that_has_ended_is_noted() -> None:
    """A department that has been merged resolves, with a note on its successor."""
    mention = match_one("Sở TT&TT", scope=Scope(province="VN-21", date=date(2025, 9, 1)))
    assert mention.entity_id == "VN-21:so-tttt"
    assert "VN-21:so-khcn" in mention.reason


def test_short_department_follows_the_date() -> None:
    """The short "Sở Nông nghiệp" is the one that existed on the date of the paper."""
    before = match_one("Sở Nông nghiệp", scope=Scope(province="VN-21", date=date(2020, 1, 1)))
    after = match_one("Sở Nông nghiệp", scope=Scope(province="VN-21", date=date(2025, 9, 1)))
    assert (before.entity_id, after.entity_id) == ("VN-21:so-nnptnt", "VN-21:so-nnmt")


def test_name_of_several_districts_abstains_with_candidates() -> None:
    """Without a province "huyện An Lão" may be two; both are candidates."""
    mention = match_one("UBND huyện An Lão", scope=NATIONAL)
    assert mention.entity_id is None
    assert {c.entity_id for c in mention.candidates} == {"VN-31:h-542", "VN-HP:h-313"}


def test_district_of_another_province_abstains() -> None:
    """A district that lies elsewhere is not forced onto a like name; the reason says where it is."""
    mention = match_one("UBND huyện Bình Sơn", scope=BINH_DINH)
    assert mention.entity_id is None
    assert "VN-29" in mention.reason


def test_department_without_a_province_abstains() -> None:
    """A department needs a province."""
    assert match_one("Sở Tài chính", scope=NATIONAL).entity_id is None


def test_between_two_like_names_it_abstains() -> None:
    """A misspelling as near to one department as to another is not guessed."""
    assert match_one("Sở Ngọi vụ", scope=BINH_DINH).entity_id is None


@pytest.mark.parametrize(
    ("level", "expected"), [("province", "VN-21"), ("district", "VN-21:h-380"), (None, None)]
)
def test_bare_name_follows_the_level(level: str | None, expected: str | None) -> None:
    """A bare "Thanh Hóa" is the province or its city by level; with neither it abstains."""
    assert match_one("Thanh Hóa", scope=Scope(province="VN-21", level=level)).entity_id == expected


def test_one_name_with_commas_is_one() -> None:
    """A department whose name has commas is one name, alone and in a list."""
    assert ids("Sở Lao động, Thương binh và Xã hội", BINH_DINH) == ["VN-31:so-ldtbxh"]
    listed = "Sở Văn hóa, Thể thao và Du lịch, Sở Lao động, Thương binh và Xã hội, Ban Dân tộc"
    assert ids(listed, THANH_HOA) == ["VN-21:so-vhttdl", "VN-21:so-ldtbxh", "VN-21:ban-dt"]


def test_sentence_that_mentions_an_agency_is_no_list() -> None:
    """Prose in a cell names nothing."""
    text = "Công tác chỉ đạo, điều hành, phối hợp của các phòng, Sở Tài chính đã được quan tâm, đầu tư"
    assert ids(text, BINH_DINH) == [None]


def test_column_decides_bare_names() -> None:
    """Among districts "Thanh Hóa" is the city."""
    found = match_column(["Thanh Hóa", "Sầm Sơn", "Bỉm Sơn", "Đông Sơn"], scope=THANH_HOA)
    assert [cell[0].entity_id for cell in found] == [
        "VN-21:h-380",
        "VN-21:h-382",
        "VN-21:h-381",
        "VN-21:h-405",
    ]


def test_column_of_provinces_keeps_its_own_province() -> None:
    """In a province's paper that lists provinces its own bare name is the province."""
    found = match_column(["Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Bình"], scope=THANH_HOA)
    assert [cell[0].entity_id for cell in found] == ["VN-21", "VN-22", "VN-23", "VN-24"]


def test_column_supplies_the_head() -> None:
    """In a column of departments a name without "Sở" is one; a total is not."""
    found = match_column(["Sở Tài chính", "Sở Y tế", "Nội vụ", "Tư pháp", "Tổng cộng"], scope=THANH_HOA)
    assert [cell[0].entity_id for cell in found][2:] == ["VN-21:so-nv", "VN-21:so-tp", None]


def test_column_supplies_the_province() -> None:
    """Where the paper names no province, districts that only one has tell it."""
    found = match_column(["Quy Nhơn", "An Nhơn", "Hoài Nhơn", "An Lão", "Vân Canh"])
    assert found[3][0].entity_id == "VN-31:h-542"


def test_column_keeps_a_duplicate() -> None:
    """A unit that stands twice is resolved twice, though another is missing."""
    names = ["UBND thị xã An Nhơn", "UBND huyện Tuy Phước", "UBND thị xã An Nhơn"]
    found = match_column(names, scope=BINH_DINH)
    assert [cell[0].entity_id for cell in found] == ["VN-31:h-549", "VN-31:h-550", "VN-31:h-549"]


def test_printed_name_has_no_footnote_mark() -> None:
    """The mention keeps the name as printed, without its marks."""
    assert match("Sở Xây dựng**", scope=BINH_DINH)[0].printed == "Sở Xây dựng"


def test_city_police_is_not_the_province_s() -> None:
    """A body of a city is not taken for the province's of the same name."""
    assert match_one("Công an thành phố Thanh Hóa", scope=THANH_HOA).entity_id is None


def test_very_long_text_is_cheap() -> None:
    """A text of a hundred thousand words is refused at once."""
    assert ids("Sở Tài chính, " * 100_000, BINH_DINH) == [None]


@pytest.mark.parametrize("text", ["*" * 200 + "x*", "(" * 500 + "*" * 500 + "x)", "u." * 1000, "- " * 800])
def test_marks_without_end_are_cheap(text: str) -> None:
    """Hundreds of footnote marks, dots or dashes are answered, and at once."""
    assert ids(text, BINH_DINH) == [None]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("UBND huyên Hoằng Hóa", "VN-21:h-399"),
        ("UBND hyuện Hoằng Hóa", "VN-21:h-399"),
        ("Thi xã Bỉm Sơn", "VN-21:h-381"),
        ("Hội Nông dân tinh", "VN-21:hnd"),
    ],
)
def test_misspelt_kind_is_a_misprint(printed: str, expected: str) -> None:
    """A kind with a lost diacritic, or behind "UBND" a wrong letter, resolves where the name is known."""
    mention = match_one(printed, scope=THANH_HOA)
    assert (mention.entity_id, mention.misprint) == (expected, True)


def test_list_keeps_the_rank_of_its_names() -> None:
    """After "TP Hà Nội" a bare "Bắc Ninh" is the province, not the city of that name."""
    listed = "TP Hà Nội, Hải Phòng, Quảng Ninh, Bắc Ninh"
    assert ids(listed, NATIONAL) == ["VN-HN", "VN-HP", "VN-13", "VN-56"]


@pytest.mark.parametrize("printed", ["U.B.N.D huyện Hoằng Hóa", "UBND huyen Hoang Hoa", "So Y te"])
def test_dots_and_plain_letters_are_no_misprints(printed: str) -> None:
    """Letters with dots between, and names typed without any diacritic, are spellings."""
    mention = match_one(printed, scope=THANH_HOA)
    assert mention.entity_id is not None
    assert not mention.misprint


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Sở Nội vụ\nSở Tư pháp", ["VN-31:so-nv", "VN-31:so-tp"]),
        ("Sở Nông nghiệp và\nPhát triển nông thôn", ["VN-31:so-nnptnt"]),
        ("Sở Nông nghiệp và\nPhát triển nông thôn\nSở Y tế", ["VN-31:so-nnptnt", "VN-31:so-yt"]),
        ("UBND huyện\nTuy Phước", ["VN-31:h-550"]),
        ("Sở Nội vụ\nđạt loại Tốt", []),
    ],
)
def test_lines_of_a_cell(cell: str, expected: list[str]) -> None:
    """Lines below each other are names where each is one, or goes on in the next."""
    found = match(cell, scope=Scope(province="VN-31"))
    assert [one.entity_id for one in found if one.entity_id is not None] == expected


@pytest.mark.parametrize("aside", ["(xếp thứ 2)", "(đứng thứ 3/11)", "(1)", "(giữ hạng 5)"])
def test_aside_that_ends_in_a_number(aside: str) -> None:
    """The end of an aside is no footnote mark of its own."""
    (found,) = match(f"UBND huyện Tuy Phước {aside}", scope=Scope(province="VN-31"))
    assert found.entity_id == "VN-31:h-550"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("Tân Dân", None), ("TAND", "VN-59:tand"), ("Sở LDTBXH", "VN-59:so-ldtbxh")],
)
def test_initials_have_the_marks_of_their_words(printed: str, expected: str | None) -> None:
    """Xã Tân Dân is no people's court: an initial may lack the mark of its word, and has no other."""
    assert ids(printed, Scope(province="VN-59", date=date(2018, 6, 1))) == [expected]
