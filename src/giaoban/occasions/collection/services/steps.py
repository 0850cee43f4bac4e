"""A unit submits, the office approves or returns; the observations in the records follow."""

from collections.abc import Sequence

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.grid import Row, summed
from giaoban.occasions.collection.models import Cell, Collection, CollectionUnit
from giaoban.occasions.collection.selectors.collections import columns_of, left_out, plain
from giaoban.occasions.collection.selectors.locked import locked_problem
from giaoban.occasions.collection.services.cells import require_expected, value_of, written
from giaoban.occasions.collection.states import UNIT
from giaoban.occasions.collection.tell import tell_step
from giaoban.records.figures.models import Observation, Period
from giaoban.records.figures.services import Figure, Source, observations_record, observations_step, period_of

RIGHT = {"submit": "collection.fill", "approve": "collection.review", "return": "collection.review"}
NONE = "Đơn vị báo không có số liệu."
WITHDRAWN = "Đơn vị rút số đã báo."


@transaction.atomic
def row_step(*, actor: Actor, row: CollectionUnit, verb: str, reason: str = "", tell: bool = True) -> CollectionUnit:
    """Submit, approve or return a unit's figures. Submitted they are observations that wait, approved ones count; returned ones are drafts.
    tell: whether the other side hears of it by this step.

    Errors: ACC-001, ACC-002; FLW-001; COL-001 closed, COL-002 not open; COL-006 to submit an empty form; COL-007 to return without a
    reason; COL-015, COL-029 where nothing is expected; COL-019 to approve what was not submitted; COL-027 over
    a figure that is locked; OBS-002, OBS-003 of the records.
    """
    access.require(actor, RIGHT.get(verb, "collection.review"), row)
    journal.context(verb=f"collection.{verb}", reason=reason)
    locked = CollectionUnit.objects.select_for_update(of=("self",)).select_related("collection", "unit").get(pk=row.pk)
    require_open(actor, locked)
    name = unit_name(unit=locked.unit_id, on=locked.collection.ends_on)
    out = left_out(locked, name)
    if out is not None:
        raise out
    if verb == "submit" and locked.state == "waiting":
        raise Problem("COL-006", unit=name)
    if verb == "approve" and locked.state in ("waiting", "draft", "returned"):
        raise Problem("COL-019", unit=name)
    after = UNIT.step(locked.state, verb)
    if verb == "submit":
        submitted(actor, locked, name)
    elif verb == "return" and not reason.strip():
        raise Problem("COL-007")
    else:
        decided(actor, locked, verb)
    journal.context(verb=f"collection.{verb}", reason=reason)  # the records have told their own verb meanwhile
    locked.state = after
    locked.returned_reason = reason.strip()[:500] if verb == "return" else ""
    locked.save()
    if tell:
        tell_step(locked, verb, actor=actor, name=name)
    return locked


def require_not_ended(collection: Collection, who: Actor) -> None:
    """Errors: COL-001 for a closed, COL-026 for a recalled one."""
    if collection.state == "closed":
        raise Problem("COL-001", title=collection.title, body=body_name(body=collection.body_id, on=who.on))
    if collection.state == "recalled":
        raise Problem("COL-026", title=collection.title, reason=collection.closed_for.rstrip(". "))


def require_open(who: Actor, row: CollectionUnit) -> None:
    """Errors: COL-001, COL-002, COL-026."""
    collection = row.collection
    require_not_ended(collection, who)
    if collection.state == "draft":
        raise Problem("COL-002", title=collection.title)


def submitted(who: Actor, row: CollectionUnit, name: str) -> None:
    """Record what the unit's cells say as observations that wait for approval. Errors: COL-006, COL-015, COL-029."""
    require_expected(row, name)
    totals_fill(who, row)
    asked = row.cells.filter(column__removed_at=None).select_related("column__indicator", "column__total")
    cells = list(asked.order_by("column__indicator", "column"))
    if not any(cell.missing or cell.amount is not None for cell in cells):
        raise Problem("COL-006", unit=name)
    record(who, row, [cell for cell in cells if said(cell)])
    row.first_submitted_at = row.first_submitted_at or who.at
    row.submitted_at, row.submitted_by = who.at, who.label[:200]


def totals_fill(who: Actor, row: CollectionUnit) -> None:
    """A total that was left blank and whose parts by a key are all there is their sum from now on."""
    cells = {str(cell.column_id): cell for cell in row.cells.all()}
    values = {key: value_of(cell) for key, cell in cells.items()}
    for key, (total, _by) in summed(values, [each for _row, each in columns_of(row.collection)]).items():
        written(who, row, int(key), cells.get(key), total)


