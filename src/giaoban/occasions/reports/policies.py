"""What may be done here, and how a row knows who may see it."""

from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal
from giaoban.occasions.reports.models import Reading, ReportRequest, ReviewDecision, Submission

access.declare(
    {
        "reports.view": _("Xem báo cáo của đơn vị"),
        "reports.request": _("Yêu cầu đơn vị báo cáo"),
        "reports.submit": _("Gửi báo cáo"),
        "reports.review": _("Xem xét, xác nhận, trả lại báo cáo"),
    }
)
access.policy(ReportRequest, view="reports.view", body="body", unit="unit")
access.policy(Submission, view="reports.view", body="body", unit="unit", parent="request")
access.policy(Reading, view="reports.view", body="submission__body", unit="submission__unit", parent="submission")
access.policy(
    ReviewDecision,
    view="reports.view",
    body="reading__submission__body",
    unit="reading__submission__unit",
    parent="reading__submission",
)

journal.track(ReportRequest)
journal.track(Submission, part_of="request")
journal.track(Reading, exclude=("text", "data"), part_of="submission")
journal.track(ReviewDecision, part_of="reading")
