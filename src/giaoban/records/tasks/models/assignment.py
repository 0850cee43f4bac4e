"""Which unit has what part in a task, between which days."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.ground.org.models import Post, Unit
from giaoban.records.tasks.models.task import Task


class AssignmentKind(models.TextChoices):
    """The part of a unit in a task."""

    LEAD = "lead", _("Chủ trì")
    COOPERATING = "cooperating", _("Phối hợp")
    MONITORING = "monitoring", _("Theo dõi")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by day."""

    def on(self, day: date) -> "AssignmentQuerySet":
        """Those that hold on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def current(self) -> "AssignmentQuerySet":
        """Those that nobody has ended."""
        return self.filter(valid_to__isnull=True)


class Assignment(models.Model):
    """A unit leads, co-operates in or watches a task from a day on; exactly one leads at a time. A unit that merged into another keeps
    its row: who may act for it is asked of the lineage of units."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", verbose_name=_("Nhiệm vụ"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    kind = models.CharField(_("Vai trò"), max_length=12, choices=AssignmentKind.choices)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Chức vụ được giao")
    )
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến ngày"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Phân công")
        verbose_name_plural = _("Phân công")
        indexes = [models.Index(fields=["unit", "task"], name="tasks_assignment_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AssignmentKind.values), name="tasks_assignment_kind"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="tasks_assignment_dates",
            ),
            models.UniqueConstraint(
                fields=["task"], condition=Q(kind="lead", valid_to__isnull=True), name="tasks_assignment_one_lead"
            ),
            models.UniqueConstraint(
                fields=["task", "unit"], condition=Q(valid_to__isnull=True), name="tasks_assignment_unit_once"
            ),
        ]

    NAMED_WITH = ("task",)
    """What its name is made of, for whoever names many at once."""

    def __str__(self) -> str:
        return f"{self.task} ({str(self.get_kind_display()).lower()})"


def current_parts(task: Task) -> AssignmentQuerySet:
    """The parts of a task that nobody has ended."""
    return Assignment.objects.current().filter(task=task)
