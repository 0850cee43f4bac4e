"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "FIL-001": Entry(
            "Tệp {name} lớn hơn {limit}. Giảm dung lượng hoặc tách thành nhiều tệp rồi gửi lại.",
            "The file {name} is larger than {limit}. Make it smaller or split it, and send it again.",
            413,
        ),
        "FIL-002": Entry(
            "Tệp {name} không có nội dung. Chọn lại tệp rồi gửi lại.",
            "The file {name} is empty. Choose the file again and send it.",
        ),
        "FIL-003": Entry(
            "Không tìm thấy tệp này. Kiểm tra lại địa chỉ trang, hoặc chọn chức vụ được xem tệp.",
            "There is no such file for you. Check the address, or act as a post that may see it.",
            404,
        ),
        "FIL-004": Entry(
            "Nội dung của tệp {name} không còn trong kho lưu trữ. Báo người quản trị khôi phục từ bản sao lưu.",
            "The content of {name} is missing from the store. Ask the administrator to restore it from a backup.",
            410,
        ),
        "FIL-005": Entry(
            "Tệp {name} có mã độc nên không tải về được. Báo người quản trị.",
            "The file {name} carries malware and cannot be downloaded. Tell the administrator.",
            403,
        ),
        "FIL-006": Entry(
            "Tệp {name} đã được gỡ trước đó. Tải lại trang để xem các tệp hiện có.",
            "The file {name} has been removed already. Reload the page to see the files there are.",
            409,
        ),
        "FIL-008": Entry(
            "Nội dung của tệp {name} trong kho lưu trữ không còn như lúc nhận. Báo người quản trị khôi phục từ bản sao lưu.",
            "The stored content of {name} is no longer what was received. Ask the administrator to restore it from a backup.",
            500,
        ),
        "FIL-007": Entry(
            "Kho lưu trữ hết chỗ hoặc không ghi được nên chưa nhận tệp {name}. Báo người quản trị rồi gửi lại.",
            "The store is full or cannot be written, so {name} was not taken. Tell the administrator and send it again.",
            507,
        ),
    }
)
