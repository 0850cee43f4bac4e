"""Moving a deadline, and changing who has which part."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.models import Assignment, DueChange, Task, current_parts
from giaoban.records.tasks.services.assign import require_units
from giaoban.records.tasks.services.rights import end_acting, lend_again, lend_reading, require_office
from giaoban.records.tasks.services.steps import happened, task_locked
from giaoban.records.tasks.services.tell import tell_assigned, tell_ended, tell_extended
from giaoban.records.tasks.states import OWED


@transaction.atomic
def task_extend(*, actor: Actor, task: Task, new_due_on: date, reason: str) -> Task:
    """Move the deadline to a later day; the old day, the reason and who stay on record.

    Errors: ACC-001, ACC-002; TSK-005 without a reason; TSK-007 where nothing is owed any more; TSK-012 for a day that is not later.
    """
    locked = task_locked(task)
    require_office(actor=actor, task=locked, permission="tasks.extend")
    journal.context(verb="tasks.extend", reason=reason)
    require_owed(locked, gettext("gia hạn"))
    if not reason.strip():
        raise Problem("TSK-005")
    old = locked.due_on
    if old is not None and new_due_on <= old:
        raise Problem("TSK-012", ref=locked.ref, new_due=f"{new_due_on:%d/%m/%Y}", due=f"{old:%d/%m/%Y}")
    if new_due_on < actor.on:
        raise Problem("TSK-013", due=f"{new_due_on:%d/%m/%Y}", on=f"{actor.on:%d/%m/%Y}")
    DueChange.objects.create(
        task=locked,
        old_due_on=old,
        new_due_on=new_due_on,
        reason=reason.strip()[:1000],
        at=actor.at,
        by=actor.label[:200],
    )
    locked.due_on = new_due_on
    locked.save(update_fields=["due_on"])
    before = f"{old:%d/%m/%Y}" if old is not None else "không có hạn"
    happened(actor=actor, task=locked, kind="extend", text=f"{before} → {new_due_on:%d/%m/%Y}. {reason.strip()}")
    tell_extended(actor=actor, task=locked, reason=reason.strip())
    return locked


@transaction.atomic
def task_reassign(
    *,
    actor: Actor,
    task: Task,
    lead_unit_id: int,
    cooperating: Sequence[int] = (),
    monitoring: int | None = None,
    reason: str,
) -> Task:
    """Change who has which part. Parts that go on keep their row; the others end today, and with them the right to act.

    Whoever had a part may still read. Errors: ACC-001, ACC-002; TSK-003, TSK-004 for units; TSK-005 without a reason; TSK-007.
    """
    locked = task_locked(task)
    require_office(actor=actor, task=locked, permission="tasks.assign")
    wanted = [("lead", lead_unit_id), *(("cooperating", unit) for unit in cooperating)]
    wanted += [("monitoring", monitoring)] if monitoring is not None else []
    units = [unit for _, unit in wanted]
    for unit_id in units:
        access.require_in(
            actor,
            "tasks.assign",
            Task,
            body_id=locked.body_id,
            unit_id=unit_id,
            classification=locked.classification,
        )
    journal.context(verb="tasks.reassign", reason=reason)
    require_owed(locked, gettext("đổi phân công"))
    if not reason.strip():
        raise Problem("TSK-005")
    kept = {(part.kind, part.unit_id): part for part in current_parts(locked)}
    require_units([unit for kind, unit in wanted], held={unit for _, unit in kept}, on=actor.on)
    said = changed_words(before=set(kept), after=set(wanted), on=actor.on)
    new = parts_change(actor=actor, task=locked, kept=kept, wanted=wanted)
    lead_changes = ("lead", lead_unit_id) not in kept
    if lead_changes and locked.state == "doing":
        locked.state = "assigned"  # the new lead has not taken it on
        locked.save(update_fields=["state"])
    happened(actor=actor, task=locked, kind="reassign", text=f"{said} {reason.strip()}".strip())
    lost = [part for key, part in kept.items() if key not in wanted and part.unit_id not in units]
    tell_ended(actor=actor, task=locked, parts=lost, reason=reason.strip())
    tell_assigned(actor=actor, task=locked, parts=new)
    return locked


def parts_change(
    *, actor: Actor, task: Task, kept: dict[tuple[str, int], Assignment], wanted: list[tuple[str, int]]
) -> list[Assignment]:
    """End the parts that are not wanted, write the new ones (returned), and lend what goes with those that hold now."""
    for key, part in kept.items():
        if key not in wanted:
            part.valid_to = max(actor.on, part.valid_from)
            part.save(update_fields=["valid_to"])
    new = [
        Assignment.objects.create(task=task, unit=Unit.objects.get(pk=unit), kind=kind, valid_from=actor.on)
        for kind, unit in wanted
        if (kind, unit) not in kept
    ]
    for part in new:
        lend_reading(actor=actor, assignment=part)
    end_acting(actor=actor, task=task)
    lend_again(actor=actor, task=task)
    return new


def require_owed(task: Task, verb: str) -> None:
    """Refuse unless the lead owes the result. Errors: TSK-007."""
    if task.state not in OWED:
        raise Problem("TSK-007", ref=task.ref, verb=verb)


def changed_words(*, before: set[tuple[str, int]], after: set[tuple[str, int]], on: date) -> str:
    """What changed, as the timeline tells it: "Thêm: Phòng Kinh tế (phối hợp). Thôi: …." """
    labels = {"lead": "chủ trì", "cooperating": "phối hợp", "monitoring": "theo dõi"}
    names = unit_names(units={unit for _, unit in before | after}, on=on)

    def listed(parts: set[tuple[str, int]]) -> str:
        return ", ".join(f"{names.get(unit, '')} ({labels[kind]})" for kind, unit in sorted(parts))

    added, ended = after - before, before - after
    return " ".join(f"{word}: {listed(parts)}." for word, parts in (("Giao", added), ("Thôi", ended)) if parts)
