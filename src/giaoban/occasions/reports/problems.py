"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "REP-001": Entry(
            "Yêu cầu “{title}” đã đóng, không nhận thêm tệp. Liên hệ {body} nếu cần gửi bổ sung.",
            "The request “{title}” is closed and takes no more files. Contact {body} if you need to add something.",
            409,
        ),
        "REP-003": Entry(
            "Mục vừa chọn không có trong lần đọc này. Tải lại trang để xem lần đọc mới nhất.",
            "The chosen item is not in this reading. Reload the page to see the latest reading.",
            404,
        ),
        "REP-004": Entry(
            "Bỏ qua phát hiện phải có lý do. Ghi ngắn gọn vì sao không cần xử lý phát hiện này.",
            "Dismissing a finding needs a reason. Say briefly why nothing needs doing.",
        ),
        "REP-005": Entry(
            "“{value}” không đọc được thành số. Ghi theo dạng 1.234,5 hoặc 65,08.",
            "“{value}” cannot be read as a number. Write it as 1.234,5 or 65,08.",
        ),
        "REP-006": Entry(
            "Báo cáo còn {count} phát hiện chưa xem. Chấp nhận, sửa hoặc bỏ qua từng phát hiện trước khi xác nhận.",
            "The report has {count} findings that nobody has looked at. Accept, correct or dismiss each before confirming.",
            409,
        ),
        "REP-007": Entry(
            "Báo cáo chưa đọc được nên chưa thể xác nhận: {why} Trả lại báo cáo và đề nghị đơn vị gửi tệp khác.",
            "The report could not be read, so it cannot be confirmed: {why} Send it back and ask for another file.",
            409,
        ),
        "REP-008": Entry(
            "Kỳ báo cáo “{period}” không đúng dạng. Ghi như 11/2026, quý IV/2026, năm 2026.",
            "The period “{period}” is not written correctly. Write 11/2026, Q4/2026 or 2026.",
        ),
        "REP-009": Entry(
            "Hạn nộp {due} đã qua. Chọn một ngày từ {today} trở đi.",
            "The due date {due} has passed. Choose a day from {today} on.",
        ),
        "REP-010": Entry(
            "Trả lại báo cáo phải có lý do. Ghi rõ nội dung đơn vị cần sửa.",
            "Sending a report back needs a reason. State what the unit has to change.",
        ),
        "REP-011": Entry(
            "Chưa có nội dung sửa. Ghi nội dung đúng vào ô sửa, hoặc chọn Bỏ qua.",
            "No correction was entered. Write the right wording in the field, or dismiss the item.",
        ),
        "REP-012": Entry(
            "Báo cáo đã xác nhận nên không sửa được kết quả xem xét. Mở lại báo cáo trước khi sửa.",
            "The report is confirmed, so decisions about it are closed. Reopen the report first.",
            409,
        ),
        "REP-013": Entry(
            "Không còn quyết định nào của tài khoản này để hoàn tác. Mở từng mục và bấm Xem lại nếu cần.",
            "There is no decision of yours left to take back. Open an item and reopen it if needed.",
            409,
        ),
        "REP-030": Entry(
            "Đọc tệp {name} cần quá nhiều thời gian hoặc bộ nhớ nên đã dừng; tệp gốc vẫn được giữ. "
            "Gửi lại bản .docx đơn giản hơn, hoặc chia thành các tệp nhỏ.",
            "Reading the file {name} took too much time or memory and was stopped; the original is kept. "
            "Send a simpler .docx, or split it into smaller files.",
            413,
        ),
        "REP-031": Entry(
            "Đang có {count} bản quét chờ máy nhận dạng chữ nên chưa nhận thêm bản quét. Chờ máy đọc xong rồi gửi tiếp, "
            "hoặc gửi tệp Word, Excel, PDF có chữ.",
            "{count} scans are waiting to be read, so no more are taken now. Wait until they are read, "
            "or send a Word, Excel or PDF file with text.",
            429,
        ),
        "REP-040": Entry(
            "Chưa có quyền đọc tệp. Đăng nhập rồi gửi kèm mã chống giả mạo, hoặc gửi Authorization: Bearer với khóa kết nối (gbk_…, lập "
            "tại trang Tài khoản của tôi, /cua-toi/khoa/) hay mã của một đường dẫn còn hiệu lực.",
            "You may not have files read. Sign in and send the CSRF token, or send Authorization: Bearer with a key (gbk_…, made on the "
            "page My account, /cua-toi/khoa/) or the secret of a link in force.",
            401,
        ),
        "REP-041": Entry(
            "Chưa có tệp. Gửi tệp trong trường file, hoặc gửi nội dung kèm tên tệp trong X-Filename.",
            "There is no file. Send it in the field “file”, or as the body with its name in X-Filename.",
        ),
        "REP-042": Entry(
            "Tệp lớn hơn {most} MB. Chia nhỏ tệp, hoặc nộp trên trang.",
            "The file is larger than {most} MB. Split it, or hand it in on the page.",
            413,
        ),
        "REP-051": Entry(
            "Báo cáo “{title}” đã được xác nhận nên không nhận bản mới. Đề nghị cơ quan nhận mở lại báo cáo, hoặc trả lại để sửa.",
            "The report “{title}” is confirmed, so it takes no new version. Ask the receiving office to reopen it or to send it back.",
            409,
        ),
        "REP-052": Entry(
            "Tệp tải lên lúc trước không còn được lưu tạm. Chọn lại tệp báo cáo rồi tải lên.",
            "The file that waited for an answer is no longer kept. Choose the report file again and upload it.",
            409,
        ),
        "REP-054": Entry(
            "Báo cáo “{title}” đã có bản khác sau khi trang này được mở, nên quyết định chưa được ghi. Mở lại trang để xem bản mới nhất.",
            "The report “{title}” has another version since this page was opened, so nothing was decided. Open the page again to see it.",
            409,
        ),
        "REP-053": Entry(
            "Nhiệm vụ đọc được trong báo cáo phải được chấp nhận trước khi giao. Chấp nhận nhiệm vụ rồi bấm Giao nhiệm vụ này.",
            "A task read in a report has to be accepted before it is given out. Accept it, then press again.",
            409,
        ),
        "REP-055": Entry(
            "Báo cáo “{title}” đã gửi nên chưa nhận tệp khác. Đề nghị cơ quan nhận trả lại báo cáo để sửa, rồi tải lên tệp đã sửa.",
            "The report “{title}” is sent, so its file is not replaced. Ask the receiving office to send it back, then upload the "
            "corrected file.",
            409,
        ),
        "REP-050": Entry(
            "Từ vựng chưa lưu: {faults}",
            "The words were not saved: {faults}",
        ),
        "REP-021": Entry(
            "Chưa ghi số nào: {count} dòng chưa ghi được. Sửa các dòng được nêu dưới đây hoặc bỏ đánh dấu, rồi ghi lại.",
            "Nothing was recorded: {count} rows cannot be. Correct the rows named below or untick them, then record again.",
        ),
        "REP-022": Entry(
            "Báo cáo chưa gửi hoặc đã trả lại nên chưa ghi được số liệu. Chờ đơn vị gửi báo cáo rồi ghi.",
            "The report is not sent yet, or was sent back, so no figures can be recorded. Wait until the unit sends it.",
            409,
        ),
        "REP-023": Entry(
            "Số này còn {count} phát hiện chưa xem. Chấp nhận, sửa hoặc bỏ qua phát hiện trước khi ghi.",
            "There are {count} findings about this number that nobody has looked at. Decide them before you record it.",
            409,
        ),
        "REP-024": Entry(
            "Chưa chọn chỉ tiêu. Chọn một chỉ tiêu trong danh mục, hoặc tạo chỉ tiêu mới cho số này.",
            "No indicator is chosen. Choose one of the dictionary, or create a new one for this number.",
        ),
        "REP-025": Entry(
            "Chưa chọn đơn vị hoặc kỳ báo cáo của số này.",
            "The unit or the period of this number is not chosen.",
        ),
        "REP-026": Entry(
            "Dòng khác (“{quote}”) ghi giá trị khác cho cùng chỉ tiêu, đơn vị, kỳ và loại. Bỏ đánh dấu một trong hai dòng, hoặc đổi kỳ.",
            "Another row (“{quote}”) gives another value for the same indicator, unit, period and kind. Untick one, or change its period.",
            409,
        ),
    }
)
