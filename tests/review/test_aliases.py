"""Confirmed names: their file, what the matcher makes of them, what is proposed for the registry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doichieu.normalize.agencies import Scope, match, match_column, match_one
from doichieu.normalize.agencies.aliases import Alias, Aliases, AliasesError, read_aliases
from doichieu.review.aliases import beside, confirm, propose

BINH_DINH = Scope(province="VN-31", date=date(2017, 2, 7))


def alias(printed: str, entity_id: str, **more: object) -> Alias:
    """A name confirmed by An on a day."""
    values: dict[str, object] = {"by": "An", "on": date(2024, 5, 1), "province": "VN-31", **more}
    return Alias(printed=printed, entity_id=entity_id, **values)  # type: ignore[arg-type]


def test_confirmed_name_matches() -> None:
    """A confirmed name resolves, and the reason says who confirmed it, when, and in which paper."""
    known = Aliases((alias("Sở Bưu chính", "VN-31:so-tttt", paper="305/QĐ-UBND"),))
    mention = match_one("SỞ BƯU CHÍNH *", scope=BINH_DINH, aliases=known)
    assert mention.entity_id == "VN-31:so-tttt"
    assert mention.score == 1
    assert all(word in mention.reason for word in ("An", "2024-05-01", "305/QĐ-UBND"))


def test_confirmed_name_holds_in_its_province() -> None:
    """A name confirmed for one province says nothing of another; one confirmed for all does."""
    local = Aliases((alias("Sở Bưu chính", "VN-31:so-tttt"),))
    everywhere = Aliases((alias("Bộ Bưu chính", "VN:bo-tttt", province=""),))
    other = Scope(province="VN-21")
    assert match_one("Sở Bưu chính", scope=other, aliases=local).entity_id is None
    assert match_one("Bộ Bưu chính", scope=other, aliases=everywhere).entity_id == "VN:bo-tttt"


def test_confirmed_names_in_lists_and_columns() -> None:
    """A confirmed name is found among several in a cell and in a column."""
    known = Aliases((alias("Sở Bưu chính", "VN-31:so-tttt"),))
    cell = match("Sở Bưu chính; Sở Y tế", scope=BINH_DINH, aliases=known)
    assert [mention.entity_id for mention in cell] == ["VN-31:so-tttt", "VN-31:so-yt"]
    column = match_column(["Sở Bưu chính", "Nội vụ", "Sở Y tế"], scope=BINH_DINH, aliases=known)
    assert [found[0].entity_id for found in column] == ["VN-31:so-tttt", "VN-31:so-nv", "VN-31:so-yt"]


def test_contradiction_abstains() -> None:
    """A name that was confirmed as two entities is neither, and both are candidates."""
    known = Aliases((alias("Sở X", "VN-31:so-tttt"), alias("Sở X", "VN-31:so-tc")))
    mention = match_one("Sở X", scope=BINH_DINH, aliases=known)
    assert mention.entity_id is None
    assert {one.entity_id for one in mention.candidates} == {"VN-31:so-tttt", "VN-31:so-tc"}


def test_confirmed_misprint_stays_one() -> None:
    """A confirmed misprint resolves and still is reported."""
    known = Aliases((alias("Sở Tài chánh", "VN-31:so-tc", misprint=True),))
    assert match_one("Sở Tài chánh", scope=BINH_DINH, aliases=known).misprint


def test_file_round_trip(tmp_path: Path) -> None:
    """What is confirmed is read back, tabs and line breaks in it made spaces; twice is once."""
    path = tmp_path / "aliases.tsv"
    row = alias("Sở Bưu chính", "VN-31:so-tttt", note="thấy ở\tbảng 1\nvà 2", paper="305/QĐ-UBND")
    confirm(path, [row])
    written = path.read_bytes()
    kept = confirm(
        path, [alias("Sở Bưu chính", "VN-31:so-tttt", note="thấy ở bảng 1 và 2", paper="305/QĐ-UBND")]
    )
    assert path.read_bytes() == written
    assert read_aliases(path).rows == kept.rows
    assert list(tmp_path.iterdir()) == [path]


def test_file_stands_beside_the_dataset(tmp_path: Path) -> None:
    """The names of outputs/dataset are in outputs/aliases.tsv."""
    assert beside(tmp_path / "dataset") == tmp_path.resolve() / "aliases.tsv"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("printed\tentity_id\n", "line 1"),
        ("printed\tentity_id\tby\ton\nSở X\tVN-31:so-nothing\tAn\t2024-05-01\n", "line 2"),
        ("printed\tentity_id\tby\ton\n# x\nSở X\tVN-31:so-tc\t\t2024-05-01\n", "line 3"),
        ("printed\tentity_id\tby\ton\nSở X\tVN-31:so-tc\tAn\tyesterday\n", "line 2"),
        ("printed\tentity_id\tby\ton\nSở X\n", "line 2"),
    ],
)
def test_wrong_file_names_the_line(tmp_path: Path, text: str, place: str) -> None:
    """A line that names no entity, nobody or no day is an error with its place."""
    path = tmp_path / "aliases.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AliasesError) as error:
        read_aliases(path)
    assert error.value.place == place


def test_empty_and_missing_files(tmp_path: Path) -> None:
    """An empty file holds no names; one that is missing or binary is an error."""
    empty, binary = tmp_path / "empty.tsv", tmp_path / "binary.tsv"
    empty.write_text("", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00")
    assert read_aliases(empty).rows == ()
    for path in (binary, tmp_path / "missing.tsv"):
        with pytest.raises(AliasesError):
            read_aliases(path)


def test_new_name_must_be_an_entity(tmp_path: Path) -> None:
    """Nothing is written for an entity that the registry does not have."""
    with pytest.raises(AliasesError):
        confirm(tmp_path / "aliases.tsv", [alias("Sở X", "VN-31:so-nothing")])
    assert not list(tmp_path.iterdir())


def test_proposals() -> None:
    """New spellings are proposed with their file and source; known names and misprints are not."""
    rows = propose(
        Aliases(
            (
                alias("Sở Bưu chính", "VN-31:so-tttt", paper="305/QĐ-UBND"),
                alias("Sở Tài chính", "VN-31:so-tc"),
                alias("Sở Tài chánh", "VN-31:so-tc", misprint=True),
                alias("Bộ Bưu chính", "VN:bo-tttt", province=""),
                alias("TX Bồng Sơn", "VN-31:h-543"),
            )
        )
    )
    assert [(row["file"], row["alias"]) for row in rows] == [
        ("exceptions.tsv", "Sở Bưu chính"),
        ("agencies.tsv", "Bộ Bưu chính"),
        ("districts/VN-31.tsv", "TX Bồng Sơn"),
    ]
    assert rows[0]["source"] == "305/QĐ-UBND, An 2024-05-01"
