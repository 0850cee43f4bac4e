"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "OBS-001": Entry(
            "Mã chỉ tiêu “{taken}” đã có: {name}. Chọn mã khác, hoặc dùng chỉ tiêu đã có.",
            "The indicator code “{taken}” is taken: {name}. Choose another code, or use that indicator.",
            409,
        ),
        "OBS-002": Entry(
            "Chỉ tiêu “{name}” không dùng cho {period}. Chọn chỉ tiêu đang dùng trong kỳ này.",
            "The indicator “{name}” is not in use for {period}. Choose one that is in use in this period.",
            409,
        ),
        "OBS-003": Entry(
            "Số liệu “{name}” {period} đã chốt nên không ghi thay được. Mở chốt trước khi sửa.",
            "The figure “{name}” of {period} is locked. Unlock it before you correct it.",
            409,
        ),
        "OBS-004": Entry(
            "Kỳ “{text}” không đọc được. Ghi 11/2026 hoặc 2026-11 cho tháng, 2026-Q4 cho quý, 2026-H1 cho 6 tháng, 2026 cho cả năm.",
            "The period “{text}” cannot be read. Write 2026-11 for a month, 2026-Q4 for a quarter, 2026-H1 for a half, 2026 for a year.",
        ),
        "OBS-005": Entry(
            "Số ghi theo “{given}” nhưng chỉ tiêu “{name}” tính theo “{wanted}”. Chọn chỉ tiêu cùng đơn vị tính, hoặc sửa số.",
            "The number is in “{given}”, but the indicator “{name}” is measured in “{wanted}”. Choose one of the same unit, or correct it.",
        ),
        "OBS-006": Entry(
            "Chưa có giá trị. Ghi số, khoảng từ số nhỏ đến số lớn, hoặc ghi chú vì sao chưa có số liệu.",
            "There is no value. Enter a number, a range from the lower to the higher, or a note that says why there is none.",
        ),
        "OBS-007": Entry(
            "Cách gọi “{alias}” đang thuộc chỉ tiêu “{name}” cùng đơn vị tính. Bỏ cách gọi ở chỉ tiêu đó trước.",
            "The phrase “{alias}” belongs to the indicator “{name}” of the same unit of measure. Remove it there first.",
            409,
        ),
        "OBS-008": Entry(
            "Tử số và mẫu số phải là hai chỉ tiêu khác nhau của cùng cơ quan, và phải có cả hai.",
            "Numerator and denominator must be two different indicators of the same body, and both are needed.",
        ),
        "OBS-009": Entry(
            "Chỉ tiêu “{name}” đã có số liệu nên không đổi được đơn vị tính, loại và cách tổng hợp. Lập phiên bản mới của chỉ tiêu.",
            "The indicator “{name}” has figures, so its unit of measure, kind and roll-up are fixed. Make a new version of it.",
            409,
        ),
        "OBS-010": Entry(
            "Mức giao chưa đủ. “Trong khoảng” cần số nhỏ và số lớn; “Giữ như cùng kỳ” không ghi số; mức khác cần một số.",
            "The target is incomplete. A range needs a lower and a higher number; “keep” takes none; every other kind takes one.",
        ),
        "OBS-011": Entry(
            "Mở chốt số liệu phải có lý do. Ghi ngắn gọn vì sao phải sửa số đã chốt.",
            "Unlocking a figure needs a reason. Say briefly why a locked figure has to change.",
        ),
        "OBS-012": Entry(
            "Đơn vị “{unit}” không thuộc địa bàn, bộ máy của cơ quan này trong {period}. Chọn đơn vị khác.",
            "The unit “{unit}” is not part of this body in {period}. Choose another unit.",
        ),
        "OBS-013": Entry(
            "Chưa ghi tên chỉ tiêu hoặc đơn vị tính. Ghi đủ hai ô rồi lưu lại.",
            "The indicator's name or unit of measure is missing. Fill in both and save again.",
        ),
    }
)
