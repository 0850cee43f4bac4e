"""Reads of the room, always for an actor. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giaoban.ground import access
from giaoban.ground.directory import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.models import Decision, Reading, ReportRequest, Submission

PLURAL = {"finding": "findings", "figure": "figures", "task": "tasks"}


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal of a reading: kind "finding", "figure" or "task", its key, its row as read, its spans in the text."""

    kind: str
    key: str
    row: dict[str, Any]
    spans: tuple[tuple[int, int], ...]


def submissions(actor: Actor) -> QuerySet[Submission]:
    """What the actor may see, newest first, each with the counts of its latest reading and of the findings decided in it."""
    latest = Reading.objects.filter(submission=OuterRef("pk")).order_by("-version")
    decided = (
        Decision.objects.filter(reading=OuterRef("reading_id"), item_kind="finding")
        .order_by()
        .values("reading")
        .annotate(n=Count("item", distinct=True))
        .values("n")
    )
    return (
        access.visible(actor, "reports.view", Submission.objects.all())
        .select_related("original")
        .annotate(reading_id=Subquery(latest.values("pk")[:1]))
        .annotate(
            figure_count=Subquery(latest.values("figure_count")[:1]),
            relation_count=Subquery(latest.values("relation_count")[:1]),
            finding_count=Subquery(latest.values("finding_count")[:1]),
            task_count=Subquery(latest.values("task_count")[:1]),
            decided_count=Coalesce(Subquery(decided), 0),
        )
        .order_by("-received_at", "-pk")
    )


def submission_get(actor: Actor, pk: int) -> Submission:
    """One submission. Errors: ACC-002 where the actor may not know of it."""
    found = (
        access.visible(actor, "reports.view", Submission.objects.select_related("original", "request"))
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Problem("ACC-002")
    return found


def requests(actor: Actor) -> QuerySet[ReportRequest]:
    """The requests the actor may see, those due first before the others, with how many files came in."""
    return (
        access.visible(actor, "reports.view", ReportRequest.objects.all())
        .annotate(sent=Count("submissions", filter=~Q(submissions__state="draft")))
        .order_by("-state", "due_on", "pk")
    )


def request_get(actor: Actor, pk: int) -> ReportRequest:
    """One request. Errors: ACC-002 where the actor may not know of it."""
    found = access.visible(actor, "reports.view", ReportRequest.objects.all()).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def latest_reading(submission: Submission) -> Reading | None:
    """The newest reading of a submission, None where the file could not be read."""
    return submission.readings.order_by("-version").first()


def spans_of(kind: str, row: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """Places of a proposal in the text."""
    if kind == "finding":
        return tuple((int(start), int(end)) for start, end in row["spans"])
    return ((int(row["start"]), int(row["end"])),)


def items(reading: Reading, kind: str) -> list[Item]:
    """Every proposal of one kind, in the reader's order."""
    return [Item(kind, str(row["id"]), row, spans_of(kind, row)) for row in reading.data[PLURAL[kind]]]


def item_of(reading: Reading, name: str) -> Item:
    """The proposal that "kind:key" names. Errors: REP-003."""
    kind, _, key = name.partition(":")
    found = next((item for item in items(reading, kind) if item.key == key), None) if kind in PLURAL else None
    if found is None:
        raise Problem("REP-003", item=name)
    return found


def decisions(reading: Reading) -> dict[tuple[str, str], Decision]:
    """The decision that counts for each (kind, key): the last one; a reopened item has none. One query."""
    last = reading.decisions.order_by("item_kind", "item", "-pk").distinct("item_kind", "item")
    return {(d.item_kind, d.item): d for d in last if d.action != "reopen"}


def undecided(reading: Reading, decided: dict[tuple[str, str], Decision]) -> Sequence[Item]:
    """Findings that nobody has looked at; mere notes need no decision."""
    return [
        item
        for item in items(reading, "finding")
        if item.row["severity"] != "note" and (item.kind, item.key) not in decided
    ]


def undecided_count(reading: Reading) -> int:
    """How many findings are left to look at."""
    return len(undecided(reading, decisions(reading)))
