"""The figures of a paragraph as a whole: right ones are silent, one slip of the pen is told with what should stand there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doichieu.extract import read_bytes
from doichieu.normalize import understand
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.sentences.related.passage import read_passage
from doichieu.validate import audit
from doichieu.validate.rules.prose.related.check import propose_all
from doichieu.validate.rules.prose.related.likelihood import likely_slips
from tests.validate.papers import examine, serious

_VISITS = "Các sở, ngành tiếp {} lượt, trong đó: Khiếu nại {} lượt, tố cáo {} lượt, loại khác {} lượt [giảm 255 lượt = {}% so cùng kỳ]."
_ELECTED = (
    "Trong số {} người trúng cử có 24 đại biểu nữ, chiếm tỷ lệ {}%; 33 đại biểu dân tộc thiểu số, chiếm 55,00%;"
    " {} đại biểu dưới 35 tuổi, chiếm 16,67%; 25 đại biểu tái cử (41,67%)."
)
_JOBS = (
    "Năm 2022, tỉnh phấn đấu giải quyết việc làm mới cho {} lao động. Kết quả đã giải quyết việc làm mới cho {} lao động, đạt {}% kế hoạch,"
    " vượt {} lao động; trong đó: trong tỉnh 15.400 lao động, ngoài tỉnh 2.973 lao động, tự tạo việc làm 2.472 lao động."
)
_STAFF = (
    "Bệnh viện có 500 giường kế hoạch; tổng số {} cán bộ, viên chức, trong đó {} bác sĩ (chiếm {}%), 194 điều dưỡng, hộ sinh (chiếm 36,5%),"
    " {} nhân viên khác."
)
_FISH = (
    "Sản lượng thủy sản tháng 9 ước đạt {} tấn, giảm {} tấn so với cùng kỳ. Trong đó: nuôi trồng {} tấn (giảm 1.174 tấn); khai thác 7.712 tấn"
    " (tăng {} tấn)."
)
_SIGNED = "Số văn bản gửi đi là {} văn bản; tỷ lệ ký số đạt {}% ({} văn bản), 4.946 văn bản chưa ký số."
_ONLINE = "Số hồ sơ nộp trực tuyến đạt tỷ lệ {}%, cao hơn chỉ tiêu được giao ({}%) {} điểm phần trăm, thấp hơn năm trước."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_VISITS, ("286", "13", "3", "270", "47,13"), 3, "220"),
        (_VISITS, ("286", "13", "3", "270", "47,13"), 0, "236"),
        (_ELECTED, ("60", "40,00", "10"), 1, "45,00"),
        (_ELECTED, ("60", "40,00", "10"), 2, "15"),
        (_JOBS, ("20.000", "20.845", "104,23", "845"), 0, "23.000"),
        (_JOBS, ("20.000", "20.845", "104,23", "845"), 1, "26.845"),
        (_JOBS, ("20.000", "20.845", "104,23", "845"), 2, "124,23"),
        (_STAFF, ("531", "130", "24,5", "207"), 0, "551"),
        (_STAFF, ("531", "130", "24,5", "207"), 1, "170"),
        (_STAFF, ("531", "130", "24,5", "207"), 3, "257"),
        (_FISH, ("34.363", "1.128", "26.651", "46"), 0, "30.363"),
        (_FISH, ("34.363", "1.128", "26.651", "46"), 2, "21.651"),
        (_SIGNED, ("104.867", "95,28", "99.921"), 0, "154.867"),
        (_SIGNED, ("104.867", "95,28", "99.921"), 2, "94.921"),
        (_ONLINE, ("62,23", "50,00", "12,23"), 2, "19,23"),
    ],
)
def test_a_slip_among_figures_that_belong_together(
    text: str, right: tuple[str, ...], at: int, wrong: str
) -> None:
    """The right paragraph is silent; one slip of the pen is told, and what is named or expected is of its relation."""
    assert not serious(examine(text.format(*right)))
    figures = [*right]
    figures[at] = wrong
    found = serious(examine(text.format(*figures)))
    assert found
    assert any(wrong in operand.text for one in found for operand in one.operands)


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        # two relations agree on one figure, which alone could not be told
        (_ELECTED, ("60", "40,00", "10"), 0, "65"),
        (_JOBS, ("20.000", "20.845", "104,23", "845"), 1, "26.845"),
        (_STAFF, ("531", "130", "24,5", "207"), 1, "170"),
    ],
)
def test_what_two_relations_agree_on_is_named(text: str, right: tuple[str, ...], at: int, wrong: str) -> None:
    """The figure whose one slip explains all that does not hold is the one in doubt, with the value that it should have."""
    figures = [*right]
    figures[at] = wrong
    (found,) = serious(examine(text.format(*figures)))
    assert found.observed.startswith(wrong)
    assert found.expected.startswith(right[at])


@pytest.mark.parametrize(
    "text",
    [
        # a part of several is no total, and what they are of is printed nowhere
        "Tiêu chí giao thông có 122 xã đạt, chiếm 94,57% tổng số xã; tiêu chí thủy lợi có 109 xã đạt, chiếm 84,50%, còn 20 xã chưa đạt.",
        # a percentage to be reached is no share
        "BHTN 191.379 người, chiếm tỷ lệ 32,48% lực lượng lao động, cao hơn 0,48% so với chỉ tiêu giao (32%); năm 2020 là 206.810 người.",
        # growth beside a rate is no gap between rates
        "Thu nội địa 13.880 tỷ đồng, đạt 75,7% so với dự toán và tăng 12,9% so với cùng kỳ; thu xuất khẩu đạt 77,6% dự toán, tăng 20,0%.",
        # names with a figure are none
        "Số trạm BTS là 1.867 trạm, gồm 229 trạm 2G, 563 trạm 3G và 1.075 trạm 4G.",
        # what is not settled is not what is left of those accepted
        "Có 101 công trình, đã nghiệm thu 71 công trình; còn 25 công trình chưa quyết toán.",
        # what was planned has no parts
        "Tuyển sinh 22.985 người, đạt 106,50% so với chỉ tiêu 21.583 người, gồm cao đẳng 2.021 người, trung cấp 3.691 người, sơ cấp 17.273 người.",
        # a percentage in brackets is no list of items
        "So với cùng kỳ năm 2014 giảm 61 vụ (-7,1%), giảm 47 người chết (-6,23%), giảm 133 người bị thương (-26,03%).",
        # rates of parts, not shares
        "Tổng số 30 dự án, gồm: 18 dự án giải ngân 92%, 12 dự án giải ngân 60%.",
    ],
)
def test_figures_that_do_not_belong_together(text: str) -> None:
    """What only looks as if it should agree is left alone."""
    assert not serious(examine(text))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # offices of several kinds, "đến" before them
        ("Gửi phiếu đến {} cơ quan gồm 20 sở, ngành và 28 huyện.", "48", "43"),
        # a list headed without its total
        (
            "Phát hành 57.547 văn bản đi. Văn bản đi phân theo quý: quý I {}, quý II 19.842, quý III 6.053, quý IV 10.623 văn bản.",
            "21.029",
            "24.029",
        ),
        # means of a time
        (
            "Năm 2021 thực hiện 20.780 ca cấp cứu, bình quân mỗi ngày {} ca; có 28 xe cứu thương.",
            "56,9",
            "50,9",
        ),
        ("Tổng số lượt tàu là {} lượt, bình quân 253 lượt/tháng; thu 5.226 triệu đồng.", "3.039", "3.639"),
        # a product told as a mean, in units of other sizes
        ("Gieo trồng 12.500 ha, sản lượng {} tấn, năng suất đạt 65,2 tạ/ha.", "81.500", "87.500"),
        # two grades that make up all, the others at nought
        ("Tốt: 474 ({}%); Khá: 22 (4,44%); Đạt: 0 (0,0%); Chưa đạt: 0 (0,0%).", "95,56", "95,65"),
        # what is done and what is not, in this order
        (
            "Kiểm tra 71 người, phát hiện 14 người kê khai không trung thực (chiếm 19,7%), {} người kê khai trung thực.",
            "57",
            "50",
        ),
    ],
)
def test_what_words_say_in_other_ways(text: str, right: str, wrong: str) -> None:
    """The right paragraph is silent, and the one with a slip is told."""
    assert not serious(examine(text.format(right)))
    assert serious(examine(text.format(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        # short of a goal that is stated after what there is
        "Đang triển khai 1.907 căn hộ, đã xong 1.160 căn hộ, đạt 60,8%; đang xây dựng 747 căn hộ. So với mục tiêu 2.674 căn hộ còn thiếu 767 căn hộ.",
        # what is stated of the first year and of the last
        "Biên chế năm 2015 là 2.580 biên chế, năm 2021 là 2.252 biên chế, giảm 328 biên chế (tương ứng 12,71%).",
        # the part of a fraction is no whole
        "Lắp cho 1.741/1.864 tàu cá, đạt 93,40%. Có 4.996 tàu đăng ký, đạt 85,89% tổng số tàu cá.",
        # of one whole in several fractions
        "Có 3/16 đơn vị loại Tốt; 8/16 đơn vị loại Khá; còn 5 đơn vị loại Trung bình.",
        # names behind the word for parts, and figures of something else in other sentences
        "Sở được tách thành 2 đơn vị gồm Sở Văn hóa và Sở Du lịch; công tác tại 2 đơn vị mới còn khó. Việc đánh giá 2 đơn vị này không thực hiện.",
        "Phiếu được xây dựng theo 02 mẫu: Mẫu 01 - Phiếu dành cho các sở; Mẫu 02 - Phiếu dành cho các huyện.",
        # a bracket beside the parts
        "Thụ lý 79.177 việc (đã ủy thác 580 việc, rút lên bốn việc), có điều kiện 54.681 việc và 23.912 việc chưa có điều kiện.",
    ],
)
def test_what_follows_in_another_way(text: str) -> None:
    """What the other figures of a paragraph explain is left alone."""
    assert not serious(examine(text))


@given(parts=st.lists(st.integers(100, 9_999), min_size=2, max_size=5), rest=st.integers(100, 9_999))
def test_a_list_that_adds_up_is_silent(parts: list[int], rest: int) -> None:
    """A total with all its parts has no likely slip, whatever the figures are."""
    listed = ", ".join(f"loại {at} là {part} vụ" for at, part in enumerate(map(str, parts)))
    text = f"Phát hiện {sum(parts) + rest} vụ, gồm: {listed}, loại khác {rest} vụ."
    passage = read_passage(text, VIETNAMESE)
    assert not likely_slips(passage, propose_all(passage))


def test_a_slip_is_told_with_the_figure_it_should_be() -> None:
    """The likeliest slip carries the figure, what it should be and the relation that does not hold."""
    passage = read_passage(
        "Tiếp nhận 12.345 hồ sơ, gồm: trực tuyến 8.111 hồ sơ, loại khác 4.334 hồ sơ.", VIETNAMESE
    )
    slip = likely_slips(passage, propose_all(passage))[0]
    assert slip.proposal.rule == "CLAIM-PARTS"
    assert {passage.figures[at].number.value for at in slip.relation.figures} == {
        Decimal(12345),
        Decimal(8111),
        Decimal(4334),
    }


_CROPS = """Tổng diện tích gieo trồng đạt 49.087 ha, trong đó: cây lương thực có hạt đạt 40.335 ha, chiếm 82,2%; cây có hạt chứa dầu đạt 905 ha, chiếm 1,8%.

