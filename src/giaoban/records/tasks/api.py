"""Tasks for other programs: lists, one task with its parts and what happened, tasks given, steps taken."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any, Literal, Self

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from giaoban.ground.access import Actor
from giaoban.ground.directory.calling import WRITES, CallKey, Row, Written, answered_once, caller_of, each_row
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.problems import Problem
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.clock import lateness
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors.page import STEP_VERB

router = Router(tags=["tasks"])
PAGE, MOST_ROWS = 500, 200
RIGHT = {**STEP_VERB, "progress": "tasks.report", "extend": "tasks.extend"}
"""The right that each step needs, of the person and of the key."""
StepVerb = Literal["accept", "progress", "report_done", "send_back", "confirm", "cancel", "reopen", "extend"]
Late = Literal["", "overdue", "due_soon", "open", "no_deadline", "done_on_time", "done_late", "cancelled"]
State = Literal["", "assigned", "doing", "reported", "closed", "cancelled"]
SAME = (
    "ref",
    "title",
    "text",
    "product",
    "state",
    "due_on",
    "due_words",
    "issued_on",
    "reported_on",
    "closed_on",
    "result",
    "source_kind",
    "source_ref",
    "source_quote",
    "batch",
)


class TaskOut(Schema):
    """A task. lead: the number of the unit that leads; lateness: as of today; batch: shared by tasks of one text for several units."""

    number: int
    ref: str
    title: str
    text: str
    product: str
    state: str
    lateness: str
    lead: int | None
    lead_name: str
    due_on: date | None
    due_words: str
    issued_on: date
    reported_on: date | None
    closed_on: date | None
    result: str
    source_kind: str
    source_ref: str
    source_quote: str
    batch: str


class PartOut(Schema):
    """A unit's part: lead, cooperating or monitoring."""

    kind: str
    unit: int
    unit_name: str


class EventOut(Schema):
    """What happened, when, by whom; files: names of what was attached."""

    kind: str
    text: str
    on: date
    at: datetime
    by: str
    files: list[str]


class WholeOut(TaskOut):
    """A task with its parts, what happened (newest first), and the steps that the key's person may take now."""

    parts: list[PartOut]
    events: list[EventOut]
    can: list[str]


class Which(Schema):
    """Which tasks: of a state, of a unit that has a part, of a lateness, given at a source; those of a smaller number than `before`."""

    state: State = ""
    unit: int | None = Field(None, ge=1, lt=2**63)
    late: Late = ""
    source: str = Field("", max_length=120, description="address of the source, such as meetings.session/12")
    before: int | None = Field(None, ge=1, lt=2**63, description="the number of the last task of the page before")
    limit: int = Field(PAGE, ge=1, le=PAGE)


class TaskIn(Schema):
    """One text to give to one or several units by number (see /units): each gets a task of its own."""

    title: str = Field(max_length=300)
    text: str = Field(max_length=20_000)
    leads: list[int] = Field(min_length=1, max_length=200)
    cooperating: list[int] = Field([], max_length=200)
    monitoring: int | None = None
    due_on: date | None = None
    product: str = Field("", max_length=2000)


class TasksIn(Schema):
    """Tasks to give together."""

    rows: list[TaskIn] = Field(max_length=MOST_ROWS)


class StepIn(Schema):
    """One step. text: the result, progress or reason; due_on: the new deadline of "extend"."""

    step: StepVerb
    text: str = Field("", max_length=20_000)
    due_on: date | None = None

    @model_validator(mode="after")
    def _with_a_day(self) -> Self:
        if self.step == "extend" and self.due_on is None:
            raise ValueError("due_on: extend needs the new deadline")
        return self


class StepOut(Schema):
    """The task after a step. repeated: the same key and step had come before, nothing was done now."""

    key: str
    number: int
    state: str
    repeated: bool


@router.get("/tasks", response=list[TaskOut], summary="Tasks")
def tasks(request: HttpRequest, which: Query[Which]) -> Any:
    """A page of the tasks that the key's person sees, the newest number first."""
    actor = caller_of(request, "tasks.view").actor
    rows = selectors.filtered(
        actor, state=which.state, unit_id=which.unit, late=which.late, source_ref=which.source.replace("\x00", "")
    ).order_by("-pk")
    if which.before is not None:
        rows = rows.filter(pk__lt=which.before)
    page = list(rows[: which.limit])
    leads = {vars(task)["lead_id"] for task in page} - {None}
    names = unit_names(units=leads, on=actor.on)
    return [told(actor, task, names) for task in page]


