"""Rules on what is said of other papers and years, and on citations."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import ARITHMETIC, OWN_TABLES, rule
from doichieu.validate.wording import say

_CITING = "Nghị định 30/2020/NĐ-CP, appendix I: an appendix names number and date of its paper"
OTHER_PAPERS = "Papers of other years in the same run or dataset"
_LIST = "The paper's own list of tables and captions"

PAPERS = (
    rule(
        "RANK-MOVE",
        say("Cột tăng, giảm bậc", "Columns of places won or lost"),
        say(
            "Số bậc tăng giảm bằng chênh lệch của hai cột hạng.",
            "Places won or lost are the difference of the two rank columns.",
        ),
        say("Hạng 5 lên hạng 2 mà ghi +2.", "From 5th to 2nd, printed +2."),
        ARITHMETIC,
    ),
    rule(
        "CHAIN-RANK",
        say("Hạng năm trước theo văn bản năm trước", "Ranks of earlier years are those of their papers"),
        say(
            "Hạng năm trước in lại bằng hạng mà văn bản của năm đó công bố.",
            "A rank of an earlier year is printed as the paper of that year has it.",
        ),
        say(
            "Cột “Năm 2016” ghi hạng 6, văn bản năm 2016 xếp hạng 5.",
            "The column “2016” has rank 6; the paper of 2016 ranks the unit 5th.",
        ),
        OTHER_PAPERS,
    ),
    rule(
        "CHAIN-EQ",
        say("Số liệu in lại từ văn bản khác", "Figures repeated from another paper"),
        say(
            "Số liệu của cùng đơn vị, cùng chỉ tiêu, cùng năm ở hai văn bản thì bằng nhau.",
            "The figure of one unit, indicator and year is the same in two papers.",
        ),
        say(
            "Tổng điểm năm 2016 ghi 85,4; văn bản năm 2016 ghi 84,5.",
            "85.4 for 2016; the paper of 2016 has 84.5.",
        ),
        OTHER_PAPERS,
    ),
    rule(
        "CHAIN-MOVE",
        say("Tăng, giảm so với văn bản năm khác", "Moves since another paper's year"),
        say(
            "Số bậc, số điểm tăng giảm nêu trong lời văn hoặc trong một cột theo đúng bảng ở văn bản của năm được so.",
            "Places and points won or lost since a year, in a sentence or a column, follow from the paper of that year.",
        ),
        say(
            "“xếp hạng 3/63, tăng 4 bậc” trong khi năm trước hạng 6.",
            "“3rd of 63, up 4 places”, while the rank of the year before is 6.",
        ),
        OTHER_PAPERS,
    ),
    rule(
        "CHAIN-CLAIM",
        say("Số liệu của văn bản khác nêu trong lời văn", "Figures of another paper stated in the text"),
        say(
            "Điểm, hạng, số đơn vị, trung bình của năm trước, hoặc của kết quả mà văn bản khác công bố, theo đúng bảng ở văn"
            " bản đó.",
            "Scores, ranks, counts and means of an earlier year, or of results that another paper prints, follow from its"
            " table.",
        ),
        say(
            "“(năm 2016 đạt 85,4 điểm)” trong khi văn bản năm 2016 ghi 84,5.",
            "“(85.4 points in 2016)”, while the paper of 2016 has 84.5.",
        ),
        OTHER_PAPERS,
    ),
    rule(
        "CHAIN-REF",
        say("Văn bản khác được dẫn đúng số, ngày", "Other papers are cited rightly"),
        say(
            "Văn bản được dẫn có đúng số và ngày như ở đầu văn bản đó.",
            "A paper cited has the number and the date that its own letterhead has.",
        ),
        say(
            "Dẫn “Quyết định số 305/QĐ-UBND ngày 08/02/2017”, trong khi văn bản đó ký ngày 07/02/2017.",
            "“Decision 305/QĐ-UBND of 08/02/2017” is cited; that paper is of 07/02/2017.",
        ),
        OTHER_PAPERS,
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
