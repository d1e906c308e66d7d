"""Text of DOCX: numbers that count by themselves, tracked changes, notes, boxes, fields, signs."""

from __future__ import annotations

import pytest

from .wordml import HEADER, cell, codes, grid, para, part, read, row, run, table, texts

W14 = 'w:id="1" w:author="a"'


def level(depth: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*definitions: str, uses: str = "") -> dict[str, str]:
    """A numbering part: definitions numbered from 0, a use of each numbered from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{inside}</w:abstractNum>'
        for n, inside in enumerate(definitions)
    )
    nums = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(definitions))
    )
    return {"numbering": part("numbering", abstract + nums + uses)}


def item(text: str, number: int = 1, depth: int = 0) -> str:
    """A paragraph in a list."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_levels_and_forms() -> None:
    """Roman, letters and dotted decimals count as printed; deeper levels start anew."""
    parts = lists(
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.", "<w:isLgl/>")
        + level(2, "lowerLetter", "%3)")
    )
    body = "".join(item(f"Mục {n}", 1, depth) for n, depth in enumerate((0, 1, 2, 2, 1, 2, 0, 1)))
    assert [text.split(" ")[0] for text in texts(read(body, parts))] == [
        "I.",
        "1.",
        "a)",
        "b)",
        "2.",
        "a)",
        "II.",
        "1.",
    ]


