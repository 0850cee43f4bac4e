"""Reads of the room, always for an actor. Nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.directory.history import names
from giaoban.ground.files.models import StoredFile
from giaoban.ground.org.models import Body, UnitParent
from giaoban.ground.org.selectors import units_named, upper_units
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.foreign import Expected
from giaoban.occasions.reports.models import BodyWords, Reading, ReportRequest, ReviewDecision, Submission
from giaoban.occasions.reports.states import SCAN
from giaoban.occasions.reports.vocabulary import Vocabulary, parsed

PLURAL = {"finding": "findings", "figure": "figures", "task": "tasks"}
SAME = 5
"""Reports of one unit and period that are named when another comes."""
NEIGHBOURS = 3000
"""Units whose names are looked for in the head of a report."""
Decisions = dict[tuple[str, str], ReviewDecision]


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal of a reading: kind "finding", "figure" or "task", its key, its row as read, its spans in the text."""

    kind: str
    key: str
    row: dict[str, Any]
    spans: tuple[tuple[int, int], ...]

    @property
    def cells(self) -> list[str]:
        """The cells of tables that its places lie in ("bảng 1, hàng 3, cột 5", "Thu!E6"), each once, in the order told."""
        return [place for place in dict.fromkeys(self.row.get("places", ())) if place]


def unit_choices(actor: Actor) -> list[tuple[int, str]]:
    """The units that the actor's body may ask: those that work for it, and those just below its area, by name. One query."""
    below = UnitParent.objects.on(actor.on).filter(parent__bodies=actor.body_id).values("unit")
    rows = units_named(on=actor.on).filter(Q(body=actor.body_id) | Q(pk__in=below))
    return [(row.pk, str(vars(row)["name"])) for row in rows]


def expected_of(*, body_id: int, unit_id: int | None, period: str, on: date) -> Expected:
    """Whose report is expected, of which period, and who else reports to the body. Three queries."""
    area = Body.objects.values_list("area_id", flat=True).get(pk=body_id)
    upper = upper_units(unit=unit_id or area, on=on)
    chain = {area, unit_id or area, *(node.id for node in upper)}
    below = UnitParent.objects.on(on).filter(parent__in=[area, unit_id or area]).values("unit")
    rows = units_named(on=on).filter(Q(body=body_id) | Q(pk__in=below) | Q(pk__in=chain)).order_by()
    named = [(row.pk, str(vars(row)["name"] or ""), vars(row)["parent_id"]) for row in rows[:NEIGHBOURS]]
    names = {pk: name for pk, name, _parent in named}
    own = {pk for pk, _name, parent in named if unit_id in {pk, parent}}
    return Expected(
        unit=names.get(unit_id or 0, ""),
        own=tuple(names[pk] for pk in own),
        upper=tuple(names[pk] for pk in chain - own if pk in names),
        others=tuple(name for pk, name, _parent in named if pk not in own | chain and unit_id is not None),
        area=names.get(area, ""),
        period=period,
    )


def words_of(body_id: int) -> Vocabulary:
    """The words that a body added to the reader's; none where it added none. One query."""
    row = BodyWords.objects.filter(body=body_id).first()
    return parsed(row.text)[0] if row else Vocabulary()


def words_row(actor: Actor) -> BodyWords | None:
    """The words of the actor's body with who changed them last, None where it has none."""
    return access.visible(actor, "reports.view", BodyWords.objects.filter(body=actor.body_id)).first()


