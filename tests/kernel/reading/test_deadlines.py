"""Deadlines that are counted, and those that stand apart from their order."""

from datetime import date

import pytest

from giaoban.kernel.reading import read

OPENING = "Kết luận phiên họp, đồng chí Nguyễn Văn An - Chủ tịch UBND xã yêu cầu:\n"
HELD = date(2026, 11, 25)


def due(order, held_on=HELD):
    found = read(OPENING + order, held_on=held_on).tasks
    assert len(found) == 1, [task.quote for task in found]
    return found[0].deadline.due_on if found[0].deadline else None


@pytest.mark.parametrize(
    ("order", "day"),
    [
        ("- Phòng Kinh tế báo cáo kết quả rà soát trong 10 ngày.", date(2026, 12, 5)),
        ("- Phòng Kinh tế báo cáo kết quả rà soát trong thời hạn 10 ngày làm việc.", date(2026, 12, 9)),
        ("- Ban Chỉ huy quân sự xã rà soát thanh niên trong độ tuổi; hạn 12/12/2026.", date(2026, 12, 12)),
        ("- Phòng Kinh tế lập danh sách hộ thiếu nước, hoàn thành trước 18/01.", date(2027, 1, 18)),
        ("- Phòng Kinh tế lập danh sách hộ thiếu nước; các thôn đã họp ngày 20/11/2026.", None),
        ("- Phòng Kinh tế lập danh sách hộ thiếu nước; hạn mức vay của hộ nghèo áp dụng đến ngày 12/12/2026.", None),
    ],
)
def test_a_deadline_counts_from_the_meeting(order, day):
    assert due(order) == day


def test_the_day_of_the_meeting_that_the_caller_knows_goes_before_what_the_text_says():
    order = "- Phòng Kinh tế báo cáo trong 10 ngày."
    assert read(OPENING.replace("họp,", "họp ngày 15/12/2026,") + order).header.held_on == date(2026, 12, 15)
    assert read(OPENING.replace("họp,", "họp ngày 15/12/2026,") + order, held_on=HELD).tasks[0].deadline.due_on == date(
        2026, 12, 5
    )


def test_working_days_beyond_the_calendar_stay_words():
    found = read(OPENING + "- Phòng Kinh tế báo cáo kết quả trong 10 ngày làm việc.", held_on=date(1999, 1, 5)).tasks[0]
    assert (found.deadline.quote, found.deadline.due_on) == ("trong 10 ngày làm việc", None)
