"""A session as its minutes tell it: plain values, the same for the page, the paper and the Word file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.selectors import body_name
from giaoban.occasions.meetings.models import AgendaItem, Session
from giaoban.occasions.meetings.models.room import ATTENDANCE
from giaoban.occasions.meetings.quorum import Quorum
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.selectors.conclusions import conclusion_of, unit_list
from giaoban.occasions.meetings.selectors.difficulties import difficulties
from giaoban.occasions.meetings.selectors.follow_up import ref_of, thawed
from giaoban.occasions.meetings.states import ITEM
from giaoban.records.tasks.selectors import Tally, tally, tasks_of

BARE_TITLES = frozenset({"hieu truong", "pho hieu truong", "giam doc", "pho giam doc"})
"""Folded titles of those who lead a school or centre, without its name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the session, in words; `there` tells whether they came."""

    name: str
    post: str
    word: str
    there: bool
    substitute_for: str
    member: bool = False
    present: bool = False
    """Came in person: a member who sent somebody is not counted."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One item with what came of it."""

    number: int
    title: str
    unit: str
    papers: list[str]
    outcome: str
    word: str
    follows: bool = False
    """The item under which the results of the last session's tasks are heard."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One difficulty with who is to answer and the answer."""

    unit: str
    text: str
    answerer: str
    due_on: date | None
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Everything the minutes of a session say."""

    session: Session
    body: str
    there: int
    invited: int
    quorum: Quorum
    people: list[Person]
    items: list[Heard]
    difficulties: list[Answered]
    conclusion: str


def followed(item: AgendaItem) -> str:
    """How the tasks of the session before stood when this one closed; empty for other items and before the close."""
    return tallied(thawed(item.snapshot).tally) if item.snapshot is not None else ""


def tallied(tally: Tally) -> str:
    """How many tasks, and how they stand, in one line."""
    return (
        f"{tally.total} nhiệm vụ: {tally.on_time} hoàn thành đúng hạn, {tally.late} hoàn thành chậm, {tally.overdue} quá hạn, "
        f"{tally.open} đang thực hiện."
    )


def post_in_full(post: str, unit: str) -> str:
    """A post with the unit that it leads where its title alone does not say which: "Hiệu trưởng Trường Tiểu học An Phú"."""
    return f"{post} {unit}" if unit and squeeze(post) in BARE_TITLES else post


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What the printed agenda says: `results` tells how the tasks of the session before stand, empty where there are none."""

    people: list[Person]
    items: list[Heard]
    results: str


def people_of(session: Session, names: Mapping[int, str]) -> list[Person]:
    """Everyone on the list, in words. names: of units. One query."""
    states = dict(ATTENDANCE)
    return [
        Person(
            row.name,
            post_in_full(row.post, names.get(row.unit_id or 0, "")),
            str(states[row.state]),
            row.state in ("present", "substitute"),
            row.substitute_for,
            row.member,
            row.state == "present",
        )
        for row in reads.attendances(session)
    ]


def items_of(actor: Actor, session: Session, names: Mapping[int, str]) -> list[Heard]:
    """The agenda with what came of each item."""
    return [
        Heard(
            number=line.item.order,
            title=line.item.title,
            unit=line.unit,
            papers=[paper.row.label for paper in line.papers],
            outcome="\n".join(filter(None, (followed(line.item), line.item.outcome))),
            word=ITEM.label(line.item.state) if session.state != "planned" else "",
            follows=line.item.kind == "follow_up",
        )
        for line in reads.agenda(actor, session, names)
    ]


def programme(actor: Actor, session: Session) -> Programme:
    """The agenda as it is sent with the invitation, with the results so far under the item that hears them."""
    with override("vi"):
        names = unit_list(session)
        items = items_of(actor, session, names)
        results = next((item.outcome.partition("\n")[0] for item in items if item.follows), "")
        if not results and session.previous_id is not None and any(item.follows for item in items):
            counts = tally(tasks_of(actor, [ref_of(session.previous_id)]), actor.on)
            results = tallied(counts) if counts.total else ""
        return Programme(people=people_of(session, names), items=items, results=results)


def minutes(actor: Actor, session: Session) -> Minutes:
    """The minutes of a session the actor sees, in Vietnamese whoever prints them. At most ten queries, whatever its size."""
    with override("vi"):
        names = unit_list(session)
        people = people_of(session, names)
        raised = [
            Answered(found.unit, found.row.text, found.answerer, found.row.due_on, found.row.answer)
            for found in difficulties(actor, session, names, links=False)
        ]
        conclusion = conclusion_of(session)
        members = [person for person in people if person.member]
        present = sum(person.present for person in members)
        return Minutes(
            session=session,
            body=body_name(body=session.body_id, on=session.held_on),
            there=sum(person.there for person in people),
            invited=len(people),
            quorum=Quorum(session.quorum, session.held_on, len(members), present),
            people=people,
            items=items_of(actor, session, names),
            difficulties=raised,
            conclusion=conclusion.text if conclusion else "",
        )
