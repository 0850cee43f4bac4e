"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "CNS-001": Entry(
            "Báo cáo “{title}” đã ban hành nên không sửa được nữa. Cần bổ sung thì lập báo cáo của kỳ sau, hoặc báo cáo bổ sung.",
            "The report “{title}” is issued and changes no more. Put what is missing into the next report, or make a further one.",
            409,
        ),
        "CNS-002": Entry(
            "Khối này vừa được {who} sửa. Nội dung vừa nhập còn nguyên trên trang: so với bản hiện tại rồi chọn.",
            "{who} has just changed this block. What was typed is still on the page: compare it with the present words, then choose.",
            409,
        ),
        "CNS-003": Entry(
            "Chưa chọn mẫu báo cáo. Chọn một mẫu hợp với cấp và kỳ báo cáo.",
            "No template was chosen. Choose one that fits the level and the period.",
        ),
        "CNS-004": Entry(
            "Kỳ “{period}” không hợp với mẫu “{name}” ({kind}). Chọn kỳ khác hoặc mẫu khác.",
            "The period “{period}” does not fit the template “{name}” ({kind}). Choose another period or another template.",
        ),
        "CNS-005": Entry(
            "Khối nội dung để trống. Ghi nội dung, hoặc bỏ khối này khỏi báo cáo.",
            "The block is empty. Write something, or take it out of the report.",
        ),
        "CNS-006": Entry(
            "Còn {count} chỗ số liệu trong lời văn khác sổ số liệu. Sửa số, lấy số trong sổ, hoặc ghi lý do giữ, rồi ban hành.",
            "{count} numbers in the text differ from the figures on record. Correct them or say why they stay, then issue.",
            409,
        ),
        "CNS-008": Entry(
            "Số liệu vừa thay đổi thêm từ lúc xem. Xem lại danh sách thay đổi rồi cập nhật.",
            "The figures changed again since they were shown. Look at the changes again, then update.",
            409,
        ),
        "CNS-009": Entry(
            "Giữ số khác sổ số liệu phải có lý do. Ghi ngắn gọn vì sao.",
            "A number that differs from the figures on record needs a reason to stay. Say briefly why.",
        ),
        "CNS-010": Entry(
            "Mẫu báo cáo cần từ một đến {most} phần. Thêm hoặc bớt phần rồi lưu lại.",
            "A template needs one to {most} sections. Add or remove sections and save again.",
        ),
        "CNS-011": Entry(
            "Phần thứ {place} chưa có tên. Ghi tên phần, hoặc xóa hết các ô của phần đó.",
            "Section {place} has no title. Write one, or clear all fields of that section.",
        ),
        "CNS-012": Entry(
            "Phần “{title}” có loại chưa đúng hoặc chữ quá dài. Chọn loại trong danh sách và rút ngắn tên, cụm từ.",
            "The section “{title}” has an unknown kind or words that are too long. Choose a kind from the list and shorten them.",
        ),
        "CNS-013": Entry(
            "Tệp “{name}” không phải bản Word tải từ báo cáo này. Chọn đúng tệp đã tải về rồi sửa, hoặc sửa ngay trên trang soạn.",
            "The file “{name}” is not the Word file of this report. Choose the one that was downloaded, or edit in the browser.",
        ),
        "CNS-014": Entry(
            "Thay đổi này không nhận được: {why} Bỏ qua thay đổi, hoặc sửa ở nơi được nêu.",
            "This change cannot be taken: {why} Skip it, or make it at the place named.",
            409,
        ),
        "CNS-015": Entry(
            "Chỉ tiêu “{indicator}” chưa có trong danh mục của cơ quan. Sửa mã, hoặc lập chỉ tiêu đó trước.",
            "The body's dictionary has no indicator “{indicator}”. Correct the code or make the indicator first.",
        ),
        "CNS-016": Entry(
            "Báo cáo của {unit} không đưa vào được: phải là báo cáo đã xác nhận, đúng kỳ, và chưa có trong bản tổng hợp.",
            "The report of {unit} cannot be taken in: it must be accepted, of this period, and not be part of the report yet.",
            409,
        ),
        "CNS-017": Entry(
            "Tệp “{name}” lớn hơn {limit} MB. Bỏ bớt ảnh trong tệp rồi tải lên lại.",
            "The file “{name}” is larger than {limit} MB. Remove pictures from it and upload it again.",
            413,
        ),
        "CNS-019": Entry(
            "Sổ số liệu đã thay đổi {count} chỗ so với biểu trong báo cáo. Cập nhật số liệu rồi ban hành.",
            "{count} figures on record differ from the tables of the report by now. Update the figures, then issue.",
            409,
        ),
        "CNS-020": Entry(
            "Tệp “{name}” quá nặng hoặc có cấu trúc bất thường nên không đọc được. Mở bằng Word, lưu lại thành tệp .docx mới rồi tải lên.",
            "The file “{name}” is too heavy or oddly built and could not be read. Save it again from Word and upload it.",
            422,
        ),
        "CNS-021": Entry(
            "“{title}” vừa được sửa trong lúc đang xem. Trang đã hiện tên mới: xem lại rồi sửa tiếp.",
            "“{title}” was changed meanwhile. The page shows the new title: look at it, then go on.",
            409,
        ),
        "CNS-023": Entry(
            "Dự thảo “{title}” đã hủy. Lấy lại dự thảo ở trang của báo cáo rồi làm tiếp.",
            "The draft “{title}” was cancelled. Take it up again on its page, then go on.",
            409,
        ),
        "CNS-024": Entry(
            "Hủy dự thảo phải có lý do. Ghi ngắn gọn vì sao, ví dụ: lập nhầm kỳ.",
            "Cancelling a draft needs a reason. Say briefly why, for example: made for the wrong period.",
        ),
        "CNS-022": Entry(
            "Báo cáo phải còn ít nhất một phần, và các khối phải chuyển sang một phần khác còn trong báo cáo.",
            "A report keeps at least one section, and its blocks go to another section that stays.",
            409,
        ),
        "CNS-025": Entry(
            "Chưa chọn người ký. Bấm Sửa thông tin để chọn.",
            "Nobody was chosen to sign. Press Edit details to choose.",
            409,
        ),
    }
)