def said(cell: Cell) -> bool:
    """Does a cell say something, or did it before it was emptied again?"""
    return cell.amount is not None or cell.missing or cell.observation_id is not None


def record(who: Actor, row: CollectionUnit, cells: Sequence[Cell]) -> None:
    """The cells as observations. The unit has the right to answer for itself, which is why the record is made in its name by the program.
    Errors: those of `observations_record`; COL-027 over a locked figure that differs."""
    calendars = {cell.column.indicator.calendar for cell in cells}
    periods = {name: period_of(row.collection.period, calendar=name) for name in sorted(calendars)}
    figures = [figure_of(row, cell, periods[cell.column.indicator.calendar]) for cell in cells]
    try:
        made = observations_record(actor=Actor.system(who.label, at=who.at), figures=figures)
    except Problem as problem:
        raise (locked_of(row, cells, figures) if problem.code == "OBS-003" else None) or problem from problem
    changed = [cell for cell, one in zip(cells, made, strict=True) if cell.observation_id != one.pk]
    for cell, one in zip(cells, made, strict=True):
        cell.observation = one
    Cell.objects.bulk_update(changed, ["observation"])


def figure_of(row: CollectionUnit, cell: Cell, period: Period) -> Figure:
    """What a cell says, as it is recorded."""
    return Figure(
        indicator=cell.column.indicator,
        unit=row.unit,
        period=period,
        role=cell.column.role,
        dims=cell.column.dims,
        amount=cell.amount,
        note="" if cell.amount is not None else NONE if cell.missing else WITHDRAWN,
        source=Source(kind="person", ref=f"collection.cell/{cell.pk}", quote=row.collection.title),
        state="submitted",
    )


def locked_of(row: CollectionUnit, cells: Sequence[Cell], figures: Sequence[Figure]) -> Problem | None:
    """The refusal that names the first cell whose figure is locked as another one; None where that is a range."""
    for cell, figure in zip(cells, figures, strict=True):
        place = {name: getattr(figure, name) for name in ("indicator", "unit", "period", "role", "dims")}
        held = Observation.objects.filter(**place, superseded_by=None, state="locked", low=None).first()
        if held is not None and any(getattr(held, name) != value for name, value in figure.values.items()):
            shown = Row(row.unit_id, "", unit_name(unit=row.unit_id, on=row.collection.ends_on))
            return locked_problem(shown, plain(cell.column), held)
    return None


def decided(who: Actor, row: CollectionUnit, verb: str) -> None:
    """The observations follow: approved, or drafts again; one that came from elsewhere and is approved already stays so, and so does one
    of a column that was taken out."""
    cells = row.cells.filter(column__removed_at=None, observation__isnull=False).order_by("pk")
    numbers = [pk for pk in cells.values_list("observation", flat=True) if pk is not None]
    own = Observation.objects.filter(pk__in=numbers, source_ref__startswith="collection.cell/")
    wanted = numbers if verb == "approve" else list(own.values_list("pk", flat=True))
    step = "approve" if verb == "approve" else "send_back"
    observations_step(actor=Actor.system(who.label, at=who.at), observations=wanted, verb=step, reason="")
    row.decided_at, row.decided_by = who.at, who.label[:200]


def sent_back(who: Actor, row: CollectionUnit, reason: str) -> CollectionUnit:
    """A unit's part goes back to it because the collection changed: what waited is a draft again, what was approved stays approved.

    For a caller that holds the row and has asked for the right to change the collection. Errors: FLW-001.
    """
    before, row.state = row.state, UNIT.step(row.state, "return")
    if before == "approved":
        row.decided_at, row.decided_by = who.at, who.label[:200]
    else:
        decided(who, row, "return")
    journal.context(verb="collection.change", reason=reason)  # the records have told their own verb meanwhile
    row.returned_reason = reason[:500]
    row.save()
    return row


@transaction.atomic
def rows_approve(*, actor: Actor, collection: Collection) -> int:
    """Approve every unit's figures that wait and that the actor may review; how many units. Errors: those of `row_step`."""
    rows = CollectionUnit.objects.filter(collection=collection, removed_at=None)
    rows = access.visible(actor, "collection.review", rows)
    waiting = list(rows.filter(state="submitted").order_by("pk"))
    for row in waiting:
        row_step(actor=actor, row=row, verb="approve")
    return len(waiting)