Biểu 1. Kết quả gieo trồng

| Chỉ tiêu | Năm 2018 (ha) | Năm 2019 (ha) | Năm 2019 so với năm 2018 (%) |
|---|---|---|---|
| Tổng diện tích gieo trồng | 50.485 | 49.087 | 97,2 |
| Cây lương thực có hạt | 42.150 | 40.335 | 95,7 |
| Cây có hạt chứa dầu | 855 | 905 | 105,8 |
| Cây chất bột có củ | 7.480 | 7.847 | 104,9 |
"""
_SCHOOLS = """Có 242/500 trường đạt chuẩn, tỷ lệ 48,4%: mầm non 86/185 trường (46,5%), tiểu học 75/170 trường (44,1%), trung học cơ sở 81/145 trường (55,9%).

| TT | Cấp học | Số trường | Trường đạt chuẩn | Tỷ lệ đạt chuẩn (%) |
|---|---|---|---|---|
| 1 | Mầm non | 185 | 86 | 46,5 |
| 2 | Tiểu học | 170 | 75 | 44,1 |
| 3 | Trung học cơ sở | 145 | 81 | 55,9 |
|  | Cộng | 500 | 242 | 48,4 |
"""


@pytest.mark.parametrize("text", [_CROPS, _SCHOOLS])
def test_figures_of_a_table_that_sentences_do_not_mean(text: str) -> None:
    """A share is no growth of its row, and what a list comes to is not its first row's."""
    assert not serious(audit(understand(read_bytes(text.encode(), "a.md"))))


