"""Rules on ranks, tiers and counts of units."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import ARITHMETIC, OWN_TABLES, rule
from doichieu.validate.wording import say

RANKS = (
    rule(
        "RANK-TIE",
        say("Bằng nhau thì cùng hạng", "Equal figures share a rank"),
        say(
            "Đơn vị bằng điểm được xếp cùng hạng, nếu bảng xếp như vậy ở những chỗ khác.",
            "Units with equal figures share a rank, where the table does so elsewhere.",
        ),
        say("Hai sở cùng 90 điểm mà hạng 5 và 6.", "Two departments with 90 points ranked 5 and 6."),
        "Tie policy inferred per table: dense, competition, modified competition or ordinal ranking",
    ),
    rule(
        "RANK-ORDER",
        say("Hạng theo điểm", "Ranks follow the figures"),
        say("Hạng ghi đúng bằng hạng tính lại từ số liệu.", "The printed rank is the one the figures give."),
        say("Điểm cao thứ 9 mà ghi hạng 10.", "The ninth best figure, ranked 10."),
        "Tie policy inferred per table: dense, competition, modified competition or ordinal ranking",
    ),
    rule(
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
    rule(
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
    rule(
        "TIER-GROUP",
        say("Xếp loại theo ngưỡng", "Tiers follow the thresholds"),
        say(
            "Mức xếp loại theo ngưỡng nêu trong văn bản; không nêu thì mức trên luôn cao hơn mức dưới.",
            "A unit's tier follows the stated thresholds; without any, a better tier is always above a lower one.",
        ),
        say("84,33% xếp loại Tốt, ngưỡng Tốt từ 85%.", "84.33% put under Good, which begins at 85%."),
        "Thresholds stated in the paper, else implied by its tables",
    ),
    rule(
        "COUNT-PCT",
        say("Tỷ lệ trong lời văn", "Percentages in prose"),
        say(
            "“x/y (p%)”: p là x chia y; tỷ lệ của một phần không quá 100%.",
            "“x/y (p%)”: p is x over y; the share of a part is no more than 100 %.",
        ),
        say("6/20 chiếm 35%.", "6/20, or 35%."),
        ARITHMETIC,
    ),
    rule(
        "COUNT-PARTS",
        say("Số đếm gồm các phần", "Counts and their parts"),
        say(
            "“28/32 gồm 17/21 và 11/11”: tử và mẫu cộng lại bằng nhau.",
            "“28/32 made up of 17/21 and 11/11”: both halves add up.",
        ),
        say("27/32 gồm 17/21 và 11/11.", "27/32 made up of 17/21 and 11/11."),
        ARITHMETIC,
    ),
    rule(
        "COUNT-TIER",
        say("Số đơn vị mỗi mức", "Units in a tier"),
        say(
            "Số và tỷ lệ đơn vị ở một mức trong lời văn đúng như trong bảng.",
            "Counts and shares of units in a tier are those of the table.",
        ),
        say("“6 đơn vị loại Tốt” trong khi bảng có 7.", "“6 units rated Good”, while the table has 7."),
        OWN_TABLES,
    ),
    rule(
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
        OWN_TABLES,
    ),
    rule(
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
    rule(
        "COUNT-UNITS",
        say("Số đơn vị của bảng", "Units of a table"),
        say(
            "Số đơn vị nêu ở câu dẫn ngay trước bảng, ở tên bảng, ở dòng nhóm hoặc trong câu về tất cả (63/63 tỉnh) đúng bằng số đơn vị trong bảng; số tiêu chí nêu ở tên bảng, tiêu đề cột cũng vậy.",
            "The count in the sentence right before a table, in its caption, in a group row or in a sentence on all of them (63/63) is that of its units; so are counts of criteria in captions and headers.",
        ),
        say("“đối với 17 sở như sau:” trước bảng có 16 sở.", "“for 17 departments:” before a table of 16."),
        OWN_TABLES,
    ),
)
