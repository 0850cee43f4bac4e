"""The conclusion of a session with the tasks proposed from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Q

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import group_members, groups_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.drafting import LOOK
from giaoban.occasions.meetings.models import Conclusion, ConclusionTask, Session
from giaoban.occasions.meetings.unit_words import Units, units_of_body
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.selectors.indicators import in_use


@dataclass(frozen=True, slots=True)
class Member:
    """One unit that a task may be given to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A proposed task as its card shows it."""

    task: ConclusionTask
    lead: str
    cooperating: list[str]
    monitoring: str
    members: list[Member] = field(default_factory=list)
    """The units of the group, or of the several units, that the sentence names: offered as one task each."""

    @property
    def look(self) -> bool:
        """Whether a person has to settle something before the task is given."""
        return self.task.state == "proposed"

    @property
    def others(self) -> list[str]:
        """The units that keeping makes cooperating: named as leads beside the one that leads."""
        several = "several_leads" in self.task.doubts and self.task.lead_unit_id is not None
        return [unit.name for unit in self.members if unit.id != self.task.lead_unit_id] if several else []

    @property
    def doubts(self) -> list[str]:
        """What is doubtful, the most pressing first."""
        return sorted(self.task.doubts, key=lambda code: code not in LOOK)


def conclusion_of(session: Session) -> Conclusion | None:
    """The conclusion of a session that the actor sees, None before there is one."""
    return Conclusion.objects.filter(session=session).select_related("session", "session__body").first()


def units_to_address(session: Session, *, neighbours: bool = True) -> Units:
    """The units and groups that a conclusion of this session may address; see `units_of_body`. At most three queries."""
    groups = tuple(groups_of(body=session.body_id, on=session.held_on))
    return units_of_body(session.body, session.held_on, groups, neighbours=neighbours)


def kept(conclusion: Conclusion) -> list[ConclusionTask]:
    """The tasks that are to be given, in the order of the text, with their cooperating units. Two queries."""
    return list(conclusion.tasks.filter(state="kept").order_by("order", "pk").prefetch_related("cooperating"))


MOST_INDICATORS = 500
"""Indicators that the page offers at most; others are found by their code."""


def indicators_offered(actor: Actor, session: Session) -> list[Indicator]:
    """The indicators of the session's body that a task may serve, by code; none for those who see none. One query."""
    if "figures.view" not in access.verbs_anywhere(actor):
        return []
    return list(in_use(actor, on=session.held_on, body_id=session.body_id)[:MOST_INDICATORS])


def indicator_named(actor: Actor, session: Session, task_id: int, text: str | None) -> int | None:
    """The number of the indicator that a text names by its code or name, None for an empty one. No text at all, or what the task shows
    already, leaves it as it is. Errors: MTG-022 where it names none."""
    now = Indicator.objects.filter(pk__in=ConclusionTask.objects.filter(pk=task_id).values("indicator")).first()
    words = (text or "").strip()
    if text is None or (now is not None and words == f"{now.code} {now.name}"):
        return now.pk if now is not None else None
    if not words:
        return None
    known = in_use(actor, on=session.held_on, body_id=session.body_id)
    found = known.filter(Q(code__iexact=words.split()[0]) | Q(name__iexact=words)).first()
    if found is None:
        raise Problem("MTG-022", text=words[:80])
    return found.pk


def rows(conclusion: Conclusion, units: Units) -> list[Row]:
    """The proposed tasks in the order of the text. Two queries, and one per group that a task names."""
    tasks = (
        conclusion.tasks.order_by("order", "pk").select_related("group", "indicator").prefetch_related("cooperating")
    )
    known: dict[int, list[Member]] = {}
    return [row_of(task, units, known) for task in tasks]


def row_of(task: ConclusionTask, units: Units, known: dict[int, list[Member]]) -> Row:
    """One task with the names of its units."""
    members: list[Member] = []
    if task.group is not None:
        if task.group.pk not in known:
            nodes = group_members(group=task.group, on=units.on)
            known[task.group.pk] = [Member(node.id, node.name) for node in nodes]
        members = known[task.group.pk]
    elif "several_leads" in task.doubts:
        leads = (units.find(words).unit for words in task.lead_words.split("; "))
        members = [Member(pk, units.names[pk]) for pk in dict.fromkeys(leads) if pk is not None]
    return Row(
        task=task,
        lead=units.names.get(task.lead_unit_id or 0, ""),
        cooperating=[units.names.get(unit.pk, "") for unit in task.cooperating.all()],
        monitoring=units.names.get(task.monitoring_id or 0, ""),
        members=members,
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How the proposals stand."""

    kept: int
    look: int
    dismissed: int
    units: int
    first: int | None
    """The first task that needs a look."""

    @property
    def ready(self) -> bool:
        """Whether the conclusion may be issued."""
        return self.kept > 0 and self.look == 0


def count(tasks: Sequence[Row]) -> Count:
    """Kept, to be looked at, dismissed, and how many units the kept ones go to."""
    states = [row.task.state for row in tasks]
    first = next((row.task.pk for row in tasks if row.look), None)
    leads = {row.task.lead_unit_id for row in tasks if row.task.state == "kept"}
    return Count(states.count("kept"), states.count("proposed"), states.count("dismissed"), len(leads), first)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the conclusion's text; `tasks` are the proposals whose sentence it belongs to, `first` those that begin here."""

    text: str
    tasks: tuple[int, ...] = ()
    state: str = ""
    first: tuple[int, ...] = ()


def pieces(text: str, tasks: Iterable[Row]) -> Iterator[Piece]:
    """The text cut at the borders of the sentences that tasks come from; dismissed ones are not marked."""
    spans = [
        (row.task.span_start, row.task.span_end, row.task)
        for row in tasks
        if row.task.span_start is not None and row.task.span_end is not None and row.task.state != "dismissed"
    ]
    cuts = sorted({0, len(text), *(place for start, end, _task in spans for place in (start, min(end, len(text))))})
    for start, end in pairwise(cuts):
        inside = [task for s, e, task in spans if s <= start and end <= e]
        yield Piece(
            text=text[start:end],
            tasks=tuple(task.pk for task in inside),
            state="proposed" if any(task.state == "proposed" for task in inside) else "kept" if inside else "",
            first=tuple(task.pk for task in inside if task.span_start == start),
        )


def unit_list(session: Session) -> Mapping[int, str]:
    """The units that a field offers, by number. One query."""
    return units_of_body(session.body, session.held_on).names
