"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.occasions.appraisals.models import (
    Appraisal,
    Recognition,
    RecognitionPlan,
    Reviewer,
    ReviewTeam,
    ScoreBand,
    ScoreCriterion,
    ScoreGroup,
    ScoreSet,
    ScoreSheet,
    SheetScore,
)

access.declare(
    {
        "appraisals.view": _("Xem chấm điểm, xếp loại, công nhận"),
        "appraisals.submit": _("Tự chấm điểm cho đơn vị"),
        "appraisals.review": _("Thẩm định điểm tự chấm"),
        "appraisals.decide": _("Quyết định, mở lại kết quả chấm điểm"),
        "appraisals.manage": _("Lập bộ tiêu chí, mở đợt chấm, ghi công nhận"),
    }
)
access.entitle(
    {
        "appraisals.set_take": _("Lấy bộ tiêu chí"),
        "appraisals.set_edit": _("Sửa bộ tiêu chí"),
        "appraisals.set_publish": _("Đưa bộ tiêu chí vào sử dụng"),
        "appraisals.set_retire": _("Ngừng dùng bộ tiêu chí"),
        "appraisals.open": _("Mở đợt chấm điểm"),
        "appraisals.reviewers": _("Phân công thẩm định"),
        "appraisals.exclude": _("Đưa đơn vị ra khỏi đợt chấm"),
        "appraisals.score": _("Tự chấm một tiêu chí"),
        "appraisals.evidence": _("Thêm, bỏ minh chứng"),
        "appraisals.send": _("Nộp phiếu tự chấm"),
        "appraisals.send_back": _("Trả lại phiếu tự chấm"),
        "appraisals.check": _("Thẩm định tiêu chí"),
        "appraisals.finish_review": _("Hoàn thành thẩm định"),
        "appraisals.review_again": _("Thẩm định lại"),
        "appraisals.begin_review": _("Chuyển đợt chấm sang thẩm định"),
        "appraisals.back_to_scoring": _("Cho các đơn vị tự chấm lại"),
        "appraisals.cancel": _("Hủy đợt chấm điểm"),
        "appraisals.reopen": _("Mở lại đợt chấm điểm"),
        "appraisals.recognise": _("Ghi công nhận danh hiệu"),
        "appraisals.revoke": _("Thôi công nhận danh hiệu"),
        "appraisals.plan": _("Ghi lộ trình công nhận"),
    }
)

for part in (ScoreGroup, ScoreCriterion, ScoreBand):
    access.policy(part, view="appraisals.view", body="score_set__body", parent="score_set")
    journal.track(part, part_of="score_set")
access.policy(ScoreSet, view="appraisals.view", body="body")
access.policy(ReviewTeam, view="appraisals.view", body="body", unit="body__area")
access.policy(
    Appraisal,
    view="appraisals.view",
    body="body",
    unit="sheets__unit",
    parent="team",
)
access.policy(Reviewer, view="appraisals.view", body="appraisal__body", unit="post__unit", parent="appraisal")
access.policy(
    ScoreSheet,
    view="appraisals.view",
    body="body",
    unit="unit",
    parent="appraisal__team",
)
access.policy(SheetScore, view="appraisals.view", body="sheet__body", unit="sheet__unit", parent="sheet")
access.policy(Recognition, view="appraisals.view", body="body", unit="unit")
access.policy(RecognitionPlan, view="appraisals.view", body="body", unit="unit")

journal.track(ScoreSet)
journal.track(Appraisal)
journal.track(ReviewTeam)
journal.track(Reviewer, part_of="appraisal")
journal.track(ScoreSheet, part_of="appraisal")
journal.track(SheetScore, part_of="sheet")
journal.track(Recognition)
journal.track(RecognitionPlan)


def found_appraisal(appraisal: Appraisal) -> search.Found:
    """An appraisal is found by its title, set, period and note."""
    return search.Found(
        title=appraisal.title,
        url=reverse("appraisals:appraisal", args=[appraisal.pk]),
        text="\n".join((appraisal.score_set.title, appraisal.period, appraisal.note)),
        body_id=appraisal.body_id,
        on=timezone.localdate(appraisal.opened_at),
    )


search.source(Appraisal, found_appraisal)