def test_dotted_numbers() -> None:
    """A label is made of the numbers of the levels above."""
    parts = lists(level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = item("A") + item("B", 1, 1) + item("C", 1, 1)
    assert texts(read(body, parts)) == ["I. A", "1.1 B", "1.2 C"]


@pytest.mark.parametrize(
    ("form", "pattern", "expected"),
    [
        ("decimalZero", "%1", ["08", "09", "10"]),
        ("upperLetter", "%1.", ["H.", "I.", "J."]),
        ("decimalEnclosedCircle", "%1", ["⑧", "⑨", "⑩"]),
        ("lowerRoman", "(%1)", ["(viii)", "(ix)", "(x)"]),
    ],
)
def test_ordinals_in_a_column(form: str, pattern: str, expected: list[str]) -> None:
    """An ordinal column of empty numbered paragraphs holds the numbers."""
    rows = [row(cell(item("")), f"Sở {n}", "9") for n in range(3)]
    paper = read(table(HEADER, *rows), lists(level(0, form, pattern, start=8)))
    assert [line[0] for line in grid(paper)[1:]] == expected


def test_form_given_as_a_sample() -> None:
    """Forms of newer word processors stand among alternatives and give a sample."""
    form = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    parts = lists(f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{form}<w:lvlText w:val="%1"/></w:lvl>')
    assert texts(read(item("A") + item("B"), parts)) == ["001 A", "002 B"]


def test_uses_of_a_definition_count_on_unless_they_start_anew() -> None:
    """Each table whose use of the list starts anew begins with one; a plain use counts on."""
    anew = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    parts = lists(level(0, "decimal", "%1"), uses=anew.format(2, start) + anew.format(3, ""))
    tables = [
        para(f"Bảng {number}. Điểm")
        + table(HEADER, *(row(cell(item("", number)), "Sở", "9") for _ in range(2)))
        for number in (1, 2, 3)
    ]
    paper = read("".join(tables), parts)
    assert [[line[0] for line in found.grid()[1:]] for found in paper.tables] == [
        ["1", "2"],
        ["1", "2"],
        ["3", "4"],
    ]


def test_number_by_style_and_by_the_style_below_it() -> None:
    """A style puts its paragraphs in a list, also by the style it builds on; number 0 takes one out."""
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Sau"><w:name w:val="Sau"/><w:basedOn w:val="Muc"/></w:style>',
    )
    parts = lists(level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", '<w:pStyle w:val="Sau"/>')) | {
        "styles": styles
    }
    body = (
        para("A", style="Muc")
        + para("B", style="Con")
        + para("C", style="Muc", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("D", style="Sau")
    )
    assert texts(read(body, parts)) == ["1. A", "2. B", "C", "a) D"]


def test_list_behind_a_list_style() -> None:
    """A definition that only names a list style takes its levels from there."""
    styles = part(
        "styles",
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    parts = lists(level(0, "decimal", "%1/"), '<w:numStyleLink w:val="L"/>') | {"styles": styles}
    assert texts(read(item("A", 2) + item("B", 2), parts)) == ["1/ A", "2/ B"]


def test_bullets_say_nothing_in_a_cell() -> None:
    """A bullet is a dash before a line and nothing in a cell."""
    parts = lists(level(0, "bullet", "\uf0b7"))
    paper = read(item("Sở A") + table(HEADER, row("1", cell(item("Sở B")), "9"), ["2", "Sở C", "8"]), parts)
    assert (texts(paper), grid(paper)[1][1]) == (["- Sở A"], "Sở B")


def test_items_deleted_in_tracked_changes_do_not_count() -> None:
    """A list item that was deleted takes no number."""
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>Cũ</w:delText></w:r></w:del></w:p>'
    )
    assert texts(read(item("A") + gone + item("B"), lists(level(0, "decimal", "%1.")))) == ["1. A", "2. B"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """Inserted and moved text stands in its new place, deleted text is gone, deleted paragraph ends join."""
    body = para(
        "Điểm ",
        f"<w:del {W14}><w:r><w:delText>80</w:delText></w:r></w:del>",
        f"<w:ins {W14}>{run('90')}</w:ins>",
        f"<w:moveFrom {W14}>{run(' cũ')}</w:moveFrom>",
        f"<w:moveTo {W14}>{run(' mới')}</w:moveTo>",
        properties=f"<w:rPr><w:del {W14}/></w:rPr>",
    ) + para(" của năm")
    paper = read(body)
    assert (texts(paper), codes(paper)) == (["Điểm 90 mới của năm"], {"tracked-changes"})


def test_hidden_text_is_left_out_and_reported() -> None:
    """Text that is not printed, by itself or by its style, is left out, and the paper says so."""
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    body = para(
        run("Sở "),
        run("bí mật ", "<w:vanish/>"),
        run("ẩn ", '<w:rStyle w:val="An"/>'),
        run("Y ", '<w:vanish w:val="0"/>'),
        run("tế", '<w:rStyle w:val="An"/><w:vanish w:val="false"/>'),
    )
    paper = read(body, {"styles": styles})
    assert (texts(paper), codes(paper)) == (["Sở Y tế"], {"hidden-text"})
    assert next(issue.message for issue in paper.issues if issue.code == "hidden-text").startswith("2 pieces")


NOTES = {
    "footnotes": part(
        "footnotes",
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="7">{para("<w:r><w:footnoteRef/></w:r>", " Tối đa 475 điểm.")}</w:footnote>'
        f'<w:footnote w:id="8">{para("* Không xếp hạng.")}</w:footnote>',
    )
}


def test_text_struck_out_beside_its_replacement() -> None:
    """An old figure struck out beside the new one is left out and reported; a cell all struck out stays."""
    struck = "<w:strike/>"
    rows = row(
        cell(para(run("1"))), cell(para(run("110", struck), run("120"))), cell(para(run("Sở Cũ", struck)))
    )
    document = read(table(HEADER, rows))
    assert grid(document)[1] == ["1", "120", "Sở Cũ"]
    assert codes(document) == {"struck-text"}


def test_prompts_of_content_controls_are_no_text() -> None:
    """What a content control asks for is not what the paper says."""
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = row(
        cell(para(run("1"))),
        cell(para(prompt.format(run("Click here to enter text.")))),
        cell(para(run("5"))),
    )
    assert grid(read(table(HEADER, rows)))[1] == ["1", "", "5"]


def reference(number: int) -> str:
    """A footnote's mark."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def test_footnotes_of_a_table_are_its_notes() -> None:
    """A footnote's mark does not change the figure before it; its text is a note of the table."""
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="8"/><w:t>*</w:t></w:r>'
    body = table(
        HEADER,
        row("1", "Sở A", cell(para("92,75", reference(7)))),
        row("2", cell(para("Sở B", own)), "8"),
    ) + para("Trên đây là kết quả.")
    paper = read(body, NOTES)
    assert grid(paper)[1:] == [["1", "Sở A", "92,75¹"], ["2", "Sở B*", "8"]]
    assert paper.tables[0].notes == ("(1) Tối đa 475 điểm.", "* Không xếp hạng.")
    assert texts(paper) == ["Trên đây là kết quả."]


def test_footnote_of_a_caption_is_the_tables() -> None:
    """A footnote of a caption is a note of the table below; one of running text stands at the end."""
    body = (
        para("Kết quả chung", reference(8))
        + para("Bảng 1. Điểm", reference(7))
        + table(HEADER, ["1", "Sở A", "9"])
        + para("Hết")
    )
    paper = read(body, NOTES)
    assert paper.tables[0].notes == ("(2) Tối đa 475 điểm.",)
    assert texts(paper) == ["Kết quả chung¹", "Hết", "(1) * Không xếp hạng."]


def test_table_over_an_empty_paragraph_keeps_its_notes() -> None:
    """Notes of the first piece of a table do not cut it from the second."""
    body = (
        table(HEADER, row("1", "Sở A", cell(para("9", reference(7)))), ["2", "Sở B", "8"])
        + para("")
        + table(HEADER, ["3", "Sở C", "7"])
    )
    paper = read(body, NOTES)
    assert (len(grid(paper)), paper.tables[0].notes) == (4, ("(1) Tối đa 475 điểm.",))


def box(inside: str) -> str:
    """A text box as Word writes it: a shape, and the same again for older readers."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_read_once() -> None:
    """A text box that is written twice is read once, in running text and in a cell, with the tables in it."""
    body = para("Mở đầu", box(para("Dự thảo") + table(HEADER, ["1", "Sở A", "9"]))) + table(
        ["Tên", "Loại", "Điểm"], row(cell(para("Sở X", box(para("(mới)")))), "Tốt", "9"), ["Sở Y", "Khá", "8"]
    )
    paper = read(body)
    assert texts(paper) == ["Mở đầu", "Dự thảo"]
    assert [found.grid()[1][0] for found in paper.tables] == ["1", "Sở X (mới)"]


def test_text_box_of_old_word() -> None:
    """A text box in VML alone is read."""
    inside = f"<w:txbxContent>{para('Dự thảo')}</w:txbxContent>"
    assert texts(
        read(para(f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"))
    ) == ["Dự thảo"]


def field(instruction: str, result: str) -> str:
    """A complex field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_captions_numbered_by_fields() -> None:
    """A caption's number is a field's result; what asks for it is not printed."""
    simple = f'<w:fldSimple w:instr=" SEQ Bảng \\* ARABIC ">{run("2")}</w:fldSimple>'
    nested = field(f" IF {field(' PAGE ', run('1'))} = 1 ", run("một"))
    body = (
        para("Bảng ", field(" SEQ Bảng ", run("1")), ". Điểm ", nested)
        + table(HEADER, ["1", "Sở A", "9"])
        + para("Bảng ", simple, ". Hạng")
        + table(HEADER, ["1", "Sở A", "9"])
    )
    assert [(found.number, found.caption) for found in read(body).tables] == [
        ("1", "Điểm một"),
        ("2", "Hạng"),
    ]


def test_field_over_paragraphs_and_one_that_never_ends() -> None:
    """A field's result can be several paragraphs; an instruction that is never closed swallows none."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    body = para(begin, separate, "Mục một") + para("Mục hai", end) + para("Ba", begin) + para("Bốn")
    assert texts(read(body)) == ["Mục một", "Mục hai", "Ba", "Bốn"]


def test_form_fields() -> None:
    """Boxes to tick and choices of a form are printed."""
    tick = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Khá"/>'
        '<w:listEntry w:val="Tốt"/></w:ddList></w:ffData></w:fldChar></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(read(para(tick, end, " Đạt, loại ", choice, end))) == ["☒ Đạt, loại Tốt"]


EQUATION = (
    "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="0050"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        (run("\uf0e0", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "→"),
        (run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        (run("\uf0b7"), "•"),
        (run("Sở Y tế", '<w:rFonts w:ascii="Symbol"/>'), "Sở Y tế"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t><w:softHyphen/><w:t>7</w:t></w:r>", "5-67"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>\n   giữa dòng\n  </w:t></w:r>", "giữa dòng"),
        (f'<w:hyperlink r:id="x">{run("liên kết")}</w:hyperlink>', "liên kết"),
        (f"<w:smartTag><w:smartTagPr/>{run('Huế')}</w:smartTag>", "Huế"),
        (f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{run("trái")}</w:bdo></w:dir>', "trái"),
        (
            f"<w:r><w:ruby><w:rt>{run('chú')}</w:rt><w:rubyBase>{run('chữ')}</w:rubyBase></w:ruby></w:r>",
            "chữ",
        ),
        (run("quyết định", "<w:caps/>"), "QUYẾT ĐỊNH"),
        (run("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
        (run("92,75") + run("1", '<w:vertAlign w:val="superscript"/>'), "92,75¹"),
        (run("Sở A") + run("**", '<w:vertAlign w:val="superscript"/>'), "Sở A**"),
        (
            EQUATION,
            "(a+b)/2x^2",
        ),
    ],
)
def test_what_is_printed(inside: str, expected: str) -> None:
    """Signs, breaks, links, equations and looks are read as printed."""
    paper = read(table(HEADER, row("1", cell(f"<w:p>{inside}</w:p>"), "9"), ["2", "Sở", "8"]))
    assert (grid(paper)[1][1], codes(paper)) == (expected, set())


def test_unknown_sign_is_reported_with_its_place() -> None:
    """A sign that is not known stands as a replacement character, and the paper says where."""
    paper = read(
        para("Kết quả")
        + table(
            HEADER,
            row("1", cell('<w:p><w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r></w:p>'), "9"),
            ["2", "B", "8"],
        )
    )
    assert grid(paper)[1][1] == "\ufffd"
    (issue,) = [issue for issue in paper.issues if issue.code == "symbol-not-read"]
    assert "sign F021 of Wingdings, in the table behind “Kết quả”, row 2" in issue.message


def picture(width: float, height: float) -> str:
    """A picture of a size in centimetres."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{int(width * 360000)}" cy="{int(height * 360000)}"/>'
        '<a:graphic><a:graphicData><a:blip r:embed="x"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def test_picture_in_the_place_of_a_table() -> None:
    """A large picture, an embedded sheet and a part in another format are reported with their places; an emblem is not."""
    sheet = '<w:r><w:object><v:shape style="width:300pt;height:200pt"/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    body = (
        para(picture(2, 2))
        + para("Bảng 1. Điểm")
        + para(picture(15, 9))
        + para(sheet)
        + '<w:altChunk r:id="a"/>'
    )
    messages = {issue.message: issue.code for issue in read(body).issues if issue.code.endswith("not-read")}
    assert messages == {
        "a picture of 15.0 × 9.0 cm was not read (behind “Bảng 1. Điểm”)": "picture-not-read",
        "an embedded object (Excel.Sheet.12) was not read (behind “Bảng 1. Điểm”)": "picture-not-read",
        "a part in another format (altChunk) was not read (behind “Bảng 1. Điểm”)": "part-not-read",
    }


def test_letterhead_set_by_tabs() -> None:
    """A letterhead whose two columns are set by tabs gives number, issuer and date."""
    body = (
        para(
            "UBND TỈNH BÌNH ĐỊNH",
            "<w:r><w:tab/></w:r>",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        )
        + para("SỞ NỘI VỤ", "<w:r><w:tab/></w:r>", "Độc lập - Tự do - Hạnh phúc")
        + para("Số: 12/QĐ-SNV", "<w:r><w:tab/></w:r>", "Bình Định, ngày 05 tháng 3 năm 2024")
        + para("QUYẾT ĐỊNH")
    )
    head = read(body).letterhead
    assert (head.number, head.issuer, str(head.issued_on)) == ("12/QĐ-SNV", "SỞ NỘI VỤ", "2024-03-05")
