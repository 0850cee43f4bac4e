"""Appraisals and their cards in lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Post, PostHolding, UnitParent
from giaoban.ground.org.selectors import unit_names, units_named
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import Appraisal, Reviewer, ScoreSheet, SheetScore
from giaoban.occasions.appraisals.states import EDITABLE

FIRST = ("scoring", "reviewing", "decided", "cancelled")


def appraisals(actor: Actor) -> QuerySet[Appraisal]:
    """The appraisals the actor may see: running ones first, newest first. Each with its cards counted: all rated, handed in, checked."""
    place = Case(
        *(When(state=state, then=Value(number)) for number, state in enumerate(FIRST)), output_field=IntegerField()
    )
    rated = Q(sheets__excluded="")
    return (
        access.visible(actor, "appraisals.view", Appraisal.objects.all())
        .select_related("score_set")
        .annotate(
            rated=Count("sheets", filter=rated),
            handed=Count("sheets", filter=rated & ~Q(sheets__state__in=EDITABLE)),
            checked=Count("sheets", filter=rated & Q(sheets__state__in=["reviewed", "decided"])),
        )
        .order_by(place, "-opened_at", "-pk")
    )


def appraisal_get(actor: Actor, pk: int) -> Appraisal:
    """One appraisal with its set. Errors: ACC-002."""
    rows = Appraisal.objects.select_related("score_set", "previous", "body")
    found = access.visible(actor, "appraisals.view", rows).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def sheets(actor: Actor) -> QuerySet[ScoreSheet]:
    """The cards the actor may see."""
    return access.visible(actor, "appraisals.view", ScoreSheet.objects.all()).select_related("appraisal")


def own_sheets(actor: Actor) -> QuerySet[ScoreSheet]:
    """The cards of the actor's unit that wait for it, in appraisals that run; those due first."""
    waiting = sheets(actor).filter(unit=actor.unit_id or 0, excluded="", state__in=EDITABLE)
    return waiting.filter(appraisal__state__in=["scoring", "reviewing"]).order_by("appraisal__self_due_on", "pk")


def to_review(actor: Actor) -> QuerySet[ScoreSheet]:
    """Cards that are handed in and that the actor may check, other than of its own unit."""
    rows = access.visible(actor, "appraisals.review", ScoreSheet.objects.all()).select_related("appraisal")
    waiting = rows.filter(state="submitted", excluded="", appraisal__state__in=["scoring", "reviewing"])
    named = Reviewer.objects.filter(appraisal=OuterRef("appraisal"))
    mine = Exists(named.filter(post=actor.post_id or 0))
    waiting = waiting.filter(
        mine | ~Exists(named.filter(group=None))
    )  # somebody named for all groups: nobody else is asked
    return waiting.exclude(unit=actor.unit_id or 0).order_by("appraisal__review_due_on", "submitted_at", "pk")


def sheet_get(actor: Actor, pk: int) -> ScoreSheet:
    """One card. Errors: ACC-002."""
    rows = ScoreSheet.objects.select_related("appraisal__score_set", "appraisal__previous", "body")
    found = access.visible(actor, "appraisals.view", rows).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def linked_sheet(actor: Actor) -> ScoreSheet:
    """The card that the actor's link was made for. Errors: ACC-002, also for a link to something else."""
    if actor.link_id is None:
        raise Problem("ACC-002")
    rows = ScoreSheet.objects.select_related("appraisal__score_set", "appraisal__previous", "body")
    found = access.visible(actor, "appraisals.submit", rows).order_by("pk").first()
    if found is None:
        raise Problem("ACC-002")
    return found


def named(rows: Iterable[ScoreSheet], actor: Actor) -> list[tuple[ScoreSheet, str]]:
    """Cards with the names of their units, in order of block and name. One query."""
    listed = list(rows)
    names = unit_names(units={row.unit_id for row in listed}, on=actor.on) if listed else {}
    pairs = [(row, names.get(row.unit_id, "")) for row in listed]
    return sorted(pairs, key=lambda pair: (pair[0].block, sort_key(pair[1])))


@dataclass(frozen=True, slots=True)
class Checker:
    """A reviewer as a page shows it: number, who, post, group ("" for all)."""

    pk: int
    person: str
    post: str
    group: str


def checkers(appraisal: Appraisal, actor: Actor) -> list[Checker]:
    """The reviewers with the holders of their posts. Two queries."""
    rows = list(Reviewer.objects.filter(appraisal=appraisal).select_related("post", "group").order_by("pk"))
    holders = PostHolding.objects.on(actor.on).filter(post__in=[row.post_id for row in rows])
    names = {row.post_id: row.person.full_name for row in holders.exclude(kind="deputy_for").select_related("person")}
    return [
        Checker(row.pk, names.get(row.post_id, ""), row.post.title, row.group.title if row.group else "")
        for row in rows
    ]


def post_choices(actor: Actor) -> list[tuple[int, str]]:
    """The posts of the actor's body with their holders, by title. Two queries."""
    posts = list(Post.objects.on(actor.on).filter(body=actor.body_id or 0).order_by("title", "pk"))
    holders = PostHolding.objects.on(actor.on).filter(post__in=posts).exclude(kind="deputy_for")
    names = {row.post_id: row.person.full_name for row in holders.select_related("person")}
    return [(post.pk, f"{post.title} – {names[post.pk]}") for post in posts if post.pk in names]


def unit_choices(actor: Actor, *, kinds: Iterable[str] = ()) -> list[tuple[int, str, str]]:
    """The units a body may rate: those that work for it, those just below its area, and its own area where the set is for such units (a
    commune counts its own new-rural criteria): (number, name, kind), by name. One query."""
    below = UnitParent.objects.on(actor.on).filter(parent__bodies=actor.body_id).values("unit")
    wanted = set(kinds)
    own = Q(bodies=actor.body_id, kind__in=wanted)
    rows = units_named(on=actor.on).filter(Q(body=actor.body_id) | Q(pk__in=below) & Q(body=None) | own).distinct()
    return [(row.pk, str(vars(row)["name"]), row.kind) for row in rows if not wanted or row.kind in wanted]


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit and criterion of the matrix: points as they count now, what the unit itself gave, and the state.

    state: "none", "own" (not checked), "kept", "changed".
    """

    points: Any
    own: Any
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the matrix."""

    sheet: ScoreSheet
    unit: str
    cells: list[Cell]


def matrix(actor: Actor, appraisal: Appraisal) -> tuple[list[Any], list[Row]]:
    """(criteria, rows) of an appraisal: units x criteria, only cards the actor may see. Four queries."""
    criteria = list(appraisal.score_set.criteria.select_related("group"))
    rows = named(sheets(actor).filter(appraisal=appraisal, excluded=""), actor)
    lines = SheetScore.objects.filter(sheet__in=[sheet.pk for sheet, _name in rows])
    at = {(line.sheet_id, line.criterion_id): line for line in lines}
    return criteria, [
        Row(sheet, name, [cell(at.get((sheet.pk, criterion.pk))) for criterion in criteria]) for sheet, name in rows
    ]


def cell(line: SheetScore | None) -> Cell:
    """One cell."""
    if line is None or (line.points is None and line.reviewed is None):
        return Cell(None, None, "none")
    if line.reviewed is None:
        return Cell(line.points, line.points, "own")
    return Cell(line.reviewed, line.points, "kept" if line.reviewed == line.points else "changed")


def progress(appraisal: Appraisal) -> Counter[str]:
    """How many rated cards are in each state. One query."""
    return Counter(appraisal.sheets.filter(excluded="").values_list("state", flat=True))
