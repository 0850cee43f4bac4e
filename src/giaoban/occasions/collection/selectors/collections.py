"""Collections, their columns and their units."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import UnitParent
from giaoban.ground.org.selectors import units_named
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.breakdowns import group_words, part_words
from giaoban.occasions.collection.grid import Column, Gone
from giaoban.occasions.collection.models import Collection, CollectionColumn, CollectionUnit
from giaoban.occasions.collection.states import OPEN
from giaoban.records.figures.bounds import lowest
from giaoban.records.figures.measures import counted
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.selectors.indicators import in_use

EXPECTED = Q(excused="", removed_at__isnull=True, unit__valid_from__lte=F("collection__ends_on")) & (
    Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gt=F("collection__ends_on"))
)
"""Units of whom figures are expected: they exist on the last day of the period, nobody excused them or took them out."""


def seen(actor: Actor) -> QuerySet[Collection]:
    """The collections that the actor may see: one in preparation only by those who prepare it."""
    own = access.visible(actor, "collection.manage", Collection.objects.all())
    rows = access.visible(actor, "collection.view", Collection.objects.all())
    return rows.filter(~Q(state="draft") | Q(pk__in=own.values("pk")))


def collections(actor: Actor) -> QuerySet[Collection]:
    """The collections that the actor may see, the latest due first, each with `expected`, `came` and `approved`: of the units that the
    actor may see, how many are expected, how many of these submitted, how many of these are approved."""
    rows = access.visible(actor, "collection.view", CollectionUnit.objects.filter(EXPECTED))
    of_each = rows.filter(collection=OuterRef("pk")).order_by().values("collection")

    def count(condition: Q) -> Coalesce:
        return Coalesce(Subquery(of_each.annotate(n=Count("pk", filter=condition, distinct=True)).values("n")), 0)

    return (
        seen(actor)
        .annotate(
            expected=count(Q()),
            came=count(Q(state__in=["submitted", "approved"])),
            approved=count(Q(state="approved")),
        )
        .order_by("-due_on", "-pk")
    )


def collection_get(actor: Actor, pk: int) -> Collection:
    """One collection. Errors: ACC-002 where the actor may not know of it."""
    found = seen(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def rows_of(actor: Actor, collection: Collection) -> QuerySet[CollectionUnit]:
    """The units of a collection that the actor may see, also those taken out."""
    rows = access.visible(actor, "collection.view", CollectionUnit.objects.filter(collection=collection))
    return rows.select_related("unit").order_by("pk")


def rows_to_fill(actor: Actor) -> QuerySet[CollectionUnit]:
    """The forms of the actor's own unit that are expected and not submitted, those due first."""
    rows = access.visible(actor, "collection.fill", CollectionUnit.objects.filter(EXPECTED))
    wanted = rows.filter(unit=actor.unit_id, collection__state="open", state__in=OPEN)
    return wanted.select_related("collection").order_by("collection__due_on", "pk")


def rows_to_approve(actor: Actor) -> QuerySet[CollectionUnit]:
    """The submitted forms that the actor may approve, the oldest first."""
    rows = access.visible(actor, "collection.review", CollectionUnit.objects.filter(EXPECTED))
    wanted = rows.filter(collection__state="open", state="submitted")
    return wanted.select_related("collection").order_by("submitted_at", "pk")


def row_get(actor: Actor, collection_id: int | None = None, pk: int | None = None) -> CollectionUnit:
    """One unit's part of a collection; without numbers the one that a link was made for. Errors: ACC-002."""
    verb = "collection.fill" if pk is None else "collection.view"
    rows = access.visible(actor, verb, CollectionUnit.objects.select_related("collection", "unit"))
    wanted = {} if pk is None else {"pk": pk, "collection": collection_id}
    found = rows.filter(**wanted).exclude(collection__state="draft").order_by("pk").first()
    if found is None and pk is not None:  # those who prepare a collection may look at its forms
        manage = access.visible(actor, "collection.manage", CollectionUnit.objects.select_related("collection", "unit"))
        found = manage.filter(**wanted).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def columns_of(collection: Collection) -> list[tuple[CollectionColumn, Column]]:
    """The columns in their order, as rows of the table and as plain values, without those taken out. One query."""
    rows = collection.columns.filter(removed_at=None).select_related("indicator", "total").order_by("order", "pk")
    return [(row, plain(row)) for row in rows]


