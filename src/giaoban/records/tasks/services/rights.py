"""What a part in a task lends to units behind another body's wall and to posts that it names, and how it ends.

Units that work for the task's own body need nothing: their roles reach the task through its assignments. A commune that gets a task from
a district, an office of another body, or a post named in an assignment is lent two things: to see the task (source: the assignment; kept
when the task ends, so that readers go on reading) and to act for its part (source: the task; ended by every path out).
"""

from datetime import timedelta

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.access.services import grant_for_work, grants_end
from giaoban.ground.org.models import Body, Post, Unit
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.models import Assignment, Task, current_parts
from giaoban.records.tasks.selectors.page import for_office

LONG = timedelta(days=365 * 30)
"""Reading is lent for as long as files of this kind are kept; acting ends with the work."""


def lend_reading(*, actor: Actor, assignment: Assignment) -> None:
    """Let a unit of another body, and a post that is named, see the task."""
    for subject in subjects_of(assignment):
        grant_for_work(
            actor=actor,
            subject=subject,
            obj=assignment.task,
            verbs=["tasks.view"],
            reason=reason_of(assignment),
            until=actor.at + LONG,
            source=assignment,
        )


def lend_acting(*, actor: Actor, assignment: Assignment) -> None:
    """Let a unit of another body, and a post that is named, act for its part."""
    for subject in subjects_of(assignment):
        for obj in (assignment.task, assignment):
            grant_for_work(
                actor=actor,
                subject=subject,
                obj=obj,
                verbs=["tasks.report"],
                reason=reason_of(assignment),
                until=actor.at + LONG,
                source=assignment.task,
            )


def end_acting(*, actor: Actor, task: Task) -> None:
    """Take back what the task lent for acting; reading stays."""
    grants_end(actor=actor, source=task, reason=task.ref)


def lend_again(*, actor: Actor, task: Task) -> None:
    """Lend acting to those who have a part now, after a task was opened again or parts changed."""
    for assignment in current_parts(task).select_related("unit", "task", "post"):
        lend_acting(actor=actor, assignment=assignment)


def subjects_of(assignment: Assignment) -> list[Unit | Post]:
    """Who needs a right of its own: a unit of another body, an area that another body governs, a post that is named.

    Other areas (hamlets) need none: the roles of the task's own body reach them, and nobody else's may.
    """
    found: list[Unit | Post] = []
    unit, own = assignment.unit, assignment.task.body_id
    if unit.body_id is not None:
        elsewhere = unit.body_id != own
    else:
        elsewhere = Body.objects.on(assignment.valid_from).filter(area=unit).exclude(pk=own).exists()
    if elsewhere:
        found.append(unit)
    if assignment.post is not None:
        found.append(assignment.post)
    return found


def reason_of(assignment: Assignment) -> str:
    """Why the right was lent, in words."""
    return f"{assignment.get_kind_display()} nhiệm vụ {assignment.task.ref}"


def require_office(*, actor: Actor, task: Task, permission: str) -> None:
    """Refuse unless the actor may do what the office does with the task; a role of some units only counts where one of them leads.

    A part in the task without its lead (co-operating, watching, or one that ended) lets a unit see it, and no more. Errors: ACC-001,
    ACC-002.
    """
    access.require(actor, permission, task)
    if not for_office(actor, task, permission):
        raise Problem("ACC-001", what=str(access.declared()[permission]).lower())


def require_lead(*, actor: Actor, task: Task, verb: str, unit_name: str) -> None:
    """Refuse unless the actor may report for the lead unit. Errors: ACC-001, ACC-002; TSK-002 for another unit of the task."""
    access.require(actor, "tasks.report", task)
    lead = current_parts(task).filter(kind="lead")
    if not access.visible(actor, "tasks.report", lead).exists():
        raise Problem("TSK-002", unit=unit_name, verb=verb)