def submissions(actor: Actor) -> QuerySet[Submission]:
    """What the actor may see, newest first, each with the counts of its latest reading and of the findings decided in it."""
    latest = Reading.objects.filter(submission=OuterRef("pk")).order_by("-version")
    decided = (
        ReviewDecision.objects.filter(reading=OuterRef("reading_id"), item_kind="finding")
        .order_by()
        .values("reading")
        .annotate(n=Count("item", distinct=True))
        .values("n")
    )
    return (
        access.visible(actor, "reports.view", Submission.objects.all())
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


def waiting(*, body_id: int, unit_id: int | None, sender: str) -> int:
    """How many scans of a unit wait to be read; of a sender, where they name no unit."""
    whose = {"unit": unit_id} if unit_id is not None else {"unit": None, "sent_by": sender}
    return Submission.objects.filter(body=body_id, unreadable_code=SCAN, **whose).count()


def submission_get(actor: Actor, pk: int) -> Submission:
    """One submission with its file and request. Errors: ACC-002 where the actor may not know of it."""
    rows = access.visible(actor, "reports.view", Submission.objects.select_related("original", "request"))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def requests(actor: Actor) -> QuerySet[ReportRequest]:
    """The requests the actor may see: open ones first, by due date.

    Each with how many readable files were `sent`, and how many came that nobody can read (`unreadable`): these answer nothing, and
    neither does a report that was sent back.
    """
    came = ~Q(submissions__state__in=["draft", "sent_back"])
    return (
        access.visible(actor, "reports.view", ReportRequest.objects.all())
        .annotate(
            sent=Count("submissions", filter=came & Q(submissions__unreadable_code="")),
            unreadable=Count("submissions", filter=came & ~Q(submissions__unreadable_code__in=["", SCAN])),
        )
        .order_by("-state", "due_on", "pk")
    )


def request_get(actor: Actor, pk: int | None = None, *, verb: str = "reports.view") -> ReportRequest:
    """One request; without `pk` the one that a link was made for. Errors: ACC-002 where the actor may not know of it."""
    rows = access.visible(actor, verb, ReportRequest.objects.all())
    found = (rows.filter(pk=pk) if pk is not None else rows.order_by("pk")).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def changes(submission: Submission, *, on: date) -> list[journal.Change]:
    """The history of a report: its changes, those of its readings and the decisions about them, newest first, each once.

    Names of other objects are asked for once, however many parts name them. One query a part, and one for each kind of thing named.
    """
    readings = list(submission.readings.order_by("version").defer("text", "data"))
    shown: dict[type[Model], dict[int, str]] = {
        Submission: {submission.pk: submission.title},
        Reading: {row.pk: str(row) for row in readings},
        StoredFile: {submission.original_id: str(submission.original)},
        ReportRequest: {submission.request.pk: submission.request.title} if submission.request else {},
    }

    def named(model: type[Model], numbers: set[int]) -> Mapping[int, str]:
        known = shown.setdefault(model, {})
        unknown = numbers - known.keys()
        if unknown:
            known |= names(model, unknown, on=on)
        return known

    found = {change.entry: change for part in (submission, *readings) for change in journal.history(part, names=named)}
    return sorted(found.values(), key=lambda change: (change.at, change.entry), reverse=True)


def latest_reading(submission: Submission) -> Reading | None:
    """The newest reading of a submission, None where its file could not be read (a version before it may have been)."""
    return None if submission.unreadable_code else submission.readings.order_by("-version").first()


def same_period(
    actor: Actor, *, body_id: int, unit_id: int | None, period: str, request: ReportRequest | None
) -> list[Submission]:
    """The reports that a unit has handed in already for a period or a request, newest first, those that the actor may see. One query."""
    same = Q(request=request) if request is not None else Q(pk__in=[])
    if unit_id is not None and period:
        same |= Q(unit=unit_id, period=period)
    rows = access.visible(actor, "reports.view", Submission.objects.filter(same, body=body_id))
    return list(rows.order_by("-received_at", "-pk")[:SAME])


def before_of(actor: Actor, submission: Submission) -> Submission | None:
    """The unit's report for the period before, if the actor may see it: of that very period, else the last one handed in earlier."""
    rows = access.visible(actor, "reports.view", Submission.objects.filter(state__in=["sent", "accepted"]))
    rows = rows.filter(body=submission.body_id, unit=submission.unit_id, unreadable_code="").exclude(pk=submission.pk)
    try:
        period = parse_period(submission.period).previous().key
    except Problem:
        period = ""
    exact = rows.filter(period=period).order_by("-received_at", "-pk").first() if period else None
    if exact is not None:
        return exact
    earlier = rows.filter(received_at__lt=submission.received_at).exclude(period=submission.period)
    return earlier.order_by("-received_at", "-pk").first()


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


def quotes_of(reading: Reading, item: Item) -> tuple[str, ...]:
    """The figures that lie within the places of a finding, as they stand in the text."""
    if item.kind != "finding":
        return ()
    found = [
        f["quote"] for f in reading.data["figures"] if any(s <= f["start"] and f["end"] <= e for s, e in item.spans)
    ]
    return tuple(dict.fromkeys(found))


def decisions(reading: Reading) -> Decisions:
    """The decision that counts for each (kind, key): the last one; a reopened item has none. One query."""
    last = reading.decisions.order_by("item_kind", "item", "-pk").distinct("item_kind", "item")
    return {(d.item_kind, d.item): d for d in last if d.action != "reopen"}


def clean_figures(reading: Reading, known: Decisions) -> list[Item]:
    """Figures that nobody has decided about and that no finding (a mere note aside) points at; of a scan only those that are sure."""
    spans = [span for item in items(reading, "finding") if item.row["severity"] != "note" for span in item.spans]
    return [
        item
        for item in items(reading, "figure")
        if ("figure", item.key) not in known
        and not item.row.get("doubtful")
        and not any(start < item.spans[0][1] and item.spans[0][0] < end for start, end in spans)
    ]


def last_decided(reading: Reading, who: str) -> list[ReviewDecision]:
    """The decisions that somebody made last in one act and that still count. One query."""
    own = [row for row in decisions(reading).values() if row.decided_by == who]
    moment = max(((row.decided_at, row.pk) for row in own), default=None)
    if moment is None:
        return []
    newest = max(own, key=lambda row: row.pk)
    if newest.item_kind == "figure" and newest.action == "accept":
        return [
            row for row in own if (row.item_kind, row.action, row.decided_at) == ("figure", "accept", newest.decided_at)
        ]
    return [newest]


def dismissed_before(reading: Reading) -> list[tuple[ReviewDecision, dict[str, Any]]]:
    """What was dismissed in the file that this one follows: the last reading before it of the same report, request, or unit and period."""
    submission = reading.submission
    same = Q(submission=submission)
    if submission.request_id is not None:
        same |= Q(submission__request=submission.request_id)
    if submission.unit_id is not None and submission.period:
        same |= Q(submission__unit=submission.unit_id, submission__period=submission.period)
    earlier = Reading.objects.filter(same, submission__body=submission.body_id).exclude(pk=reading.pk)
    last = earlier.order_by("-read_at", "-pk").first()
    if last is None:
        return []
    gone = {key: row for (kind, key), row in decisions(last).items() if kind == "finding" and row.action == "dismiss"}
    return [(gone[item.key], item.row) for item in items(last, "finding") if item.key in gone]


def undecided(reading: Reading, decided: Decisions) -> Sequence[Item]:
    """Findings that nobody has looked at; mere notes need no decision."""
    return [
        item
        for item in items(reading, "finding")
        if item.row["severity"] != "note" and (item.kind, item.key) not in decided
    ]


def undecided_count(reading: Reading) -> int:
    """How many findings are left to look at."""
    return len(undecided(reading, decisions(reading)))
