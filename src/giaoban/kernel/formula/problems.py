"""What a formula is refused for: where, what, and what to do."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "FML-001": Entry(
            "Công thức chưa đúng ở ký tự thứ {place}: gặp “{found}”, cần {wanted}. Sửa chỗ đó rồi kiểm tra lại.",
            "The formula is wrong at character {place}: found “{found}” where {wanted} is needed. Correct it and check again.",
        ),
        "FML-002": Entry(
            "Công thức dùng tên “{name}” (ký tự thứ {place}) nhưng không có trường nào tên như vậy.{near} Sửa tên, hoặc thêm trường trước.",
            "The formula uses “{name}” (character {place}), which is no field.{near} Correct the name or add the field first.",
        ),
        "FML-003": Entry(
            "Phép “{operator}” ở ký tự thứ {place} không dùng được cho {left} và {right}. Đổi trường, hoặc đổi phép tính.",
            "“{operator}” at character {place} does not work with {left} and {right}. Use another field or another operator.",
        ),
        "FML-004": Entry(
            "Công thức quá dài hoặc lồng quá sâu (tối đa {limit}). Tách thành nhiều trường tính sẵn.",
            "The formula is too long or nested too deeply (at most {limit}). Split it into several derived fields.",
        ),
        "FML-005": Entry(
            "Hàm {name} ở ký tự thứ {place} cần {wanted}. Viết lại, ví dụ: {example}.",
            "The function {name} at character {place} needs {wanted}. Write for example: {example}.",
        ),
        "FML-006": Entry(
            "Hàm {name} ở ký tự thứ {place} đếm, cộng trên nhiều mục nên không dùng được ở đây. Chỉ dùng trong chỉ tiêu, không lồng nhau.",
            "The function {name} at character {place} runs over many entries and cannot stand here: use it in indicators, not nested.",
        ),
        "FML-007": Entry(
            "Công thức cho kết quả là {found}, ở đây cần {wanted}. Sửa công thức.",
            "The formula gives {found}; {wanted} is needed here. Change the formula.",
        ),
        "FML-008": Entry(
            "Không có hàm nào tên “{name}” (ký tự thứ {place}). Các hàm dùng được: {known}.",
            "There is no function “{name}” (character {place}). Known functions: {known}.",
        ),
    }
)
