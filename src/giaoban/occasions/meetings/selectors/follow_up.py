"""What became of the tasks that the previous session gave: counted afresh until the session closes, then as it was at the close."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from giaoban.ground.access import Actor
from giaoban.occasions.meetings.models import AgendaItem, Session
from giaoban.occasions.meetings.selectors.sessions import EMPTY
from giaoban.occasions.meetings.unit_words import named
from giaoban.records.tasks.clock import lateness
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.selectors import Tally, tally, tasks, tasks_of
from giaoban.records.tasks.states import RUNNING, TASK

MOST = 300
"""Tasks listed; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task of the session before: `late` is its lateness on the day, `state` its state, both codes."""

    task: int
    ref: str
    title: str
    unit: str
    due_on: str
    due_words: str
    state: str
    late: str
    result: str

    @property
    def word(self) -> str:
        """The state in words."""
        return TASK.label(self.state)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The counts with the list; `older` are tasks of still earlier sessions that are not done. `frozen` once the session is closed."""

    tally: Tally
    lines: list[Line]
    older: list[Line] = field(default_factory=list)
    frozen: bool = False

    @property
    def done(self) -> int:
        """Tasks done, in time or late."""
        return self.tally.on_time + self.tally.late


def ref_of(session_id: int) -> str:
    """How tasks name the session that gave them."""
    return f"meetings.session/{session_id}"


def follow_up(actor: Actor, item: AgendaItem, session: Session, known: Mapping[int, str] = EMPTY) -> FollowUp | None:
    """What the follow-up item of a session shows, as far as the actor may see the tasks; None where no session went before.

    At most three queries; none for a closed session, which shows what was kept at the close to everyone who may see the session.
    """
    if item.snapshot is not None:
        return thawed(item.snapshot)
    if session.previous_id is None:
        return None
    before = ref_of(session.previous_id)
    counts = tally(tasks_of(actor, [before]), actor.on)
    wanted = Q(source_ref=before) | Q(source_ref__in=earlier(session), state__in=RUNNING)
    found = tasks(actor).filter(wanted).alias(older=~Q(source_ref=before)).order_by("older", "due_on", "pk")[: 2 * MOST]
    rows = [task for task in found if task.source_ref == before][:MOST]
    left = [task for task in found if task.source_ref != before][:MOST]
    names = named((vars(task)["lead_id"] for task in (*rows, *left)), on=actor.on, known=known)
    return FollowUp(counts, [line(t, names, actor.on) for t in rows], [line(t, names, actor.on) for t in left])


def earlier(session: Session) -> "QuerySet[Session, Any]":
    """How tasks name the sessions of the same body and kind before the one that is followed up; a sub-query."""
    rows = Session.objects.filter(body=session.body_id, kind=session.kind, held_on__lt=session.held_on)
    rows = rows.exclude(pk__in=[session.pk, session.previous_id])
    return rows.values_list(Concat(Value("meetings.session/"), Cast("pk", CharField())), flat=True)


def line(task: Task, names: dict[int, str], on: date) -> Line:
    """A task as the list shows it."""
    lead = vars(task).get("lead_id")
    return Line(
        task=task.pk,
        ref=task.ref,
        title=task.title,
        unit=names.get(lead or 0, ""),
        due_on=task.due_on.isoformat() if task.due_on else "",
        due_words=task.due_words,
        state=task.state,
        late=lateness(task, on),
        result=task.result[:400],
    )


def given_at(actor: Actor, session: Session) -> FollowUp:
    """The tasks that a session itself gave, as they stand on the actor's day. At most three queries."""
    given = tasks_of(actor, [ref_of(session.pk)])
    rows = list(given.order_by("pk")[:MOST])
    names = named((vars(task)["lead_id"] for task in rows), on=actor.on, known=EMPTY)
    return FollowUp(tally(given, actor.on), [line(task, names, actor.on) for task in rows])


def frozen(found: FollowUp) -> dict[str, Any]:
    """As it is kept at the close: plain values."""
    return {
        "tally": asdict(found.tally),
        "lines": [asdict(row) for row in found.lines],
        "older": [asdict(row) for row in found.older],
    }


def thawed(kept: dict[str, Any]) -> FollowUp:
    """What was kept at the close."""
    return FollowUp(
        tally=Tally(**kept["tally"]),
        lines=[Line(**row) for row in kept["lines"]],
        older=[Line(**row) for row in kept["older"]],
        frozen=True,
    )