def test_percentages_of_a_list_are_no_shares_of_the_fraction_that_counts_it() -> None:
    """Each of the places listed has its own rate."""
    sentence = "Có 2/8 địa phương có tỷ lệ giải ngân dưới 40%, gồm: Quảng Ninh (35,90%), Thái Bình (25,10%)."
    assert serious(examine(sentence)) == []


_AIDED = "Theo đối tượng: người nghèo 561 vụ việc, chiếm 38,3%; người có công 265 vụ việc, chiếm {}%; trẻ em {} vụ việc, chiếm 15,0%; khác 418 vụ việc, chiếm 28,6%."
_CARDS = "Đã cấp {} thẻ cho công dân trên tổng số 861.235 người, đạt tỷ lệ {}%."
_OPEN = "Phục vụ 168.316 lượt bạn đọc, trung bình {} lượt/ngày (mở cửa 310 ngày/năm), trong đó trực tuyến 65.248 lượt."
_LEVEL = (
    "Năm 2020 thực hiện {} vụ việc, so với năm 2019 (1.376 vụ việc) tăng {} vụ việc, bằng 106,4% cùng kỳ."
)
_NOTARIES = "Hiện có {} tổ chức hành nghề công chứng ({} phòng công chứng và 13 văn phòng công chứng)."
_FINES = "Lập {} biên bản vi phạm, xử phạt 435 trường hợp (đạt {}% số biên bản) với số tiền 4.874 triệu đồng."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_AIDED, ("18,1", "220"), 0, "18,7"),
        (_AIDED, ("18,1", "220"), 1, "270"),
        (_CARDS, ("767.768", "89,15"), 1, "81,15"),
        (_CARDS, ("767.768", "89,15"), 0, "727.768"),
        (_OPEN, ("543",), 0, "593"),
        (_LEVEL, ("1.464", "88"), 0, "1.964"),
        (_NOTARIES, ("20", "07"), 1, "04"),
        (_FINES, ("584", "74,5"), 1, "70,5"),
    ],
)
def test_lists_without_a_total_and_wholes_in_other_words(
    text: str, right: tuple[str, ...], at: int, wrong: str
) -> None:
    """Shares of parts that are all there is, wholes behind "trên tổng số" and by another noun, days that are stated, what there was in brackets."""
    assert serious(examine(text.format(*right))) == []
    changed = [wrong if place == at else one for place, one in enumerate(right)]
    assert len(serious(examine(text.format(*changed)))) == 1