def told(actor: Actor, task: Task, names: dict[int, str]) -> dict[str, Any]:
    """A task as the API shows it."""
    lead = vars(task)["lead_id"]
    return {
        **{name: getattr(task, name) for name in SAME},
        "number": task.pk,
        "lateness": lateness(task, actor.on),
        "lead": lead,
        "lead_name": names.get(lead, ""),
    }


@router.get("/tasks/{number}", response=WholeOut, summary="One task")
def task(request: HttpRequest, number: int) -> Any:
    """A task with its parts, what happened, and the steps that may follow."""
    actor = caller_of(request, "tasks.view").actor
    found = selectors.task_get(actor, number)
    sides = selectors.sides(actor, found)
    return {
        **told(actor, found, {side.assignment.unit_id: side.name for side in sides}),
        "parts": [
            {"kind": side.assignment.kind, "unit": side.assignment.unit_id, "unit_name": side.name} for side in sides
        ],
        "events": [
            {
                **{name: getattr(event, name) for name in ("kind", "text", "on", "at", "by")},
                "files": [f.name for f in files],
            }
            for event, files in selectors.timeline(actor, found)
        ],
        "can": sorted(selectors.abilities(actor, found) & set(RIGHT)),
    }


@router.post("/tasks", response=Written, summary="Give tasks")
def give(
    request: HttpRequest,
    sent: TasksIn,
    key: CallKey,
) -> Any:
    """Give up to 200 texts as tasks: what can be is given, each other row is refused with a sentence, for all its units.

    The same Idempotency-Key with the same rows does nothing and answers with the first report; with other rows it is refused (409).
    """
    actor = caller_of(request, "tasks.assign", limit=WRITES).actor
    offered = {number for number, _name in selectors.unit_choices(actor)}
    rows = [giving(actor, row, offered) for row in sent.rows]
    return answered_once(actor=actor, place="tasks.tasks", key=key, sent=sent.dict(), do=lambda: each_row(rows))


def giving(actor: Actor, row: TaskIn, offered: Collection[int]) -> Row:
    """What gives one text to units that the page would offer. Its errors: those of `tasks_assign`; TSK-015 for another unit."""

    def give_one() -> tuple[list[int], bool]:
        named = {*row.leads, *row.cooperating, *([] if row.monitoring is None else [row.monitoring])}
        if strange := sorted(named - set(offered)):
            raise Problem("TSK-015", units=", ".join(map(str, strange[:20])))
        work = services.Work(title=row.title, text=row.text, product=row.product, due_on=row.due_on)
        made = services.tasks_assign(
            actor=actor,
            body_id=actor.body_id or 0,
            work=work,
            lead_unit_ids=row.leads,
            cooperating=row.cooperating,
            monitoring=row.monitoring,
        )
        return [task.pk for task in made], True

    return give_one


@router.post("/tasks/{number}/steps", response=StepOut, summary="Take a step in a task")
def step(
    request: HttpRequest,
    number: int,
    sent: StepIn,
    key: CallKey,
) -> Any:
    """Accept, report progress or the result, send back, confirm, cancel, reopen, extend: as on the pages, by the same rules.

    The key must be made for the right that the step needs. The same Idempotency-Key with the same step does nothing.
    """
    actor = caller_of(request, RIGHT[sent.step], limit=WRITES).actor
    found = selectors.task_get(actor, number)

    def do() -> dict[str, Any]:
        STEPS[sent.step](actor, found, sent)
        return {"number": number, "state": selectors.task_get(actor, number).state}

    return answered_once(actor=actor, place=f"tasks.steps/{number}", key=key, sent=sent.dict(), do=do)


def extend(actor: Actor, task: Task, sent: StepIn) -> Any:
    """Move the deadline. Errors: those of the service."""
    assert sent.due_on is not None  # noqa: S101  (the shape of the call asks for it)
    return services.task_extend(actor=actor, task=task, new_due_on=sent.due_on, reason=sent.text)


STEPS: dict[str, Callable[[Actor, Task, StepIn], Any]] = {
    "accept": lambda actor, task, sent: services.task_accept(actor=actor, task=task, text=sent.text),
    "progress": lambda actor, task, sent: services.task_progress(actor=actor, task=task, text=sent.text),
    "report_done": lambda actor, task, sent: services.task_report_done(actor=actor, task=task, result=sent.text),
    "send_back": lambda actor, task, sent: services.task_send_back(actor=actor, task=task, reason=sent.text),
    "confirm": lambda actor, task, sent: services.task_confirm(actor=actor, task=task, text=sent.text),
    "cancel": lambda actor, task, sent: services.task_cancel(actor=actor, task=task, reason=sent.text),
    "reopen": lambda actor, task, sent: services.task_reopen(actor=actor, task=task, reason=sent.text),
    "extend": extend,
}
