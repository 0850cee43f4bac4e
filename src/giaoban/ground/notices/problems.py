"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "NOT-001": Entry(
            "“{address}” không phải là địa chỉ thư điện tử. Sửa địa chỉ rồi gửi lại.",
            "“{address}” is not an e-mail address. Correct it and send again.",
        )
    }
)
