"""The rules on what the text says: of itself, of the tables, of other papers."""

from __future__ import annotations

from doichieu.validate.rule import ARITHMETIC, OWN_TABLES, rule
from doichieu.validate.wording import say

_CITING = "Nghị định 30/2020/NĐ-CP, appendix I: an appendix names number and date of its paper"
OTHER_PAPERS = "Papers of other years in the same run or dataset"
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
        "CLAIM-PARTS",
        say("Tổng trong câu và các phần", "Totals in a sentence and their parts"),
        say(
            "Các phần nêu sau “gồm”, “trong đó”, trong ngoặc, hay trước “tổng cộng” cộng lại bằng tổng nêu trong câu; xuất khẩu trừ nhập khẩu bằng xuất siêu; phần còn lại bằng tổng trừ các phần.",
            "Parts after “gồm”, “trong đó”, in brackets or before “tổng cộng” add up to the total of the sentence; exports less imports are the surplus stated, and what is left is the total less the parts.",
        ),
        say(
            "“48 cơ quan, gồm 20 sở, ban, ngành và 27 huyện”.",
            "“48 agencies: 20 departments and 27 districts”.",
        ),
        ARITHMETIC,
    ),
    rule(
        "CLAIM-SUM",
        say("Các mục liệt kê cộng bằng số chung", "Items listed under an amount make it up"),
        say(
            "Số tiền, diện tích, số lượng của các mục liệt kê (a, b, c; gạch đầu dòng) cộng bằng số của mục chứa chúng hoặc dòng tổng cộng dưới chúng; số lượng nhân mức (“02 giải, mỗi giải …”) cộng bằng tổng.",
            "Amounts of numbered or bulleted items add up to that of the item they stand under, or of the total below them; numbers times prices (“02 giải, mỗi giải …”) to their total.",
        ),
        say(
            "“Tổng chi: 900 triệu đồng, gồm:” rồi liệt kê 700 và 300 triệu đồng.",
            "“Total expenditure: 900 million, of:” followed by 700 and 300 million.",
        ),
        ARITHMETIC,
    ),
    rule(
        "CLAIM-CELL",
        say("Ô lời và cột tổng", "Cells of text and their total"),
        say(
            "Các số nêu trong ô lời của một dòng cộng lại bằng tổng ghi ở dòng đó.",
            "The figures that the text cells of a row list add up to the total printed in the row.",
        ),
        say(
            "Ô nêu 15 số cộng được 28.622, cột tổng ghi 28.167.",
            "A cell lists 15 figures that make 28,622; the total is printed as 28,167.",
        ),
        ARITHMETIC,
    ),
    rule(
        "CLAIM-SAME",
        say("Cùng tiêu chí, cùng tỷ lệ", "One criterion, one percentage"),
        say(
            "Tỷ lệ nêu trong lời văn bằng tỷ lệ mà bảng ghi cho cùng tiêu chí.",
            "A percentage in the text is the one that a table prints for the same criterion.",
        ),
        say("Lời văn nêu 95%, bảng ghi 100%.", "The text states 95%, the table prints 100%."),
        OWN_TABLES,
    ),
    rule(
        "CLAIM-SHARE",
        say("Tỷ lệ tính từ hai ô của bảng", "Percentages of two cells"),
        say(
            "Tỷ lệ nêu lần lượt cho các dòng của bảng số lượng bằng thương của hai cột ở dòng đó.",
            "Percentages stated for the rows of a table of counts are the quotients of two of its columns.",
        ),
        say("22,63% trong khi 249/1.100 là 22,64%.", "22.63%, while 249/1,100 is 22.64%."),
        ARITHMETIC,
    ),
    rule(
        "CLAIM-RANK",
        say("Thứ hạng nêu trong lời văn", "Ranks stated in the text"),
        say(
            "Hạng mà lời văn nêu của một đơn vị là hạng ghi trong bảng; “dẫn đầu” là hạng 1.",
            "A rank that the text states of a unit is one that the tables print; who leads has rank 1.",
        ),
        say("“Sở A xếp thứ 4”, bảng ghi hạng 3.", "“Department A is 4th”; the table has 3."),
        OWN_TABLES,
    ),
    rule(
        "CLAIM-FIGURE",
        say("Điểm, tỷ lệ nêu trong lời văn", "Figures stated in the text"),
        say(
            "Điểm, tỷ lệ mà lời văn nêu của một đơn vị là số ghi trong bảng.",
            "A score or percentage that the text states of a unit is one that the tables print for it.",
        ),
        say(
            "“Sở A đạt 92,05 điểm”, bảng ghi 92,50.", "“Department A has 92.05 points”; the table has 92.50."
        ),
        OWN_TABLES,
    ),
    rule(
        "CLAIM-AMOUNT",
        say("Số tiền, số lượng nêu trong lời văn", "Amounts stated in the text"),
        say(
            "Số tiền, số lượng mà lời văn nêu của một khoản mục là số ghi ở dòng mang tên đó, theo cùng đơn vị tính; các số cùng"
            " nêu trong một câu là các số của một dòng.",
            "An amount that the text states of an item is one printed in the row of that name, in the same unit; figures that"
            " one sentence states together are those of one row.",
        ),
        say(
            "“Thu nội địa đạt 559.000 triệu đồng”, bảng ghi 595.000.",
            "“Domestic revenue was 559,000 million dong”; the table has 595,000.",
        ),
        OWN_TABLES,
    ),
    rule(
        "CLAIM-WORDS",
        say("Số tiền bằng số và bằng chữ", "Sums in figures and in words"),
        say(
            "Số tiền viết bằng chữ là số tiền ghi ngay trước đó, hoặc là một dòng tổng của bảng liền trước.",
            "A sum written in words is the one printed right before it, or a total of the table above.",
        ),
        say(
            "“28.570.000 đồng (Bằng chữ: hai mươi tám triệu bảy trăm năm mươi nghìn đồng)”.",
            "“28,570,000 dong”, and in words twenty-eight million seven hundred and fifty thousand.",
        ),
        "Luật Kế toán 88/2015/QH13, article 16: vouchers state their total in figures and in words",
    ),
    rule(
        "CLAIM-STAT",
        say("Trung bình, cao nhất, thấp nhất nêu trong lời văn", "Means and extremes stated in the text"),
        say(
            "Số trung bình, trung vị, tổng, cao nhất, thấp nhất, khoảng cách mà lời văn nêu tính lại được từ một cột của bảng; bình quân (“1,2 triệu đồng/trường hợp”) bằng tổng chia số đếm cùng đoạn.",
            "A mean, a median, a sum, a highest or lowest figure, or the gap between them, that the text states follows from a column; a mean (“1,2 triệu đồng/trường hợp”) is the amount over the count of its paragraph.",
        ),
        say(
            "“Điểm trung bình là 84,44 điểm”, các dòng của bảng cho 83,44.",
            "“The mean is 84.44 points”; the rows of the table give 83.44.",
        ),
        OWN_TABLES,
    ),
    rule(
        "CLAIM-MOVE",
        say("Tăng, giảm nêu trong lời văn", "Moves stated in the text"),
        say(
            "Số bậc, số điểm tăng giảm của một đơn vị bằng chênh lệch hai năm trong bảng; số tăng giảm và tỷ lệ nêu trong câu"
            " khớp với hai số được so sánh.",
            "Places or points that a unit won or lost are the difference of the two years in a table; what a sentence says"
            " rose or fell, in number and in percent, follows from the two figures that it compares.",
        ),
        say("“tăng 3 bậc” từ hạng 3 lên hạng 1.", "“up 3 places” from 3rd to 1st."),
        OWN_TABLES,
    ),
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
        say("Số liệu năm trước nêu trong lời văn", "Figures of an earlier year stated in the text"),
        say(
            "Điểm, hạng, số đơn vị, trung bình của năm trước nêu trong lời văn theo đúng bảng ở văn bản của năm đó.",
            "Scores, ranks, counts and means of an earlier year follow from the table in the paper of that year.",
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
