"""What a definition or a value of an entry is refused for. Values of an entry are findings: they are collected, not raised."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "SCH-001": Entry(
            "Tệp định nghĩa không đọc được: {why}. Sửa chỗ đó, hoặc xuất lại tệp từ trang định nghĩa.",
            "The definition cannot be read: {why}. Correct that place, or export the file again from the definition's page.",
        ),
        "SCH-002": Entry(
            "Tên “{name}” không dùng được. Tên trường viết chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ, tối đa 40 ký tự.",
            "“{name}” cannot be a name. Use lower-case letters, digits and underscores, beginning with a letter, at most 40.",
        ),
        "SCH-003": Entry(
            "Tên “{name}” có hai lần. Mỗi tên chỉ dùng một lần; đổi một trong hai.",
            "The name “{name}” stands twice. Each may be used once; change one of them.",
        ),
        "SCH-004": Entry(
            "“{what}” nhắc đến trường “{name}” nhưng không có trường đó. Thêm trường, hoặc bỏ chỗ nhắc.",
            "“{what}” names the field “{name}”, which does not exist. Add the field or remove it there.",
        ),
        "SCH-005": Entry(
            "Các trường tính sẵn tính lẫn nhau thành vòng: {names}. Bỏ một mắt xích.",
            "Derived fields go round in a circle: {names}. Break it somewhere.",
        ),
        "SCH-006": Entry(
            "Trường lựa chọn “{label}” chưa có lựa chọn nào. Ghi mỗi lựa chọn một dòng.",
            "The choice field “{label}” has no choices. Write one a line.",
        ),
        "SCH-007": Entry(
            "Mức nhỏ nhất, lớn nhất hoặc giá trị mặc định của “{label}” không đúng loại của trường. Sửa hoặc để trống.",
            "The least, greatest or default value of “{label}” does not fit its type. Correct it or leave it empty.",
        ),
        "SCH-008": Entry(
            "Sổ chưa có trường nào. Thêm ít nhất một trường.",
            "The register has no field. Add at least one.",
        ),
        "SCH-009": Entry(
            "Thời gian rà soát “{text}” không phải ngày trong năm. Ghi ngày/tháng, ví dụ 15/10.",
            "The review window “{text}” is no day of a year. Write day/month, for example 15/10.",
        ),
        "SCH-010": Entry(
            "Mục “{what}” chưa có tên gọi. Ghi tên để người sử dụng đọc được.",
            "“{what}” has no name for people. Write one.",
        ),
        "SCH-011": Entry(
            "Trường “{label}” là trường khóa nên không để ở mức hạn chế được: khóa hiện ở mọi danh sách.",
            "“{label}” is part of the key, which every list shows, so it cannot be restricted.",
        ),
        "SCH-012": Entry(
            "Trường tệp “{label}” không để ở mức hạn chế riêng được: ai xem được mục thì tải được tệp. Để cả sổ ở mức hạn chế.",
            "The file field “{label}” cannot be restricted on its own: whoever sees the entry can load the file. Restrict the register.",
        ),
        "SCH-013": Entry(
            "“{what}” dùng trường hạn chế mức {level} nên phải để ở mức {level} trở lên, nếu không giá trị hạn chế sẽ lộ ra.",
            "“{what}” uses a field of level {level} and must have at least that level, or the restricted value would come out.",
        ),
        "SCH-020": Entry("Chưa ghi “{label}”. Trường này bắt buộc.", "“{label}” is missing. It is required."),
        "SCH-021": Entry(
            "“{label}”: “{text}” không phải số. Ghi chữ số, ví dụ {example}.",
            "“{label}”: “{text}” is no number. Write digits, for example {example}.",
        ),
        "SCH-022": Entry(
            "“{label}”: “{text}” có nhiều hơn {digits} chữ số sau dấu phẩy. Làm tròn, hoặc kiểm tra đơn vị tính.",
            "“{label}”: “{text}” has more than {digits} decimals. Round it, or check the unit of measure.",
        ),
        "SCH-023": Entry(
            "“{label}”: {text} nhỏ hơn mức nhỏ nhất {limit}. Kiểm tra lại số và đơn vị tính.",
            "“{label}”: {text} is below the least value {limit}. Check the number and its unit.",
        ),
        "SCH-024": Entry(
            "“{label}”: {text} lớn hơn mức lớn nhất {limit}. Kiểm tra lại số và đơn vị tính.",
            "“{label}”: {text} is above the greatest value {limit}. Check the number and its unit.",
        ),
        "SCH-025": Entry(
            "“{label}”: “{text}” không phải {what}. Ghi như {example}.",
            "“{label}”: “{text}” is not {what}. Write it like {example}.",
        ),
        "SCH-026": Entry(
            "“{label}”: “{text}” không có trong các lựa chọn.{near} Các lựa chọn: {known}.",
            "“{label}”: “{text}” is none of the choices.{near} Choices: {known}.",
        ),
        "SCH-027": Entry(
            "“{label}” dài {length} ký tự, tối đa {limit}. Viết ngắn lại.",
            "“{label}” has {length} characters, at most {limit}. Shorten it.",
        ),
        "SCH-028": Entry(
            "“{label}”: không tìm thấy “{text}”.{near} Kiểm tra tên, hoặc bổ sung trong danh mục.",
            "“{label}”: “{text}” was not found.{near} Check the name, or add it to the directory.",
        ),
        "SCH-029": Entry("{say}", "{say}"),
    }
)
