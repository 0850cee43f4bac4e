"""What the page of one task shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.files.models import Attachment
from giaoban.ground.org.selectors import successors, unit_names
from giaoban.records.tasks.models import Assignment, DueChange, Task, TaskEvent, current_parts
from giaoban.records.tasks.states import TASK

STEP_VERB = {
    "accept": "tasks.report",
    "report_done": "tasks.report",
    "send_back": "tasks.confirm",
    "confirm": "tasks.confirm",
    "reopen": "tasks.confirm",
    "cancel": "tasks.assign",
}
"""The right that each step of the table needs."""
OFFICE = frozenset({"tasks.confirm", "tasks.assign", "tasks.extend"})
"""Rights of the office: with a role of some units only, they hold for tasks that one of these leads."""


@dataclass(frozen=True, slots=True)
class Side:
    """A unit's part: its name on the day, and the names of what became of it where it is no more."""

    assignment: Assignment
    name: str
    now: tuple[str, ...] = ()


def sides(actor: Actor, task: Task) -> list[Side]:
    """Who has a part in the task now: lead, co-operating, monitoring; each with what became of a unit that merged."""
    order = {"lead": 0, "cooperating": 1, "monitoring": 2}
    rows = list(current_parts(task).select_related("unit", "post"))
    rows.sort(key=lambda row: (order[row.kind], row.pk))
    gone = {
        row.unit_id: [share.unit for share in successors(unit=row.unit_id, on=actor.on)]
        for row in rows
        if row.unit.valid_to is not None and row.unit.valid_to <= actor.on
    }
    wanted = {row.unit_id for row in rows} | {unit for heirs in gone.values() for unit in heirs}
    names = unit_names(units=wanted, on=actor.on)
    return [
        Side(row, names.get(row.unit_id, ""), tuple(names.get(heir, "") for heir in gone.get(row.unit_id, ())))
        for row in rows
    ]


def abilities(actor: Actor, task: Task) -> frozenset[str]:
    """What the actor may do with the task as it stands: steps of the table, and "progress", "extend", "reassign". Three queries."""
    may = access.allowed_verbs(actor, task, ["tasks.report", "tasks.confirm", "tasks.assign", "tasks.extend"])
    may = frozenset(right for right in may if right not in OFFICE or for_office(actor, task, right))
    found = {verb for verb in TASK.verbs(task.state) if STEP_VERB[verb] in may}
    if "confirm" in found and own_lead(actor, task):
        found.discard("confirm")
    if task.state not in ("assigned", "doing"):
        return frozenset(found)
    own = access.visible(actor, "tasks.report", current_parts(task)) if "tasks.report" in may else None
    kinds = set(own.values_list("kind", flat=True)) if own is not None else set()
    if "lead" not in kinds:
        found -= {"accept", "report_done"}
    if kinds:
        found.add("progress")
    if "tasks.extend" in may:
        found.add("extend")
    if "tasks.assign" in may:
        found.add("reassign")
    return frozenset(found)


def for_office(actor: Actor, task: Task, right: str) -> bool:
    """True where the right is for the whole body, or the actor has it for the unit that leads now."""
    if access.whole(actor, right):
        return True
    return access.visible(actor, right, current_parts(task).filter(kind="lead")).exists()


def own_lead(actor: Actor, task: Task) -> bool:
    """True where the actor's own unit leads the task and no role for the whole body lets the actor confirm it."""
    if actor.unit_id is None or access.whole(actor, "tasks.confirm"):
        return False
    return current_parts(task).filter(kind="lead", unit_id=actor.unit_id).exists()


def timeline(actor: Actor, task: Task) -> list[tuple[TaskEvent, list[Attachment]]]:
    """What happened, newest first, each with its files; two queries, whatever the number of events."""
    events = list(task.events.order_by("-pk"))
    kind = ContentType.objects.get_for_model(TaskEvent)
    rows = Attachment.objects.filter(
        content_type=kind, object_id__in=[event.pk for event in events], removed_at__isnull=True
    ).select_related("stored")
    files: dict[int, list[Attachment]] = {}
    for row in access.visible_generic(actor, rows, only=[TaskEvent]).order_by("name", "version") if events else ():
        files.setdefault(row.object_id, []).append(row)
    return [(event, files.get(event.pk, [])) for event in events]


def due_changes(task: Task) -> Sequence[DueChange]:
    """The moved deadlines of a task that the actor already sees, oldest first."""
    return list(task.due_changes.order_by("pk"))


def parts(task: Task) -> list[Task]:
    """The objects whose changes make the history of a task: itself (assignments, events and extensions are parts of it)."""
    return [task]
