"""The outbox: what people must hear."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Person


class State(models.TextChoices):
    """Where a notice is on its way. People without an address read it in the application only."""

    QUEUED = "queued", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    SHOWN = "shown", _("Chỉ hiện trong phần mềm")


class Notice(models.Model):
    """One message to one person or address about one event on one day. It exists once; its Message-ID never changes."""

    event = models.CharField(_("sự kiện"), max_length=200)
    recipient = models.CharField(_("khóa người nhận"), max_length=330, editable=False)
    on = models.DateField(_("ngày"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người nhận")
    )
    address = models.EmailField(_("địa chỉ thư"), blank=True)
    subject = models.CharField(_("tiêu đề"), max_length=300)
    text = models.TextField(_("nội dung"))
    secret = models.CharField(_("phần bí mật của thư"), max_length=300, blank=True, editable=False)
    """Stands for {secret} in the message that leaves, e.g. an access link; forgotten as soon as that is sent or given up."""
    url = models.CharField(_("địa chỉ trang"), max_length=300, blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=State.choices, default=State.QUEUED)
    message_key = models.UUIDField(_("mã thư"), default=uuid.uuid4, unique=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("số lần gửi"), default=0)
    error = models.CharField(_("lỗi gần nhất"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notices_inbox"),
            models.Index(fields=["created_at"], condition=Q(state__in=["queued", "sending"]), name="notices_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient", "on"], name="notices_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="notices_state"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(address=""), name="notices_recipient"),
        ]

    def __str__(self) -> str:
        return self.subject
