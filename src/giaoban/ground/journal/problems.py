"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "JRN-001": Entry(
            "Chưa nêu lý do xóa dữ liệu cá nhân (hồ sơ số {person}). Ghi căn cứ của yêu cầu xóa dữ liệu rồi làm lại.",
            "No reason was given for deleting personal data (record {person}). State the request it rests on and try again.",
        ),
    }
)
