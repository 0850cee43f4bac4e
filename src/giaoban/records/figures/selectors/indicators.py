"""The dictionary: what is measured, and which indicator a report means."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models.dated import holds_on
from giaoban.kernel.problems import Problem
from giaoban.records.figures.matching import Book, Entry
from giaoban.records.figures.models import Indicator


@dataclass(frozen=True, slots=True)
class Likely:
    """An indicator that may be meant, with how well it fits (1 = the same words) and the phrase that matched."""

    indicator: Indicator
    score: float
    by: str


def indicators(actor: Actor, *, text: str = "", state: str = "") -> QuerySet[Indicator]:
    """The indicators the actor may see, by code; `text` narrows to a code, name or phrase, with or without accents."""
    rows = access.visible(actor, "figures.view", Indicator.objects.all())
    wanted = squeeze(text)
    if wanted:
        found = Indicator.objects.filter(
            Q(folded__contains=wanted) | Q(code__iexact=text.strip()) | Q(aliases__folded__contains=wanted)
        )
        rows = rows.filter(pk__in=found.values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("code", "-version", "pk")


def with_counts(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """The same rows, each with how many figures are recorded (`figure_count`, revisions aside)."""
    current = Q(observations__isnull=False, observations__superseded_by__isnull=True)
    return rows.annotate(figure_count=Count("observations", filter=current, distinct=True))


def indicator_get(actor: Actor, pk: int, *, verb: str = "figures.view") -> Indicator:
    """One indicator. Errors: ACC-002 where the actor may not know of it."""
    found = access.visible(actor, verb, Indicator.objects.select_related("numerator", "denominator")).filter(pk=pk)
    if (row := found.first()) is None:
        raise Problem("ACC-002")
    return row


def in_use(actor: Actor, *, on: date, body_id: int | None = None) -> QuerySet[Indicator]:
    """The live indicators of a body (default: the actor's) that hold on a day, by code."""
    rows = access.visible(actor, "figures.view", Indicator.objects.filter(holds_on(on)))
    return rows.filter(body_id=body_id or actor.body_id or 0, state="live").order_by("code", "pk")


def book_of(actor: Actor, *, on: date, body_id: int | None = None) -> tuple[dict[int, Indicator], Book]:
    """A body's dictionary on a day as (indicators by number, book to look phrases up in). Two queries."""
    rows = {row.pk: row for row in in_use(actor, on=on, body_id=body_id).prefetch_related("aliases")}
    entries = (
        Entry(row.pk, row.unit_of_measure, (row.name, *(alias.alias for alias in row.aliases.all())))
        for row in rows.values()
    )
    return rows, Book(entries)


def match_indicator(
    actor: Actor, phrase: str, unit_of_measure: str, on: date, *, body_id: int | None = None
) -> list[Likely]:
    """The indicators that a phrase of a report may mean, best first; for many phrases at once use `book_of`."""
    rows, book = book_of(actor, on=on, body_id=body_id)
    return [Likely(rows[found.indicator], found.score, found.by) for found in book.find(phrase, unit_of_measure)]
