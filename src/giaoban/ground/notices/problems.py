"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "NOT-001": Entry(
            "“{address}” không phải là địa chỉ thư điện tử. Sửa địa chỉ rồi gửi lại.",
            "“{address}” is not an e-mail address. Correct it and send again.",
        ),
        "NOT-002": Entry(
            "Thư này mang đường dẫn dùng riêng, không được lưu lại sau lần gửi hỏng. Tạo đường dẫn mới rồi gửi từ trang yêu cầu.",
            "This message carried a private link, which was not kept after the delivery failed. Make a new link and send it from the page "
            "of the request.",
        ),
    }
)
