"""The rule catalogue: every code with what it means, an example and its source."""

from __future__ import annotations

from collections.abc import Mapping

from doichieu.validate.catalogue_text import TEXT_RULES
from doichieu.validate.rule import ARITHMETIC as _ARITHMETIC
from doichieu.validate.rule import INFERRED as _INFERRED
from doichieu.validate.rule import Rule
from doichieu.validate.rule import rule as _rule
from doichieu.validate.wording import say

__all__ = ["RULES", "Rule"]


_RULES = (
    _rule(
        "ORD-SEQ",
        say("Số thứ tự theo dãy", "Ordinals in sequence"),
        say(
            "Số thứ tự chạy 1..n theo dòng, hoặc lại từ 1 ở mỗi nhóm.",
            "Ordinals run 1..n down the rows, or anew in each group.",
        ),
        say("1, 4, 2, 3, 5: đủ số nhưng không theo dãy.", "1, 4, 2, 3, 5: complete, but out of sequence."),
        _INFERRED,
    ),
    _rule(
        "ORD-DUP",
        say("Số thứ tự không trùng", "No ordinal twice"),
        say("Mỗi số thứ tự chỉ có một lần.", "Each ordinal stands once."),
        say("1, 2, 3, 3, 5: số 3 trùng, thiếu 4.", "1, 2, 3, 3, 5: 3 twice, 4 missing."),
        _INFERRED,
    ),
    _rule(
        "ORD-GAP",
        say("Số thứ tự không khuyết", "No ordinal missing"),
        say("Không thiếu số thứ tự nào.", "No ordinal is missing."),
        say(
            "1, 2, 3, 5, 6: thiếu 4, có thể mất một dòng.", "1, 2, 3, 5, 6: 4 is missing, a row may be lost."
        ),
        _INFERRED,
    ),
    _rule(
        "POP-DUP",
        say("Không đơn vị nào có tên hai lần", "No unit twice"),
        say("Mỗi đơn vị chiếm một dòng của bảng.", "Each unit has one row of a table."),
        say(
            "Một thị xã có hai dòng, một huyện không có dòng nào: tên ghi nhầm.",
            "A town stands in two rows and a district in none: one name is printed for another.",
        ),
        "The paper's own population: its other tables over the same kind of units",
    ),
    _rule(
        "POP-COPY",
        say("Không dòng nào là bản sao của dòng bên cạnh", "No row is a copy of the one beside it"),
        say(
            "Hai đơn vị liền nhau có mọi số liệu như nhau thì cùng hạng, cùng loại, và không hạng nào khác bị bỏ trống.",
            "Two units side by side with the same figures throughout share their rank and tier, and no other place is missing.",
        ),
        say(
            "Hai sở liền nhau cùng bốn điểm thành phần và cùng hạng 4, trong khi không sở nào xếp hạng 7.",
            "Two departments side by side have the same four scores and rank 4, and nobody has rank 7.",
        ),
        _INFERRED,
    ),
    _rule(
        "POP-SWAP",
        say("Không hai đơn vị nào đổi tên cho nhau", "No two units under each other's name"),
        say(
            "Các bảng khác ghi cho mỗi đơn vị số liệu của chính dòng nó, không phải của một dòng khác.",
            "What other tables print for a unit is what its own row has, and not another's.",
        ),
        say(
            "Bảng chung ghi Sở A 27 và Sở B 26 điểm, bảng thành phần ghi Sở A 26 và Sở B 27 theo đúng thứ tự.",
            "The main table has 27 points for A and 26 for B, the component table, in order, 26 for A and 27 for B.",
        ),
        "The paper's other tables over the same units",
    ),
    _rule(
        "POP-MISS",
        say("Không thiếu đơn vị", "No unit missing"),
        say(
            "Đơn vị có trong các bảng cùng loại cũng có trong bảng này, trừ khi văn bản nêu lý do.",
            "A unit of the other tables of the kind is in this one too, unless the paper says why not.",
        ),
        say("19 sở ở mọi bảng, một bảng chỉ có 18.", "19 departments in every table, 18 in one."),
        "The paper's own population: its other tables over the same kind of units",
    ),
    _rule(
        "NAME-SPELL",
        say("Tên viết đúng", "Names spelt right"),
        say(
            "Tên đơn vị viết như trong danh mục hoặc như một tên gọi khác đã biết.",
            "Names are spelt as in the registry or as a known alias.",
        ),
        say("“Bim Sơn” thay cho “Bỉm Sơn”.", "“Bim Sơn” for “Bỉm Sơn”."),
        "The registry of agencies, with its legal acts",
    ),
    _rule(
        "NAME-DATE",
        say("Tên đúng thời điểm", "Names of their time"),
        say(
            "Đơn vị còn tồn tại và đúng cấp như tên ghi trong năm của văn bản hoặc năm trước đó.",
            "The units existed, and were of the kind printed, in the year of the paper or the one before.",
        ),
        say(
            "“UBND huyện Hoài Nhơn” trong văn bản năm 2024: thị xã từ ngày 01/6/2020.",
            "“UBND huyện Hoài Nhơn” in a paper of 2024: a town since 1 June 2020.",
        ),
        "The registry of agencies, with its legal acts",
    ),
    _rule(
        "SUM-ROW",
        say("Cộng ngang", "Row sums"),
        say(
            "Các cột thành phần của dòng cộng lại bằng cột tổng.",
            "The component columns of a row add up to its total.",
        ),
        say("8 + 35 + 17,07 = 60,07 nhưng ghi 60,70.", "8 + 35 + 17.07 = 60.07, printed 60.70."),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-COL",
        say("Cộng dọc", "Column sums"),
        say(
            "Các dòng cộng lại bằng dòng tổng; dòng cha bằng tổng các dòng con (3 = 3.1 + 3.2).",
            "The rows add up to the total row; a parent row is the sum of its children (3 = 3.1 + 3.2).",
        ),
        say("90 + 315 + 645 ghi thành 1.080.", "90 + 315 + 645 printed as 1,080."),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-DIFF",
        say("Chênh lệch giữa hai cột", "Difference of two columns"),
        say(
            "Cột chênh lệch bằng cột này trừ cột kia, như dòng đánh số cột (3=2-1), tên cột hoặc số liệu cho thấy.",
            "A column of differences is one column less another, as the row of column numbers (3=2-1), the header or"
            " the figures say.",
        ),
        say(
            "Dự toán 1.200, thực hiện 1.350, so sánh ghi 105: đúng là 150.",
            "Estimate 1.200, result 1.350, difference printed as 105: it is 150.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-AVG",
        say("Trung bình", "Averages"),
        say(
            "Dòng trung bình là trung bình các dòng, cột trung bình là trung bình các cột, theo số chữ số in ra; có thể là"
            " bình quân gia quyền theo một cột khác. Dòng trung vị là trung vị của các dòng, dòng cao nhất, thấp nhất là số lớn nhất, nhỏ nhất; cột tốt nhất là số tốt nhất"
            " trong các cột trước nó.",
            "An average row is the mean of the rows, an average column that of the columns, to its printed places; it may be"
            " weighted by another column. A row of medians is the median of the rows, one of extremes their highest or lowest; a"
            " column of the best is that of the columns before it.",
        ),
        say("Trung bình của 70, 80, 90 ghi thành 82.", "The mean of 70, 80, 90 printed as 82."),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-WEIGHT",
        say("Cộng theo trọng số", "Weighted sums"),
        say(
            "Điểm tổng hợp bằng các cột thành phần nhân trọng số; thuế, phí bằng tỷ lệ ghi ở tên cột nhân giá.",
            "A composite is its component columns times their weights; a tax is the rate in its header times the price.",
        ),
        say(
            "0,7 × 90,00 + 0,3 × 80,00 = 87,00 nhưng ghi 78,00.",
            "0.7 × 90.00 + 0.3 × 80.00 = 87.00, printed 78.00.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-SHARE",
        say("Các tỷ lệ cộng được 100", "Shares make a hundred"),
        say(
            "Các tỷ lệ của một dòng là phần của một tổng thể thì cộng được 100%, không kể sai số làm tròn.",
            "Percentages of a row that are shares of one whole add up to 100, rounding allowed for.",
        ),
        say(
            "38,5 + 41,2 + 25,3 = 105,0, các dòng khác cộng được 100.",
            "38.5 + 41.2 + 25.3 = 105.0; the other rows add up to 100.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-RUN",
        say("Lũy kế", "Running sums"),
        say(
            "Cột lũy kế bằng lũy kế của dòng trước cộng số của dòng này.",
            "A column that runs up is its figure of the row before plus the row's own.",
        ),
        say(
            "Lũy kế 3.120, tháng này 540: lũy kế ghi 3.606, đúng là 3.660.",
            "3,120 and 540 make 3,660, printed 3,606.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "SUM-WITHIN",
        say("Không vượt tổng, không vượt điểm tối đa", "No more than the whole, or the maximum"),
        say(
            "Số ghi sau “Trong đó” không lớn hơn số mà nó là một phần; điểm không lớn hơn điểm tối đa; tỷ lệ đơn vị, hồ sơ,"
            " người không quá 100%.",
            "A figure under “Trong đó” is no more than the figure that it is part of, a score no more than its maximum, and"
            " a share of units, files or people no more than 100 %.",
        ),
        say(
            "Tổng số 120 hồ sơ, trong đó trực tuyến 210.",
            "120 files in all, 210 of them online.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "XSUM-TOTAL",
        say("Tổng qua các bảng thành phần", "Totals over component tables"),
        say(
            "Tổng điểm của đơn vị bằng tổng điểm ở các bảng thành phần, cộng phần không công bố nếu có.",
            "A unit's total equals its figures in the component tables, plus an unpublished part where there is one.",
        ),
        say(
            "Tổng 1.280, các bảng thành phần cộng được 1.260.",
            "Total 1,280; the component tables add up to 1,260.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "XSUM-REST",
        say("Phần không công bố", "Unpublished component"),
        say(
            "Tổng điểm không chứa phần nào ngoài các bảng thành phần.",
            "Totals hold nothing beyond the component tables.",
        ),
        say(
            "Mọi tổng đều lớn hơn các bảng thành phần 20 điểm.",
            "Every total exceeds its component tables by 20 points.",
        ),
        _INFERRED,
    ),
    _rule(
        "XEQ-CELL",
        say("Cùng số liệu, cùng giá trị", "The same figure printed twice"),
        say(
            "Số ghi ở hai bảng cho cùng đơn vị, cùng chỉ tiêu thì bằng nhau, ở độ chính xác thấp hơn trong hai.",
            "A figure printed in two tables for the same unit is the same, at the coarser precision of the two.",
        ),
        say("Bảng chung ghi 70, bảng chi tiết ghi 7.", "The main table prints 70, the detail table 7."),
        _INFERRED,
    ),
    _rule(
        "RATIO-PCT",
        say("Tỷ lệ", "Percentages"),
        say(
            "Giá trị chia cho điểm tối đa áp dụng cho dòng đó bằng tỷ lệ ghi, theo cách làm tròn của bảng.",
            "Value over the maximum of its row gives the printed percentage, rounded as the table rounds.",
        ),
        say("1.155 : 1.380 = 83,70% nhưng ghi 87,30%.", "1,155 / 1,380 = 83.70%, printed 87.30%."),
        _ARITHMETIC,
    ),
    _rule(
        "RATIO-PROD",
        say("Tích của hai cột", "Products of columns"),
        say(
            "Số lượng nhân đơn giá bằng thành tiền; điểm nhân trọng số bằng điểm quy đổi.",
            "Quantity times price is the amount; points times weight are weighted points.",
        ),
        say(
            "12 × 5.870.000 = 70.440.000 nhưng ghi 74.040.000.",
            "12 × 5,870,000 = 70,440,000, printed 74,040,000.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "RATIO-UNIT",
        say("Thương của hai cột", "Quotients of columns"),
        say(
            "Năng suất, mật độ, bình quân đầu người bằng cột này chia cột kia, đúng đơn vị tính.",
            "A yield, a density, an amount a head is one column over another, in their units.",
        ),
        say(
            "35.730 tấn : 5.791 ha = 61,7 tạ/ha nhưng ghi 67,1.",
            "35,730 t / 5,791 ha = 61.7 q/ha, printed 67.1.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "RATIO-CROSS",
        say("Chỉ số, cơ cấu tính từ bảng khác", "Indices and shares of another table"),
        say(
            "Bảng chỉ số phát triển (năm trước = 100) và bảng cơ cấu đúng như tính từ bảng giá trị.",
            "A table of growth indices (previous year = 100) or shares follows from the table of values.",
        ),
        say(
            "Giá trị 9.821 và 10.584: chỉ số 107,77, bảng chỉ số ghi 170,77.",
            "Values 9,821 and 10,584: index 107.77, printed 170.77.",
        ),
        _ARITHMETIC,
    ),
    _rule(
        "RATIO-NOTE",
        say("Tỷ lệ và phân số đi kèm", "A percentage and its fraction"),
        say(
            "Tỷ lệ ghi trong ô khớp với phân số ghi cùng dòng.",
            "A percentage in a cell is that of the fraction in its row.",
        ),
        say("94,73% bên cạnh 18/19 (94,74%).", "94.73% beside 18/19 (94.74%)."),
        _ARITHMETIC,
    ),
    _rule(
        "RANK-TIE",
        say("Bằng nhau thì cùng hạng", "Equal figures share a rank"),
        say(
            "Đơn vị bằng điểm được xếp cùng hạng, nếu bảng xếp như vậy ở những chỗ khác.",
            "Units with equal figures share a rank, where the table does so elsewhere.",
        ),
        say("Hai sở cùng 90 điểm mà hạng 5 và 6.", "Two departments with 90 points ranked 5 and 6."),
        "Tie policy inferred per table: dense, competition, modified competition or ordinal ranking",
    ),
    _rule(
        "RANK-ORDER",
        say("Hạng theo điểm", "Ranks follow the figures"),
        say("Hạng ghi đúng bằng hạng tính lại từ số liệu.", "The printed rank is the one the figures give."),
        say("Điểm cao thứ 9 mà ghi hạng 10.", "The ninth best figure, ranked 10."),
        "Tie policy inferred per table: dense, competition, modified competition or ordinal ranking",
    ),
    _rule(
        "RANK-GAP",
        say("Hạng không nhảy bậc", "No place skipped"),
        say(
            "Hạng tiếp theo đúng theo quy tắc của bảng; không đơn vị nào thiếu hạng mà hạng của nó còn bỏ trống.",
            "The next rank is the one the table's policy gives; no unit lacks a rank while its place stands vacant.",
        ),
        say(
            "1, 2, 3, 5, 6, 7: từ dòng thứ tư mọi hạng đều lệch một bậc.",
            "1, 2, 3, 5, 6, 7: from the fourth row on every rank is off by one.",
        ),
        "Tie policy inferred per table: dense, competition, modified competition or ordinal ranking",
    ),
    _rule(
        "RANK-PRIOR",
        say("Hạng các năm trước", "Ranks of earlier years"),
        say(
            "Cột hạng năm trước có thể là một bảng xếp hạng: không có hai đơn vị trùng hạng mà hạng khác bỏ trống, không có"
            " hạng vượt xa số đơn vị.",
            "A column of earlier ranks can be a ranking: no two units share a place while another stands vacant, and no"
            " place is far beyond the number of units.",
        ),
        say(
            "Hai huyện cùng hạng 6 năm 2016 và hạng 8 năm 2015, còn hạng 7 bỏ trống.",
            "Two districts are both 6th in 2016 and 8th in 2015, and 7th is vacant.",
        ),
        "What a ranking with ties can look like",
    ),
    _rule(
        "TIER-GROUP",
        say("Xếp loại theo ngưỡng", "Tiers follow the thresholds"),
        say(
            "Mức xếp loại theo ngưỡng nêu trong văn bản; không nêu thì mức trên luôn cao hơn mức dưới.",
            "A unit's tier follows the stated thresholds; without any, a better tier is always above a lower one.",
        ),
        say("84,33% xếp loại Tốt, ngưỡng Tốt từ 85%.", "84.33% put under Good, which begins at 85%."),
        "Thresholds stated in the paper, else implied by its tables",
    ),
    _rule(
        "COUNT-PCT",
        say("Tỷ lệ trong lời văn", "Percentages in prose"),
        say(
            "“x/y (p%)”: p là x chia y; tỷ lệ của một phần không quá 100%.",
            "“x/y (p%)”: p is x over y; the share of a part is no more than 100 %.",
        ),
        say("6/20 chiếm 35%.", "6/20, or 35%."),
        _ARITHMETIC,
    ),
    _rule(
        "COUNT-PARTS",
        say("Số đếm gồm các phần", "Counts and their parts"),
        say(
            "“28/32 gồm 17/21 và 11/11”: tử và mẫu cộng lại bằng nhau.",
            "“28/32 made up of 17/21 and 11/11”: both halves add up.",
        ),
        say("27/32 gồm 17/21 và 11/11.", "27/32 made up of 17/21 and 11/11."),
        _ARITHMETIC,
    ),
    _rule(
        "COUNT-TIER",
        say("Số đơn vị mỗi mức", "Units in a tier"),
        say(
            "Số và tỷ lệ đơn vị ở một mức trong lời văn đúng như trong bảng.",
            "Counts and shares of units in a tier are those of the table.",
        ),
        say("“6 đơn vị loại Tốt” trong khi bảng có 7.", "“6 units rated Good”, while the table has 7."),
        "The paper's own tables",
    ),
    _rule(
        "COUNT-BOUND",
        say("Số đơn vị trên, dưới một mức", "Units above or below a bound"),
        say(
            "Số đơn vị mà lời văn nêu là trên, dưới, hay trong khoảng một mức điểm, tỷ lệ đúng bằng số dòng của bảng.",
            "The count of units that the text states above, below or between bounds is that of a table's rows.",
        ),
        say(
            "“Có 4 đơn vị đạt trên 85 điểm”, bảng có 3.",
            "“4 units have more than 85 points”; the table has 3.",
        ),
        "The paper's own tables",
    ),
    _rule(
        "COUNT-MARK",
        say("Số ô đánh dấu", "Cells that hold a mark"),
        say(
            "Số tiêu chí đạt của một dòng, hay số đơn vị đạt của một cột, đúng bằng số ô ghi “Đ”, “x”, “đạt”.",
            "The criteria that a row meets, or the units that meet a column's, are the cells that hold “Đ”, “x”, “đạt”.",
        ),
        say(
            "Xã có 3 ô “Đ” mà cột “Số tiêu chí đạt” ghi 4.",
            "A commune has 3 cells “Đ”; “Số tiêu chí đạt” has 4.",
        ),
        "The table's own marks",
    ),
    _rule(
        "COUNT-UNITS",
        say("Số đơn vị của bảng", "Units of a table"),
        say(
            "Số đơn vị nêu ở câu dẫn ngay trước bảng, ở tên bảng, ở dòng nhóm hoặc trong câu về tất cả (63/63 tỉnh) đúng bằng số đơn vị trong bảng; số tiêu chí nêu ở tên bảng, tiêu đề cột cũng vậy.",
            "The count in the sentence right before a table, in its caption, in a group row or in a sentence on all of them (63/63) is that of its units; so are counts of criteria in captions and headers.",
        ),
        say("“đối với 17 sở như sau:” trước bảng có 16 sở.", "“for 17 departments:” before a table of 16."),
        "The paper's own tables",
    ),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in (*_RULES, *TEXT_RULES)}
