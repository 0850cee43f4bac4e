"""What a program was answered, so that the same call sent again does nothing twice."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """The answer to one call that writes: `key` is the program's own name of the call at `place`, `sha256` the mark of what it sent."""

    user = models.ForeignKey("directory.User", models.CASCADE, related_name="+", verbose_name=_("tài khoản"))
    place = models.CharField(_("lệnh"), max_length=80)
    key = models.CharField(_("mã lần gọi"), max_length=100)
    sha256 = models.CharField(_("dấu của nội dung"), max_length=64)
    answer = models.JSONField(_("trả lời"), encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("trả lời đã gửi cho chương trình")
        verbose_name_plural = _("trả lời đã gửi cho chương trình")
        constraints = [models.UniqueConstraint(fields=["user", "place", "key"], name="directory_answer_once")]
        indexes = [models.Index(fields=["user", "at"], name="directory_answer_age")]

    def __str__(self) -> str:
        return f"{self.place} {self.key}"