def gone_of(collection: Collection) -> list[CollectionColumn]:
    """The columns that were taken out, in their order. One query."""
    rows = collection.columns.exclude(removed_at=None).select_related("indicator", "total")
    return list(rows.order_by("order", "pk"))


def gone(row: CollectionColumn) -> Gone:
    """A column that was taken out as a plain value."""
    column = plain(row)
    names = (column.name, column.title, column.code, *((column.known,) if column.known else ()))
    return Gone(column.key, names, day_of(row.removed_at), row.removed_for)


def day_of(moment: datetime | None) -> str:
    """The day of a moment in words; "" for none."""
    return f"{timezone.localdate(moment):%d/%m/%Y}" if moment is not None else ""


def left_out(row: CollectionUnit, name: str) -> Problem | None:
    """COL-029 for a unit that was taken out: when, why; None for any other."""
    if row.removed_at is None:
        return None
    told = {"on": day_of(row.removed_at), "reason": row.removed_for.rstrip(". ")}
    return Problem("COL-029", unit=name, title=row.collection.title, **told)


def plain(row: CollectionColumn) -> Column:
    """A column as a plain value, under the name that the collection gave it. Errors: IND-002 for a breakdown that cannot be read."""
    what = row.indicator
    part = part_words(row.dims)
    heading = row.total.heading if row.dims and row.total is not None else row.heading
    whole = heading or what.name
    return Column(
        key=str(row.pk),
        indicator_id=what.pk,
        code=f"{what.code}/{row.dims}" if row.dims else what.code,
        name=f"{whole}, {part}" if part else whole,
        unit_of_measure=what.unit_of_measure,
        role=row.role,
        kind=what.kind,
        decimals=0 if counted(what.unit_of_measure) else 2,
        low=lowest(what.name, what.unit_of_measure, limit=what.limit),
        high=what.limit,
        part_of=str(row.total_id or ""),
        dims=row.dims,
        group=group_words(row.dims),
        part=part,
        whole=whole,
        known=(f"{what.name}, {part}" if part else what.name) if heading else "",
    )


def unit_choices(actor: Actor, *, on: date) -> list[tuple[int, str]]:
    """The units of a day that the actor's body may ask: those that work for it, and those just below its area, by name. One query."""
    below = UnitParent.objects.on(on).filter(parent__bodies=actor.body_id).values("unit")
    rows = units_named(on=on).filter(Q(body=actor.body_id) | Q(pk__in=below))
    return [(row.pk, str(vars(row)["name"])) for row in rows]


def indicator_choices(actor: Actor, *, on: date) -> list[Indicator]:
    """The unrestricted indicators of the actor's body that are in use on a day, by field and code."""
    return sorted(in_use(actor, on=on).filter(classification=0), key=lambda row: (row.field, row.code, row.pk))


def latest(actor: Actor) -> Collection | None:
    """The collection that the actor's body made last: the next one asks mostly for the same."""
    rows = access.visible(actor, "collection.manage", Collection.objects.filter(body=actor.body_id))
    return rows.order_by("-ends_on", "-pk").first()


def text_for_all(collection: Collection, names: Sequence[str], *, address: str = "") -> str:
    """What a group of units is told in a message, ready to copy: what, until when, where (the address in full), and who has not submitted
    yet."""
    due = f"{collection.due_on:%d/%m/%Y}"
    lines = [f"Đề nghị các đơn vị gửi số liệu “{collection.title}”, hạn nộp {due}."]
    if collection.note:
        lines.append(collection.note)
    if names:
        lines.append("Các đơn vị chưa nộp: " + "; ".join(names) + ".")
    if address:
        lines.append(f"Đơn vị có tài khoản mở đường dẫn này để điền: {address}")
    return "\n".join(lines)
