"""The yearly review: opened for a window of days, each entry confirmed, changed or ended by its unit, closed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.records.registers.models import Entry, Outcome, Register, Review, ReviewLine
from giaoban.records.registers.states import REVIEW
from giaoban.records.registers.writing import live_of


@transaction.atomic
def review_open(*, actor: Actor, register: Register, opens_on: date, closes_on: date, note: str = "") -> Review:
    """Open a round for every entry that is valid today.

    Errors: ACC-001, ACC-002; REG-003; REG-005 for a window that ends before it begins; REG-014 while another round is open.
    """
    access.require(actor, "registers.review", register)
    live_of(register)
    journal.context(verb="registers.review", reason=note)
    Register.objects.select_for_update(no_key=True).get(pk=register.pk)
    if (running := Review.objects.filter(register=register, state="open").first()) is not None:
        raise Problem("REG-014", year=running.year)
    if closes_on < opens_on:
        raise Problem("REG-005", on=f"{closes_on:%d/%m/%Y}", start=f"{opens_on:%d/%m/%Y}", title=register.name)
    made = Review.objects.create(
        register=register,
        year=opens_on.year,
        opens_on=opens_on,
        closes_on=closes_on,
        note=note.strip()[:1000],
        opened_at=actor.at,
        opened_by=actor.label[:200],
    )
    rows = Entry.objects.on(actor.on).filter(register=register, void=False).values_list("pk", "unit_id")
    with journal.batch(verb="registers.review", reason=note):
        ReviewLine.objects.bulk_create(
            (ReviewLine(review=made, entry_id=entry, unit_id=unit) for entry, unit in rows.iterator()), batch_size=1000
        )
    return made


@transaction.atomic
def lines_confirm(*, actor: Actor, review: Review, lines: Iterable[int], note: str = "") -> int:
    """Say of entries that they are right as they stand; how many. Lines that the actor may not write for, or that are done, are left.

    Errors: REG-015 for a round that is closed.
    """
    if review.state != "open":
        raise Problem("REG-015")
    journal.context(verb="registers.confirm", reason=note)
    rows = ReviewLine.objects.filter(review=review, pk__in=list(lines), outcome=Outcome.WAITING)
    mine = access.visible(actor, "registers.report", rows)
    chosen = ReviewLine.objects.filter(pk__in=list(mine.values_list("pk", flat=True)))
    return chosen.update(outcome=Outcome.CONFIRMED, at=actor.at, by=actor.label[:200], note=note.strip()[:500])


@transaction.atomic
def review_close(*, actor: Actor, review: Review) -> Review:
    """Close a round; what is still waiting stays so and is counted as not reviewed. Errors: ACC-001, ACC-002; FLW-001."""
    access.require(actor, "registers.review", review)
    journal.context(verb="registers.review")
    locked = Review.objects.select_for_update().get(pk=review.pk)
    locked.state = REVIEW.step(locked.state, "close")
    locked.closed_at, locked.closed_by = actor.at, actor.label[:200]
    locked.save(update_fields=["state", "closed_at", "closed_by"])
    return locked
