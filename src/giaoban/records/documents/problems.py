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
        "DOC-010": Entry(
            "Số và ký hiệu “{number}” chưa đúng dạng. Ghi như 30/2020/NĐ-CP, 766/QĐ-TTg hoặc 36-HD/VPTW.",
            "The number “{number}” is not written as numbers are. Write it like 30/2020/NĐ-CP, 766/QĐ-TTg or 36-HD/VPTW.",
        ),
        "DOC-011": Entry(
            "{kind} số {number} cùng năm, cùng cơ quan ban hành đã có trong danh mục. Mở bản ghi đó để sửa; nếu là văn bản của năm khác, "
            "ghi ngày ban hành.",
            "{kind} {number} of that year and issuer is in the register already. Open that entry and edit it; write the day of issue if it "
            "is a document of another year.",
            409,
        ),
        "DOC-012": Entry(
            "Ngày hết hiệu lực phải sau ngày có hiệu lực. Kiểm tra lại hai ngày.",
            "The day a document ends must be after the day it begins. Check both days.",
        ),
        "DOC-013": Entry(
            "Văn bản thay thế phải là văn bản khác. Ghi số của văn bản mới.",
            "A document cannot replace itself. Write the number of the new one.",
        ),
        "DOC-014": Entry(
            "Bản ghi này dùng chung cho mọi cơ quan nên không bỏ được. Bấm Sửa để ghi bản riêng của cơ quan.",
            "This entry is shared by all bodies and cannot be removed. Edit it to keep a version of your own.",
            409,
        ),
        "DOC-015": Entry(
            "Chỉ văn bản vừa được cấp số, chưa có bản lưu, mới nhận bản ban hành. Mở văn bản đã ban hành để xem bản lưu.",
            "Only a document that has just got its number takes the paper it is issued as. Open the issued document to see it.",
            409,
        ),
        "DOC-016": Entry(
            "{person} đã thôi giữ chức vụ “{post}” từ ngày {day} nên không ký được văn bản này. Chọn người ký khác.",
            "{person} left the post “{post}” on {day} and cannot sign this document. Choose somebody else.",
            409,
        ),
        "DOC-017": Entry(
            "Tại ngày {day}, {person} không giữ chức vụ “{post}”. Chọn người ký trong danh sách.",
            "On {day} {person} does not hold the post “{post}”. Choose who signs from the list.",
            409,
        ),
    }
)
