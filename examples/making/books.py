"""The commune's book of one-stop dossiers and of petitions: rows of an invented quarter, the same on every run.

Days are places that are filled in when the demonstration is loaded ({ngay-12}). Every name is put together from common parts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import cycle, islice

CENTRE, OFFICE = "Trung tâm Phục vụ hành chính công", "Văn phòng HĐND và UBND"
ECONOMY, SOCIETY = "Phòng Kinh tế", "Phòng Văn hóa – Xã hội"
FIRMS = {"Chứng thực", "Đất đai", "Xây dựng"}
"""Fields in which a firm, too, hands in."""
PROCEDURES = (
    # field, procedure, days until it is due, who handles it
    ("Hộ tịch", "Đăng ký khai sinh", 1, OFFICE),
    ("Chứng thực", "Chứng thực bản sao từ bản chính", 1, CENTRE),
    ("Đất đai", "Đăng ký biến động về quyền sử dụng đất", 14, ECONOMY),
    ("Chứng thực", "Chứng thực chữ ký", 1, CENTRE),
    ("Bảo trợ xã hội", "Trợ cấp xã hội hằng tháng", 14, SOCIETY),
    ("Hộ tịch", "Cấp Giấy xác nhận tình trạng hôn nhân", 3, OFFICE),
    ("Hộ kinh doanh", "Đăng ký thành lập hộ kinh doanh", 4, ECONOMY),
    ("Chứng thực", "Chứng thực hợp đồng, giao dịch", 2, CENTRE),
    ("Xây dựng", "Cấp giấy phép xây dựng nhà ở riêng lẻ", 21, ECONOMY),
    ("Hộ tịch", "Cấp bản sao trích lục hộ tịch", 1, OFFICE),
    ("Bảo trợ xã hội", "Hỗ trợ chi phí mai táng", 7, SOCIETY),
    ("Chứng thực", "Chứng thực bản sao từ bản chính", 1, CENTRE),
    ("Người có công", "Giải quyết chế độ khi người có công từ trần", 12, SOCIETY),
)
CHANNELS = ("Trực tiếp", "Trực tuyến", "Trực tuyến", "Trực tiếp", "Trực tuyến", "Bưu chính công ích", "Trực tuyến")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ", "Hoàng", "Ngô", "Dương")
MIDDLE = ("Văn", "Thị", "Đức", "Thị Thu", "Quang", "Thị Ngọc", "Minh")
GIVEN = ("Bách", "Cúc", "Dần", "Êm", "Giáp", "Hợi", "Khuê", "Lụa", "Mùi", "Nhàn", "Oanh", "Phượng", "Quý", "Sửu", "Tỵ")
COUNT, FIRST, LAST = 96, 95, 4
"""How many dossiers; received from so many days before the day of the demonstration to so many."""
LOADED = 3
"""The file was loaded so many days before: what came later is not in it."""
STUCK, LATE, REFUSED, WITHDRAWN = {71, 83, 86}, {8, 21, 34, 47, 60, 73}, {17, 52, 78}, {30, 65}
"""Numbers of dossiers that still lie, were late, were refused, were taken back."""
DOSSIER = (
    "Mã hồ sơ", "Lĩnh vực", "Thủ tục hành chính", "Đối tượng nộp", "Người nộp hồ sơ", "Hình thức nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
    "Ngày trả kết quả", "Kết quả", "Đơn vị giải quyết", "Ngày gửi văn bản xin lỗi",
)  # fmt: skip
PETITION = (
    "Số đơn", "Loại đơn", "Lĩnh vực", "Hình thức đến", "Người đứng đơn", "Số người đứng tên", "Tóm tắt nội dung", "Ngày nhận",
    "Hướng xử lý", "Ngày xử lý đơn", "Đơn vị giải quyết", "Hạn giải quyết", "Ngày giải quyết xong", "Kết quả giải quyết",
)  # fmt: skip
LAND, PAY, STAFF = "Đất đai", "Chính sách xã hội", "Cán bộ, công vụ"
ASK, CLAIM, TELL, AIR, PAID = (
    "Kiến nghị, phản ánh",
    "Khiếu nại",
    "Tố cáo",
    "Môi trường",
    "Bồi thường, giải phóng mặt bằng",
)
POST, SEEN, NET, FROM = "Bưu chính", "Nhận khi tiếp công dân", "Trực tuyến", "Cơ quan khác chuyển đến"
TAKEN, TOLD = "Thụ lý giải quyết", "Đã trả lời"
PETITIONS = (
    # kind, field, channel, people, content, received, handling, after days, unit, due after, done after, outcome
    (CLAIM, LAND, POST, 1, "Không đồng ý diện tích đo lại thửa đất vườn", 88, TAKEN, 6, ECONOMY, 40, 35, "Đúng một phần"),
    (ASK, AIR, NET, 1, "Mùi khói lò gạch buổi tối ở thôn Hạ", 80, TAKEN, 2, ECONOMY, 15, 11, TOLD),
    (ASK, PAY, SEEN, 1, "Đề nghị xét lại hộ cận nghèo", 71, TAKEN, 3, SOCIETY, 20, 24, TOLD),
    (TELL, STAFF, POST, 1, "Thu tiền đóng góp không có biên lai", 64, TAKEN, 7, OFFICE, 37, 36, "Sai"),
    (CLAIM, PAID, SEEN, 7, "Mức hỗ trợ cây trồng khi mở đường liên thôn", 55, TAKEN, 8, ECONOMY, 45, 0, ""),
    (ASK, LAND, FROM, 2, "Tranh chấp lối đi chung", 49, "Trả đơn, hướng dẫn", 5, ECONOMY, 0, 0, ""),
    (ASK, AIR, NET, 1, "Rác ùn ở đầu chợ Bến Đò", 41, TAKEN, 1, ECONOMY, 15, 9, TOLD),
    (CLAIM, PAY, POST, 1, "Chậm trả trợ cấp tuất một lần", 34, TAKEN, 6, SOCIETY, 40, 0, ""),
    (TELL, STAFF, FROM, 1, "Ưu tiên người nhà khi xét hỗ trợ giống lúa", 27, "Chuyển cơ quan có thẩm quyền", 5, OFFICE, 0, 0, ""),
    (ASK, "Lĩnh vực khác", NET, 1, "Đèn đường thôn Trung hỏng một tháng", 22, TAKEN, 2, ECONOMY, 15, 13, TOLD),
    (ASK, PAY, SEEN, 12, "Đề nghị mở lại điểm trường lẻ", 16, TAKEN, 4, SOCIETY, 20, 0, ""),
    (CLAIM, LAND, SEEN, 1, "Hồ sơ tách thửa bị trả lại lần thứ hai", 12, "", 0, ECONOMY, 0, 0, ""),
    (ASK, AIR, NET, 1, "Nước mương N5 có váng dầu", 6, "", 0, ECONOMY, 0, 0, ""),
)  # fmt: skip


def day(before: int) -> str:
    """The place of a day so many days before the day of the demonstration."""
    return f"{{ngay{-before:+d}}}"


def person(number: int) -> str:
    """An invented name."""
    return f"{FAMILY[number * 7 % 11]} {MIDDLE[number * 3 % 7]} {GIVEN[number * 4 % 15]}"


def dossiers() -> Iterator[tuple[str, ...]]:
    """The rows of the book of dossiers, the oldest first."""
    channels = list(islice(cycle(CHANNELS), COUNT))
    for number in range(COUNT):
        domain, procedure, days, unit = PROCEDURES[number % len(PROCEDURES)]
        received = FIRST - number * (FIRST - LAST) // (COUNT - 1)
        late = number in LATE
        spent = days + 3 if late else max(0, days - (days > 2) * (2 + number % 3))
        finished = received - spent
        done = finished > LOADED and number not in STUCK
        result = (
            "Người nộp rút" if number in WITHDRAWN else "Từ chối giải quyết" if number in REFUSED else "Đã giải quyết"
        )
        firm = number % 9 == 4 and domain in FIRMS
        yield (
            f"H99.12-{number + 1:06d}",
            domain,
            procedure,
            "Doanh nghiệp" if firm else "Cá nhân",
            f"Công ty TNHH {GIVEN[number % 15]} {GIVEN[number * 2 % 15]}" if firm else person(number),
            channels[number],
            day(received),
            day(received - days),
            day(finished) if done else "",
            result if done else "",
            unit,
            day(received - days) if late and done else "",
        )


def petitions() -> Iterator[tuple[str, ...]]:
    """The rows of the book of petitions, the oldest first."""
    for number, row in enumerate(PETITIONS, 1):
        kind, domain, channel, people, content, received, handling, after, unit, due, done, outcome = row
        yield (
            f"Đ{number:03d}", kind, domain, channel, person(number + 200), str(people), content, day(received), handling,
            day(received - after) if handling else "", unit, day(received - due) if due else "", day(received - done) if done else "",
            outcome,
        )  # fmt: skip


def written(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue().encode()


def make() -> dict[str, bytes]:
    """The files by name."""
    return {"so-mot-cua.csv": written(DOSSIER, dossiers()), "so-don-thu.csv": written(PETITION, petitions())}
