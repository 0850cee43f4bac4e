"""The sessions of a story: planned, held, concluded, and what became of their tasks; the table `sessions` of a demonstration."""

from dataclasses import dataclass
from datetime import time

from giaoban.ground.access import Actor
from giaoban.ground.directory.demo import Stage, Table
from giaoban.occasions.meetings.models import ConclusionTask, Session
from giaoban.occasions.meetings.services.agenda import agenda_item_add
from giaoban.occasions.meetings.services.attendance import Mark, attendance_all_present, attendance_mark
from giaoban.occasions.meetings.services.closing import session_close
from giaoban.occasions.meetings.services.conclusions import conclusion_set
from giaoban.occasions.meetings.services.difficulties import (
    Raised,
    difficulty_answer,
    difficulty_assign,
    difficulty_raise,
)
from giaoban.occasions.meetings.services.issuing import conclusion_issue
from giaoban.occasions.meetings.services.proposals import (
    Edited,
    proposal_add,
    proposal_dismiss,
    proposal_edit,
    proposal_expand,
    proposal_keep,
)
from giaoban.occasions.meetings.services.sessions import Plan, session_open, session_plan
from giaoban.records.tasks.demo import steps_take

ROOM = "meetings"


@dataclass(frozen=True, slots=True)
class Held:
    """How many sessions and tasks a story has."""

    sessions: int = 0
    tasks: int = 0


def month_load(stage: Stage) -> Held:
    """Plan and hold the story's sessions as far as its tables tell. Errors: LookupError where a table names what is not there."""
    count = 0
    for row in stage.rows("sessions"):
        session = plan(stage, row)
        stage.made[ROOM, row["key"]] = session
        if "opened" in row:
            hold(stage, row, session)
        if "conclusion" in row:
            count += conclude(stage, row, session)
    return Held(len(stage.rows("sessions")), count)


def plan(stage: Stage, row: Table) -> Session:
    """The session with its agenda as the program prepares it, and the items that the office adds."""
    chair = row["chair"]
    person = next(each for each in stage.rows("people") if each["name"] == chair)
    post = stage.posts.get(person.get("username", ""))
    with stage.by(row) as actor:
        session = session_plan(
            actor=actor,
            body_id=stage.body_of(row).pk,
            plan=Plan(
                kind=row["kind"],
                title=stage.days.fill(row["title"]),
                held_on=stage.days.day(row["held_on"]),
                period=stage.days.period(row["period"]),
                starts_at=time.fromisoformat(row["starts_at"]),
                place=row["place"],
                chair_post_id=post.pk if post else None,
                chair_label=f"{chair}, {person['post']}",
            ),
        )
        for item in row.get("items", []):
            unit = stage.unit(item["unit"]).pk if "unit" in item else None
            agenda_item_add(
                actor=actor,
                session=session,
                title=stage.days.fill(item["title"]),
                kind=item["kind"],
                unit_id=unit,
                note=item.get("note", ""),
            )
    return session


def hold(stage: Stage, row: Table, session: Session) -> None:
    """Open it, mark who came, put difficulties and their answers down."""
    with stage.by(row, at="opened") as actor:
        session_open(actor=actor, session=session)
        absent = row.get("absent", {})
        marks = {
            person.pk: Mark("excused", absent[person.name])
            for person in session.attendances.all()
            if person.name in absent
        }
        attendance_mark(actor=actor, session=session, marks=marks)
        attendance_all_present(actor=actor, session=session)
        for told in row.get("difficulties", []):
            raise_one(stage, told, actor, session)


def raise_one(stage: Stage, row: Table, actor: Actor, session: Session) -> None:
    """One difficulty; who is to answer it, and the answer, where the row has them."""
    unit = stage.unit(row["unit"]).pk if "unit" in row else None
    made = difficulty_raise(actor=actor, session=session, difficulties=[Raised(row["text"], unit_id=unit)])[0]
    if "answerer" in row:
        difficulty_assign(
            actor=actor,
            session=session,
            difficulty_id=made.pk,
            unit_id=stage.unit(row["answerer"]).pk,
            due_on=stage.days.day(row["due"]) if "due" in row else None,
        )
    if "answer" in row:
        difficulty_answer(actor=actor, session=session, difficulty_id=made.pk, answer=row["answer"])


