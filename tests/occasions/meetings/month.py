"""What tests of sessions share: a conclusion of fifteen tasks, reports of the month, sessions in every state. Every word is invented."""

import io
from datetime import date

from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.services import Plan
from giaoban.occasions.reports import services as reports
from tests.cast import AT, ON

REPORT = """BÁO CÁO
Kết quả công tác tháng 11 năm 2026
Trong tháng đã cấp 46/60 giấy chứng nhận, đạt 76,7%.
Khó khăn, vướng mắc
Nhà văn hóa thôn Đông xuống cấp, chưa có kinh phí sửa chữa. Cán bộ phụ trách còn thiếu so với nhu cầu.
"""
CONCLUSION = """THÔNG BÁO
Kết luận của Chủ tịch UBND xã tại phiên họp thường kỳ tháng 11 năm 2026
Sau khi nghe các báo cáo và ý kiến tại phiên họp, Chủ tịch UBND xã kết luận như sau:
1. Giao Phòng Kinh tế chủ trì, phối hợp với Văn phòng HĐND và UBND rà soát tiến độ giải ngân vốn đầu tư công, báo cáo UBND xã \
trước ngày 30/11/2026.
2. Yêu cầu Phòng Văn hóa – Xã hội lập danh sách hộ nghèo, hộ cận nghèo năm 2026; hoàn thành trong tháng 12/2026.
3. Trung tâm Phục vụ hành chính công khắc phục ngay tình trạng hồ sơ quá hạn, báo cáo kết quả hằng tuần.
4. Ban Quản lý chợ trung tâm kiểm tra điều kiện phòng cháy, chữa cháy tại chợ, xong trước ngày 05/12/2026.
"""


def plan(**changes):
    fields = {
        "kind": "regular",
        "title": "Phiên họp thường kỳ tháng 11 năm 2026",
        "held_on": ON,
        "period": "2026-11",
        "place": "Phòng họp số 1",
    }
    return Plan(**{**fields, **changes})


def planned(cast, who="binh", **changes):
    actor = cast.actor(who)
    return services.session_plan(actor=actor, body_id=actor.body_id, plan=plan(**changes))


def opened(cast, **changes):
    return services.session_open(actor=cast.actor("binh"), session=planned(cast, **changes))


def closed(cast, *, waiting="discussed", **changes):
    actor = cast.actor("binh")
    session = opened(cast, **changes)
    services.session_no_conclusion(actor=actor, session=session, reason="Phiên họp chỉ nghe báo cáo")
    return services.session_close(actor=actor, session=session, waiting=waiting)


def concluded(cast, text=CONCLUSION, **changes):
    session = opened(cast, **changes)
    services.conclusion_set(actor=cast.actor("binh"), session=session, text=text)
    return session


def report(cast, *, unit="van_hoa", text=REPORT, send=True, period="2026-11", request=None):
    actor = cast.actor("binh")
    found = reports.submission_receive(
        actor=actor,
        body_id=cast.bodies["ubnd"].pk,
        unit_id=cast.units[unit].pk,
        stream=io.BytesIO(text.encode()),
        name="báo cáo.txt",
        period=period,
        request=request,
    )
    return reports.submission_step(actor=actor, submission=found, verb="send") if send else found


OCTOBER = {"title": "Phiên họp thường kỳ tháng 10 năm 2026", "held_on": date(2026, 10, 22), "period": "2026-10"}
__all__ = ["AT", "CONCLUSION", "OCTOBER", "ON", "REPORT", "closed", "concluded", "opened", "plan", "planned", "report"]
