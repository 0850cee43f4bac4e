"""Contents by hash, and attachments that give a content a name, an owner and a version."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body


class ScanState(models.TextChoices):
    """What a virus scanner said."""

    WAITING = "waiting", _("Chưa quét")
    CLEAN = "clean", _("An toàn")
    INFECTED = "infected", _("Có mã độc")


class StoredFile(models.Model):
    """One content, stored once at aa/bb/<sha256> under FILES_ROOT and never changed."""

    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, unique=True)
    size = models.BigIntegerField(_("kích thước"))
    kind = models.CharField(_("định dạng"), max_length=10)
    media_type = models.CharField(_("kiểu nội dung"), max_length=100)
    scan_state = models.CharField(_("quét mã độc"), max_length=8, choices=ScanState.choices, default=ScanState.WAITING)
    scan_note = models.CharField(_("kết quả quét"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("quét lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tệp lưu trữ")
        verbose_name_plural = _("tệp lưu trữ")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_storedfile_sha256"),
            models.CheckConstraint(condition=Q(size__gte=0), name="files_storedfile_size"),
            models.CheckConstraint(condition=Q(scan_state__in=ScanState.values), name="files_storedfile_scan_state"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.kind})"


class Attachment(models.Model):
    """A version of a named file that belongs to an object; it is seen by whoever sees the object."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("loại đối tượng"))
    object_id = models.BigIntegerField(_("đối tượng"))
    owner = GenericForeignKey("content_type", "object_id")
    owner_ref = models.CharField(_("thuộc về"), max_length=100, editable=False)
    name = models.CharField(_("tên tệp"), max_length=255)
    version = models.PositiveIntegerField(_("phiên bản"))
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name=_("nội dung"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ quan"))
    uploaded_at = models.DateTimeField(_("đưa lên lúc"))
    uploaded_by = models.CharField(_("người đưa lên"), max_length=200)
    removed_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)
    removed_by = models.CharField(_("người gỡ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "name", "version"], name="files_attachment_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"
