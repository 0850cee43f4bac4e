"""What the room refuses."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "INS-001": Entry(
            "Chỉ đạo phải có nội dung. Ghi điều được chỉ đạo rồi làm lại.",
            "An instruction needs its words. Write what was instructed and try again.",
        ),
        "INS-002": Entry(
            "Chỉ đạo phải kèm ít nhất một nhiệm vụ. Thêm nhiệm vụ, đơn vị chủ trì và hạn hoàn thành.",
            "An instruction needs at least one task. Add a task, its lead unit and its deadline.",
        ),
        "INS-003": Entry(
            "Ngày chỉ đạo {given} sau ngày hôm nay {today}. Chọn lại ngày.",
            "The instruction's day {given} lies after today, {today}. Choose another day.",
        ),
    }
)
