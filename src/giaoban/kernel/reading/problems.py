"""Why a file given to the reader cannot be opened."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "RDG-001": Entry(
            "Không tìm thấy tệp {name}. Kiểm tra lại tên và đường dẫn rồi chạy lại.",
            "There is no file {name}. Check the name and path and run again.",
            404,
        ),
        "RDG-002": Entry(
            "Không mở được tệp {name} vì không có quyền đọc. Cấp quyền đọc hoặc sao chép tệp sang thư mục khác rồi chạy lại.",
            "The file {name} may not be read. Grant the right to read it, or copy it elsewhere, and run again.",
            403,
        ),
        "RDG-003": Entry(
            "{name} là thư mục, không phải tệp. Nêu tên từng tệp trong thư mục.",
            "{name} is a directory, not a file. Name the files in it.",
        ),
        "RDG-004": Entry(
            "Không đọc được tệp {name} từ ổ đĩa. Sao chép tệp sang nơi khác rồi chạy lại.",
            "The file {name} could not be read from the disk. Copy it elsewhere and run again.",
            500,
        ),
        "RDG-005": Entry(
            "Bộ đọc dừng đột ngột khi đọc tệp {name}. Lưu tệp sang định dạng docx rồi chạy lại.",
            "The reader stopped while it read the file {name}. Save the file as docx and run again.",
            500,
        ),
        "RDG-006": Entry(
            "Không ghi được trang {name}. Kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa rồi chạy lại.",
            "The page {name} could not be written. Check the directory, the right to write and the space on the disk, then run again.",
            500,
        ),
        "RDG-007": Entry(
            "{name} là một trong các tệp đang đọc: ghi kết quả vào đó sẽ xóa mất báo cáo. Nêu tên tệp khác cho kết quả.",
            "{name} is one of the files to read: writing the result there would erase the report. Name another file for the result.",
            409,
        ),
    }
)
