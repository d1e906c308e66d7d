"""Why a run or an audit cannot go on as it was asked for, and what to do about it."""

from __future__ import annotations

RUNS: tuple[tuple[str, str], ...] = (
    # options and inputs
    ("Không có văn bản nào trong {}.", "There is no paper in {}."),
    (
        "nêu tên tệp, hoặc thư mục chứa văn bản: PDF, bản quét, DOCX, DOC, XLSX, HTML hoặc văn bản thuần (--recursive để đọc cả thư mục con).",
        "name a file, or a folder with papers: PDF, scans, DOCX, DOC, XLSX, HTML or text (--recursive for deeper ones).",
    ),
    (
        "Đây là một địa chỉ, trong khi ở đây cần tệp hoặc thư mục trên máy này.",
        "This is an address, and a file or folder of this machine is wanted here.",
    ),
    (
        "tải nội dung về rồi nêu tên bản đã tải (curl -O ADDRESS, aws s3 sync ADDRESS FOLDER); chỉ --dataset nhận một số địa chỉ.",
        "fetch what stands there and name the copy (curl -O ADDRESS, aws s3 sync ADDRESS FOLDER); of addresses only --dataset takes some.",
    ),
    ("Không có định dạng báo cáo {}.", "There is no report format {}."),
    ("chọn trong {}.", "choose among {}."),
    ("Một mục thiếu id, lý do hoặc tên.", "An entry lacks an id, a reason or a name."),
    ("Tệp baseline không phải là một danh sách.", "The baseline is not a list."),
    ("Không mở được tệp baseline.", "The baseline cannot be opened."),
    ("Tệp baseline không phải JSON ({}).", "The baseline is not JSON ({})."),
    ("Không mở được tệp quy tắc.", "The rules file cannot be opened."),
    ("Tệp quy tắc không phải TOML ({}).", "The rules file is not TOML ({})."),
    ("Gói {} chưa được cài.", "The package {} is not installed."),
    ("--engine dask cần một cụm máy.", "--engine dask needs a cluster."),
    ("nêu địa chỉ bằng --scheduler tcp://HOST:8786.", "name it with --scheduler tcp://HOST:8786."),
    ("Không có bộ điều phối Dask nào trả lời ở {}.", "No Dask scheduler answers at {}."),
    ("kiểm tra --scheduler, và cụm máy có đang chạy không.", "check --scheduler, and that the cluster runs."),
    # datasets
    ("Ở đây không có bộ dữ liệu nào.", "There is no dataset here."),
    (
        "tạo bằng `doichieu ingest PATH --dataset DIR`.",
        "make one with `doichieu ingest PATH --dataset DIR`.",
    ),
    (
        "Đây không phải bộ dữ liệu, cũng không phải thư mục trống.",
        "This is not a dataset, and not an empty folder.",
    ),
    (
        "Đây không phải bộ dữ liệu, cũng không phải thư mục trống (có chứa {}).",
        "This is not a dataset, and not an empty folder (it holds {}).",
    ),
    ("nêu một thư mục mới bằng --dataset (hoặc --out).", "name a new folder with --dataset (or --out)."),
    ("nêu một thư mục mới bằng --dataset.", "name a new folder with --dataset."),
    (
        "Đây là các bảng của một bộ dữ liệu nhưng thiếu thư mục `.store` đi kèm.",
        "These are the tables of a dataset without the folder `.store` that belongs to them.",
    ),
    (
        "chép cả bộ dữ liệu, kể cả thư mục ẩn (cp -a, rsync -a), hoặc nêu một thư mục mới.",
        "copy the whole dataset, hidden folders too (cp -a, rsync -a), or name a new folder.",
    ),
    (
        "Bộ dữ liệu được ghi lại hai lần trong lúc đọc; trạng thái đang đọc không còn.",
        "The dataset was published twice while it was read; the state that was read is gone.",
    ),
    ("chạy lại khi không có lượt nào khác đang ghi.", "run again when no other run writes to it."),
    ("Không đọc được bộ dữ liệu ({}).", "The dataset cannot be read ({})."),
    (
        "kiểm tra địa chỉ, quyền truy cập và mạng.",
        "check the address, the credentials and the network.",
    ),
    (
        "Bộ dữ liệu do một phiên bản doichieu mới hơn ghi (bố cục {}).",
        "The dataset was written by a later version of doichieu (layout {}).",
    ),
    (
        "nâng cấp doichieu, hoặc nạp văn bản vào một thư mục mới.",
        "upgrade doichieu, or ingest the papers into a new folder.",
    ),
    (
        "Không ghi được bộ dữ liệu ({}); nội dung cũ vẫn nguyên.",
        "The dataset cannot be written ({}); what was in it is as it was.",
    ),
    (
        "Bộ dữ liệu có tệp bị thiếu hoặc bị cụt ({}): mới chép được một phần.",
        "Files of the dataset are missing or cut off ({}): it was copied in part.",
    ),
    (
        "chép lại cả thư mục khi không có lượt nào đang ghi (rsync -a, cp -a; kèm `.store`), hoặc nạp văn bản vào một thư mục mới.",
        "copy the whole folder again while no run writes to it (rsync -a, cp -a; `.store` with it), or ingest the papers into a new one.",
    ),
    (
        "kiểm tra địa chỉ, quyền truy cập và mạng rồi chạy lại.",
        "check the address, the credentials and the network, and run again.",
    ),
    (
        "giải phóng chỗ trên ổ đĩa, hoặc kiểm tra quyền ghi vào thư mục rồi chạy lại.",
        "make room on the disk, or check the permissions of the folder, and run again.",
    ),
    # what is written
    ("Không ghi được {} ({}).", "{} cannot be written ({})."),
    ("báo cáo", "The report"),
    (
        "giải phóng chỗ trên ổ đĩa, kiểm tra quyền ghi vào thư mục, hoặc nêu nơi khác.",
        "make room on the disk, check the permissions of the folder, or name another place.",
    ),
    (
        "Báo cáo PDF được in bằng Chromium, mà máy chưa cài.",
        "A report as PDF is printed by Chromium, which is not installed.",
    ),
    (
        "apt-get install chromium, hoặc bỏ pdf khỏi --format: trang HTML in ra cũng như vậy.",
        "apt-get install chromium, or leave pdf out of --format: the HTML page prints the same.",
    ),
    ("{} không tạo được PDF ({}).", "{} made no PDF ({})."),
    ("mở report.html bằng trình duyệt rồi in từ đó.", "open report.html in a browser and print it there."),
    # what the system says
    ("hết chỗ trên ổ đĩa", "No space left on device"),
    ("hết chỗ trên ổ đĩa (errno 28)", "[errno 28] No space left on device"),
    ("lỗi khi ghi tệp: {}", "Error writing bytes to file. Detail: {}"),
    ("không có quyền truy cập", "Permission denied"),
    ("ổ đĩa chỉ cho đọc", "Read-only file system"),
    ("không có tệp hoặc thư mục này", "No such file or directory"),
    ("đây là một thư mục", "Is a directory"),
    ("đây không phải thư mục", "Not a directory"),
    ("tên tệp quá dài", "File name too long"),
    # a run that ends early
    ("Đã dừng.", "Interrupted."),
    ("Đã dừng. Phần đã đọc nằm trong bộ dữ liệu.", "Interrupted. What was read is in the dataset."),
    (
        "chạy lại đúng lệnh này để làm tiếp phần còn lại.",
        "run the same command again, it goes on with the rest.",
    ),
    (
        "quyết định về {} không còn ứng với phát hiện hay ô nào.",
        "a decision on {} meets no such finding or cell any more.",
    ),
    ("còn {} ghi chú khác, xem trong báo cáo", "{} more, see the report"),
)
