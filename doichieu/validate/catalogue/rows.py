"""Rules on the rows of a table: their ordinals, the units they name."""

from __future__ import annotations

from doichieu.validate.catalogue.rule import INFERRED, rule
from doichieu.validate.wording import say

ROWS = (
    rule(
        "ORD-SEQ",
        say("Số thứ tự theo dãy", "Ordinals in sequence"),
        say(
            "Số thứ tự chạy 1..n theo dòng, hoặc lại từ 1 ở mỗi nhóm.",
            "Ordinals run 1..n down the rows, or anew in each group.",
        ),
        say("1, 4, 2, 3, 5: đủ số nhưng không theo dãy.", "1, 4, 2, 3, 5: complete, but out of sequence."),
        INFERRED,
    ),
    rule(
        "ORD-DUP",
        say("Số thứ tự không trùng", "No ordinal twice"),
        say("Mỗi số thứ tự chỉ có một lần.", "Each ordinal stands once."),
        say("1, 2, 3, 3, 5: số 3 trùng, thiếu 4.", "1, 2, 3, 3, 5: 3 twice, 4 missing."),
        INFERRED,
    ),
    rule(
        "ORD-GAP",
        say("Số thứ tự không khuyết", "No ordinal missing"),
        say("Không thiếu số thứ tự nào.", "No ordinal is missing."),
        say(
            "1, 2, 3, 5, 6: thiếu 4, có thể mất một dòng.", "1, 2, 3, 5, 6: 4 is missing, a row may be lost."
        ),
        INFERRED,
    ),
    rule(
        "POP-DUP",
        say("Không đơn vị nào có tên hai lần", "No unit twice"),
        say("Mỗi đơn vị chiếm một dòng của bảng.", "Each unit has one row of a table."),
        say(
            "Một thị xã có hai dòng, một huyện không có dòng nào: tên ghi nhầm.",
            "A town stands in two rows and a district in none: one name is printed for another.",
        ),
        "The paper's own population: its other tables over the same kind of units",
    ),
    rule(
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
        INFERRED,
    ),
    rule(
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
    rule(
        "POP-MISS",
        say("Không thiếu đơn vị", "No unit missing"),
        say(
            "Đơn vị có trong các bảng cùng loại cũng có trong bảng này, trừ khi văn bản nêu lý do.",
            "A unit of the other tables of the kind is in this one too, unless the paper says why not.",
        ),
        say("19 sở ở mọi bảng, một bảng chỉ có 18.", "19 departments in every table, 18 in one."),
        "The paper's own population: its other tables over the same kind of units",
    ),
    rule(
        "NAME-SPELL",
        say("Tên viết đúng", "Names spelt right"),
        say(
            "Tên đơn vị viết như trong danh mục hoặc như một tên gọi khác đã biết.",
            "Names are spelt as in the registry or as a known alias.",
        ),
        say("“Bim Sơn” thay cho “Bỉm Sơn”.", "“Bim Sơn” for “Bỉm Sơn”."),
        "The registry of agencies, with its legal acts",
    ),
    rule(
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
)
