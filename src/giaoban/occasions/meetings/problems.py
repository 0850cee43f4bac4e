"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "MTG-001": Entry(
            "Phiên họp “{title}” đã kết thúc nên không sửa được nữa. Nội dung cần bổ sung được đưa vào phiên sau.",
            "The session “{title}” is closed and cannot be changed. Put what is missing on the next session's agenda.",
            409,
        ),
        "MTG-002": Entry(
            "Chưa ghi nội dung. Ghi tên nội dung cần đưa vào chương trình.",
            "No title was entered. Write what the item is about.",
        ),
        "MTG-003": Entry(
            "Nội dung này không còn trong chương trình. Tải lại trang để xem chương trình hiện tại.",
            "This item is no longer on the agenda. Reload the page to see the agenda as it is now.",
            404,
        ),
        "MTG-004": Entry(
            "Kết luận vừa được {who} sửa lúc {at}. Nội dung vừa nhập còn nguyên trên trang: so với bản hiện tại rồi lưu lại.",
            "{who} changed the conclusion at {at}. What was typed is still on the page: compare it with the present text, then save again.",
            409,
        ),
        "MTG-005": Entry(
            "Chưa có văn bản kết luận. Dán văn bản vào ô hoặc chọn một tệp.",
            "There is no text of the conclusion. Paste it into the field or choose a file.",
        ),
        "MTG-006": Entry(
            "Kết luận đã ban hành nên không sửa được. Nhiệm vụ phát sinh được giao ở trang Nhiệm vụ.",
            "The conclusion is issued and cannot be changed. Give further tasks on the page of tasks.",
            409,
        ),
        "MTG-007": Entry(
            "Còn {count} nhiệm vụ cần xem. Chọn đơn vị chủ trì rồi giữ, hoặc bỏ kèm lý do, trước khi ban hành.",
            "{count} tasks still need a look. Choose the lead unit and keep them, or dismiss them with a reason, before issuing.",
            409,
        ),
        "MTG-008": Entry(
            "Nhiệm vụ “{title}” chưa có đơn vị chủ trì. Gõ vài chữ của tên đơn vị rồi chọn trong danh sách.",
            "The task “{title}” has no lead unit. Type a few letters of the unit's name and choose it from the list.",
        ),
        "MTG-009": Entry(
            "Bỏ một nhiệm vụ phải có lý do. Ghi ngắn gọn vì sao không giao.",
            "Dismissing a task needs a reason. Say briefly why it is not given.",
        ),
        "MTG-010": Entry(
            "Phiên họp chưa kết thúc được: {why} Ban hành kết luận, hoặc ghi rõ phiên họp không có kết luận.",
            "The session cannot be closed yet: {why} Issue the conclusion, or state that the session has none.",
            409,
        ),
        "MTG-011": Entry(
            "Còn {count} nội dung chưa ghi kết quả. Chọn: coi là đã thảo luận, hay chuyển sang phiên sau.",
            "{count} items have no outcome yet. Choose: count them as discussed, or move them to the next session.",
            409,
        ),
        "MTG-012": Entry(
            "Không tìm thấy đơn vị “{text}” trong ngày họp. Gõ vài chữ của tên đơn vị rồi chọn trong danh sách.",
            "No unit “{text}” exists on the day of the session. Type a few letters of its name and choose it from the list.",
        ),
        "MTG-013": Entry(
            "Câu vừa chọn không có trong văn bản kết luận. Chọn lại trong văn bản hiện tại.",
            "The chosen sentence is not in the text of the conclusion. Choose it again in the present text.",
        ),
        "MTG-014": Entry(
            "Nói phiên họp không có kết luận thì phải ghi lý do.",
            "Stating that a session has no conclusion needs a reason.",
        ),
        "MTG-015": Entry(
            "Ngày “{text}” không đọc được. Ghi theo dạng 30/11/2026.",
            "The day “{text}” cannot be read. Write it as 30/11/2026.",
        ),
        "MTG-016": Entry(
            "Kết luận chưa có nhiệm vụ nào được giữ. Giữ ít nhất một nhiệm vụ, hoặc kết thúc phiên họp và ghi không có kết luận.",
            "No task of the conclusion is kept. Keep at least one, or close the session stating that it has no conclusion.",
            409,
        ),
        "MTG-017": Entry(
            "Trả lời vướng mắc chưa có nội dung. Ghi nội dung trả lời.",
            "The answer is empty. Write what the answer is.",
        ),
        "MTG-018": Entry(
            "Chưa ghi họ tên người dự. Ghi họ tên, chức vụ nếu có.",
            "No name was entered. Write the name, and the post if known.",
        ),
        "MTG-019": Entry(
            "Báo cáo chưa gửi, báo cáo hay văn bản của cơ quan khác không đưa vào tài liệu phiên họp được.",
            "A report that was not sent, or a report or document of another body, cannot become a paper of the session.",
        ),
        "MTG-021": Entry(
            "Thời hạn {due} trước ngày họp {on}. Sửa thời hạn, hoặc để trống nếu văn bản không nêu.",
            "The due date {due} is before the day of the session, {on}. Change it, or leave it empty if the text names none.",
        ),
        "MTG-022": Entry(
            "Không thấy chỉ tiêu “{text}”. Chọn trong danh sách gợi ý, hoặc để trống.",
            "There is no indicator “{text}”. Choose one from the list, or leave the field empty.",
        ),
        "MTG-020": Entry(
            "Phiên họp này đã có kết luận nên không ghi là không có kết luận được.",
            "This session has a conclusion already, so it cannot be stated that it has none.",
            409,
        ),
    }
)
