"""Why a name has no agency, or has one that is spelt otherwise."""

from __future__ import annotations

NAMES: tuple[tuple[str, str], ...] = (
    ("“{}”: {}", "“{}”: {}"),
    ("không phải tên đơn vị trong danh mục", "no name of a unit of the registry"),
    ("không có tên này trong danh mục", "the registry has no such name"),
    ("không có tên", "no name"),
    ("không phải một tên", "not a name"),
    ("quá dài để là một tên", "too long to be a name"),
    ("gần giống nhiều tên", "near to several names"),
    ("sai chữ: gần với {}", "misspelt: near to {}"),
    ("viết không dấu: gần với {}", "written without marks: near to {}"),
    ("còn phím gõ Telex: gần với {}", "keys of Telex are left: near to {}"),
    (
        "nhiều đơn vị cùng tên: cần cấp, tỉnh hoặc ngày",
        "several units of the name: level, province or date is needed",
    ),
    (
        "nhiều huyện cũ cùng tên ở các tỉnh đã sáp nhập: cần biết tỉnh cũ",
        "several former districts of the name in merged provinces: the former province is needed",
    ),
    (
        "tên của xã, phường cũ: không có trong tỉnh trước 2025-07-01",
        "the name of a former commune: none of the province before 2025-07-01",
    ),
    ("đơn vị cấp xã: cần biết tỉnh nào", "a commune: its province is needed"),
    ("đơn vị cấp tỉnh: cần biết tỉnh nào", "a provincial body: its province is needed"),
    ("không có xã, phường, thị trấn này trong tỉnh", "the province has no such commune"),
    (
        "nhiều xã, phường cùng tên trong tỉnh: cần biết huyện",
        "several communes of the name: the district is needed",
    ),
    (
        "đơn vị cấp xã: cần biết huyện, hoặc một cột xếp các xã",
        "a commune: its district is needed, or a column that lists communes",
    ),
    (
        "tên của xã, phường: cần biết cấp, hoặc một cột xếp các xã",
        "the name of a commune: its level is needed, or a column that lists communes",
    ),
    ("không có huyện, quận, thị xã, thành phố này", "there is no such district"),
    ("khớp nhiều đơn vị: cần cấp hoặc ngày", "several units fit: level or date is needed"),
    ("có ở mọi cấp: cần biết của cấp nào", "found at every level: the level is needed"),
    ("sai chữ đầu: có thể là sở hoặc bộ", "the first word is misspelt: a department or a ministry"),
    ("đã được xác nhận là nhiều đơn vị khác nhau", "was confirmed as several units"),
    (
        "có thể là một lĩnh vực hoặc chi cục ở huyện: cần “tỉnh” phía sau, hoặc một cột xếp các sở, ngành",
        "may be a field or a branch in a district: “tỉnh” behind it is needed, or a column that lists departments",
    ),
    (
        "không có xã, phường này; trùng tên {} cũ",
        "there is no such commune; a former {} has the name",
    ),
    (
        "nhiều đơn vị cùng tên trong tỉnh: cần cấp, tỉnh hoặc ngày",
        "several units of the name in the province: level, province or date is needed",
    ),
    ("không có trong {}; tên này có ở {}", "not in {}; the name is found in {}"),
    ("chỉ có cấp, không có tên", "a level alone, without a name"),
    ("viết tắt tên riêng", "a proper name cut short"),
    ("tên tiếng Anh", "an English name"),
    ("sai hoặc thiếu dấu", "wrong or missing marks"),
    ("viết không dấu", "written without marks"),
    ("sai chữ", "misspelt"),
    ("sai hoặc thiếu dấu: gần với {}", "wrong or missing marks: near to {}"),
    ("khác dấu cách", "other spaces"),
    ("khác dấu cách: gần với {}", "other spaces: near to {}"),
    ("{}; còn mã chữ {}", "{}; letters of {} are left"),
    ("{}; cột liệt kê {}", "{}; the column lists {}"),
    ("{}; khác dấu cách", "{}; other spaces"),
    ("{}: gần với {}", "{}: near to {}"),
)
