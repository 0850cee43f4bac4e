"""What this room refuses, and how it says so."""

from giaoban.kernel.problems import Entry, register

register(
    {
        "NUM-001": Entry(
            "Cơ quan chưa mở dãy số “{kind}”. Mở dãy số và đặt mẫu ký hiệu trước khi cấp số.",
            "The body has no series “{kind}”. Open it and set its pattern before issuing numbers.",
            409,
        ),
        "NUM-002": Entry(
            "Số {symbol} đã cấp ngày {last}, nên không cấp được số tiếp theo cho ngày {on} sớm hơn. Kiểm tra lại ngày.",
            "Number {symbol} was issued on {last}; a later number cannot bear the earlier day {on}. Check the day.",
            409,
        ),
        "NUM-003": Entry(
            "Mẫu “{pattern}” không dùng được. Mẫu phải có {{number}}, có thể thêm {{number:02d}}, {{symbol}}, {{year}}.",
            "The pattern “{pattern}” cannot be used. It needs {{number}} and may have {{number:02d}}, {{symbol}}, {{year}}.",
        ),
        "NUM-004": Entry(
            "Số {symbol} đã bị hủy trước đó. Không cần hủy lại.",
            "Number {symbol} is voided already. There is nothing to do.",
            409,
        ),
        "NUM-005": Entry(
            "Chưa nêu lý do hủy số {symbol}. Ghi lý do rồi làm lại.",
            "No reason was given for voiding number {symbol}. State it and try again.",
        ),
        "NUM-006": Entry(
            "Dãy số “{kind}” kỳ {period} đã cấp đến số {last}. Chọn số đầu lớn hơn.",
            "Series “{kind}” of {period} has been issued up to {last}. Choose a greater first number.",
            409,
        ),
    }
)