_LED = (
    "1. Số vụ việc trong năm: {} vụ việc, tăng 88 vụ việc.",
    "- Theo lĩnh vực: hình sự 92 vụ việc, dân sự 70 vụ việc, hành chính {} vụ việc.",
)


@pytest.mark.parametrize(
    ("whole", "part", "observed"),
    [("1.464", "1.302", None), ("1.764", "1.302", "1.764"), ("1.464", "1.702", "1.702")],
)
def test_a_paragraph_divides_what_the_one_above_states(whole: str, part: str, observed: str | None) -> None:
    """A list by kinds adds up to the amount of the paragraph it stands under, and a slip is told once, where it is printed."""
    lines = (
        _LED[0].format(whole),
        "- Theo hình thức: tố tụng 615 vụ việc, tư vấn 849 vụ việc.",
        _LED[1].format(part),
    )
    found = serious(examine(*lines))
    assert len(found) == (observed is not None)
    if observed is not None:
        assert found[0].rule == "CLAIM-PARTS"
        assert observed in [one.text.split()[0] for one in found[0].operands]


def test_schools_and_their_pupils_are_no_parts_of_one_amount() -> None:
    """A list of two kinds of things behind "Trong đó" adds up to nothing."""
    text = (
        "Toàn tỉnh có 500 trường với 273.251 học sinh. Trong đó mầm non 185 trường với 85.578 trẻ, tiểu học 170 trường với"
        " 85.975 học sinh, trung học cơ sở 109 trường với 76.783 học sinh, trung học phổ thông 36 trường với 24.915 học sinh."
    )
    assert serious(examine(text)) == []


_PUMPED = "Số hộ dùng nước hợp vệ sinh là 123.611 hộ, đạt 93,85% trên tổng số 131.712 hộ, tăng {} hộ so với năm 2020 (120.501 hộ)."
_SENT = "Có {} lao động đi làm việc ở nước ngoài, đạt 88,9% kế hoạch năm (3.860 lao động), bằng {}% so với năm 2017 (3.276 lao động)."


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        (_PUMPED, ("3.110",), 0, "3.710"),
        (_SENT, ("3.432", "104,8"), 1, "144,8"),
        (_SENT, ("3.432", "104,8"), 0, "3.932"),
    ],
)
def test_what_is_compared_is_the_amount_and_not_its_whole(
    text: str, right: tuple[str, ...], at: int, wrong: str
) -> None:
    """A whole behind "trên tổng số" did not rise, and a plan in brackets is not what there was."""
    assert serious(examine(text.format(*right))) == []
    changed = [wrong if place == at else one for place, one in enumerate(right)]
    assert {one.rule for one in serious(examine(text.format(*changed)))} <= {"CLAIM-MOVE", "COUNT-PCT"}
    assert serious(examine(text.format(*changed)))


