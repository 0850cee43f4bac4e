"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "DOC-001": Entry(
            "Văn bản phải có trích yếu và nội dung. Ghi đủ rồi lưu lại.",
            "A document needs a subject and a text. Write both and save again.",
        ),
        "DOC-002": Entry(
            "Phần mềm này không nhận văn bản có dấu Mật, Tối mật, Tuyệt mật. Không đưa nội dung này lên.",
            "This software takes no document that is marked secret. Do not enter its content.",
        ),
        "DOC-003": Entry(
            "Văn bản đã ban hành hoặc đã thu hồi nên không sửa được nữa. Soạn văn bản mới nếu cần thay đổi.",
            "The document was issued or withdrawn and its words change no more. Draft a new one if something must change.",
            409,
        ),
        "DOC-004": Entry(
            "Thu hồi văn bản phải có lý do. Ghi ngắn gọn rồi làm lại.",
            "Withdrawing a document needs a reason. Write it briefly and try again.",
        ),
        "DOC-005": Entry(
            "Vị trí của mục “{label}” không nằm trong văn bản. Tải lại trang rồi chọn lại.",
            "The place of point “{label}” does not lie in the text. Reload the page and choose again.",
        ),
        "DOC-006": Entry(
            "Loại văn bản “{kind}” chưa có trong danh mục. Chọn một loại trong danh sách.",
            "The kind of document “{kind}” is not in the list. Choose one from it.",
        ),
    }
)
