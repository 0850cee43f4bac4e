"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "DIR-001": Entry(
            "Tên đăng nhập “{username}” đã có. Chọn tên khác.",
            "The user name “{username}” is taken. Choose another.",
            409,
        ),
        "DIR-002": Entry(
            "Chức vụ này không thuộc tài khoản đang dùng hoặc đã hết thời hạn. Chọn lại trong danh sách chức vụ.",
            "This post is not yours, or its time has ended. Choose again from your posts.",
            403,
        ),
        "DIR-003": Entry(
            "Đường dẫn này không dùng được nữa. Đề nghị cơ quan đã gửi cấp đường dẫn mới.",
            "This link can no longer be used. Ask the office that sent it for a new one.",
            404,
        ),
        "DIR-004": Entry(
            "Thay đổi này phải có lý do. Ghi lý do rồi lưu lại.",
            "This change needs a reason. Enter one and save again.",
        ),
        "DIR-005": Entry(
            "{name} đã có tài khoản {username}. Sửa tài khoản đó thay vì tạo mới.",
            "{name} already has the account {username}. Change that one instead.",
            409,
        ),
        "DIR-006": Entry(
            "Không khóa được tài khoản đang dùng để đăng nhập. Đề nghị người quản trị khác thực hiện.",
            "You cannot lock the account you are signed in with. Ask another administrator.",
            409,
        ),
        "DIR-007": Entry(
            "Địa chỉ thư {email} đã dùng cho tài khoản khác. Dùng địa chỉ khác.",
            "The address {email} belongs to another account. Use another one.",
            409,
        ),
        "DIR-008": Entry("Mật khẩu chưa đạt: {why}", "The password will not do: {why}"),
        "DIR-009": Entry(
            "Việc ủy quyền phải có ngày kết thúc. Ghi ngày kết thúc rồi lưu lại.",
            "Deputising needs a last day. Enter it and save again.",
        ),
        "DIR-012": Entry(
            "Không tự bố trí chức vụ cho chính mình. Đề nghị người khác có quyền này thực hiện.",
            "Nobody appoints themselves. Ask somebody else who has this right.",
            403,
        ),
        "DIR-013": Entry(
            "Chỉ đặt được ngày minh họa khi chạy dữ liệu minh họa. Dùng lệnh giaoban demo.",
            "A day can be set for a demonstration only. Use the command giaoban demo.",
            409,
        ),
        "DIR-011": Entry(
            "Ngày “{text}” không đọc được. Ghi theo dạng 25/11/2026.",
            "The date “{text}” cannot be read. Write it as 25/11/2026.",
        ),
        "DIR-010": Entry(
            "Thử quá nhiều lần. Chờ {minutes} phút rồi thử lại.",
            "Too many attempts. Wait {minutes} minutes, then try again.",
            429,
        ),
        "DIR-030": Entry(
            "Khóa cần tên, ít nhất một việc được làm và ngày hết hạn trong {days} ngày tới; mỗi người giữ nhiều nhất {most} khóa, lập khi"
            " làm việc với chức vụ của mình. Sửa lại rồi lưu.",
            "A key needs a name, something it may do and a last day within {days} days; one person keeps at most {most}, made in a post of"
            " one's own. Correct it and save again.",
        ),
        "DIR-031": Entry(
            "Khóa này không được dùng cho việc “{verb}”. Lập khóa khác có việc đó.",
            "This key may not be used for “{verb}”. Make another one that may.",
            403,
        ),
        "DIR-032": Entry(
            "Khóa không đúng, đã hết hạn hoặc đã thu hồi. Lập khóa mới tại trang Tài khoản của tôi, mục Khóa kết nối (/cua-toi/khoa/).",
            "The key is wrong, has ended or was revoked. Make a new one on the page My account, Keys (/cua-toi/khoa/).",
            401,
        ),
        "DIR-033": Entry(
            "Mã lần gọi (Idempotency-Key) “{key}” đã dùng cho nội dung khác. Gửi lại đúng nội dung cũ, hoặc dùng mã khác.",
            "The Idempotency-Key “{key}” came with other content before. Send the same content again, or use another key.",
            409,
        ),
        "DIR-015": Entry(
            "Không hoàn tác được vì sau đó đã có: {what}. Xóa hoặc chuyển các dữ liệu đó trước, hoặc ghi một biến động mới.",
            "It cannot be undone; since then there are: {what}. Move these first, or record a new change.",
            409,
        ),
    }
)
