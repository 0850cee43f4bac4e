"""What may be done here, and how a row knows who may see it."""

from giaoban.ground import access, journal
from giaoban.occasions.reports.models import Decision, Reading, ReportRequest, Submission

access.declare(
    {
        "reports.view": "Xem báo cáo của đơn vị",
        "reports.request": "Yêu cầu đơn vị báo cáo",
        "reports.submit": "Gửi báo cáo",
        "reports.review": "Xem xét, xác nhận, trả lại báo cáo",
    }
)
access.policy(ReportRequest, view="reports.view", body="body", unit="unit")
access.policy(Submission, view="reports.view", body="body", unit="unit")
access.policy(Reading, view="reports.view", body="submission__body", unit="submission__unit", parent="submission")
access.policy(
    Decision,
    view="reports.view",
    body="reading__submission__body",
    unit="reading__submission__unit",
    parent="reading__submission",
)

for model in (ReportRequest, Submission, Reading, Decision):
    journal.track(model, exclude=("text", "data") if model is Reading else ())
