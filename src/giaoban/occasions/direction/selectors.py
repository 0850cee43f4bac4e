"""Reads of the room, always for an actor. Nothing here writes."""

from django.db.models import Count, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.direction.models import Instruction, InstructionTask
from giaoban.records.tasks import selectors as tasks
from giaoban.records.tasks.models import Task


def instructions(actor: Actor) -> QuerySet[Instruction]:
    """The instructions the actor may see, newest first, each with how many tasks follow from it."""
    rows = access.visible(actor, "direction.view", Instruction.objects.all())
    return rows.annotate(task_count=Count("tasks", distinct=True)).order_by("-given_on", "-pk")


def instruction_get(actor: Actor, pk: int) -> Instruction:
    """One instruction. Errors: ACC-002 where the actor may not know of it."""
    found = access.visible(actor, "direction.view", Instruction.objects.select_related("point__document")).filter(pk=pk)
    row = found.first()
    if row is None:
        raise Problem("ACC-002")
    return row


def tasks_under(actor: Actor, instruction: Instruction) -> QuerySet[Task]:
    """The tasks that follow from an instruction, as far as the actor may see them, in the order they were given."""
    numbers = InstructionTask.objects.filter(instruction=instruction).values("task")
    return tasks.tasks(actor).filter(pk__in=numbers).order_by("pk")


def serves(instruction: Instruction) -> dict[int, InstructionTask]:
    """What the tasks of an instruction that the actor sees serve, by the number of the task: those with an indicator. One query."""
    rows = InstructionTask.objects.filter(instruction=instruction, indicator__isnull=False)
    return {row.task_id: row for row in rows.select_related("indicator", "target")}


def instruction_of(actor: Actor, task: Task) -> Instruction | None:
    """The instruction a task follows from, None where there is none or the actor may not know of it."""
    return instructions(actor).filter(tasks__task=task).first()