def conclude(stage: Stage, row: Table, session: Session) -> int:
    """The conclusion: its text, its tasks settled, issued, the session closed, the steps of the tasks. Returns how many there are."""
    text = stage.days.fill((stage.folder / row["conclusion"]).read_text("utf-8"))
    with stage.by(row, at="concluded") as actor:
        conclusion = conclusion_set(actor=actor, session=session, text=text)
        waiting = list(conclusion.tasks.order_by("order", "pk"))
        settled = {told["say"]: settle(stage, told, actor, session, waiting) for told in row["tasks"]}
        if waiting:
            raise LookupError(f"{stage.slug}: {[task.quote for task in waiting]}")
    with stage.by(row, at="issued", who="issued_by") as actor:
        conclusion_issue(actor=actor, session=session, version=conclusion.version)
    with stage.by(row, at="closed") as actor:
        session_close(actor=actor, session=session, waiting="discussed")
    return sum(follow(stage, told, settled[told["say"]]) for told in row["tasks"])


def settle(
    stage: Stage, row: Table, actor: Actor, session: Session, waiting: list[ConclusionTask]
) -> list[ConclusionTask]:
    """What the clerk does with the proposal whose sentence has the words `say`; it leaves `waiting`. Errors: LookupError."""
    if row.get("add"):
        waiting.append(proposal_add(actor=actor, session=session, quote=row["say"]))
    found = next((task for task in waiting if row["say"] in task.quote), None)
    if found is None:
        raise LookupError(f"{stage.slug}: {row['say']!r} is in none of {[task.quote for task in waiting]}")
    waiting.remove(found)
    if "dismiss" in row:
        proposal_dismiss(actor=actor, session=session, task_id=found.pk, reason=row["dismiss"])
        return []
    if row.keys() & {"lead", "due", "due_words", "with", "title", "product"}:
        found = proposal_edit(actor=actor, session=session, task_id=found.pk, edited=edited(stage, row, found))
    if "to" in row:
        ids = [stage.unit(name).pk for name in units_named(stage, row["to"])]
        return proposal_expand(actor=actor, session=session, task_id=found.pk, unit_ids=ids)
    return [proposal_keep(actor=actor, session=session, task_id=found.pk) if found.state == "proposed" else found]


def edited(stage: Stage, row: Table, found: ConclusionTask) -> Edited:
    """The proposal with what the row says instead."""
    helpers = (
        [stage.unit(name).pk for name in row["with"]]
        if "with" in row
        else [unit.pk for unit in found.cooperating.all()]
    )
    return Edited(
        title=row.get("title", found.title),
        text=found.text,
        lead_unit_id=stage.unit(row["lead"]).pk if "lead" in row else found.lead_unit_id,
        cooperating_ids=tuple(helpers),
        monitoring_id=found.monitoring_id,
        due_on=stage.days.day(row["due"]) if "due" in row else found.due_on,
        due_words=row.get("due_words", found.due_words),
        product=row.get("product", found.product),
    )


def units_named(stage: Stage, wanted: str | list[str]) -> list[str]:
    """The units of a list, or those of the list of the story's places under that parent ("các xã, thị trấn")."""
    if isinstance(wanted, list):
        return wanted
    return [name for row in stage.rows("lists") if row["parent"] == wanted for name in row["names"]]


def follow(stage: Stage, row: Table, settled: list[ConclusionTask]) -> int:
    """The steps of the tasks that came of one row: `steps`, but for the units named in `others` theirs. Returns how many tasks."""
    names = {unit.pk: name for name, unit in stage.units.items()}
    for proposal in settled:
        given = ConclusionTask.objects.select_related("task").get(pk=proposal.pk)
        if given.task is None:
            raise LookupError(f"{stage.slug}: no task for {row['say']!r}")
        name = names.get(given.lead_unit_id or 0)
        other = next((each for each in row.get("others", []) if name in each["units"]), row)
        steps_take(stage, task=given.task, rows=other.get("steps", []))
    return len(settled)
