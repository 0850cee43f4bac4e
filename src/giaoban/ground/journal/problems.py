"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "JRN-001": Entry(
            "Chưa nêu lý do hủy khóa của người số {person}. Ghi căn cứ của yêu cầu xóa dữ liệu rồi làm lại.",
            "No reason given for destroying the key of person {person}. State the request it rests on and try again.",
        ),
    }
)
