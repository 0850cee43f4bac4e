"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "REP-001": Entry(
            "Yêu cầu «{title}» đã đóng, không nhận thêm tệp. Liên hệ {body} nếu cần nộp bổ sung.",
            "The request “{title}” is closed and takes no more files. Contact {body} if you need to add something.",
            409,
        ),
        "REP-003": Entry(
            "Không có mục «{item}» trong lần đọc này. Tải lại trang để xem lần đọc mới nhất.",
            "There is no item “{item}” in this reading. Reload the page to see the latest reading.",
            404,
        ),
        "REP-004": Entry(
            "Bỏ qua một phát hiện thì cần ghi lý do. Ghi ngắn gọn vì sao phát hiện này không đúng.",
            "Dismissing a finding needs a reason. Say briefly why this finding is not right.",
        ),
        "REP-005": Entry(
            "«{value}» không phải là số viết theo cách thông thường. Ghi dạng 1.234,5 hoặc 65,08.",
            "“{value}” is not a number as usually written. Write it as 1.234,5 or 65,08.",
        ),
        "REP-006": Entry(
            "Báo cáo còn {count} phát hiện chưa xem. Chấp nhận, sửa hoặc bỏ qua từng phát hiện trước khi xác nhận.",
            "The report has {count} findings nobody has looked at. Accept, correct or dismiss each before confirming.",
            409,
        ),
        "REP-007": Entry(
            "Báo cáo chưa đọc được nên chưa thể xác nhận: {why} Trả lại báo cáo và đề nghị đơn vị gửi tệp khác.",
            "The report could not be read, so it cannot be confirmed: {why} Send it back and ask for another file.",
            409,
        ),
        "REP-008": Entry(
            "Kỳ báo cáo «{period}» không đúng dạng. Ghi 2026-11 cho tháng 11 năm 2026 hoặc 2026 cho cả năm.",
            "The period “{period}” is not written correctly. Write 2026-11 for November 2026 or 2026 for the year.",
        ),
        "REP-009": Entry(
            "Hạn nộp {due} đã qua. Chọn một ngày từ {today} trở đi.",
            "The due date {due} has passed. Choose a day from {today} on.",
        ),
        "REP-010": Entry(
            "Trả lại báo cáo thì cần ghi lý do để đơn vị biết phải sửa gì.",
            "Sending a report back needs a reason, so that the unit knows what to change.",
        ),
        "REP-011": Entry(
            "Sửa thì cần ghi nội dung đúng. Ghi nội dung mới vào ô sửa, hoặc chọn bỏ qua.",
            "A correction needs the right wording. Write it in the field, or dismiss the item.",
        ),
        "REP-012": Entry(
            "Báo cáo đã xác nhận nên không thay đổi kết quả xem xét. Mở lại báo cáo rồi sửa.",
            "The report is confirmed, so decisions about it are closed. Reopen the report first.",
            409,
        ),
    }
)
