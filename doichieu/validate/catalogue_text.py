"""The rules on what the text says: of itself, of the tables, of other papers."""

from __future__ import annotations

from doichieu.validate.rule import ARITHMETIC, OWN_TABLES, rule
from doichieu.validate.wording import say

_CITING = "Nghị định 30/2020/NĐ-CP, appendix I: an appendix names number and date of its paper"
_LIST = "The paper's own list of tables and captions"

TEXT_RULES = (
    rule(
        "CLAIM-LIST",
        say("Danh sách đủ số", "Lists have the length stated"),
        say(
            "Danh sách đơn vị hay nội dung dài đúng bằng số nêu trước nó; “x/y (trừ …)” thì bằng phần còn lại.",
            "A list of agencies or items has as many as the count before it; after “x/y (trừ …)” as many as are left.",
        ),
        say(
            "“05 tỉnh chưa triển khai gồm” rồi nêu tên bốn tỉnh.",
            "“05 provinces have not”, followed by four names.",
        ),
        ARITHMETIC,
    ),
    rule(
        "REF-SELF",
        say("Văn bản tự dẫn đúng số, ngày", "The paper cites itself rightly"),
        say(
            "Phụ lục và lời văn dẫn chính văn bản theo đúng số, ký hiệu và ngày ở đầu văn bản.",
            "Appendices and text cite the paper by the number, sign and date of its letterhead.",
        ),
        say(
            "Báo cáo 464/BC-STTTT, phụ lục ghi kèm theo báo cáo 464/BC-STTT.",
            "Report 464/BC-STTTT whose appendix names 464/BC-STTT.",
        ),
        _CITING,
    ),
    rule(
        "REF-BLANK",
        say("Phụ lục ghi đủ số, ngày", "Appendices have number and date"),
        say(
            "Phụ lục không để trống số và ngày của văn bản.",
            "No appendix leaves number or date of its paper blank.",
        ),
        say(
            "“Kèm theo Quyết định số      /QĐ-UBND”.",
            "“Kèm theo Quyết định số      /QĐ-UBND”, the number open.",
        ),
        _CITING,
    ),
    rule(
        "REF-LIST",
        say("Danh mục bảng và tên bảng", "List of tables and captions"),
        say(
            "Danh mục bảng có đúng các bảng của văn bản, cùng số và cùng tên.",
            "The list of tables has the paper's tables, by their numbers and captions.",
        ),
        say("Danh mục có Bảng 4 mà văn bản không có.", "The list has Table 4, and the paper has none."),
        _LIST,
    ),
    rule(
        "REF-NUMBER",
        say("Số bảng không trùng", "No table number twice"),
        say(
            "Hai bảng khác nhau không mang cùng một số.",
            "No two tables have one number, unless they are its parts or one goes on from the other.",
        ),
        say("Hai bảng cùng ghi Bảng 2.3.", "Two tables are both called 2.3."),
        _LIST,
    ),
    rule(
        "REF-TABLE",
        say("Bảng được dẫn có trong văn bản", "Tables referred to exist"),
        say(
            "Bảng mà lời văn dẫn có trong văn bản, nếu câu không nói đến văn bản khác.",
            "A table that a sentence refers to is in the paper, unless the sentence is about another one.",
        ),
        say("“Chi tiết tại Bảng 5” trong khi có bốn bảng.", "“See Table 5” in a paper of four tables."),
        OWN_TABLES,
    ),
)
