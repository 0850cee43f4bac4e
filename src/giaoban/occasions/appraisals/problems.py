"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "APR-001": Entry(
            "Bộ tiêu chí “{title}” {state} nên không sửa được. Lập phiên bản mới rồi sửa ở bản đó.",
            "The criteria set “{title}” is {state} and cannot be changed. Make a new version and change that.",
            409,
        ),
        "APR-002": Entry(
            "Bộ tiêu chí “{title}” còn {count} chỗ chưa xác minh. Đối chiếu với văn bản gốc, rồi ghi văn bản đã đối chiếu.",
            "The set “{title}” has {count} places that are not verified. Compare with the text itself and name the text compared.",
            409,
        ),
        "APR-003": Entry(
            "Bộ tiêu chí “{title}” chưa đưa vào sử dụng. Đưa vào sử dụng trước khi mở đợt chấm.",
            "The set “{title}” is not in use. Put it into use before you open an appraisal.",
            409,
        ),
        "APR-004": Entry(
            "Chưa có đơn vị nào để chấm. Chọn ít nhất một đơn vị.",
            "There is no unit to rate. Choose at least one.",
        ),
        "APR-005": Entry(
            "Hạn tự chấm {self_due} và hạn thẩm định {review_due} chưa hợp lý: hạn thẩm định không được trước hạn tự chấm, "
            "hạn tự chấm không được trước {today}.",
            "The self-score is due {self_due} and the check {review_due}: the check cannot come first, nor the self-score before {today}.",
        ),
        "APR-006": Entry(
            "Phiếu của {unit} {state}, lúc này không sửa được. Tải lại trang để xem trạng thái hiện tại.",
            "The card of {unit} is {state} and cannot be changed now. Reload the page to see its state.",
            409,
        ),
        "APR-007": Entry(
            "Phiếu chưa đủ để nộp: {missing}. Chấm các tiêu chí này; tiêu chí thiếu minh chứng thì đính kèm tệp hoặc ghi giải trình.",
            "The card cannot be handed in yet: {missing}. Score these criteria; attach evidence or explain why there is none.",
            409,
        ),
        "APR-008": Entry(
            "Việc này phải có lý do. Ghi ngắn gọn lý do rồi làm lại.",
            "This needs a reason. State it briefly and try again.",
        ),
        "APR-009": Entry(
            "Nhóm tiêu chí “{group}” do người khác thẩm định. Liên hệ người được phân công.",
            "Another person checks the group “{group}”. Contact whoever it was assigned to.",
            403,
        ),
        "APR-010": Entry(
            "Không thẩm định phiếu của chính đơn vị mình. Phân công người ở đơn vị khác.",
            "Nobody checks the card of their own unit. Assign somebody of another unit.",
            403,
        ),
        "APR-011": Entry(
            "Còn {count} tiêu chí của {unit} chưa thẩm định: {codes}. Thẩm định xong rồi hoàn thành.",
            "{count} criteria of {unit} are not checked: {codes}. Check them first.",
            409,
        ),
        "APR-012": Entry(
            "Còn {count} phiếu chưa thẩm định xong: {units}. Hoàn thành thẩm định, hoặc đưa đơn vị ra khỏi đợt chấm kèm lý do.",
            "{count} cards are not checked: {units}. Finish checking, or take the unit out of the appraisal with a reason.",
            409,
        ),
        "APR-013": Entry(
            "Đợt chấm “{title}” {state} nên chưa làm được việc này. Tải lại trang để xem trạng thái hiện tại.",
            "The appraisal “{title}” is {state}, so this cannot be done now. Reload the page to see its state.",
            409,
        ),
        "APR-014": Entry(
            "Tiêu chí vừa chọn không có trong bộ tiêu chí của phiếu này. Tải lại trang.",
            "The criterion is not in this card's set. Reload the page.",
            404,
        ),
        "APR-015": Entry(
            "Điểm thẩm định {points} khác điểm tự chấm {own} của tiêu chí {name}. Ghi lý do nâng hoặc hạ điểm.",
            "The checked points {points} differ from the unit's own {own} for {name}. State why they are raised or lowered.",
        ),
        "APR-016": Entry(
            "{unit} đã có trong danh hiệu này ngày {day}, hoặc đã có trong lộ trình của kỳ này. Mở dòng đã có để sửa.",
            "{unit} is on record for this title on {day}, or in this period's schedule. Open that line instead.",
            409,
        ),
        "APR-017": Entry(
            "Công nhận của {unit} đã thôi từ ngày {day}.",
            "The recognition of {unit} ended on {day} already.",
            409,
        ),
        "APR-018": Entry(
            "“{unit}” không có trong đợt chấm này hoặc đã có rồi. Tải lại trang rồi chọn lại.",
            "“{unit}” is not in this appraisal, or is in it already. Reload the page and choose again.",
            409,
        ),
        "APR-019": Entry(
            "Dòng {line}: {why}. Chưa ghi dòng nào; sửa rồi ghi lại.",
            "Line {line}: {why}. Nothing was recorded; correct it and try again.",
        ),
        "APR-020": Entry(
            "Không có bộ tiêu chí mẫu “{name}”. Tải lại trang rồi chọn lại.",
            "There is no shipped set “{name}”. Reload the page and choose again.",
            404,
        ),
    }
)