@pytest.mark.parametrize(
    ("first", "wrong"), [("1.407 lượt, chiếm 37,5%", None), ("1.807 lượt, chiếm 37,5%", "1.807 lượt")]
)
def test_items_below_a_colon_are_parts_of_what_leads_to_them(first: str, wrong: str | None) -> None:
    """Items marked by dashes have their shares of the amount that stands above them."""
    lines = (
        "Các cơ quan đã tiếp 3.757 lượt, giảm 776 lượt so với năm 2021 (4.533 lượt). Trong đó:",
        f"- Cấp tỉnh: {first};",
        "- Cấp huyện: 1.951 lượt, chiếm 51,9%;",
        "- Cấp xã: 399 lượt, chiếm 10,6%.",
    )
    found = serious(examine(*lines))
    assert [one.operands[0].text for one in found] == ([] if wrong is None else [wrong])


def test_cases_by_kind_are_not_the_injured() -> None:
    """Parts that all count cases are parts of the cases, however near the injured come to their sum."""
    head = "Toàn tỉnh xảy ra 195 vụ, làm 104 người chết, 191 người bị thương."
    assert (
        serious(
            examine(
                head,
                "Theo loại hình: đường bộ 45 vụ (23,1%), đường sắt 10 vụ (5,1%), đường thủy 140 vụ (71,8%).",
            )
        )
        == []
    )


_PUPILS = (
    "Toàn cụm có 06 trường với {} học sinh, bình quân 1.190 học sinh/trường; học sinh nữ {} em, tỷ lệ {}%;"
    " học sinh dân tộc thiểu số 894 em ({}%)."
)
_INSURED = "Số người tham gia là {} người, trong đó nhóm hộ gia đình 74.926 người; tỷ lệ bao phủ đạt {}% dân số ({} người)."
_CRASHES = (
    "Xảy ra 148 vụ, làm chết 41 người, bị thương 93 người. So với cùng kỳ: giảm 26 vụ ({} vụ), giảm {}%; giảm {} người chết"
    " (55 người), giảm 25,45%."
)
_CHECKED = (
    "Giá trị đề nghị quyết toán là {} đồng; giá trị chấp nhận là 38.841.990 đồng; giá trị sai phạm là 703.744 đồng, do tính sai khối lượng"
    " {} đồng và áp sai đơn giá 391.197 đồng."
)


@pytest.mark.parametrize(
    ("text", "right", "at", "wrong"),
    [
        # the whole of a part is the amount that is large enough, and no mean
        (_PUPILS, ("7.140", "3.641", "50,99", "12,52"), 1, "3.941"),
        (_PUPILS, ("7.140", "3.641", "50,99", "12,52"), 2, "59,09"),
        (_PUPILS, ("7.140", "3.641", "50,99", "12,52"), 0, "7.410"),
        # of the amount that leads the sentence
        (_INSURED, ("532.983", "91,16", "584.662"), 1, "91,61"),
        (_INSURED, ("532.983", "91,16", "584.662"), 2, "586.462"),
        # what there was, in brackets between a fall and its percentage
        (_CRASHES, ("174", "14,94", "14"), 0, "714"),
        (_CRASHES, ("174", "14,94", "14"), 1, "14,49"),
        # figures of many digits that hardly agree by chance
        (_CHECKED, ("39.545.734", "312.547"), 0, "39.545.743"),
        (_CHECKED, ("39.545.734", "312.547"), 1, "312.457"),
    ],
)
def test_wholes_and_bases_that_words_leave_open(
    text: str, right: tuple[str, ...], at: int, wrong: str
) -> None:
    """Sizes, brackets and digits tell what percentages and differences are of, and the slip is named."""
    assert serious(examine(text.format(*right))) == []
    changed = [wrong if place == at else one for place, one in enumerate(right)]
    assert wrong in (serious(examine(text.format(*changed)))[0].observed or "")


def test_what_is_left_beside_parts_that_are_stated_before() -> None:
    """That a list adds up leaves what is left of its total to be checked."""
    text = (
        "Tiếp nhận 2.354 đơn, gồm: 1.030 đơn khiếu nại, 108 đơn tố cáo và 1.216 đơn kiến nghị. Đã xử lý 2.119 đơn, đạt 90,02%;"
        " còn {} đơn chưa xử lý."
    )
    assert serious(examine(text.format("235"))) == []
    assert [one.operands[0].text.split()[0] for one in serious(examine(text.format("285")))] == ["285"]
