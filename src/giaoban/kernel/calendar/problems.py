"""What the calendar refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "CAL-001": Entry(
            "Chưa có lịch nghỉ lễ của năm {year} (hiện có từ {first} đến {last}). Bổ sung thông báo nghỉ lễ của năm đó.",
            "There is no holiday calendar for {year} (known: {first} to {last}). Add that year's notice.",
        ),
        "CAL-002": Entry(
            "Số ngày {days} chưa đúng. Ghi một số từ 0 trở lên.",
            "{days} is not a valid number of days. Give a number from 0 up.",
        ),
        "CAL-003": Entry(
            "“{text}” không phải là kỳ báo cáo. Ghi như 11/2026, quý IV/2026, 6 tháng đầu năm 2026, năm 2026 hoặc năm học 2025-2026.",
            "“{text}” is not a period. Write 11/2026, Q4/2026, 2026-H1 (first half), 2026 or 2025/2026 (school year).",
        ),
        "CAL-004": Entry(
            "Khoảng ngày từ {start} đến trước {end} không có ngày nào. Ghi ngày đầu trước ngày cuối.",
            "There is no day from {start} to before {end}. Give the first day before the last.",
        ),
    }
)
