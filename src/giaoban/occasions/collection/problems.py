"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "COL-001": Entry(
            "“{title}” đã đóng và chốt số liệu nên không nhận thêm. Liên hệ {body} nếu cần sửa số đã báo.",
            "“{title}” is closed and its figures are locked. Contact {body} if a reported figure has to change.",
            409,
        ),
        "COL-002": Entry(
            "“{title}” chưa mở nên chưa nhận số liệu. Mở đợt thu thập trước khi điền.",
            "“{title}” is not open yet. Open the collection before filling it in.",
            409,
        ),
        "COL-003": Entry(
            "Kỳ “{period}” không đúng dạng. Ghi như 11/2026, quý IV/2026, năm 2026.",
            "The period “{period}” is not written correctly. Write 11/2026, quý IV/2026 or năm 2026.",
        ),
        "COL-004": Entry(
            "Hạn nộp {due} đã qua. Chọn một ngày từ {today} trở đi.",
            "The due date {due} has passed. Choose a day from {today} on.",
        ),
        "COL-005": Entry(
            "Số liệu của {unit} {state}, không sửa được. Đề nghị văn phòng trả lại nếu cần sửa.",
            "The figures of {unit} are in state “{state}” and cannot be changed. Ask the office to return them first.",
            409,
        ),
        "COL-006": Entry(
            "{unit} chưa điền số nào nên chưa nộp được. Điền ít nhất một số; ô nào không có số liệu thì ghi x.",
            "{unit} has filled in nothing, so there is nothing to submit. Enter at least one number; write x where there is none.",
            409,
        ),
        "COL-007": Entry(
            "Trả lại số liệu phải có lý do. Ghi rõ ô nào cần sửa và vì sao.",
            "Returning figures needs a reason. Say which cells have to change and why.",
        ),
        "COL-008": Entry(
            "Chưa chọn đơn vị hoặc chỉ tiêu. Chọn ít nhất một đơn vị và một chỉ tiêu.",
            "No unit or no indicator is chosen. Choose at least one of each.",
        ),
        "COL-009": Entry(
            "Ô này không còn trong bảng. Tải lại trang để xem bảng hiện tại.",
            "This cell is no longer in the table. Reload the page.",
            404,
        ),
        "COL-010": Entry(
            "{row}, cột “{column}”: ô ghi “{text}”, không phải là số. Ghi theo dạng 1.234,5; không có số liệu thì ghi x.",
            "{row}, column “{column}”: the cell says “{text}”, which is no number. Write 1.234,5; write x where there is no figure.",
        ),
        "COL-011": Entry(
            "{row}, cột “{column}”: {value} {unit} vượt mức cao nhất có thể là {high} {unit}. Kiểm tra lại số đã ghi.",
            "{row}, column “{column}”: {value} {unit} is above the highest possible, {high} {unit}. Check the number.",
        ),
        "COL-012": Entry(
            "{row}, cột “{column}”: {value} {unit} thấp hơn mức thấp nhất có thể là {low} {unit}. Kiểm tra lại số đã ghi.",
            "{row}, column “{column}”: {value} {unit} is below the lowest possible, {low} {unit}. Check the number.",
        ),
        "COL-013": Entry(
            "{row}, cột “{column}”: {other} vừa ghi {theirs}, còn số này là {mine}. Chọn một trong hai số.",
            "{row}, column “{column}”: {other} has just entered {theirs}, and this number is {mine}. Choose one of the two.",
            409,
        ),
        "COL-014": Entry(
            "{row}, cột “{column}”: tổng ghi {value} nhưng {parts} cộng lại là {sum}. Sửa tổng hoặc sửa các số thành phần.",
            "{row}, column “{column}”: the total is {value}, but {parts} add up to {sum}. Correct the total or its parts.",
        ),
        "COL-015": Entry(
            "Đơn vị “{unit}” không còn trong {period}: {became}. Ghi số vào đơn vị kế thừa.",
            "The unit “{unit}” did not exist at the end of {period}: {became}. Enter the figure for its successor.",
            409,
        ),
        "COL-016": Entry(
            "Đơn vị “{unit}” không thuộc đợt thu thập này. Chọn đơn vị trong danh sách của đợt.",
            "The unit “{unit}” is not part of this collection. Choose one of its list.",
        ),
        "COL-017": Entry(
            "Còn {count} ô chưa ghi được nên chưa lưu ô nào. Sửa hoặc bỏ các ô được nêu, rồi lưu lại.",
            "{count} cells cannot be saved, so none was. Correct or drop those named, then save again.",
            409,
        ),
        "COL-018": Entry(
            "Nhận xét chưa có nội dung. Ghi điều cần hỏi hoặc cần giải thích về số này.",
            "The comment is empty. Say what is to be asked or explained about this number.",
        ),
        "COL-019": Entry(
            "{unit} chưa nộp nên chưa duyệt được. Chờ đơn vị nộp, hoặc nhắc đơn vị.",
            "{unit} has not submitted yet, so nothing can be approved. Wait for it, or remind it.",
            409,
        ),
        "COL-021": Entry(
            "Chỉ tiêu “{name}” có mức hạn chế nên không thu thập qua bảng chung. Ghi trực tiếp vào sổ số liệu.",
            "The indicator “{name}” is restricted and is not collected in a common table. Record it directly.",
        ),
        "COL-022": Entry(
            "Chỉ tiêu “{name}” không có phân tổ “{by}”. Ghi các giá trị của phân tổ ở trang chỉ tiêu rồi chọn lại.",
            "The indicator “{name}” has no breakdown “{by}”. List its values on the indicator's page and choose again.",
        ),
        "COL-023": Entry(
            "“{title}” do {maker} lập nên chỉ người đó xóa được. Nhờ người lập xóa, hoặc sửa thành đợt cần dùng.",
            "“{title}” was made by {maker}, who alone may delete it. Ask them, or change it into what you need.",
            403,
        ),
        "COL-024": Entry(
            "“{title}” đã gửi cho đơn vị nên không xóa được. Rút đợt thu thập kèm lý do, hoặc đóng đợt.",
            "“{title}” was sent to the units and cannot be deleted. Recall it with a reason, or close it.",
            409,
        ),
        "COL-025": Entry(
            "Rút đợt thu thập phải có lý do. Ghi ngắn gọn để đơn vị biết vì sao không phải nộp nữa.",
            "Recalling a collection needs a reason. Say briefly why the units need not answer any more.",
        ),
        "COL-026": Entry(
            "“{title}” đã được rút: {reason}. Đơn vị không phải điền, nộp nữa.",
            "“{title}” was recalled: {reason}. Nothing has to be filled in any more.",
            409,
        ),
        "COL-027": Entry(
            "{row}, cột “{column}”: số này đã chốt là {value} ở “{title}”. Ghi lại thành {value}, hoặc nhờ văn phòng mở chốt.",
            "{row}, column “{column}”: this figure is locked as {value} in “{title}”. Change it to that, or ask the office to unlock it.",
            409,
        ),
        "COL-028": Entry(
            "Cột “{column}” đã được bỏ khỏi đợt thu thập ngày {on}: {reason}. Số vừa ghi ở cột này không lưu; điền tiếp các cột khác.",
            "Column “{column}” was taken out of this collection on {on}: {reason}. The number for it is not saved; go on with the others.",
            409,
        ),
        "COL-029": Entry(
            "“{unit}” đã được bỏ khỏi “{title}” ngày {on}: {reason}. Đơn vị không phải điền và nộp số liệu nữa; số đã báo vẫn được giữ.",
            "“{unit}” was taken out of “{title}” on {on}: {reason}. Nothing has to be filled in any more; what was reported is kept.",
            409,
        ),
        "COL-048": Entry(
            "Bỏ cột, bỏ đơn vị khi đang thu thập phải có lý do. Ghi ngắn gọn để đơn vị biết vì sao không phải báo nữa.",
            "Taking columns or units out of an open collection needs a reason. Say briefly why they need not be reported any more.",
        ),
        "COL-049": Entry(
            "“{name}” chia theo {by} thành {count} ô, quá {most} ô hoặc quá hai phân tổ. Chọn từng phân tổ, hoặc bớt giá trị của phân tổ.",
            "“{name}” by {by} makes {count} cells: more than {most}, or more than two keys. Choose single breakdowns, or fewer values.",
        ),
        "COL-051": Entry(
            "Chưa nộp: văn phòng vừa thêm {columns} sau khi trang này mở. Các số đã ghi được lưu; điền các ô mới rồi nộp.",
            "Not submitted: the office has just added {columns}. What you typed is saved; fill in the new cells and submit.",
            409,
        ),
        "COL-052": Entry(
            "Bỏ như vậy thì đợt thu thập không còn cột hoặc không còn đơn vị nào. Giữ lại ít nhất một, hoặc rút cả đợt.",
            "That would leave the collection without columns or without units. Keep at least one, or recall the collection.",
            409,
        ),
        "COL-020": Entry(
            "Mở lại đợt đã đóng phải có lý do. Ghi ngắn gọn vì sao phải mở lại.",
            "Reopening a closed collection needs a reason. Say briefly why.",
        ),
    }
)
