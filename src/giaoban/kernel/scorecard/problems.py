"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "SCO-001": Entry(
            "Bộ tiêu chí chưa đúng ở {where}: {why}. Sửa chỗ này rồi thử lại.",
            "The criteria set is wrong at {where}: {why}. Correct it and try again.",
        ),
        "SCO-002": Entry(
            "Tiêu chí {name}: {why}. Nhập lại.",
            "Criterion {name}: {why}. Enter it again.",
        ),
        "SCO-003": Entry(
            "Tiêu chí {name}: {points} điểm vượt khung từ 0 đến {maximum}. Nhập số điểm trong khung.",
            "Criterion {name}: {points} points are outside 0 to {maximum}. Enter points within the range.",
        ),
    }
)
