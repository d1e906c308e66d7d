"""The words that random papers are made of."""

from __future__ import annotations

NAMES = (
    "Sở Tài chính",
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Sở Kế hoạch và Đầu tư",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Thông tin và Truyền thông",
    "Sở Tài nguyên và Môi trường",
    "Sở Khoa học và Công nghệ",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Thanh tra tỉnh",
    "Ban Dân tộc",
    "Ban Quản lý Khu kinh tế",
    "Văn phòng UBND tỉnh",
    "UBND thành phố Đông Hà",
    "UBND thị xã Quảng Trị",
    "UBND huyện Cam Lộ",
    "UBND huyện Đakrông",
    "UBND huyện Gio Linh",
    "UBND huyện Hải Lăng",
    "UBND huyện Hướng Hóa",
    "UBND huyện Triệu Phong",
    "UBND huyện Vĩnh Linh",
    "UBND huyện Cồn Cỏ",
    "Thừa Thiên - Huế",
    "Bà Rịa - Vũng Tàu",
    "TP. Hồ Chí Minh",
)
INDICATORS = (
    "Hạ tầng kỹ thuật",
    "Nhân lực",
    "Nhận thức số",
    "Thể chế số",
    "An toàn thông tin mạng",
    "Hoạt động chính quyền số",
    "Cải cách thủ tục hành chính",
    "Ứng dụng CNTT trong nội bộ cơ quan",
    "Ứng dụng CNTT phục vụ người dân và doanh nghiệp",
    "Cơ chế, chính sách",
    "Cổng thông tin",
    "Dịch vụ công",
)
TOTALS = ("Tổng điểm", "Tổng cộng", "Điểm đánh giá", "Tổng điểm (Tối đa: 525)", "Chỉ số")
RANKS = ("Xếp hạng", "Thứ hạng", "Hạng")
TIERS = ("Tốt", "Khá", "Trung bình")
ENTITIES = ("Đơn vị", "Tên cơ quan", "Cơ quan, đơn vị", "Tên đơn vị", "Địa phương")
ORDINALS = ("STT", "TT", "Số TT")
GROUPS = (
    "Nhóm các sở, ban, ngành",
    "Nhóm các huyện",
    "Mức Tốt",
    "Mức Khá",
    "Mức Trung bình",
    "Khối cấp tỉnh",
)
CAPTIONS = (
    "Xếp hạng tổng thể mức độ ứng dụng công nghệ thông tin",
    "Kết quả đánh giá chỉ số thành phần",
    "Tổng hợp kết quả chấm điểm của các cơ quan, đơn vị trên địa bàn tỉnh năm 2021",
    "Điểm số các nhóm tiêu chí",
    "Dự toán chi ngân sách",
)
REASONS = (
    "Chưa gửi báo cáo tự đánh giá đúng thời hạn theo yêu cầu của tổ thẩm định",
    "Thiếu tài liệu kiểm chứng",
    "Đã hoàn thành",
    "Có cán bộ chuyên trách",
)
PROSE = (
    "Tổ thẩm định đã rà soát số liệu và thống nhất kết quả như bảng dưới đây.",
    "Các cơ quan đạt kết quả cao nhờ chỉ đạo sát sao của người đứng đầu và sự tham gia của cán bộ, công chức.",
    "Một số đơn vị chưa cung cấp đủ tài liệu kiểm chứng nên bị trừ điểm ở vài tiêu chí thành phần.",
    "Kết quả này dùng để đánh giá thi đua cuối năm.",
)
UNITS = ("triệu đồng", "%", "điểm", "hồ sơ")
NOTES = (
    "Ghi chú: Các đơn vị bằng điểm thì xếp cùng hạng.",
    "(*) Đơn vị không có thủ tục hành chính.",
    "Nguồn: Báo cáo của các đơn vị.",
)
