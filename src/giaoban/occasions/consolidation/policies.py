"""What may be done here, and how a row knows who may see it.

A draft is seen by those who may draft or issue (it gathers what units wrote for the office, not yet decided about); an issued report by
all who may see reports of the body: `selectors.reports` says both as one condition.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.occasions.consolidation.models import Block, Consolidated, Edition, ReportTemplate, Returned, Waiver

access.declare(
    {
        "consolidation.view": _("Xem báo cáo tổng hợp đã ban hành"),
        "consolidation.draft": _("Soạn báo cáo tổng hợp"),
        "consolidation.issue": _("Ban hành báo cáo tổng hợp"),
        "consolidation.template": _("Sửa mẫu báo cáo tổng hợp"),
    }
)
access.entitle(
    {
        "consolidation.create": _("Lập báo cáo tổng hợp"),
        "consolidation.cancel": _("Hủy dự thảo báo cáo"),
        "consolidation.take_up": _("Lấy lại dự thảo báo cáo"),
        "consolidation.details": _("Sửa thông tin báo cáo"),
        "consolidation.take_in": _("Đưa báo cáo đơn vị vào"),
        "consolidation.edit": _("Sửa khối nội dung"),
        "consolidation.add": _("Thêm khối nội dung"),
        "consolidation.move": _("Chuyển khối nội dung"),
        "consolidation.split": _("Tách đoạn"),
        "consolidation.remove": _("Bỏ khối nội dung"),
        "consolidation.restore": _("Lấy lại khối đã bỏ"),
        "consolidation.refresh": _("Cập nhật số liệu"),
        "consolidation.waive": _("Giữ số khác sổ số liệu"),
        "consolidation.sections": _("Sửa các phần của báo cáo"),
        "consolidation.take_away": _("Tải bản Word để sửa"),
        "consolidation.return": _("Nhận bản Word sửa về"),
        "consolidation.merge": _("Nhận thay đổi từ bản Word"),
        "consolidation.templates.load": _("Nạp mẫu kèm phần mềm"),
    }
)
access.policy(ReportTemplate, view="consolidation.view", body="body", bodyless=True)
access.policy(Consolidated, view="consolidation.view", body="body")
access.policy(Block, view="consolidation.view", body="report__body", parent="report")
access.policy(Waiver, view="consolidation.view", body="block__report__body", parent="block")
access.policy(Edition, view="consolidation.view", body="report__body", parent="report")
access.policy(Returned, view="consolidation.view", body="report__body", parent="report")

journal.track(ReportTemplate)
journal.track(Consolidated)
journal.track(Block, part_of="report", exclude=("data",))
journal.track(Waiver, part_of="block")
journal.track(Edition, part_of="report", exclude=("document", "base"))
journal.track(Returned, part_of="report", exclude=("changes",))


def found_report(report: Consolidated) -> search.Found | None:
    """An issued report is found by its symbol, title and words; a draft is not."""
    document = report.document
    if document is None:
        return None
    texts = report.blocks.filter(removed=False).order_by("order").values_list("text", flat=True)
    return search.Found(
        title=f"{document.symbol} {report.title}",
        url=reverse("consolidation:report", args=[report.pk]),
        text="\n".join((report.period, *texts)),
        body_id=report.body_id,
        unit_id=None,
        on=document.issued_on,
    )


search.source(Consolidated, found_report)
