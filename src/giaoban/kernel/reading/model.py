"""What the reader proposes: everything with its place in the text, for a person to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from giaoban.kernel.checks.model import Finding, Relation
    from giaoban.kernel.quantity import Figure

MeetingKind = Literal["regular_session", "briefing", "conference", "other"]
DeadlineKind = Literal["date", "period", "event", "rule", "urgent"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the text with the positions written beside the name, in the order written ("Bí thư Huyện ủy", ...)."""

    name: str
    positions: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What meeting the text reports on.

    `body` as written, with its place where the text gives it; `place` like "huyện Đông Sơn"; `period` is "2023-05", "2023-Q3", "2023-H1" or
    "2023"; None where the text does not say.
    """

    kind: MeetingKind
    title: str
    body: str | None
    place: str | None
    held_on: date | None
    period: str | None
    chair: Person | None
    co_chairs: tuple[Person, ...] = ()
    directing_speaker: Person | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A report, plan or topic heard or adopted; title = text[start:end]."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, as written. `due_on` is the day it names (the last day of a period), None where no day can be told."""

    quote: str
    start: int
    end: int
    kind: DeadlineKind
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody is asked to do; quote = text[start:end].

    `assignees` as written, empty where everybody or nobody is named (`addressed_to` then keeps the words); `assignee_carried` where the
    subject stands in an earlier sentence; `coordinating` who is to help; `topic` the heading it stands under.
    """

    quote: str
    start: int
    end: int
    action: str
    assignees: tuple[str, ...] = ()
    addressed_to: str | None = None
    assignee_carried: bool = False
    coordinating: tuple[str, ...] = ()
    topic: str | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Something that is said to go badly; `raised_by` who says so ("Lê An - Trưởng phòng Y tế"), None where the text does not tell."""

    quote: str
    start: int
    end: int
    raised_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Something adopted, chosen or promised by the body itself."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All proposals of one text. Offsets count code points of `text`, the text as it was given."""

    text: str
    header: Header
    attendees: tuple[Person, ...]
    units: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    tasks: tuple[Task, ...]
    difficulties: tuple[Difficulty, ...]
    decisions: tuple[Decision, ...]
