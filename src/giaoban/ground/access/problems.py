"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "ACC-001": Entry(
            "Chức vụ đang dùng chưa được phân quyền “{what}”. Đề nghị người quản trị của cơ quan phân quyền hoặc chọn chức vụ khác.",
            "The post you act as lacks the right “{what}”. Ask your office's administrator, or act as another post.",
            403,
        ),
        "ACC-002": Entry(
            "Không tìm thấy nội dung này. Kiểm tra lại địa chỉ trang, hoặc chọn chức vụ được xem nội dung.",
            "There is no such page for you. Check the address, or act as a post that may see it.",
            404,
        ),
        "ACC-003": Entry(
            "Thời hạn {until} đã qua. Chọn thời điểm sau {at}.",
            "The end {until} has passed. Choose a moment after {at}.",
        ),
        "ACC-004": Entry(
            "Quyền riêng phải có lý do. Ghi lý do rồi lưu lại.", "A grant needs a reason. Enter one and save again."
        ),
        "ACC-005": Entry(
            "Không có quyền mang tên “{verb}”. Chọn trong danh mục quyền.",
            "There is no right called “{verb}”. Choose from the list.",
        ),
        "ACC-006": Entry(
            "Chức vụ “{post}” không thuộc cơ quan này. Vai trò chỉ dùng trong cơ quan của chức vụ; với cơ quan khác thì cấp quyền riêng.",
            "The post “{post}” is not of this body. A role works in its post's body only; for another body give a dated grant.",
        ),
        "ACC-007": Entry(
            "Ngày kết thúc {ends} phải sau ngày bắt đầu {starts}. Sửa một trong hai ngày.",
            "The end {ends} must come after the start {starts}. Correct one of the two days.",
        ),
        "ACC-008": Entry(
            "Mã vai trò “{taken}” đã có. Chọn mã khác.", "The role code “{taken}” is taken. Choose another.", 409
        ),
        "ACC-009": Entry(
            "Chức vụ đã có vai trò này trong cùng phạm vi và thời gian. Chọn vai trò, phạm vi hoặc thời gian khác.",
            "The post already holds this role there at that time. Choose another role, scope or time.",
            409,
        ),
        "ACC-010": Entry(
            "Chỉ cấp được quyền mà chức vụ đang dùng đã có. Bỏ: {verbs}.",
            "You can pass on only rights that your post has. Remove: {verbs}.",
            403,
        ),
        "ACC-011": Entry(
            "Vai trò “{role}” đang được cơ quan khác sử dụng nên không sửa ở đây được. Lập một vai trò mới cho cơ quan này.",
            "The role “{role}” is used by another body and cannot be changed here. Create a new role for this body.",
            403,
        ),
        "ACC-012": Entry(
            "Không tự cấp quyền cho mình hoặc cho chức vụ mình đang giữ, sắp giữ, đang thay. Đề nghị người khác có quyền này thực hiện.",
            "Nobody gives rights to themselves or to a post they hold, will hold or stand in for. Ask somebody else who has this right.",
            403,
        ),
    }
)
