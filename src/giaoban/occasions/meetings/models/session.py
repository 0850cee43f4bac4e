"""One sitting of one body."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Post
from giaoban.occasions.meetings.quorum import QUORUMS
from giaoban.occasions.meetings.states import SESSION

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from giaoban.occasions.meetings.models.agenda import AgendaItem, AgendaVersion
    from giaoban.occasions.meetings.models.room import Attendance, Difficulty

KINDS = [
    ("regular", _("Phiên họp thường kỳ")),
    ("thematic", _("Phiên họp chuyên đề")),
    ("briefing", _("Hội nghị giao ban")),
    ("conference", _("Hội nghị")),
    ("council", _("Kỳ họp Hội đồng nhân dân")),
    ("party", _("Hội nghị cấp ủy")),
]


class Session(models.Model):
    """A session of a body: `number` counts those of one kind in one year, `previous` is the one whose tasks are followed up."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    kind = models.CharField(_("Loại phiên họp"), max_length=12, choices=KINDS)
    title = models.CharField(_("Tên phiên họp"), max_length=300)
    period = models.CharField(_("Kỳ"), max_length=20, blank=True)
    held_on = models.DateField(_("Ngày họp"))
    starts_at = models.TimeField(_("Giờ bắt đầu"), null=True, blank=True)
    place = models.CharField(_("Địa điểm"), max_length=200, blank=True)
    chair_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chức vụ chủ trì")
    )
    chair_label = models.CharField(_("Chủ trì"), max_length=200, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=SESSION.choices, default="planned")
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Phiên họp trước")
    )
    quorum = models.CharField(_("Số thành viên phải có mặt"), max_length=10, choices=QUORUMS, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("Năm"))
    number = models.PositiveIntegerField(_("Phiên thứ"))
    no_conclusion = models.CharField(_("Lý do không có kết luận"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("Lập lúc"))
    created_by = models.CharField(_("Người lập"), max_length=200)
    closed_at = models.DateTimeField(_("Kết thúc lúc"), null=True, blank=True)

    if TYPE_CHECKING:
        items: RelatedManager["AgendaItem"]
        versions: RelatedManager["AgendaVersion"]
        attendances: RelatedManager["Attendance"]
        difficulties: RelatedManager["Difficulty"]

    class Meta:
        verbose_name = _("Phiên họp")
        verbose_name_plural = _("Phiên họp")
        indexes = [models.Index(fields=["body", "-held_on", "-id"], name="meetings_session_list")]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "year", "number"], name="meetings_session_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "open", "closed"]), name="meetings_session_state"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _title in KINDS]), name="meetings_session_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__in=[code for code, _title in QUORUMS]), name="meetings_session_quorum"
            ),
        ]

    def __str__(self) -> str:
        return self.title
