"""Entries of a register for an actor: narrowed, in order, as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.files.models import Attachment
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import NUMBERS, Definition, Field, Kind, Warn, dated, derived_on, row_of, show, warned
from giaoban.records.registers.asked import Asked, fits, narrow, ordered
from giaoban.records.registers.asof import revisions_on
from giaoban.records.registers.levels import fields_at, level_at, level_everywhere, narrowed
from giaoban.records.registers.lookups import reference_names
from giaoban.records.registers.models import Entry
from giaoban.records.registers.writing import Live


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its field, and the kind of cell it is ("num", "date", "text")."""

    field: Field
    kind: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as people read it: its cells in the order of the columns, and what is pointed out. dated: the derived values that hang on
    the day, as stored ones are written."""

    pk: int
    row: Any
    cells: list[str]
    unit: str
    warnings: tuple[Warn, ...]
    dated: dict[str, Any] = field(default_factory=dict)

    def stored(self, one: Field) -> Any:
        """A field's value as it is stored; of a derived one that hangs on the day, as it would be."""
        if one.name in self.dated:
            return self.dated[one.name]
        return (self.row.derived if one.derive else self.row.data).get(one.name)


def entries(actor: Actor, live: Live, asked: Asked, *, verb: str = "registers.view") -> QuerySet[Any]:
    """The entries that the actor may see and that fit the question; with `asked.on` as they stood on that day (revisions then).

    Errors: REG-020.
    """
    level = level_everywhere(actor)
    rows: QuerySet[Any]
    if asked.on is not None:
        seen = access.visible(actor, verb, Entry.objects.filter(register=live.register))
        rows = revisions_on(live.register, asked.on).filter(entry__in=seen.order_by().values("pk"))
    else:
        rows = access.visible(actor, verb, Entry.objects.filter(register=live.register, void=False))
        ended = Q(valid_to__isnull=False, valid_to__lte=actor.on)
        rows = {"valid": rows.exclude(ended), "ended": rows.filter(ended), "all": rows}[asked.standing]
    rows = narrow(rows, live.definition, asked, level=level)
    told = narrowed(live.definition, level)
    hang = [one for one in told.fields if one.name in dated(told) and asked.about(one.name)]
    if asked.warning or hang:
        rows = rows.filter(pk__in=fitting_ones(told, rows, asked, hang, asked.on or actor.on))
    return ordered(rows, live.definition, asked.sort, level=level)


def fitting_ones(seen: Definition, rows: QuerySet[Any], asked: Asked, hang: list[Field], on: date) -> list[int]:
    """The rows for which a warning holds and whose fields that hang on the day are as asked: one pass over those that fit everything
    else. Errors: REG-020."""
    seen = replace(seen, warnings=tuple(one for one in seen.warnings if one.id == asked.warning))
    columns = rows.order_by().values_list("pk", "data", "valid_from", "valid_to")
    found = []
    for pk, data, start, end in columns.iterator(chunk_size=2000):
        row = row_of(seen, data, start=start, end=end, on=on)
        now = derived_on(seen, row) if hang else {}
        if all(fits(one, now.get(one.name), asked.filters) for one in hang) and (
            not asked.warning or warned(seen, row)
        ):
            found.append(pk)
    return found


def entry_get(actor: Actor, pk: int) -> Entry:
    """One entry with its register. Errors: ACC-002 where the actor may not know of it."""
    rows = Entry.objects.select_related("register", "version", "became")
    found = access.visible(actor, "registers.view", rows).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def columns_of(definition: Definition, level: int, *, everything: bool = False) -> list[Column]:
    """The columns of a list: fields that the level may see and that are listed (or all of them)."""
    return [Column(one, kind_of(one)) for one in fields_at(definition, level) if one.listed or everything]


def kind_of(one: Field) -> str:
    """The kind of cell of a field."""
    if one.kind in NUMBERS and one.kind is not Kind.YEAR:
        return "num"
    return "date" if one.kind in (Kind.DATE, Kind.MONTH) else "text"


def shown_rows(
    actor: Actor, live: Live, rows: Iterable[Any], columns: list[Column], *, on: date | None = None
) -> list[Shown]:
    """Rows of a page as people read them on a day (None: today); a fixed number of queries, whatever their number. Cells above the level
    that the actor has at a row's unit are empty."""
    page = list(rows)
    names = names_in(actor, live, page, columns)
    levels: dict[int | None, int] = {}
    found = []
    for row in page:
        if row.unit_id not in levels:
            levels[row.unit_id] = level_at(actor, row.unit_id)
        level = levels[row.unit_id]
        seen = narrowed(live.definition, level)
        open_ones = {one.name for one in seen.fields}
        live_ones = bool(seen.warnings or dated(seen))
        said = row_of(seen, row.data, start=row.valid_from, end=row.valid_to, on=on or actor.on) if live_ones else {}
        unit = names.get(Kind.UNIT, {}).get(row.unit_id or 0, "")
        warnings, now = (warned(seen, said), derived_on(seen, said)) if live_ones else ((), {})
        one = Shown(getattr(row, "entry_id", row.pk), row, [], unit, warnings, now)
        one.cells.extend(cell(one, column.field, names) if column.field.name in open_ones else "" for column in columns)
        found.append(one)
    return found


def cell(row: Shown, one: Field, names: dict[Kind, dict[int, str]]) -> str:
    """One value as people read it."""
    return show(one, row.stored(one), names=names.get(one.kind))


def names_in(actor: Actor, live: Live, page: list[Any], columns: list[Column]) -> dict[Kind, dict[int, str]]:
    """The names of units, people and files that a page mentions; at most three queries."""
    wanted: dict[Kind, set[int]] = {Kind.UNIT: {row.unit_id for row in page if row.unit_id is not None}}
    for column in columns:
        if column.field.kind in (Kind.UNIT, Kind.PERSON, Kind.FILE):
            said = (row.data.get(column.field.name) for row in page)
            wanted.setdefault(column.field.kind, set()).update(number for number in said if isinstance(number, int))
    return {
        **reference_names(actor, live.register.body_id, wanted),
        Kind.FILE: file_names(wanted.get(Kind.FILE, set())),
    }


def file_names(numbers: set[int]) -> dict[int, str]:
    """Names of attachments by number; one query, none where nothing is asked."""
    return dict(Attachment.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}


def warnings_of(actor: Actor, live: Live, entry: Entry) -> tuple[Warn, ...]:
    """What is pointed out at one entry today, as far as the actor may see its grounds."""
    seen = narrowed(live.definition, level_at(actor, entry.unit_id))
    return warned(seen, row_of(seen, entry.data, start=entry.valid_from, end=entry.valid_to, on=actor.on))


def successors_of(actor: Actor, entry: Entry) -> tuple[Entry | None, list[Entry]]:
    """(what the entry became, what it was formed from), as far as the actor may see them."""
    seen = access.visible(actor, "registers.view", Entry.objects.all())
    became = seen.filter(pk=entry.became_id).first() if entry.became_id else None
    return became, list(seen.filter(became=entry).order_by("sort_key", "pk"))


def names_of_files(entry: Entry, definition: Definition) -> dict[int, str]:
    """The names of the files that an entry has, by number; one query, none where it has none."""
    numbers = {entry.data[one.name] for one in definition.typed if one.kind is Kind.FILE and one.name in entry.data}
    return file_names(numbers)
