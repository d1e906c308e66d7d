"""Markdown: readable, and nothing a paper prints becomes markup."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from doichieu.report.contents import Contents
from doichieu.report.markdown import escape, render_markdown

if TYPE_CHECKING:
    from doichieu.model import Audit

INVISIBLE = "\u200b"


def shown(text: str) -> str:
    """What a Markdown renderer shows of a paragraph."""
    inline = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert [token.type for token in inline] == ["paragraph_open", "inline", "paragraph_close"]
    children = inline[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "a|b",
        "**",
        "1. x",
        "- x",
        "# x",
        "> x",
        "<b>",
        "[x](y)",
        "`x`",
        "~~x~~",
        "&amp;",
        "2.5 a)",
        "+ 4 = 4",
        "_x_",
        "===",
    ],
)
def test_escape_shows_as_printed(text: str) -> None:
    """Markup is shown, not obeyed."""
    assert shown(escape(text)).replace(INVISIBLE, "") == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_escape_any_word(text: str) -> None:
    """Any text without control characters is one paragraph that shows as printed."""
    assert shown(escape(text)).replace(INVISIBLE, "") == text.replace(INVISIBLE, "")


def test_no_person_is_called() -> None:
    """A printed @name does not notify anyone."""
    assert "@name" not in escape("@name")


def test_table_rows_have_as_many_bars_as_their_header(audits: list[Audit]) -> None:
    """Every table row has as many cells as its header."""
    lines = render_markdown(Contents.of(audits), "vi").decode().splitlines()
    for line, following in itertools.pairwise(lines):
        if line.startswith("|") and following.startswith("|"):
            assert line.count("|") == following.count("|")


def test_finding_is_told(audits: list[Audit]) -> None:
    """A finding has its sentence, printed and expected, and its cell marked."""
    text = render_markdown(Contents.of(audits), "vi").decode()
    assert "### 1. Lỗi: Tổng điểm của Tây Sơn" in text
    assert "- Văn bản ghi: **87,75**" in text
    assert "| **87,75** ¹ |" in text


def test_hostile_text(hostile: Audit) -> None:
    """No tag of a paper survives as a tag."""
    tokens = (
        MarkdownIt("commonmark").enable("table").parse(render_markdown(Contents.of([hostile]), "vi").decode())
    )
    inline = [child.type for token in tokens for child in token.children or []]
    assert not {"html_block", "html_inline", "image", "link_open"} & {
        *inline,
        *(token.type for token in tokens),
    }


def test_english(audits: list[Audit]) -> None:
    """The English report is English."""
    text = render_markdown(Contents.of(audits), "en").decode()
    assert text.startswith("# Reconciliation report")
    assert "Văn bản ghi" not in text
