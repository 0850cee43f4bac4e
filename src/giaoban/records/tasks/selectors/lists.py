"""Lists and counts of tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes_for, units_under
from giaoban.ground.org.models import UnitKind, UnitParent
from giaoban.ground.org.selectors import units_named
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.clock import in_state_of
from giaoban.records.tasks.models import Assignment, Task

KINDS = (
    UnitKind.OFFICE,
    UnitKind.SERVICE_UNIT,
    UnitKind.SCHOOL,
    UnitKind.BRANCH,
    UnitKind.HAMLET,
    UnitKind.COMMUNE,
    UnitKind.DISTRICT,
    UnitKind.PROVINCE,
    UnitKind.ASSOCIATION,
    UnitKind.PARTY_ORG,
    UnitKind.ORGANISATION,
)
"""The order in which kinds of units are offered: those that are given most work first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a set of tasks stands: total = on_time + late + open + overdue + cancelled.

    on_time and late were done and confirmed; open still has time, waits for confirmation or has no deadline.
    """

    total: int
    on_time: int
    late: int
    open: int
    overdue: int
    cancelled: int


def tasks(actor: Actor) -> QuerySet[Task]:
    """The tasks the actor may see, newest first, each with `lead_id`, the unit that leads (or led it last)."""
    lead = Assignment.objects.filter(task=OuterRef("pk"), kind="lead").order_by("-valid_from", "-pk")
    return (
        access.visible(actor, "tasks.view", Task.objects.all())
        .annotate(lead_id=Subquery(lead.values("unit")[:1]))
        .order_by("-issued_on", "-pk")
    )


def filtered(
    actor: Actor,
    *,
    state: str = "",
    unit_id: int | None = None,
    late: str = "",
    batch: str = "",
    source_ref: str = "",
) -> QuerySet[Task]:
    """The tasks the actor may see, narrowed by state, by a unit that has a part (its own or that of a unit that merged into it), by
    lateness on the actor's day, by batch, by source (a page with its sentences). A lateness that means nothing is left out."""
    rows = tasks(actor)
    if state:
        rows = rows.filter(state=state)
    if unit_id is not None:
        units = units_under(unit_id, trees=[], body=actor.body_id or 0, on=actor.on) | {unit_id}
        parts = Assignment.objects.current().filter(task=OuterRef("pk"), unit__in=sorted(units))
        rows = rows.filter(Exists(parts))
    if batch:
        rows = rows.filter(batch=batch)
    if source_ref:
        rows = rows.filter(Q(source_ref=source_ref) | Q(source_ref__startswith=f"{source_ref}#"))
    try:
        return rows.filter(in_state_of(late, actor.on)) if late else rows
    except KeyError:
        return rows


def mine(actor: Actor) -> QuerySet[Task]:
    """The running tasks in which the actor's own unit or post has a part, those due first at the top; tasks without deadline last."""
    part = Assignment.objects.current().filter(task=OuterRef("pk"))
    own = Q(post=actor.post_id) | ~Q(task__body=actor.body_id)  # named, or lent by another body
    if not has_scope(actor):  # the office may report for every unit; its own work is its unit's
        part = part.filter(own | Q(unit=actor.unit_id))
    narrow = access.visible(actor, "tasks.report", part)
    return (
        tasks(actor)
        .filter(Exists(narrow), state__in=["assigned", "doing", "reported"])
        .order_by("due_on", "-issued_on", "-pk")
    )


def has_scope(actor: Actor) -> bool:
    """Whether the actor reports for certain units (a head), not for the whole body (the office)."""
    found = scopes_for(actor, "tasks.report")
    return bool(found) and all(scope.root is not None for scope in found)


def tasks_of(actor: Actor, source_refs: Iterable[str]) -> QuerySet[Task]:
    """The tasks the actor may see that were given at these addresses ("meetings.session/12"), as `tasks`."""
    return tasks(actor).filter(source_ref__in=list(source_refs))


def batch_of(actor: Actor, task: Task) -> QuerySet[Task]:
    """The tasks with the same text that were given to other units at the same time, as far as the actor may see them."""
    rows = tasks(actor).filter(body=task.body_id, batch=task.batch).exclude(pk=task.pk)
    return rows if task.batch else rows.none()


def task_get(actor: Actor, pk: int) -> Task:
    """One task. Errors: ACC-002 where the actor may not know of it."""
    found = tasks(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def tally(rows: QuerySet[Task], on: date) -> Tally:
    """Count a set of tasks by how they stand on a day; one query, whatever their number."""
    open_ = in_state_of("open", on) | in_state_of("due_soon", on) | in_state_of("no_deadline", on)
    counts = rows.order_by().aggregate(
        total=Count("pk"),
        on_time=Count("pk", filter=in_state_of("done_on_time", on)),
        late=Count("pk", filter=in_state_of("done_late", on)),
        open=Count("pk", filter=open_),
        overdue=Count("pk", filter=in_state_of("overdue", on)),
        cancelled=Count("pk", filter=in_state_of("cancelled", on)),
    )
    return Tally(**counts)


def unit_groups(actor: Actor) -> list[tuple[str, list[tuple[int, str]]]]:
    """The units that the actor's body may give work to, those that work for it and those just below its area: by kind, then by name.

    (kind, units): offices first, then what gives services, then hamlets; organs of the Party, the Front and others stand apart. One query.
    """
    below = UnitParent.objects.on(actor.on).filter(parent__bodies=actor.body_id).values("unit")
    rows = units_named(on=actor.on).filter(Q(body=actor.body_id) | Q(pk__in=below))
    found: dict[str, list[tuple[int, str]]] = {str(kind): [] for kind in KINDS}
    for row in rows:
        found[row.kind].append((row.pk, str(vars(row)["name"])))
    return [(str(UnitKind(kind).label), units) for kind, units in found.items() if units]


def unit_choices(actor: Actor) -> list[tuple[int, str]]:
    """The same units as one list, those of one kind together. One query."""
    return [unit for _kind, units in unit_groups(actor) for unit in units]
