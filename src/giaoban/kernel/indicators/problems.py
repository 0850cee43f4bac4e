"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "IND-001": Entry(
            "Mức giao chưa đủ: {what}. Bổ sung rồi lưu lại.",
            "The target is incomplete: {what}. Complete it and save again.",
        ),
        "IND-002": Entry(
            "Phân tổ “{text}” chưa đúng. Ghi theo dạng gioi=nu, các cặp cách nhau bằng dấu chấm phẩy, theo danh mục của chỉ tiêu.",
            "The breakdown “{text}” is not valid. Write it like gioi=nu, pairs separated by semicolons, from the indicator's list.",
        ),
    }
)
