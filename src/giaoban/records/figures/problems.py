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
            "Kỳ “{text}” không đọc được. Ghi như 11/2026, quý IV/2026, 6 tháng đầu năm 2026, năm 2026.",
            "The period “{text}” cannot be read. Write 11/2026, Q4/2026, 2026-H1 (first half) or 2026.",
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
            "Mức giao chưa đủ. “Trong khoảng” và “n trên m” cần số nhỏ và số lớn; các mức khác cần một số; quyền số phải lớn hơn 0.",
            "The target is incomplete. A range and n of m need a lower and a higher number, other kinds one; weights are above 0.",
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
        "OBS-014": Entry(
            "Lần nhập “{key}” đã có với nội dung khác. Đặt tên khác cho lần nhập này.",
            "The import “{key}” was made before with other rows. Give this one another name.",
            409,
        ),
        "OBS-015": Entry(
            "Chỉ tiêu “{text}” không có trong danh mục đang dùng. Ghi mã hoặc tên chỉ tiêu như trong danh mục.",
            "There is no indicator “{text}” in use. Give the code or name as in the dictionary.",
        ),
        "OBS-016": Entry(
            "Ô số ghi “{text}”, không phải là số. Ghi theo dạng 1.234,5; chưa có số liệu thì để trống và ghi lý do.",
            "The cell says “{text}”, which is no number. Write 1.234,5; leave it empty with a note where there is none.",
        ),
        "OBS-017": Entry(
            "“{name}” không thể vượt {limit} {unit}. Kiểm tra lại số, hoặc sửa giá trị cao nhất của chỉ tiêu.",
            "“{name}” cannot be above {limit} {unit}. Check the number, or change the indicator's highest value.",
        ),
        "OBS-018": Entry(
            "Tệp ghi hai giá trị khác nhau cho cùng một ô (xem dòng {row}). Giữ một giá trị.",
            "The file gives two different values for one cell (see row {row}). Keep one.",
        ),
        "OBS-019": Entry(
            "Chưa đặt tên cho lần nhập, hoặc tên dài quá 100 ký tự. Đặt một tên ngắn và nhập lại.",
            "The import has no key, or one of more than 100 characters. Give a short one and import again.",
        ),
        "OBS-020": Entry(
            "Loại số liệu “{text}” không có. Ghi plan (kế hoạch), actual (thực hiện) hoặc estimate (ước thực hiện).",
            "There is no role “{text}”. Give plan, actual or estimate.",
        ),
        "OBS-030": Entry(
            "Máy chủ này chưa cài phần xuất Parquet. Đề nghị người quản trị cài thêm giaoban[rollup], hoặc chọn CSV.",
            "This server has no part that writes Parquet. Ask its administrator to install giaoban[rollup], or choose CSV.",
            501,
        ),
        "OBS-031": Entry(
            "Tham số “{name}” có giá trị “{value}” không đọc được. Xem hướng dẫn tại /api/v1/docs.",
            "The parameter “{name}” has the value “{value}”, which cannot be read. See /api/v1/docs.",
            422,
        ),
        "OBS-022": Entry(
            "Đơn vị đã được giao “{name}”: {words}. Đề nghị cơ quan giao điều chỉnh, không đăng ký thay.",
            "The unit was given a target for “{name}” already: {words}. Ask whoever gave it to change it.",
            409,
        ),
        "OBS-023": Entry(
            "“{text}” không dùng được cho lịch thời vụ. Ghi tháng-ngày như 09-16; ngày đầu và ngày cuối phải khác nhau.",
            "“{text}” cannot stand in a crop calendar. Write month and day like 09-16; the first and last day must differ.",
        ),
        "OBS-021": Entry(
            "Đơn vị “{unit}” không thuộc {above} nên không phân giao được từ chỉ tiêu này. Chọn đơn vị trực thuộc.",
            "“{unit}” is not below {above}, so this target cannot be handed down to it. Choose a unit below it.",
        ),
    }
)
