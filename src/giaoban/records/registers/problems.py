"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "REG-001": Entry(
            "Còn {count} chỗ chưa đúng. {first}",
            "{count} places are not right yet. {first}",
        ),
        "REG-002": Entry(
            "Mã sổ “{taken}” đã có ở cơ quan này. Mở sổ đó, hoặc chọn mã khác.",
            "The register code “{taken}” is taken in this body. Open that register or choose another code.",
            409,
        ),
        "REG-003": Entry(
            "Sổ “{name}” chưa có định nghĩa đang dùng. Mở thẻ Định nghĩa và đưa một bản vào sử dụng.",
            "The register “{name}” has no live definition. Open its definition and publish one.",
            409,
        ),
        "REG-004": Entry(
            "“{label}”: giá trị “{text}” đã có ở mục “{other}”. Mở mục đó để sửa, hoặc ghi giá trị khác.",
            "“{label}”: the value “{text}” is already used by “{other}”. Change that entry or enter another value.",
            409,
        ),
        "REG-005": Entry(
            "Ngày {on} không nằm trong thời gian từ {start} mà mục “{title}” đang có hiệu lực. Chọn ngày khác, hoặc đính chính.",
            "The day {on} is not within the time from {start} in which “{title}” is valid. Choose another day, or correct the entry.",
        ),
        "REG-006": Entry(
            "Việc này cần có lý do. Ghi ngắn gọn rồi làm lại.",
            "This needs a reason. Write it briefly and try again.",
        ),
        "REG-007": Entry(
            "Mục “{title}” đã kết thúc hoặc đã hủy nên không sửa được. Thêm mục mới, hoặc mở mục thay thế.",
            "The entry “{title}” has ended or was withdrawn and cannot be changed. Add a new one, or open what it became.",
            409,
        ),
        "REG-008": Entry(
            "Không thấy bảng nào trong tệp “{name}”. Tệp cần một dòng tên cột, mỗi mục một dòng bên dưới.",
            "No table was found in “{name}”. A file needs one row of column titles and one row for each entry below it.",
        ),
        "REG-009": Entry(
            "Tệp có {count} dòng, tối đa {limit}. Chia tệp thành nhiều phần.",
            "The file has {count} rows, at most {limit}. Split it.",
            413,
        ),
        "REG-010": Entry(
            "Chưa cột nào trong tệp được gắn với trường khóa “{label}”. Chọn cột cho trường đó.",
            "No column of the file stands for the key field “{label}”. Choose one.",
        ),
        "REG-011": Entry(
            "Có {count} dòng chưa ghi được nên chưa dòng nào được ghi. Sửa tệp, hoặc chọn chỉ ghi các dòng đúng.",
            "{count} rows cannot be taken, so nothing was written. Correct the file, or choose to take the good rows only.",
            409,
        ),
        "REG-012": Entry(
            "Sổ đã thay đổi từ khi xem trước. Xem lại các thay đổi rồi ghi.",
            "The register has changed since the preview. Look at the changes again, then apply.",
            409,
        ),
        "REG-013": Entry(
            "Định nghĩa còn {count} chỗ chưa đúng nên chưa đưa vào sử dụng được. {first}",
            "The definition has {count} faults and cannot be published. {first}",
        ),
        "REG-014": Entry(
            "Sổ đang có đợt rà soát {year} chưa kết thúc. Kết thúc đợt đó trước.",
            "A review of {year} is still open. Close it first.",
            409,
        ),
        "REG-015": Entry(
            "Đợt rà soát đã kết thúc nên không ghi thêm được.",
            "The review is closed; nothing can be added to it.",
            409,
        ),
        "REG-016": Entry(
            "Dòng {row} và dòng {other} trùng nhau ở {key} nhưng khác nội dung. Giữ lại một dòng.",
            "Rows {row} and {other} have the same {key} and different contents. Keep one of them.",
        ),
        "REG-017": Entry(
            "Sáp nhập cần từ hai mục còn hiệu lực của cùng một sổ. Chọn lại.",
            "A merger needs at least two valid entries of one register. Choose again.",
        ),
        "REG-018": Entry(
            "Không thấy chỉ tiêu nào của sổ tính được cho {period}. Chọn kỳ khác, hoặc bổ sung mục của sổ.",
            "No indicator of the register can be computed for {period}. Choose another period or add entries.",
        ),
        "REG-019": Entry(
            "Đơn vị “{unit}” không hoạt động hoặc không thuộc cơ quan này vào ngày {on}. Chọn đơn vị khác.",
            "The unit “{unit}” is not part of this body on {on}. Choose another one.",
        ),
        "REG-020": Entry(
            "Điều kiện lọc “{text}” của “{label}” không đọc được. Ghi như {example}.",
            "The condition “{text}” on “{label}” cannot be read. Write it like {example}.",
        ),
        "REG-021": Entry(
            "Theo khóa mới có {count} khóa trùng giữa các mục, ví dụ “{first}”. Thêm trường vào khóa, hoặc sửa các mục đó trước.",
            "With the new key, {count} keys would be shared by several entries, for example “{first}”. Add a field to the key.",
            409,
        ),
        "REG-022": Entry(
            "Trong lúc anh/chị sửa, {who} đã ghi khác ở: {labels}. Mở lại mục để xem nội dung mới rồi sửa tiếp.",
            "While you were editing, {who} wrote something else in: {labels}. Open the entry again and continue from there.",
            409,
        ),
    }
)
