"""The phrasebook: what readers and the matcher say is said in the language of the report."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import doichieu
from doichieu.model import Issue
from doichieu.report.contents import Contents
from doichieu.report.html import render_html
from doichieu.report.markdown import render_markdown
from doichieu.report.phrasebook import in_language
from doichieu.report.phrases import PHRASES
from doichieu.report.strings import Strings

PACKAGE = Path(doichieu.__file__).parent
# Errors that make a file unread, which every report lists.
FOLDERS = ("extract", "engine", "pipeline")
OTHERS = {"UsageError", "DatasetError"}


def template(node: ast.expr) -> str | None:
    """The text of a literal, holes for what is put in; None for a text that is made elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values)
    return None


def sentences() -> set[str]:
    """Every literal that an error of a file says: what is wrong and what to do."""
    found: set[str | None] = set()
    for folder in FOLDERS:
        for path in (PACKAGE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(func=ast.Name(id=name), args=[what, *_], keywords=keywords):
                        do = [one.value for one in keywords if one.arg == "do"]
                        if name.endswith("Error") and name not in OTHERS and do:
                            found |= {template(what), *map(template, do)}
    return {text for text in found if text is not None}


def test_every_error_of_a_file_is_in_the_book() -> None:
    """A reader that learns a new sentence must teach it to the book."""
    known = {en for _, en in PHRASES}
    assert len(sentences()) > 40
    assert sentences() - known == set()


# Words that Vietnamese does not have; what a piece of a longer message begins with; what is said in both languages.
ENGLISH = re.compile(r"\b(?:the|was|were|is|are|it|of|and|not|by|with|or|from|that|this|at|for)\b")
PIECE = re.compile(r"[ ,]|sign |guard |These figures were|Rows or columns of")
LOOKS = re.compile(r"\b(?:the|was|were|is|are|be|it|of|and|not|a|an|no|by|to|as|in|with)\b")
CODE = re.compile(r"[\\<>|]|\?:|^[\w-]+$")


def texts(path: Path) -> Iterator[str]:
    """Every English text of a module but docstrings and patterns; its pieces are joined where Python joins them."""
    tree, passed = ast.parse(path.read_text("utf-8")), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.JoinedStr) or (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"re.compile", "ValueError", "RuntimeError"}
        ):
            passed |= {id(inner) for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
    for node in ast.walk(tree):
        text = template(node) if isinstance(node, ast.expr) and id(node) not in passed else None
        if text and " " in text.strip() and LOOKS.search(text) and not CODE.search(text):
            yield text


def test_whatever_readers_say_is_said_in_vietnamese() -> None:
    """No note on a part that was not read stays English: each text of the readers, its holes filled, is in the book."""
    found = {text for folder in FOLDERS for path in (PACKAGE / folder).rglob("*.py") for text in texts(path)}
    assert len(found) > 120
    left = {}
    for text in found:
        filled = re.sub(r"\{\w*\}", "X1", text.replace("{tried}", ""))
        what, do = re.fullmatch(r"(?s)(.*?)(?:(?:^|\s)Do: (.*))?", filled).groups("")
        # a message that is joined to what to do ends in a full stop; where in the file it is may stand before it
        forms = (what, f"{what}.", what.removeprefix("X1: "))
        said = min((in_language(one, "vi") for one in forms), key=lambda one: len(ENGLISH.findall(one)))
        if ENGLISH.search(f"{said} {in_language(do, 'vi')}") and not PIECE.match(text):
            left[text] = said
    assert left == {}


def test_counts_are_grouped_and_printed_figures_are_not() -> None:
    """A count of bytes is 600.000.011 in Vietnamese; a figure that a paper prints stays as printed."""
    said = in_language("the file has 600,000,011 bytes, more than any paper.", "vi")
    assert said == "tệp có 600.000.011 byte, lớn hơn mọi văn bản."
    assert in_language("in the table behind “1,234”, row 2", "vi") == "trong bảng sau “1,234”, dòng 2"


@pytest.mark.parametrize(
    ("en", "vi"),
    [
        (
            "table 2.1, row 3, column 4: its ordinals do not count up; camelot reads 3 of 40 cells otherwise",
            "bảng 2.1, dòng 3, cột 4: số thứ tự không tăng dần; camelot đọc khác 3 trong 40 ô",
        ),
        (
            'sheet "Biểu 1": hidden and not read: rows 3, 4, … (+2)',
            'trang tính "Biểu 1": bị ẩn và không được đọc: các dòng 3, 4, … (+2)',
        ),
        (
            "2 tracked changes were read as accepted (at the beginning; behind “I. Kết quả”)",
            "2 chỗ sửa đổi có theo dõi đã được đọc như đã chấp nhận (ở đầu văn bản; sau “I. Kết quả”)",
        ),
        (
            "TCVN3: text decoded by the names of its fonts (× 12)",
            "TCVN3: chữ đã chuyển theo tên phông chữ (× 12)",
        ),
    ],
)
def test_notes_made_of_phrases(en: str, vi: str) -> None:
    """A note of several parts is said whole in the other language, whatever stands in its holes."""
    assert in_language(en, "vi") == vi
    assert in_language(vi, "en") == en


def reasons() -> set[str]:
    """Every literal that the matcher gives as the reason of a name."""
    found = set()
    for path in (PACKAGE / "normalize" / "agencies").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "reason":
                found.add(template(node.value))
    return {text for text in found if text is not None}


def test_every_reason_of_a_name_is_said_in_english() -> None:
    """Whatever a name, a kind or another reason fills in, the reason is found in the book."""
    assert len(reasons()) > 20
    said = {
        text: in_language(text.replace("cùng tên{}", "cùng tên").format(*"AAAA"), "en") for text in reasons()
    }
    assert [text for text, en in said.items() if en == text.format(*"AAAA")] == []


def test_both_sides_have_as_many_holes() -> None:
    """What a phrase is about comes through."""
    assert [pair for pair in PHRASES if pair[0].count("{}") != pair[1].count("{}")] == []


@pytest.mark.parametrize("pair", PHRASES, ids=lambda pair: pair[1][:40])
def test_a_phrase_goes_there_and_back(pair: tuple[str, str]) -> None:
    """Whatever the holes hold, a phrase is found in both directions."""
    vi, en = (text.replace("{}", "Z1-x") for text in pair)
    assert (in_language(en, "vi"), in_language(vi, "en")) == (vi, en)
    assert (in_language(vi, "vi"), in_language(en, "en")) == (vi, en)


def test_a_phrase_inside_a_phrase_is_translated() -> None:
    """A name is named as printed, the reason stands in the language of the report."""
    said = "“Cấp tỉnh”: không phải tên đơn vị trong danh mục"
    assert in_language(said, "en") == "“Cấp tỉnh”: no name of a unit of the registry"


def test_what_the_book_lacks_stays() -> None:
    """Words of a tool that nobody foresaw are better than none."""
    assert in_language("xyz failed: 17", "vi") == "xyz failed: 17"


def test_files_not_read_are_explained_in_the_report_s_language() -> None:
    """Neither page mixes languages in what was wrong with a file and what to do."""
    unread = Issue(
        code="damaged-file",
        message="the content begins as a PDF and is cut off or broken. Do: download the file again, or print it to"
        " a new PDF from the program that opens it",
        source="a.pdf",
    )
    what, do = Strings(lang="vi").what_and_do(unread)
    for render in (render_html, render_markdown):
        vi, en = (render(Contents.of([], unread=[unread]), lang).decode() for lang in ("vi", "en"))
        assert what in vi
        assert do in vi
        assert "cut off" not in vi
        assert "is cut off or broken" in en
