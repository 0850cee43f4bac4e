"""Refusals of this room."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "QTY-001": Entry(
            "Từ điển đọc số chưa đúng: {reason}. Sửa tệp theo đúng mẫu rồi nạp lại.",
            "The lexicon of figures is not valid: {reason}. Correct the file to the documented form and load it again.",
            422,
        ),
    }
)
