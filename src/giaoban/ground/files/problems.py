"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "FIL-001": Entry(
            "Tệp {name} lớn hơn {limit} MB nên không được nhận. Nén ảnh hoặc tách phụ lục thành tệp riêng rồi gửi lại.",
            "The file {name} is larger than {limit} MB and is not accepted. Compress pictures or split off annexes and send again.",
            413,
        ),
        "FIL-002": Entry(
            "Không tìm thấy nội dung của tệp {name} trong kho tệp. Báo người quản trị phục hồi từ bản sao lưu.",
            "The content of {name} is not in the file store. Ask the administrator to restore it from a backup.",
            500,
        ),
        "FIL-003": Entry(
            "Nội dung của tệp {name} trong kho tệp không còn như lúc nhận. Báo người quản trị phục hồi từ bản sao lưu.",
            "The content of {name} in the file store is no longer what was received. Ask the administrator to restore it from a backup.",
            500,
        ),
        "FIL-004": Entry(
            "Tệp {name} bị đánh dấu nhiễm mã độc nên không mở được. Đề nghị người gửi quét máy và gửi lại tệp sạch.",
            "The file {name} is marked as infected and cannot be opened. Ask the sender to scan and send a clean file.",
            403,
        ),
        "FIL-005": Entry(
            "Không ghi được tệp {name} vào kho tệp: {reason}. Báo người quản trị kiểm tra dung lượng và quyền của thư mục dữ liệu.",
            "The file {name} could not be written to the file store: {reason}. Ask the administrator to check space and rights.",
            500,
        ),
    }
)
