"""Giving a task."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.access.models import Classification
from giaoban.ground.access.stamp import stamped
from giaoban.ground.numbering.models import Series
from giaoban.ground.numbering.services import number_issue, series_define
from giaoban.ground.org.models import Body, Post, Unit
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.records.tasks.models import Assignment, Task, current_parts
from giaoban.records.tasks.services.rights import lend_acting, lend_reading
from giaoban.records.tasks.services.tell import tell_assigned

SERIES = "nhiem-vu"
"""The series of task numbers of a body; opened with PATTERN by the first task."""
PATTERN = "NV-{year}-{number:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What must be done, without who does it; given alike to one unit or to several."""

    title: str
    text: str
    product: str = ""
    due_on: date | None = None
    due_words: str = ""
    source_kind: str = "manual"
    source_ref: str = ""
    source_quote: str = ""
    classification: int = 0


@transaction.atomic
def task_assign(
    *,
    actor: Actor,
    body_id: int,
    title: str,
    text: str,
    lead_unit_id: int,
    cooperating: Sequence[int] = (),
    monitoring: int | None = None,
    due_on: date | None = None,
    due_words: str = "",
    product: str = "",
    source_kind: str = "manual",
    source_ref: str = "",
    source_quote: str = "",
    lead_post_id: int | None = None,
    classification: int = 0,
    issued_on: date | None = None,
    batch: str = "",
) -> Task:
    """Give a task to a lead unit, with co-operating units and one that watches; its number comes from the body's series of the year.

    issued_on: the day it was given, the actor's day unless said otherwise. batch: the key of tasks given with one text (`tasks_assign`).
    Errors: ACC-001; TSK-001 (nothing said), TSK-003 (a unit twice), TSK-004 (a unit that is no more), TSK-009 (state secret), TSK-013.
    """
    if classification not in Classification.values:
        raise Problem("TSK-009")
    units = [lead_unit_id, *cooperating, *([monitoring] if monitoring is not None else [])]
    for unit_id in units:
        access.require_in(actor, "tasks.assign", Task, body_id=body_id, unit_id=unit_id, classification=classification)
    journal.context(verb="tasks.assign")
    given = issued_on or actor.on
    require_sense(title=title, text=text, due_on=due_on, given=given)
    require_units(units, on=actor.on)
    task = Task(
        body_id=body_id,
        title=" ".join(title.split())[:300] or " ".join(text.split())[:300],
        text=text.strip(),
        product=product.strip(),
        source_kind=source_kind,
        source_ref=source_ref,
        source_quote=source_quote.strip(),
        batch=batch,
        due_on=due_on,
        due_words=due_words.strip()[:200],
        issued_on=given,
        classification=classification,
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    number_give(actor=actor, task=task)
    parts_write(actor=actor, task=task, lead=lead_unit_id, post=lead_post_id, cooperating=cooperating, watch=monitoring)
    search.index(task)
    tell_assigned(actor=actor, task=task, parts=list(current_parts(task)))
    return task


@transaction.atomic
def tasks_assign(
    *,
    actor: Actor,
    body_id: int,
    work: Work,
    lead_unit_ids: Sequence[int],
    cooperating: Sequence[int] = (),
    monitoring: int | None = None,
    issued_on: date | None = None,
) -> list[Task]:
    """Give the same work to several units: one task each, with its own state, under one batch key (the number of the first).

    A unit that leads its own task does not also co-operate in it. Errors: as `task_assign`; TSK-008 for no unit or one twice.
    """
    if not lead_unit_ids or len(set(lead_unit_ids)) != len(lead_unit_ids):
        raise Problem("TSK-008")
    made: list[Task] = []
    for unit_id in lead_unit_ids:
        task = task_assign(
            actor=actor,
            body_id=body_id,
            title=work.title,
            text=work.text,
            lead_unit_id=unit_id,
            cooperating=[other for other in cooperating if other != unit_id],
            monitoring=monitoring if monitoring != unit_id else None,
            due_on=work.due_on,
            due_words=work.due_words,
            product=work.product,
            source_kind=work.source_kind,
            source_ref=work.source_ref,
            source_quote=work.source_quote,
            classification=work.classification,
            issued_on=issued_on,
            batch=made[0].batch if made else "",
        )
        if not made and len(lead_unit_ids) > 1:
            task.batch = task.ref
            task.save(update_fields=["batch"])
        made.append(task)
    return made


def require_sense(*, title: str, text: str, due_on: date | None, given: date) -> None:
    """Errors: TSK-001, TSK-009 for the stamp of a state secret, TSK-013."""
    if not text.strip():
        raise Problem("TSK-001")
    if stamped(f"{title}\n{text}"):
        raise Problem("TSK-009")
    if due_on is not None and due_on < given:
        raise Problem("TSK-013", due=f"{due_on:%d/%m/%Y}", on=f"{given:%d/%m/%Y}")


def require_units(units: Sequence[int], *, on: date, held: Collection[int] = ()) -> None:
    """Errors: TSK-003 for a unit with two parts, TSK-004 for one that does not exist on the day and is not `held` already."""
    twice = next((unit for unit in units if units.count(unit) > 1), None)
    if twice is not None:
        raise Problem("TSK-003", unit=unit_names(units=[twice], on=on).get(twice, ""))
    new = set(units) - set(held)
    if Unit.objects.on(on).filter(pk__in=new).count() != len(new):
        raise Problem("TSK-004", on=f"{on:%d/%m/%Y}")


def number_give(*, actor: Actor, task: Task) -> None:
    """Store the task under the next number of its body's series of the actor's year, which the first task opens."""
    body = Body.objects.get(pk=task.body_id)
    if not Series.objects.filter(body=body, kind=SERIES).exists():
        system = Actor.system("Mở sổ nhiệm vụ", at=actor.at)
        series_define(actor=system, body=body, kind=SERIES, period=str(actor.on.year), pattern=PATTERN)
    issued = number_issue(actor=actor, body=body, kind=SERIES, on=actor.on, subject_ref="tasks.task")
    task.ref = issued.symbol
    task.save()
    journal.context(verb="tasks.assign")
    issued.subject_ref = f"tasks.task/{task.pk}"
    issued.save(update_fields=["subject_ref"])


def parts_write(
    *, actor: Actor, task: Task, lead: int, post: int | None, cooperating: Sequence[int], watch: int | None
) -> None:
    """Write who has which part, from the day the task was given, and lend what units of other bodies need."""
    named = Post.objects.filter(pk=post, unit=lead).first() if post is not None else None
    rows = [("lead", lead, named), *(("cooperating", unit, None) for unit in cooperating)]
    rows += [("monitoring", watch, None)] if watch is not None else []
    for kind, unit, who in rows:
        part = Assignment.objects.create(
            task=task, unit=Unit.objects.get(pk=unit), kind=kind, post=who, valid_from=task.issued_on
        )
        lend_reading(actor=actor, assignment=part)
        lend_acting(actor=actor, assignment=part)
