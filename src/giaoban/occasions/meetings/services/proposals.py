"""What people do with the proposed tasks of a conclusion before it is issued."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.drafting import LOOK, OPENING, Draft, more_drafts, shortened, title_of
from giaoban.occasions.meetings.models import Conclusion, ConclusionTask, Session
from giaoban.occasions.meetings.services.conclusions import PASTED, proposal_create, units_for
from giaoban.occasions.meetings.services.held import session_held
from giaoban.occasions.meetings.states import PROPOSED
from giaoban.occasions.meetings.unit_words import Units
from giaoban.occasions.reports.reader import read_here

DUE_DOUBTS = ("due_passed", "due_unread", "no_deadline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A proposed task as a person wants it. `due_words` stands where there is no day ("hằng tuần")."""

    title: str
    text: str
    lead_unit_id: int | None
    cooperating_ids: tuple[int, ...] = ()
    monitoring_id: int | None = None
    due_on: date | None = None
    due_words: str = ""
    product: str = ""
    indicator_id: int | None = None


def held(*, actor: Actor, session: Session) -> Conclusion:
    """The session's conclusion, locked and not yet issued. Errors: ACC-001, ACC-002; MTG-001; MTG-005; MTG-006."""
    locked = session_held(actor=actor, session=session, verb="meetings.conclude", doing="meetings.proposal")
    conclusion = Conclusion.objects.select_for_update().filter(session=locked).first()
    if conclusion is None:
        raise Problem("MTG-005")
    if conclusion.state == "issued":
        raise Problem("MTG-006")
    return conclusion


def task_of(conclusion: Conclusion, task_id: int) -> ConclusionTask:
    """A proposed task of that conclusion. Errors: MTG-003."""
    found = conclusion.tasks.filter(pk=task_id).first()
    if found is None:
        raise Problem("MTG-003")
    return found


def require_due(due_on: date | None, session: Session) -> None:
    """Errors: MTG-021 for a day before the session."""
    if due_on is not None and due_on < session.held_on:
        raise Problem("MTG-021", due=f"{due_on:%d/%m/%Y}", on=f"{session.held_on:%d/%m/%Y}")


@transaction.atomic
def proposal_edit(*, actor: Actor, session: Session, task_id: int, edited: Edited) -> ConclusionTask:
    """Put a proposal right; with a lead unit it is kept. Errors: as `held`; MTG-002 without a title; MTG-003; MTG-021."""
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    if not edited.title.strip():
        raise Problem("MTG-002")
    require_due(edited.due_on, session)
    task.title, task.text = edited.title.strip()[:300], edited.text.strip() or edited.title.strip()
    task.lead_unit_id, task.monitoring_id = edited.lead_unit_id, edited.monitoring_id
    task.due_on, task.due_words = edited.due_on, edited.due_words.strip()[:200]
    task.product, task.touched = edited.product.strip()[:300], True
    task.indicator_id = edited.indicator_id
    task.group = None if edited.lead_unit_id else task.group
    task.doubts = [] if edited.lead_unit_id else [code for code in task.doubts if code in LOOK]
    task.state, task.dismissed_reason = ("kept" if edited.lead_unit_id else "proposed"), ""
    task.save()
    task.cooperating.set([pk for pk in edited.cooperating_ids if pk != edited.lead_unit_id])
    return task


@transaction.atomic
def proposal_keep(*, actor: Actor, session: Session, task_id: int) -> ConclusionTask:
    """Keep a proposal as it stands; other units that its sentence names as leads become cooperating ones.

    Errors: as `held`; MTG-003; MTG-008 without a lead unit; MTG-021; FLW-001.
    """
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    if task.lead_unit_id is None:
        raise Problem("MTG-008", title=task.title)
    require_due(task.due_on, session)
    several = "several_leads" in task.doubts
    task.state = PROPOSED.step(task.state, "keep")
    task.dismissed_reason, task.touched, task.group, task.doubts = "", True, None, []
    task.save()
    if several:
        task.cooperating.add(*other_leads(task, units_for(session)))
    return task


def other_leads(task: ConclusionTask, units: Units) -> list[int]:
    """The units that the sentence names as leads beside the task's own: they take part as cooperating units."""
    found = (units.find(words).unit for words in task.lead_words.split("; "))
    return [unit for unit in dict.fromkeys(found) if unit is not None and unit != task.lead_unit_id]


@transaction.atomic
def proposal_lead(*, actor: Actor, session: Session, task_id: int, unit_id: int) -> ConclusionTask:
    """Name the lead unit of a proposal and keep it, everything else as it stands. Errors: as `held`; MTG-003; MTG-021."""
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    require_due(task.due_on, session)
    task.lead_unit_id, task.group, task.doubts, task.touched = unit_id, None, [], True
    task.state, task.dismissed_reason = "kept", ""
    task.save()
    task.cooperating.remove(unit_id)
    return task


@transaction.atomic
def proposal_group(*, actor: Actor, session: Session, task_id: int, group_id: int) -> ConclusionTask:
    """Name a group in place of the lead unit: its units are then offered, one task each. Errors: as `held`; MTG-003; MTG-012."""
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    group = next((group for group in units_for(session).groups if group.pk == group_id), None)
    if group is None:
        raise Problem("MTG-012", text="")
    task.lead_unit_id, task.group, task.doubts, task.touched = None, group, ["group"], True
    task.state, task.dismissed_reason = "proposed", ""
    task.save()
    return task


