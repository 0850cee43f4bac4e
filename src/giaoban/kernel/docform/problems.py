"""Why a document is refused, said to the person."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "DOF-001": Entry(
            "Nội dung văn bản lưu trong hệ thống không đúng cấu trúc ({what}). Khôi phục phiên bản trước của văn bản.",
            "The stored content of the document is malformed ({what}). Restore an earlier version of the document.",
        ),
    }
)
