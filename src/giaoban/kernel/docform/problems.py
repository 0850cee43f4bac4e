"""Why a document is refused, said to the person."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "DOF-001": Entry(
            "Nội dung văn bản lưu trong hệ thống không đúng cấu trúc ({what}). Khôi phục phiên bản trước của văn bản.",
            "The stored content of the document is malformed ({what}). Restore an earlier version of the document.",
        ),
        "DOF-002": Entry(
            "Tệp {name} không phải bản in ra từ văn bản này: không đoạn nào trong tệp khớp với văn bản. "
            "Chọn đúng tệp đã tải từ văn bản này rồi gửi lại.",
            "The file {name} was not made from this document: no part of it matches. "
            "Choose the file downloaded from this document and send it again.",
        ),
    }
)
