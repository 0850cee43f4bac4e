"""Recognitions as they stand on a day, and the schedule with its costs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import RecognitionTerm, standing
from giaoban.occasions.appraisals.models import Recognition, RecognitionPlan

WORDS = {
    "valid": _("còn hiệu lực"),
    "due": _("sắp đến hạn đăng ký lại"),
    "expiring": _("quá hạn đăng ký lại, sắp hết hạn"),
    "expired": _("đã hết hạn"),
    "revoked": _("thôi công nhận"),
    "merged": _("đơn vị đã sáp nhập: cần quyết định mới"),
}
TONES = {
    "valid": "active",
    "due": "due_soon",
    "expiring": "expiring",
    "expired": "overdue",
    "revoked": "revoked",
    "merged": "warning",
}
"""Stage -> the state whose look it has."""


@dataclass(frozen=True, slots=True)
class Held:
    """A recognition on a day: the unit's name, its stage and the word for it."""

    row: Recognition
    unit: str
    stage: str

    @property
    def word(self) -> str:
        """The stage in words."""
        return str(WORDS[self.stage])

    @property
    def look(self) -> str:
        """The state whose look it has."""
        return TONES[self.stage]


def stage_of(row: Recognition, on: date) -> str:
    """How a recognition stands on a day. A unit that was merged away needs a new decision: standards are lost by mergers."""
    if row.revoked_on is not None and row.revoked_on <= on:
        return "revoked"
    if row.unit.valid_to is not None and row.unit.valid_to <= on:
        return "merged"
    return standing(RecognitionTerm(row.expires_on, row.register_by), on=on)


def recognitions(actor: Actor, *, kind: str = "", text: str = "") -> QuerySet[Recognition]:
    """The recognitions the actor may see, those that end first, first; superseded ones (a later one of the unit and title) at the end."""
    rows = access.visible(actor, "appraisals.view", Recognition.objects.all()).select_related("unit")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("revoked_on", "expires_on", "-recognised_on", "pk")


def held(rows: list[Recognition], on: date) -> list[Held]:
    """Rows with names and stages. One query."""
    names = unit_names(units={row.unit_id for row in rows}, on=on) if rows else {}
    return [Held(row, names.get(row.unit_id, ""), stage_of(row, on)) for row in rows]


def recognition_get(actor: Actor, pk: int) -> Recognition:
    """One recognition. Errors: ACC-002."""
    found = recognitions(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def kinds(actor: Actor) -> list[str]:
    """The titles on record or scheduled. One query."""
    held_now = access.visible(actor, "appraisals.view", Recognition.objects.all()).order_by().values_list("kind")
    planned = access.visible(actor, "appraisals.view", RecognitionPlan.objects.all()).order_by().values_list("kind")
    return sorted({kind for (kind,) in held_now.union(planned)}, key=sort_key)


def ending_rows(actor: Actor) -> list[Recognition]:
    """The newest recognition of each unit and title that ends, those that end first, first; without those that ended over a year ago."""
    on = actor.on
    rows = recognitions(actor).filter(
        revoked_on=None, register_by__isnull=False, expires_on__gt=date(on.year - 1, on.month, 1)
    )
    newest: dict[tuple[int, str], Recognition] = {}
    for row in rows.order_by("-recognised_on"):
        newest.setdefault((row.unit_id, row.kind), row)
    due = [row for row in newest.values() if stage_of(row, on) in ("due", "expiring", "expired")]
    return sorted(due, key=lambda row: row.expires_on or on)


def ending(actor: Actor) -> list[Held]:
    """Recognitions of the actor's sight that must be registered again within 60 days, are late for it, or ended in the last year.

    Two queries, one where there are none.
    """
    return held(ending_rows(actor), actor.on)


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The lines of one period and half: how many for the first time, how many again, what they cost (None where no cost is known)."""

    period: str
    half: str
    lines: list[tuple[RecognitionPlan, str]]
    first: int
    again: int
    cost: Decimal | None
    unpriced: int


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A school year (or year) with its halves, and the sums over them."""

    period: str
    parts: list[PlanPart]
    first: int
    again: int
    cost: Decimal | None
    unpriced: int


def schedule(actor: Actor, *, kind: str = "") -> list[PlanYear]:
    """The schedule by period and half, with sums; lines that are done stay. Two queries."""
    rows = access.visible(actor, "appraisals.view", RecognitionPlan.objects.all()).select_related("done_by")
    rows = rows.filter(Q(kind=kind) if kind else Q())
    listed = list(rows.order_by("period", "half", "pk")[:2000])
    names = unit_names(units={row.unit_id for row in listed}, on=actor.on) if listed else {}
    by: dict[str, dict[str, list[tuple[RecognitionPlan, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in listed:
        by[row.period][row.half].append((row, names.get(row.unit_id, "")))
    years = []
    for period, halves in by.items():
        parts = [part_of(period, half, lines) for half, lines in sorted(halves.items())]
        costs = [part.cost for part in parts if part.cost is not None]
        years.append(
            PlanYear(
                period,
                parts,
                sum(part.first for part in parts),
                sum(part.again for part in parts),
                sum(costs, Decimal(0)) if costs else None,
                sum(part.unpriced for part in parts),
            )
        )
    return years


def part_of(period: str, half: str, lines: list[tuple[RecognitionPlan, str]]) -> PlanPart:
    """One half with its sums."""
    costs = [row.cost for row, _name in lines if row.cost is not None]
    again = sum(row.again for row, _name in lines)
    ordered = sorted(lines, key=lambda pair: sort_key(pair[1]))
    cost = sum(costs, Decimal(0)) if costs else None
    return PlanPart(period, half, ordered, len(lines) - again, again, cost, len(lines) - len(costs))


def plan_get(actor: Actor, pk: int) -> RecognitionPlan:
    """One line of the schedule. Errors: ACC-002."""
    found = access.visible(actor, "appraisals.view", RecognitionPlan.objects.all()).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found
