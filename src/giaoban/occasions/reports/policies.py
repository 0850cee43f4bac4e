"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.ground.directory.services.tokens import offer
from giaoban.occasions.reports.giving import item_given
from giaoban.occasions.reports.models import BodyWords, Reading, ReportRequest, ReviewDecision, Submission
from giaoban.records.tasks.sources import source_items, source_url

access.declare(
    {
        "reports.view": _("Xem báo cáo của đơn vị"),
        "reports.request": _("Yêu cầu đơn vị báo cáo"),
        "reports.submit": _("Gửi báo cáo"),
        "reports.review": _("Xem xét, xác nhận, trả lại báo cáo"),
        "reports.words": _("Sửa từ vựng đọc báo cáo"),
    }
)
offer("reports.submit")  # what keys for programs may be made for
access.entitle(
    {
        "reports.send": _("Gửi báo cáo"),
        "reports.replace": _("Thay tệp của báo cáo"),
        "reports.accept": _("Xác nhận báo cáo"),
        "reports.send_back": _("Trả lại báo cáo"),
        "reports.reopen": _("Mở lại báo cáo"),
        "reports.recognise": _("Nhận dạng bản quét"),
        "reports.request.close": _("Đóng yêu cầu"),
        "reports.request.reopen": _("Mở lại yêu cầu"),
        "reports.decide.accept": _("Chấp nhận một mục"),
        "reports.decide.correct": _("Sửa một mục"),
        "reports.decide.dismiss": _("Bỏ qua một mục"),
        "reports.decide.reopen": _("Xem lại một mục"),
        "reports.decide.clean": _("Chấp nhận các số không có phát hiện"),
        "reports.decide.undo": _("Hoàn tác quyết định"),
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
access.policy(BodyWords, view="reports.view", body="body")

journal.track(BodyWords)
journal.track(ReportRequest)
journal.track(Submission, part_of="request")
journal.track(Reading, exclude=("text", "data"), part_of="submission")
journal.track(ReviewDecision, part_of="reading")


def found_submission(submission: Submission) -> search.Found:
    """A report is found by its title, file name and the text of its latest reading."""
    reading = submission.readings.order_by("-version").only("text").first()
    return search.Found(
        title=submission.title,
        url=reverse("reports:review", args=[submission.pk]),
        text="\n".join((submission.file_name, submission.period, reading.text if reading else "")),
        body_id=submission.body_id,
        unit_id=submission.unit_id,
        on=timezone.localdate(submission.received_at),
    )


def found_request(request: ReportRequest) -> search.Found:
    """A request is found by its title and note."""
    return search.Found(
        title=request.title,
        url=reverse("reports:request", args=[request.pk]),
        text="\n".join((request.period, request.note)),
        body_id=request.body_id,
        unit_id=request.unit_id,
        on=request.due_on,
    )


source_url("reports.submission", "reports:review", Submission)
source_items("reports.submission", item_given)
search.source(Submission, found_submission)
search.source(ReportRequest, found_request)
