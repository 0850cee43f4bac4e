"""Files by the hash of their content, and where they are attached."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body


class ScanState(models.TextChoices):
    """What a scanner said of the content."""

    UNSCANNED = "unscanned", _("chưa quét")
    CLEAN = "clean", _("sạch")
    INFECTED = "infected", _("nhiễm mã độc")


class StoredFile(models.Model):
    """One content, kept once under its hash and never changed."""

    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("số byte"))
    kind = models.CharField(_("loại nội dung"), max_length=100)
    scan_state = models.CharField(
        _("kết quả quét"), max_length=10, choices=ScanState.choices, default=ScanState.UNSCANNED
    )
    stored_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        verbose_name = _("nội dung tệp")
        verbose_name_plural = _("nội dung tệp")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_stored_hash"),
            models.CheckConstraint(condition=Q(scan_state__in=ScanState.values), name="files_stored_scan_state"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size})"


class Attachment(models.Model):
    """A file of an object, seen as its owner is; a new file of the same name is the next version."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    name = models.CharField(_("tên tệp"), max_length=255)
    version = models.PositiveIntegerField(_("lần"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name=_("nội dung"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan"))
    attached_by = models.CharField(_("người đính kèm"), max_length=200)
    attached_at = models.DateTimeField(_("đính kèm lúc"))

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "name", "version"], name="files_attachment_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"
