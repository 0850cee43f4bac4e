"""Tables of direction."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Body, Post
from giaoban.records.documents.models import DocumentPoint
from giaoban.records.figures.models import Indicator, Target
from giaoban.records.tasks.models import Task

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class InstructionKind(models.TextChoices):
    """On what occasion somebody instructed."""

    SESSION_POINT = "session_point", _("Tại phiên họp")
    DOCUMENT = "document", _("Phê vào văn bản")
    ANY_TIME = "any_time", _("Chỉ đạo trực tiếp")


class Instruction(models.Model):
    """What somebody with the authority said must be done; its tasks follow from it. Never changed."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    given_by = models.CharField(_("Người chỉ đạo"), max_length=200)
    given_by_post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chức vụ người chỉ đạo")
    )
    kind = models.CharField(_("Dịp chỉ đạo"), max_length=13, choices=InstructionKind.choices)
    subject_ref = models.CharField(_("Về việc"), max_length=120, blank=True)
    point = models.ForeignKey(
        DocumentPoint, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Mục của văn bản")
    )
    given_on = models.DateField(_("Ngày chỉ đạo"))
    text = models.TextField(_("Nội dung chỉ đạo"), max_length=20_000)
    created_at = models.DateTimeField(_("Ghi lúc"))
    created_by = models.CharField(_("Người ghi"), max_length=200)

    if TYPE_CHECKING:
        tasks: RelatedManager["InstructionTask"]

    class Meta:
        verbose_name = _("Chỉ đạo")
        verbose_name_plural = _("Chỉ đạo")
        indexes = [
            models.Index(fields=["body", "-given_on", "-id"], name="direction_newest"),
            models.Index(fields=["subject_ref"], name="direction_subject", condition=~Q(subject_ref="")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InstructionKind.values), name="direction_instruction_kind")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class InstructionTask(models.Model):
    """A task that follows from an instruction, and the indicator and target it serves."""

    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="tasks", verbose_name=_("Chỉ đạo"))
    task = models.OneToOneField(Task, models.PROTECT, related_name="+", verbose_name=_("Nhiệm vụ"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chỉ tiêu")
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Mức phấn đấu")
    )

    class Meta:
        verbose_name = _("Nhiệm vụ của chỉ đạo")
        verbose_name_plural = _("Nhiệm vụ của chỉ đạo")

    def __str__(self) -> str:
        return f"{self.instruction_id}: {self.task_id}"
