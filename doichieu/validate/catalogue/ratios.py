"""Rules on percentages, products, rates per unit."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import ARITHMETIC, rule
from doichieu.validate.wording import say

RATIOS = (
    rule(
        "RATIO-PCT",
        say("Tỷ lệ", "Percentages"),
        say(
            "Giá trị chia cho điểm tối đa áp dụng cho dòng đó bằng tỷ lệ ghi, theo cách làm tròn của bảng.",
            "Value over the maximum of its row gives the printed percentage, rounded as the table rounds.",
        ),
        say("1.155 : 1.380 = 83,70% nhưng ghi 87,30%.", "1,155 / 1,380 = 83.70%, printed 87.30%."),
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
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
        ARITHMETIC,
    ),
    rule(
        "RATIO-CROSS",
        say("Chỉ số, cơ cấu, năng suất tính từ bảng khác", "Indices, shares and yields of other tables"),
        say(
            "Bảng chỉ số phát triển (năm trước = 100) và bảng cơ cấu đúng như tính từ bảng giá trị, bảng năng suất như tính từ bảng sản lượng và bảng diện tích.",
            "A table of growth indices (previous year = 100) or shares follows from the table of values, one of yields from those of production and area.",
        ),
        say(
            "Giá trị 9.821 và 10.584: chỉ số 107,77, bảng chỉ số ghi 170,77.",
            "Values 9,821 and 10,584: index 107.77, printed 170.77.",
        ),
        ARITHMETIC,
    ),
    rule(
        "RATIO-NOTE",
        say("Tỷ lệ và phân số đi kèm", "A percentage and its fraction"),
        say(
            "Tỷ lệ ghi trong ô khớp với phân số ghi cùng dòng.",
            "A percentage in a cell is that of the fraction in its row.",
        ),
        say("94,73% bên cạnh 18/19 (94,74%).", "94.73% beside 18/19 (94.74%)."),
        ARITHMETIC,
    ),
)
