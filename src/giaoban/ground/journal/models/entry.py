"""Entries, seals, personal keys and the parts of a batch being written. Rows come from triggers only."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Op(models.TextChoices):
    """What an entry tells of."""

    INSERT = "I", _("Thêm")
    UPDATE = "U", _("Sửa")
    DELETE = "D", _("Xóa")
    BATCH = "B", _("Nhập theo lô")
    NOTE = "N", _("Ghi nhận")
    TRUNCATE = "T", _("Xóa sạch bảng")
    SEAL = "S", _("Niêm phong")


class Entry(models.Model):
    """One change: when, in which transaction, of which row, by whom, why, from what to what."""

    at = models.DateTimeField(_("lúc"))
    txid = models.BigIntegerField(_("giao dịch"))
    op = models.CharField(_("thao tác"), max_length=1, choices=Op.choices)
    table_name = models.CharField(_("bảng"), max_length=63)
    pk_text = models.TextField(_("khóa"), db_column="pk")
    part_of = models.TextField(_("thuộc về"), default="", blank=True)
    verb = models.TextField(_("việc"), default="", blank=True)
    reason = models.TextField(_("lý do"), default="", blank=True)
    user_id = models.BigIntegerField(_("tài khoản"), null=True, blank=True)
    post_id = models.BigIntegerField(_("chức vụ"), null=True, blank=True)
    body_id = models.BigIntegerField(_("cơ quan"), null=True, blank=True)
    label = models.TextField(_("người thực hiện"), default="", blank=True)
    source = models.TextField(_("nguồn"), default="", blank=True)
    before = models.JSONField(_("trước"), null=True, blank=True)
    after = models.JSONField(_("sau"), null=True, blank=True)
    rows = models.BigIntegerField(_("số dòng"), null=True, blank=True)
    sha256 = models.BinaryField(_("mã băm"), null=True, blank=True)

    class Meta:
        verbose_name = _("mục nhật ký")
        verbose_name_plural = _("nhật ký")
        indexes = [
            models.Index(fields=["table_name", "pk_text"], name="journal_entry_object"),
            models.Index(fields=["part_of"], name="journal_entry_part", condition=~Q(part_of="")),
            models.Index(fields=["op", "id"], name="journal_entry_special", condition=Q(op__in=["B", "S", "T"])),
            BrinIndex(fields=["at"], name="journal_entry_at", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.op} {self.table_name}/{self.pk_text}"


class Seal(models.Model):
    """A batch of entries closed for ever: which numbers, how many, their hash, chained to the seal before."""

    seq = models.BigIntegerField(_("số thứ tự"), primary_key=True)
    at = models.DateTimeField(_("lúc"))
    from_id = models.BigIntegerField(_("từ mục"))
    to_id = models.BigIntegerField(_("đến mục"))
    ids = models.TextField(_("các mục"), help_text="int8multirange")
    count = models.BigIntegerField(_("số mục"))
    rows_hash = models.BinaryField(_("mã băm các mục"))
    prev_hash = models.BinaryField(_("mã băm trước"))
    hash = models.BinaryField(_("mã băm"))
    horizon = models.BigIntegerField(_("chân trời giao dịch"))
    complete_to = models.BigIntegerField(_("đã đủ đến mục"))

    class Meta:
        verbose_name = _("dấu niêm phong")
        verbose_name_plural = _("dấu niêm phong")

    def __str__(self) -> str:
        return f"{self.seq}: {self.from_id}-{self.to_id}"


class PersonKey(models.Model):
    """The key under which a person's sensitive values are kept; destroyed (null) when the person's data must go."""

    person_id = models.BigIntegerField(_("người"), primary_key=True)
    key = models.BinaryField(_("khóa"), null=True)
    made_at = models.DateTimeField(_("lập lúc"))
    destroyed_at = models.DateTimeField(_("hủy lúc"), null=True)

    class Meta:
        verbose_name = _("khóa cá nhân")
        verbose_name_plural = _("khóa cá nhân")

    def __str__(self) -> str:
        return f"{self.person_id}"


class BatchPart(models.Model):
    """What one statement of a running batch wrote; gone when the batch's entry is written in the same transaction."""

    batch = models.TextField(_("lô"))
    txid = models.BigIntegerField(_("giao dịch"))
    table_name = models.CharField(_("bảng"), max_length=63)
    rows = models.BigIntegerField(_("số dòng"))
    pks = models.TextField(_("các khóa"), help_text="int8multirange")
    sha256 = models.BinaryField(_("mã băm"))

    class Meta:
        verbose_name = _("phần của lô")
        verbose_name_plural = _("phần của lô")
        indexes = [models.Index(fields=["batch"], name="journal_batchpart_batch")]

    def __str__(self) -> str:
        return f"{self.batch}: {self.table_name}"
