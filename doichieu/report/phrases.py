"""Phrases that readers and the matcher say in one language, as (Vietnamese, English).

`{}` stands for what a phrase is about: a number, a name, another phrase; both sides have as many, in the same order.
"""

from __future__ import annotations

PHRASES: tuple[tuple[str, str], ...] = (
    # why a file was not read
    (
        "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép ({}).",
        "Reading the file needs more memory than it may use ({}).",
    ),
    ("Đọc tệp mất hơn {}.", "Reading the file took longer than {}."),
    ("tệp rỗng.", "the file is empty."),
    ("một phần của tệp nén bị khoá bằng mật khẩu.", "parts of the archive are locked with a password."),
    ("không giải nén được ({}).", "the archive cannot be unpacked ({})."),
    (
        "tệp nén khai báo kiểu tài liệu, có thể che hoặc cắt chữ.",
        "the archive declares a document type, which can hide or cut text.",
    ),
    (
        "tệp nén sẽ bung từ {} thành {} byte, không văn bản nào như vậy.",
        "the archive would unpack from {} to {} bytes, which no paper does.",
    ),
    ("tệp thay đổi khi đang đọc.", "the file changed while it was read."),
    ("không mở được tệp ({}).", "the file cannot be opened ({})."),
    ("Không mở được tệp ({}).", "The file cannot be opened ({})."),
    ("tệp có {} byte, lớn hơn mọi văn bản.", "the file has {} bytes, more than any paper."),
    ("đây là một thư mục.", "this is a folder."),
    (
        "đây không phải tệp thường (là ống dẫn, socket hoặc thiết bị).",
        "this is no regular file (a pipe, a socket or a device).",
    ),
    ("tệp XML không chứa văn bản nào.", "the XML holds no paper."),
    (
        "tệp DOCX có {} đoạn và phần tử, quá {} mà văn bản lớn nhất cần đến.",
        "the DOCX holds {} paragraphs and other elements, more than the {} that the largest papers need.",
    ),
    (
        "bảng hoặc khung chữ của tệp DOCX lồng nhau quá sâu.",
        "tables or text boxes of the DOCX are nested beyond reason.",
    ),
    ("tệp DOCX không có chữ nào.", "the DOCX holds no text of a document."),
    (
        "chữ không ở dạng UTF-8 và không đoán chắc được bảng mã.",
        "the text is not in UTF-8 and its encoding cannot be told with certainty.",
    ),
    ("tệp lưu trang web không chứa trang nào.", "the web archive holds no page."),
    ("không phân tích được trang.", "the page cannot be parsed."),
    (
        "LibreOffice không mở được tệp{}; tệp có thể bị cụt hoặc bị khoá bằng mật khẩu.",
        "LibreOffice cannot open the file{}; it may be cut off or locked with a password.",
    ),
    ("LibreOffice không mở được tệp trong {} giây.", "LibreOffice did not open the file within {} seconds."),
    (
        "nội dung là {}, cần LibreOffice để đọc, mà máy chưa cài.",
        "the content is {}, which LibreOffice reads, and it is not installed.",
    ),
    (
        "nội dung bắt đầu như tệp Office trước năm 2007 (DOC, XLS) nhưng bị cụt hoặc hỏng.",
        "the content begins as an Office file of before 2007 (DOC, XLS) and is cut off or broken.",
    ),
    ("tệp PDF không có trang nào.", "the PDF has no pages."),
    (
        "nội dung bắt đầu như PDF nhưng bị cụt hoặc hỏng.",
        "the content begins as a PDF and is cut off or broken.",
    ),
    (
        "tệp PDF được mã hoá, chỉ mở được bằng mật khẩu.",
        "the PDF is encrypted and opens only with a password.",
    ),
    (
        "trang nào có nội dung cũng là ảnh chụp chữ, mà chưa cài các gói đọc ảnh.",
        "every page with content is a picture of text, and the packages that read pictures are not installed.",
    ),
    ("tệp không có chữ nào.", "the file has no text."),
    (
        "văn bản là ảnh, mà chưa cài các gói đọc ảnh.",
        "the paper is a picture, and the packages that read pictures are not installed.",
    ),
    ("không giải mã được ảnh.", "the picture cannot be decoded."),
    ("tệp bị khoá bằng mật khẩu.", "the file is locked with a password."),
    ("trang tính có hơn {} ô.", "the sheet has more than {} cells."),
    ("không mở được bảng tính.", "the workbook cannot be opened."),
    ("bảng tính bị khoá bằng mật khẩu.", "the workbook is locked with a password."),
    ("bảng tính có hơn {} ô.", "the workbook has more than {} cells."),
    (
        "nội dung bắt đầu như tệp nén (DOCX cũng vậy) nhưng bị cụt hoặc hỏng.",
        "the content begins as an archive (a DOCX is one) and is cut off or broken.",
    ),
    (
        "nội dung là ảnh chụp dạng HEIC, chưa có cách đọc.",
        "the content is a photograph in HEIC, for which there is no reader.",
    ),
    ("nội dung là {}; tệp bên trong không được đọc.", "the content is {}; files in it are not read."),
    ("{}: chưa có cách đọc; đọc được {}.", "{}, for which there is no reader; {} are read."),
    ("chưa cài bộ đọc bảng {}.", "the table reader {} is not installed."),
    ("tệp XML bị cụt hoặc hỏng ({}).", "the XML is cut off or broken ({})."),
    (
        "tệp khai báo kiểu tài liệu, có thể che hoặc cắt chữ.",
        "the file declares a document type, which can hide or cut text.",
    ),
    ("Không mở được thư mục.", "The folder cannot be opened."),
    ("Đây là liên kết tới một tệp ngoài thư mục.", "This is a link to a file outside the folder."),
    ("Một công đoạn dừng vì {}: {} ({}).", "A stage failed with {}: {} ({})."),
    ("Không lưu được văn bản: {}.", "The paper cannot be stored: {}."),
    # what to do
    (
        "tách tệp, hoặc cho phép nhiều hơn bằng --memory-limit MB.",
        "split the file, or allow more with --memory-limit MB.",
    ),
    (
        "tách tệp, hoặc cho phép lâu hơn bằng --time-limit SECONDS.",
        "split the file, or allow more with --time-limit SECONDS.",
    ),
    ("tải lại tệp từ nơi công bố", "get the file again from where it was published"),
    ("lưu lại không đặt mật khẩu", "save it without a password"),
    (
        "tải lại tệp, hoặc lưu lại từ chương trình đã tạo ra nó",
        "download the file again, or save it again from the program that made it",
    ),
    ("mở bằng chương trình soạn thảo rồi lưu lại", "open it in a word processor and save it again"),
    (
        "mở bằng chương trình soạn thảo rồi lưu lại, nếu tin nơi gửi tệp",
        "open it in a word processor and save it again, if you trust where it came from",
    ),
    ("mở bằng chương trình soạn thảo rồi lưu thành DOCX", "open it in a word processor and save it as DOCX"),
    ("đợi ghi xong rồi nạp lại", "wait until it is written, then ingest it again"),
    ("kiểm tra đường dẫn và quyền đọc tệp", "check the path and the permission to read it"),
    ("tách thành nhiều tệp", "split it into several files"),
    ("nêu tên các tệp trong đó", "name the files in it"),
    ("lưu nội dung thành tệp rồi nêu tên tệp đó", "save what it gives to a file and name that"),
    ("tách văn bản thành nhiều tệp", "split the paper into several files"),
    (
        "mở bằng chương trình hiện đúng chữ rồi lưu thành UTF-8",
        "open it in an editor that shows it correctly and save it as UTF-8",
    ),
    ("mở bằng trình duyệt rồi lưu trang thành HTML", "open it in a browser and save the page as HTML"),
    ("mở bằng trình duyệt rồi lưu lại", "open it in a browser and save it again"),
    ("mở bằng {} rồi lưu thành {}, không đặt mật khẩu", "open it in {} and save it as {} without a password"),
    ("mở bằng {} rồi lưu thành {}", "open it in {} and save it as {}"),
    ("apt-get install {}, hoặc lưu tệp thành {}", "apt-get install {}, or save the file as {}"),
    (
        "tải lại tệp, hoặc in ra PDF mới từ chương trình mở được nó",
        "download the file again, or print it to a new PDF from the program that opens it",
    ),
    (
        "mở bằng mật khẩu, lưu lại không đặt mật khẩu rồi đọc tệp đó",
        "open it with its password, save it without one, and read that file",
    ),
    (
        "nếu tệp chỉ có hình, lưu chữ trong hình thành tệp riêng",
        "if it only holds pictures, save their text as a file of its own",
    ),
    (
        "mở bằng chương trình khác rồi lưu thành PNG hoặc PDF",
        "open it in another program and save it as PNG or PDF",
    ),
    ("tách thành từng văn bản", "split it into papers"),
    ("mở bằng chương trình bảng tính rồi lưu lại", "open it in a spreadsheet program and save it again"),
    (
        "lưu thành JPEG; điện thoại có mục cài đặt cho việc này (“tương thích nhất”)",
        "save it as JPEG; telephones have a setting for it (“most compatible”)",
    ),
    ("giải nén, rồi nêu tên thư mục chứa các tệp", "unpack it, and name the folder of its files"),
    (
        "mở bằng chương trình của nó rồi lưu thành DOCX hoặc HTML",
        "open it in the program it belongs to and save it as DOCX or HTML",
    ),
    ("mở bằng chương trình của nó rồi lưu lại", "open it in the program it belongs to and save it again"),
    (
        "pip install {}, hoặc pip install 'doichieu[readers]' để có mọi bộ đọc",
        "pip install {}, or pip install 'doichieu[readers]' for every one",
    ),
    ("kiểm tra quyền truy cập, và ổ đĩa đã được gắn chưa.", "check its permissions, and that it is mounted."),
    ("nêu tên chính tệp đó, hoặc thư mục chứa nó.", "name the file itself, or the folder that holds it."),
    ("kiểm tra quyền truy cập.", "check its permissions."),
    (
        "báo văn bản và lời báo này; các văn bản khác đã xong.",
        "report the paper and this message; the other papers are done.",
    ),
    (
        "báo văn bản và lời báo này; các văn bản khác đã được lưu.",
        "report the paper and this message; the other papers are stored.",
    ),
    # what was not read of a paper
    ("không thấy bảng nào", "no table was found"),
    ("trang bị cụt; phần còn lại đã được đọc", "the page is cut off; what is left was read"),
    (
        "chữ ở bảng mã {}, theo các chữ cái; đã chuyển",
        "the text is in {}, as its letters show; it was decoded",
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
    # why a name has no agency
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
