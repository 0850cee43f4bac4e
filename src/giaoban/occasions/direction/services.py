"""Writes of the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Post
from giaoban.kernel.problems import Problem
from giaoban.occasions.direction.models import Instruction, InstructionKind, InstructionTask
from giaoban.records.documents.models import DocumentPoint
from giaoban.records.figures.models import Target
from giaoban.records.tasks.services import Work, tasks_assign

SOURCE = {"session_point": "session", "document": "document", "any_time": "manual"}
"""How the occasion of an instruction is called as the source of its tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """A task as somebody wrote or confirmed it, before it is given. `lead_unit_ids`: further units that get the same text, each its own
    task in one batch."""

    title: str
    text: str
    lead_unit_id: int
    lead_unit_ids: tuple[int, ...] = ()
    cooperating_ids: tuple[int, ...] = ()
    monitoring_id: int | None = None
    due_on: date | None = None
    due_words: str = ""
    product: str = ""
    quote: str = ""
    indicator_id: int | None = None
    target_id: int | None = None

    @property
    def leads(self) -> tuple[int, ...]:
        """Every unit that leads its own task, each once."""
        return tuple(dict.fromkeys((self.lead_unit_id, *self.lead_unit_ids)))


@transaction.atomic
def instruction_issue(
    *,
    actor: Actor,
    body_id: int,
    kind: str,
    subject_ref: str,
    text: str,
    given_on: date,
    tasks: Sequence[TaskDraft],
    point: DocumentPoint | None = None,
    given_by: str = "",
    given_by_post_id: int | None = None,
) -> Instruction:
    """Write an instruction down and give its tasks, all or nothing; the tasks lie in `instruction.tasks`, in the order of `tasks`.

    given_by: who instructed, the actor unless said otherwise. subject_ref becomes the source of the tasks ("meetings.session/12").
    Errors: ACC-001; INS-001 (no words), INS-002 (no task), INS-003 (a day to come); TSK-0xx of `task_assign`, for which the actor needs
    tasks.assign as well.
    """
    access.require_in(actor, "direction.instruct", Instruction, body_id=body_id)
    journal.context(verb="direction.instruct")
    if not text.strip():
        raise Problem("INS-001")
    if not tasks:
        raise Problem("INS-002")
    if given_on > actor.on:
        raise Problem("INS-003", given=f"{given_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    post = Post.objects.filter(pk=given_by_post_id, body=body_id).first() if given_by_post_id else None
    row = Instruction.objects.create(
        body_id=body_id,
        given_by=(given_by.strip() or actor.label)[:200],
        given_by_post=post,
        kind=InstructionKind(kind),
        subject_ref=subject_ref,
        point=point,
        given_on=given_on,
        text=text.strip(),
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    for draft in tasks:
        tasks_give(actor=actor, instruction=row, draft=draft)
    search.index(row)
    return row


def tasks_give(*, actor: Actor, instruction: Instruction, draft: TaskDraft) -> None:
    """Give one drafted task, to each of its lead units, and note what it serves."""
    given = tasks_assign(
        actor=actor,
        body_id=instruction.body_id,
        work=Work(
            title=draft.title,
            text=draft.text,
            product=draft.product,
            due_on=draft.due_on,
            due_words=draft.due_words,
            source_kind=SOURCE[instruction.kind],
            source_ref=instruction.subject_ref or f"direction.instruction/{instruction.pk}",
            source_quote=draft.quote,
        ),
        lead_unit_ids=draft.leads,
        cooperating=draft.cooperating_ids,
        monitoring=draft.monitoring_id,
        issued_on=instruction.given_on,
    )
    journal.context(verb="direction.instruct")
    for task, unit_id in zip(given, draft.leads, strict=True):
        target_id = draft.target_id or target_of(draft.indicator_id, unit_id, instruction.given_on)
        InstructionTask.objects.create(
            instruction=instruction, task=task, indicator_id=draft.indicator_id, target_id=target_id
        )


def target_of(indicator_id: int | None, unit_id: int, on: date) -> int | None:
    """The number of the target that a unit was given for an indicator in the year of a day: its last version. None where it has none."""
    if indicator_id is None:
        return None
    year = {"period__calendar": "civil", "period__kind": "year", "period__start": date(on.year, 1, 1)}
    rows = Target.objects.filter(indicator_id=indicator_id, unit_id=unit_id, dims="", **year)
    return rows.order_by("-version").values_list("pk", flat=True).first()
