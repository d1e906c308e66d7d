"""What was not read of a paper, or was read with doubt."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    # where
    ("bảng {}: {}", "table {}: {}"),
    ("bảng {}, dòng {}, cột {}: {}", "table {}, row {}, column {}: {}"),
    ("{}; {}", "{}; {}"),
    ("ở đầu văn bản", "at the beginning"),
    ("sau “{}”", "behind “{}”"),
    ("trong bảng {}, dòng {}", "in the table {}, row {}"),
    ('trang tính "{}": {}', 'sheet "{}": {}'),
    # papers
    ("không thấy số và ngày ban hành", "neither a number nor a date of issue stands in the paper"),
    ("{}: chữ đã chuyển theo {} (× {})", "{}: text decoded {} (× {})"),
    ("tên phông chữ", "by the names of its fonts"),
    ("các chữ cái", "by its letters"),
    # Word and web pages
    (
        "{} đoạn chữ ẩn không in ra đã được bỏ qua ({})",
        "{} pieces of hidden text are not printed and were left out ({})",
    ),
    (
        "{} đoạn chữ bị gạch bên cạnh chữ không gạch đã được bỏ qua ({})",
        "{} pieces of text struck out beside text that is not were left out ({})",
    ),
    (
        "{} đoạn chữ bị gạch bên cạnh chữ không gạch đã được bỏ qua",
        "{} pieces of text struck out beside text that is not were left out",
    ),
    (
        "{} chỗ sửa đổi có theo dõi đã được đọc như đã chấp nhận ({})",
        "{} tracked changes were read as accepted ({})",
    ),
    (
        "{} ký hiệu của phông chữ ký hiệu không nhận ra được, thay bằng \ufffd ({})",
        "{} signs of symbol fonts are not known and stand as \ufffd ({})",
    ),
    ("ký hiệu {} của {}, {}", "sign {} of {}, {}"),
    ("phông chữ không tên", "an unnamed font"),
    ("một dòng của bảng, {}", "a table row, {}"),
    ("{} không được đọc ({})", "{} was not read ({})"),
    ("còn {} phần cùng loại không được đọc", "{} more of the kind were not read"),
    ("một phần ở định dạng khác (altChunk)", "a part in another format (altChunk)"),
    ("một biểu đồ", "a chart"),
    ("một sơ đồ", "a diagram"),
    ("một đối tượng nhúng ({})", "an embedded object ({})"),
    ("không rõ chương trình", "of an unknown program"),
    ("một hình {} × {} cm", "a picture of {} × {} cm"),
    (
        "trang đánh dấu một số chữ là đã xoá; đã được bỏ qua",
        "the page marks text as deleted, which was left out",
    ),
    (
        "văn bản đánh dấu {} chỗ hết ô và hết dòng mà chỉ đọc được {}: tệp bị hỏng.",
        "the text marks {} ends of cells and rows and {} were read: the file is damaged.",
    ),
    (
        "mở bằng chương trình soạn thảo, xem lại các bảng rồi lưu lại, hoặc tải lại tệp",
        "open it in a word processor, look at its tables and save it again, or download it again",
    ),
    (
        "ở đây có hình; phần chữ mà công cụ chuyển đổi để lại không được đọc",
        "a picture stands here; what a converter left of its text is not read",
    ),
    # pages
    ("trang không có kích thước dùng được.", "the page has no usable size."),
    ("in tệp ra PDF mới rồi đọc tệp đó", "print the file to a new PDF and read that"),
    ("in văn bản ra PDF mới rồi đọc tệp đó", "print the paper to a new PDF and read that"),
    (
        "trang có nhiều đối tượng vẽ hơn mức được đọc; có thể thiếu bảng",
        "the page holds more drawn objects than are read; tables can be missing",
    ),
    (
        "một hình trên trang không được đọc; có thể là một bảng.",
        "a picture on the page was not read; it can be a table.",
    ),
    ("quét hoặc in trang thành ảnh rồi đọc", "scan or print the page as a picture and read that"),
    (
        "{} chữ thay bằng \ufffd vì phông chữ không cho biết là chữ gì.",
        "{} letters stand as \ufffd, for their font does not say what they are.",
    ),
    ("chữ lớn in đè lên trang đã được bỏ qua: {}", "large text printed over the page was left out: {}"),
    ("chữ nghiêng đã được bỏ qua: {}", "slanted text was left out: {}"),
    ("chữ xoay đã được bỏ qua: {}", "text that is turned was left out: {}"),
    ("chữ của dấu chữ ký số đã được bỏ qua: {}", "the text of a signature stamp was left out: {}"),
    ("{}, chưa đọc được.", "{} and was not read."),
    (
        "pip install 'doichieu[ocr]', hoặc tìm tệp gốc của bản quét",
        "pip install 'doichieu[ocr]', or get the file that was scanned",
    ),
    ("{}; được đọc bằng {}, có thể đọc sai", "{}; it was read by {} and can be misread"),
    (
        "trang là ảnh có lớp chữ ẩn của phần mềm nhận dạng; lớp chữ này đã được bỏ qua",
        "the page is a picture with the hidden text layer of an OCR, which was left out",
    ),
    ("trang là ảnh", "the page is a picture"),
    (
        "trang là ảnh có lớp chữ không đọc được; lớp chữ này đã được bỏ qua",
        "the page is a picture with an unreadable text layer, which was left out",
    ),
    (
        "phông chữ của trang không cho biết vẽ chữ gì, nên trang được coi là ảnh",
        "the fonts of the page do not say which letters they draw, so that it is a picture",
    ),
    (
        "trang là ảnh, chữ duy nhất là của dấu chữ ký số",
        "the page is a picture whose only text is a signature stamp",
    ),
    (
        "chữ là lớp ẩn của phần mềm nhận dạng, có thể sai.",
        "the text is the hidden layer of an OCR and can be misread.",
    ),
    (
        "số hoặc ngày viết tay đã được bỏ qua; đọc được là: {}.",
        "numbers or days written by hand were left out; they were read so: {}.",
    ),
    ("xem lại ảnh", "look at the picture"),
    ("so với ảnh", "compare it with the picture"),
    (
        "trang có nét quá nhạt không đọc được: chữ mặt sau hằn qua, hoặc chữ in phai.",
        "the page shows marks too pale to be read: the back of a sheet that shines through, or faded print.",
    ),
    ("xem lại ảnh; bản in phai thì quét lại đậm hơn", "look at the picture; scan faded print anew, darker"),
    ("không mở được trang.", "the page cannot be loaded."),
    ("chỉ đọc {} trang đầu trong {} trang.", "only the first {} of {} pages were read."),
    ("nâng giới hạn, hoặc tách tệp", "raise the limit, or split the file"),
    (
        "tệp bị hỏng: trong ít nhất {} ảnh chỉ đọc được {} ảnh đầu.",
        "the file is damaged: of its pictures, at least {}, the first {} were read.",
    ),
    ("tải lại tệp", "get the file again"),
    ("{} % số liệu của trang đọc chưa chắc.", "{} % of the figures of the page were not read surely."),
    (
        "{} % số liệu của trang đọc chưa chắc, và có ô trống ở cột có số: {}.",
        "{} % of the figures of the page were not read surely, and cells that hold a figure elsewhere in their column are blank in {}.",
    ),
    ("các dòng {} của bảng {}", "rows {} of table {}"),
    (
        "quét lại ở 300 dpi, thang xám, hoặc so với ảnh",
        "scan the paper anew at 300 dpi in shades of grey, or compare it with the picture",
    ),
    (
        "đường kẻ của {} bị mất; từ dòng {} trở đi chữ có thể nằm nhầm dòng.",
        "rulings of {} were lost, and from its row {} on text can stand in wrong rows.",
    ),
    ("bảng {} của trang {}", "table {} of page {}"),
    ("so với ảnh, hoặc quét lại", "compare it with the picture, or scan the paper anew"),
    # tables in doubt
    ("đường kẻ không chia bảng thành ô chữ nhật", "its rulings do not divide it into rectangles"),
    ("các dòng không cách nhau", "its rows have no space between them"),
    ("các dòng chữ trong ô khó xếp thành dòng của bảng", "the lines of its cells fit into rows badly"),
    ("một ô chứa hai số", "a cell holds two figures"),
    ("có chữ trong cột số", "text stands in a column of figures"),
    ("có số trong cột chữ", "a figure stands in a column of texts"),
    ("số thứ tự không tăng dần", "its ordinals do not count up"),
    ("một cột không có tiêu đề", "a column has no header"),
    ("một cột trống", "a column is blank"),
    ("một dòng bắt đầu ở giữa câu", "a row begins in the middle of a text"),
    ("chữ tràn ra ngoài ô", "words run over the edges of their cells"),
    ("có dòng ngoài bảng trông như dòng của bảng", "lines outside tables look like rows of one"),
    (
        "cách đọc thứ hai không thực hiện được ở trang này ({}: {})",
        "a second reader failed on the page ({}: {})",
    ),
    ("{} không đọc được bảng nào ở đây", "{} reads no table here"),
    ("{} đọc khác {} trong {} ô", "{} reads {} of {} cells otherwise"),
    (
        "{} đọc khác {} trong {} ô và bỏ {} cột",
        "{} reads {} of {} cells otherwise and {} of the columns not at all",
    ),
    ("{} (các cột {})", "{} (columns {})"),
    ("{} và {} thành một ở {} dòng", "{} and {} as one in {} rows"),
    ("đọc là {}, {} đọc là {}", "read as {}, by {} as {}"),
    ("camelot đọc thành bảng {} dòng, {} cột", "camelot reads a table of {} rows and {} columns"),
    (
        "{} không đọc được {}; các bảng của trang là do doichieu đọc",
        "{} does not read {}; the tables of the page are doichieu's",
    ),
    ("ảnh", "a picture"),
    (
        "chữ xoay, chữ nghiêng hoặc hai trang trên một tờ",
        "text that is turned, slanted or of two pages on a sheet",
    ),
    ("{} có ít ô hơn số cột: {}", "{} came with fewer cells than columns: {}"),
    ("các dòng {}", "rows {}"),
    ("dòng {}", "row {}"),
    ("các ô đầu được coi là gộp với dòng trên", "leading cells are taken as merged with the row above"),
    (
        "chữ cuối được coi là gộp qua các cột sau",
        "the last text is taken as merged over the columns behind it",
    ),
    ("ô bị mất được coi là ô trống", "a lost cell is taken as blank"),
    ("các ô cũng có thể thuộc cột khác", "cells could belong to other columns as well"),
    (
        "tiêu đề của {} cột nằm trên một dòng, không tách ra được.",
        "the titles of {} columns stand in one line and could not be told apart.",
    ),
    ("đọc văn bản ở định dạng đã công bố", "read the paper in the format it was published in"),
    # workbooks
    (
        "tệp bảng tính khai hai lần vị trí của một phần; đã mở bằng LibreOffice.",
        "the workbook's file says twice where a part of it stands; LibreOffice opened it.",
    ),
    (
        "so với nội dung mà chương trình bảng tính hiển thị",
        "compare it with what a spreadsheet program shows",
    ),
    ("bị ẩn và không được đọc: {}", "hidden and not read: {}"),
    ("cột {}", "column {}"),
    ("các cột {}", "columns {}"),
    ("báo lỗi {} ở {}", "error {} in {}"),
    ("tệp không có giá trị của công thức ở {}", "the file holds no value for the formula in {}"),
    (
        "chữ bị gạch bên cạnh chữ không gạch đã được bỏ qua ở {}",
        "text struck out beside text that is not was left out in {}",
    ),
    # decisions
    ("đọc được “{}”; {} cho biết văn bản in “{}”, {}", "“{}” was read; {} says “{}” is printed, {}"),
    ("không thấy bảng nào", "no table was found"),
    ("trang bị cụt; phần còn lại đã được đọc", "the page is cut off; what is left was read"),
    (
        "chữ ở bảng mã {}, theo các chữ cái; đã chuyển",
        "the text is in {}, as its letters show; it was decoded",
    ),
    (
        "tệp mất chữ ư của TCVN3; đã thêm lại ở những từ không thể thiếu nó (× {}), các từ khác có thể còn thiếu",
        "the file lost ư of TCVN3; it was put back in words that are none without it (× {}) and can be missing in others",
    ),
    ('trang tính "{}" bị ẩn và không được đọc', 'sheet "{}" is hidden and not read'),
    (
        "“{}” đọc chưa chắc; lấy “{}”, ảnh cũng cho phép và các số khác của văn bản đòi hỏi",
        "“{}” was read with doubt; “{}” is taken, which the picture allows too and the other figures of the paper ask for",
    ),
    (
        "Số {} không vừa cột `value`, nên để trống.",
        "The figure {} does not fit the column `value`, which is null.",
    ),
)
