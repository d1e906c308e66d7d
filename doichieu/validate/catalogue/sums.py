"""Rules on sums, within a table and across tables, and on figures printed twice."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import ARITHMETIC, INFERRED, rule
from doichieu.validate.wording import say

SUMS = (
    rule(
        "SUM-ROW",
        say("Cộng ngang", "Row sums"),
        say(
            "Các cột thành phần của dòng cộng lại bằng cột tổng.",
            "The component columns of a row add up to its total.",
        ),
        say("8 + 35 + 17,07 = 60,07 nhưng ghi 60,70.", "8 + 35 + 17.07 = 60.07, printed 60.70."),
        ARITHMETIC,
    ),
    rule(
        "SUM-COL",
        say("Cộng dọc", "Column sums"),
        say(
            "Các dòng cộng lại bằng dòng tổng; dòng cha bằng tổng các dòng con (3 = 3.1 + 3.2).",
            "The rows add up to the total row; a parent row is the sum of its children (3 = 3.1 + 3.2).",
        ),
        say("90 + 315 + 645 ghi thành 1.080.", "90 + 315 + 645 printed as 1,080."),
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        INFERRED,
    ),
    rule(
        "XEQ-CELL",
        say("Cùng số liệu, cùng giá trị", "The same figure printed twice"),
        say(
            "Số ghi ở hai bảng cho cùng đơn vị, cùng chỉ tiêu thì bằng nhau, ở độ chính xác thấp hơn trong hai.",
            "A figure printed in two tables for the same unit is the same, at the coarser precision of the two.",
        ),
        say("Bảng chung ghi 70, bảng chi tiết ghi 7.", "The main table prints 70, the detail table 7."),
        INFERRED,
    ),
)
