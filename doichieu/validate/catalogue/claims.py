"""Rules on what the text says of itself and of the tables."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import ARITHMETIC, OWN_TABLES, rule
from doichieu.validate.wording import say

CLAIMS = (
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
        "CLAIM-TIER",
        say("Mức xếp loại nêu trong lời văn", "Tiers stated in the text"),
        say(
            "Mức mà lời văn xếp một đơn vị vào là mức ghi trong bảng; danh sách đơn vị của một mức cũng vậy.",
            "The tier that the text puts a unit in is the one that the tables print; so it is in a list of those in one tier.",
        ),
        say("“Sở A xếp loại Tốt”, bảng ghi Khá.", "“Department A is rated Good”; the table has Fair."),
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
)
