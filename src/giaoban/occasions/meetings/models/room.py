"""Who came, and what went badly."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Person, Unit
from giaoban.occasions.meetings.models.agenda import AgendaItem
from giaoban.occasions.meetings.models.session import Session
from giaoban.occasions.meetings.states import DIFFICULTY

ATTENDANCE = [
    ("invited", _("được mời")),
    ("present", _("có mặt")),
    ("excused", _("vắng có lý do")),
    ("absent", _("vắng")),
    ("substitute", _("dự thay")),
]


class Attendance(models.Model):
    """One person at one session, as named and titled on that day."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances", verbose_name=_("Phiên họp"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Người dự")
    )
    name = models.CharField(_("Họ và tên"), max_length=150)
    post = models.CharField(_("Chức vụ"), max_length=200, blank=True)
    state = models.CharField(_("Có mặt"), max_length=12, choices=ATTENDANCE, default="invited")
    member = models.BooleanField(
        _("Thành viên"), default=False, help_text=_("Được tính vào số thành viên phải có mặt.")
    )
    substitute_for = models.CharField(_("Dự thay"), max_length=200, blank=True)
    arrived_at = models.TimeField(_("Đến lúc"), null=True, blank=True)
    left_at = models.TimeField(_("Về lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Thành phần dự họp")
        verbose_name_plural = _("Thành phần dự họp")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=models.Q(person__isnull=False),
                name="meetings_attendance_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[code for code, _word in ATTENDANCE]), name="meetings_attendance_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Difficulty(models.Model):
    """Something that goes badly: who says so, in which sentence of which report; who is to answer, until when, and the answer."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="difficulties", verbose_name=_("Phiên họp"))
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Nội dung chương trình")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị nêu")
    )
    text = models.TextField(_("Vướng mắc"), max_length=4000)
    source_ref = models.CharField(_("Nguồn"), max_length=100, blank=True)
    span_start = models.PositiveIntegerField(_("Vị trí đầu"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("Vị trí cuối"), null=True, blank=True)
    quote = models.TextField(_("Câu trong báo cáo"), blank=True)
    answerer_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị trả lời")
    )
    due_on = models.DateField(_("Hạn trả lời"), null=True, blank=True)
    answer = models.TextField(_("Trả lời"), blank=True, max_length=8000)
    state = models.CharField(_("Trạng thái"), max_length=10, choices=DIFFICULTY.choices, default="raised")
    raised_by = models.CharField(_("Người ghi"), max_length=200)
    raised_at = models.DateTimeField(_("Ghi lúc"))

    class Meta:
        verbose_name = _("Khó khăn, vướng mắc")
        verbose_name_plural = _("Khó khăn, vướng mắc")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "source_ref", "span_start"],
                condition=~models.Q(source_ref=""),
                name="meetings_difficulty_source_once",
            ),
            models.CheckConstraint(condition=models.Q(state__in=DIFFICULTY.states), name="meetings_difficulty_state"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
