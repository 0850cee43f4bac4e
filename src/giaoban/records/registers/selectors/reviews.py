"""Rounds of review: how far each unit has come, and what is left to do."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.records.registers.lookups import body_units
from giaoban.records.registers.models import Outcome, Register, Review, ReviewLine


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit has come in a round (unit "" for entries without one)."""

    unit_id: int | None
    unit: str
    total: int
    confirmed: int
    changed: int
    ended: int

    @property
    def done(self) -> int:
        """Entries that were reviewed."""
        return self.confirmed + self.changed + self.ended

    @property
    def waiting(self) -> int:
        """Entries that were not."""
        return self.total - self.done


def reviews(actor: Actor, register: Register) -> QuerySet[Review]:
    """The rounds of a register, the newest first."""
    return access.visible(actor, "registers.view", Review.objects.filter(register=register)).order_by("-pk")


def open_review(actor: Actor, register: Register) -> Review | None:
    """The round that is open now."""
    return reviews(actor, register).filter(state="open").first()


def progress(actor: Actor, review: Review) -> list[Progress]:
    """How far each unit has come, of the lines the actor may see; the slowest first. Two queries."""
    rows = access.visible(actor, "registers.view", ReviewLine.objects.filter(review=review)).order_by()
    counted = {
        code: Count("pk", filter=Q(outcome=code)) for code in (Outcome.CONFIRMED, Outcome.CHANGED, Outcome.ENDED)
    }
    found = list(rows.values("unit_id").annotate(total=Count("pk"), **counted))
    names = body_units(actor, review.register.body_id)
    gone = [row["unit_id"] for row in found if row["unit_id"] and row["unit_id"] not in names]
    names = {**names, **(unit_names(units=gone, on=review.opens_on) if gone else {})}
    lines = [
        Progress(
            row["unit_id"],
            names.get(row["unit_id"] or 0, ""),
            row["total"],
            *(cast("dict[str, int]", row)[code] for code in counted),
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.done / line.total, line.unit))


def review_lines(
    actor: Actor, review: Review, *, unit_id: int | None = None, waiting: bool = True
) -> QuerySet[ReviewLine]:
    """The lines the actor may write for, with their entries, by name; those still waiting, or all."""
    rows = access.visible(actor, "registers.report", ReviewLine.objects.filter(review=review))
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if waiting:
        rows = rows.filter(outcome=Outcome.WAITING)
    return rows.select_related("entry").order_by("entry__sort_key", "pk")