@transaction.atomic
def proposal_dismiss(*, actor: Actor, session: Session, task_id: int, reason: str) -> ConclusionTask:
    """Say that a proposal is no task to give. Errors: as `held`; MTG-003; MTG-009 without a reason; FLW-001."""
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    if not reason.strip():
        raise Problem("MTG-009")
    task.state = PROPOSED.step(task.state, "dismiss")
    task.dismissed_reason, task.touched = reason.strip()[:500], True
    task.save(update_fields=["state", "dismissed_reason", "touched"])
    return task


@transaction.atomic
def proposal_expand(*, actor: Actor, session: Session, task_id: int, unit_ids: Iterable[int]) -> list[ConclusionTask]:
    """One task for each of several units in place of one for a group: the first takes the proposal's row. All are kept.

    Errors: as `held`; MTG-003; MTG-008 without a unit.
    """
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    wanted = list(dict.fromkeys(unit_ids))
    if not wanted:
        raise Problem("MTG-008", title=task.title)
    helpers = list(task.cooperating.values_list("pk", flat=True))
    made: list[ConclusionTask] = []
    for unit_id in wanted:
        task.pk = task.pk if not made else None
        task._state.adding = bool(made)
        task.lead_unit_id, task.group = unit_id, None
        task.state, task.doubts, task.touched, task.dismissed_reason = "kept", [], True, ""
        task.save()
        task.cooperating.set([pk for pk in helpers if pk != unit_id])
        made.append(ConclusionTask.objects.get(pk=task.pk))
    return made


@transaction.atomic
def proposal_merge(*, actor: Actor, session: Session, task_id: int) -> ConclusionTask:
    """Join a proposal to the one before it: one task, both sentences, the earlier one's unit; the first deadline named counts.

    Errors: as `held`; MTG-003 where there is none before it.
    """
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    rows = list(conclusion.tasks.order_by("order", "pk"))
    place = [row.pk for row in rows].index(task.pk)
    if place == 0:
        raise Problem("MTG-003")
    before = rows[place - 1]
    before.text = f"{before.text.rstrip(' .;')}; {task.text}"
    if before.span_start is not None and task.span_end is not None:
        before.span_end = max(task.span_end, before.span_end or 0)
        before.quote = conclusion.text[before.span_start : before.span_end]
    if before.due_on is None and not before.due_words:
        before.due_on, before.due_words = task.due_on, task.due_words
        said = [code for code in before.doubts if code != "no_deadline"]
        before.doubts = [*said, *(code for code in task.doubts if code in DUE_DOUBTS and code not in said)]
        if set(before.doubts) & {"due_passed", "due_unread"} and before.state == "kept":
            before.state = "proposed"
    before.product, before.touched = before.product or task.product, True
    before.indicator_id = before.indicator_id or task.indicator_id
    before.save()
    task.delete()
    return before


@transaction.atomic
def proposal_split(*, actor: Actor, session: Session, task_id: int) -> list[ConclusionTask]:
    """Cut a proposal in two at its first semicolon, both with the same unit. Errors: as `held`; MTG-003 where there is none."""
    conclusion = held(actor=actor, session=session)
    task = task_of(conclusion, task_id)
    first, mark, second = (part.strip() for part in task.text.partition(";"))
    if not mark or not second:
        raise Problem("MTG-003")
    helpers = list(task.cooperating.all())
    task.text, task.title, task.touched = first, shortened(title_of(first, [task.lead_words], "")), True
    task.save()
    other = ConclusionTask.objects.get(pk=task.pk)
    other.pk, other._state.adding = None, True
    other.text, other.title = second, shortened(title_of(second, [task.lead_words], ""))
    other.due_on, other.due_words, other.product = None, "", ""
    other.save()
    other.cooperating.set(helpers)
    return [task, other]


@transaction.atomic
def proposal_add(*, actor: Actor, session: Session, quote: str, start: int | None = None) -> ConclusionTask:
    """A task from a sentence that was selected in the text, or typed; unit and deadline are read in it.

    start: the place of the sentence, where the page knows it. Errors: as `held`; MTG-002 for an empty one; MTG-013 where the text does
    not have it at that place.
    """
    conclusion = held(actor=actor, session=session)
    words = quote.strip()
    if not words:
        raise Problem("MTG-002")
    place = conclusion.text.find(words) if start is None else start + quote.index(words)
    if start is not None and conclusion.text[place : place + len(words)] != words:
        raise Problem("MTG-013")
    outcome = read_here(
        (OPENING + words).encode(), name=PASTED, on=conclusion.session.held_on, held_on=conclusion.session.held_on
    )
    read = next(iter(more_drafts(words, [], (outcome.data or {}).get("tasks", []))), None)
    draft = Draft(
        quote=words,
        start=max(place, 0),
        end=max(place, 0) + len(words),
        title=read.title if read else title_of(words, (), ""),
        assignees=read.assignees if read else (),
        coordinating=read.coordinating if read else (),
        due_on=read.due_on if read else None,
        due_words=read.due_words if read else "",
        product=read.product if read else "",
    )
    task = proposal_create(conclusion, draft, units_for(conclusion.session), touched=True)
    if place < 0:
        task.span_start, task.span_end, task.quote, task.order = None, None, "", len(conclusion.text) + task.pk
        task.save(update_fields=["span_start", "span_end", "quote", "order"])
    return task
