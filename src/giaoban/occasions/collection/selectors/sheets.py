"""The matrix as a page shows it: values, suggestions that are no values, questions, comments. Nine queries whatever its size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import get_language, gettext

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.indicators.outliers import Past, Question, questions
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import said
from giaoban.occasions.collection.grid import (
    MISSING,
    Column,
    Gone,
    Grid,
    Missing,
    Place,
    Row,
    Value,
    sum_mismatches,
    summed,
    value_shown,
)
from giaoban.occasions.collection.models import Cell, CellComment, Collection, CollectionColumn, CollectionUnit, Prefill
from giaoban.occasions.collection.selectors.collections import columns_of, gone, gone_of, plain, rows_of
from giaoban.occasions.collection.selectors.locked import locked_said
from giaoban.occasions.collection.selectors.progress import became_of, not_expected
from giaoban.occasions.collection.states import OPEN, UNIT
from giaoban.records.figures.selectors import Value as Recorded
from giaoban.records.figures.selectors.boards import parted_cells
from giaoban.records.figures.services import stretch_named
from giaoban.records.registers.models import Register
from giaoban.records.registers.origin import entries_on

ONE, FEW = Decimal(1), 3
"""Decimals that a suggested number of a measure may have beyond what is usual; what is counted has none."""
LONG = {"month": 12, "quarter": 8, "year": 5}
Known = Mapping[tuple[int, int, str, str, str], Recorded]
"""(indicator, unit, key of the period, role, dims) -> what is recorded."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A number that may be taken over, with where it is from; never a value by itself."""

    value: Decimal
    source: str
    link: str = ""
    """The address of what it was counted from, for who may see that."""

    @property
    def told(self) -> list[str]:
        """What a program in the browser takes in: text, source, and the address where there is one."""
        return [self.text, self.source, *filter(None, [self.link])]

    @property
    def text(self) -> str:
        """As it is written into a cell."""
        return value_shown(self.value)


@dataclass(frozen=True, slots=True)
class Box:
    """One cell as it is shown."""

    column: Column
    value: Value = None
    version: int = 0
    changed_by: str = ""
    suggestion: Suggested | None = None
    last: Decimal | None = None
    asked: tuple[str, ...] = ()
    meant: Decimal | None = None
    """The number in the unit of measure that was probably meant, where a question suspects the wrong one."""
    comments: int = 0
    waiting: int = 0

    @property
    def text(self) -> str:
        """As it is written into a cell."""
        return value_shown(self.value)

    @property
    def meant_text(self) -> str:
        """The number that was probably meant as it is written; "" for none."""
        return value_shown(self.meant)

    @property
    def last_text(self) -> str:
        """The period before as it is written."""
        return value_shown(self.last)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its cells in the order of the columns."""

    row: CollectionUnit
    name: str
    state: str
    why_not: str
    open: bool
    boxes: tuple[Box, ...]

    @property
    def plain(self) -> Row:
        """The unit as the plain matrix has it."""
        told = {"unit": self.name, "state": gettext(self.state)}
        why = "" if self.open else self.why_not or gettext("Số liệu của %(unit)s %(state)s.") % told
        return Row(self.row.unit_id, self.row.unit.code, self.name, self.open, why)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The matrix with its units and columns. previous: the period before, in words; gone: columns that were taken out."""

    collection: Collection
    period_label: str
    previous_label: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def heads(self) -> list[tuple[Column, ...]]:
        """The columns below their common heads: a whole with its keyed parts; one that is asked whole stands alone."""
        found: dict[tuple[int, str], list[Column]] = {}
        for column in self.columns:
            found.setdefault((column.indicator_id, column.role), []).append(column)
        return [tuple(columns) for columns in found.values()]

    @property
    def grid(self) -> Grid:
        """The same as plain values."""
        boxes = [((line.row.unit_id, box.column.key), box) for line in self.lines for box in line.boxes]
        return Grid(
            title=self.collection.title,
            period_label=self.period_label,
            columns=self.columns,
            rows=tuple(line.plain for line in self.lines),
            cells={place: box.value for place, box in boxes if box.value is not None},
            last={place: box.last for place, box in boxes if box.last is not None},
            versions={place: box.version for place, box in boxes if box.version},
            note=self.collection.note,
            gone=self.gone,
        )


@dataclass(slots=True)
class Around:
    """Everything beside the cells: what was recorded, prefills, comments."""

    stretch: Stretch
    earlier: list[Stretch]
    known: Known
    prefills: dict[tuple[int, int], Prefill]
    notes: dict[tuple[int, int], tuple[int, int]]
    year_key: str = field(default="")
    registers: set[int] = field(default_factory=set)
    """The registers behind the prefills that the actor may look into."""

    def at(self, column: Column, unit_id: int, key: str) -> Decimal | None:
        """What is recorded for a period; None where nothing is, or a range."""
        found = self.known.get((column.indicator_id, unit_id, key, column.role, column.dims))
        return found.amount if found is not None else None

    def locked(self, column: Column, unit_id: int) -> Recorded | None:
        """What is locked for the period of the collection; None where nothing is, or a range."""
        found = self.known.get((column.indicator_id, unit_id, self.stretch.key, column.role, column.dims))
        return found if found is not None and found.state == "locked" and found.low is None else None


def sheet(
    actor: Actor,
    collection: Collection,
    *,
    only: CollectionUnit | None = None,
    ask: bool = True,
    also: int | None = None,
) -> Sheet:
    """The units that the actor may see with every cell; `only` one of them. ask: with the questions about odd values; also: with a column
    that was taken out. A unit that was taken out has a line only by itself.

    Errors: ACC-002 where the actor may see none of them.
    """
    rows = [
        row for row in rows_of(actor, collection) if (row.removed_at is None if only is None else row.pk == only.pk)
    ]
    if only is not None and not rows:
        raise Problem("ACC-002")
    pairs = shown_columns(actor, collection, also=also)
    names = unit_names(units=[row.unit_id for row in rows], on=collection.ends_on)
    fills = {} if collection.state != "open" else may_fill(actor, collection)
    cells = {
        (cell.row_id, cell.column_id): cell
        for cell in Cell.objects.filter(row__in=[row.pk for row in rows], column__in=[row.pk for row, _plain in pairs])
    }
    around = around_of(actor, collection, rows, pairs)
    plain_columns = tuple(plain for _row, plain in pairs)
    lines = []
    for row in rows:
        why = not_expected(row, collection.ends_on, became_of(row, collection))
        can = row.pk in fills and row.state in OPEN and not why
        boxes = tuple(
            box_of(around, row, plain, cells.get((row.pk, column.pk)), column.pk, ask) for column, plain in pairs
        )
        boxes = with_totals(boxes, plain_columns)
        lines.append(Line(row, names.get(row.unit_id, ""), UNIT.label(row.state), why, can, boxes))
    lines.sort(key=lambda line: (bool(line.why_not), sort_key(line.name)))
    before = around.earlier[-1].label if around.earlier else ""
    left = shown_gone(actor, collection)
    found = Sheet(collection, around.stretch.label, before, plain_columns, tuple(lines), left)
    return with_locked(with_sums(found), around) if ask else found


def grid_of(actor: Actor, collection: Collection, *, only: CollectionUnit | None = None) -> Grid:
    """The matrix as plain values, for a workbook, a paste, the offline queue."""
    return sheet(actor, collection, only=only, ask=False).grid


def shown_columns(
    actor: Actor, collection: Collection, *, also: int | None = None
) -> list[tuple[CollectionColumn, Column]]:
    """The columns; one whose indicator was restricted since only for those who may see it. also: with one that was taken out."""
    pairs = columns_of(collection)
    if also is not None and also not in {row.pk for row, _plain in pairs}:
        out = collection.columns.filter(pk=also).select_related("indicator", "total").order_by("pk")
        pairs += [(row, plain(row)) for row in out]
    if not any(row.indicator.classification for row, _plain in pairs):
        return pairs
    seen = seen_columns(actor, collection)
    return [(row, plain) for row, plain in pairs if row.pk in seen]


def seen_columns(actor: Actor, collection: Collection) -> set[int]:
    """The columns that the actor may see. One query."""
    allowed = access.visible(actor, "collection.view", collection.columns.all()).values_list("pk", flat=True)
    return set(allowed)


def shown_gone(actor: Actor, collection: Collection) -> tuple[Gone, ...]:
    """The columns that were taken out and that the actor may see; no query where the collection was never changed while it was open."""
    if not collection.changes:
        return ()
    rows = gone_of(collection)
    seen = seen_columns(actor, collection) if any(row.indicator.classification for row in rows) else set()
    return tuple(gone(row) for row in rows if not row.indicator.classification or row.pk in seen)


def may_fill(actor: Actor, collection: Collection) -> set[int]:
    """The rows whose cells the actor may change, states aside. One query."""
    rows = access.visible(actor, "collection.fill", CollectionUnit.objects.filter(collection=collection))
    return set(rows.values_list("pk", flat=True))


def around_of(
    actor: Actor,
    collection: Collection,
    rows: list[CollectionUnit],
    pairs: list[tuple[CollectionColumn, Column]],
) -> Around:
    """Everything beside the cells. What was recorded of the units is read for whoever sees them here: their own earlier answers."""
    stretch = stretch_named(collection.period)
    earlier = earlier_of(stretch)
    year = stretch.year_before().key
    reader = Actor.system("Số các kỳ trước", at=actor.at)
    known = parted_cells(
        reader,
        units=[row.unit_id for row in rows],
        keys={stretch.key, year, *(each.key for each in earlier)},
        indicators=[column.indicator_id for column, _plain in pairs],
        roles={plain.role for _column, plain in pairs} | {"actual"},
        dims={plain.dims for _column, plain in pairs},
    )
    numbers = [row.pk for row in rows]
    prefills = {(each.row_id, each.column_id): each for each in Prefill.objects.filter(row__in=numbers)}
    notes = CellComment.objects.filter(row__in=numbers).order_by().values("row", "column")
    counted = notes.annotate(n=Count("pk"), open=Count("pk", filter=Q(follow_up=True, settled_at=None)))
    counts = {(each["row"], each["column"]): (each["n"], each["open"]) for each in counted}
    return Around(stretch, earlier, known, prefills, counts, year, open_registers(actor, prefills.values()))


def open_registers(actor: Actor, prefills: Iterable[Prefill]) -> set[int]:
    """Of the registers that prefills are from, those that the actor may look into. One query, none where there are no prefills."""
    asked = {each.register_id for each in prefills if each.register_id is not None}
    if not asked:
        return set()
    seen = access.visible(actor, "registers.view", Register.objects.filter(pk__in=asked))
    return set(seen.values_list("pk", flat=True))


def earlier_of(stretch: Stretch) -> list[Stretch]:
    """The periods before one, oldest first."""
    found: list[Stretch] = []
    before = stretch
    try:
        for _number in range(LONG.get(stretch.kind, 4)):
            before = before.previous()
            found.insert(0, before)
    except Problem:
        return found
    return found


def box_of(around: Around, row: CollectionUnit, column: Column, cell: Cell | None, number: int, ask: bool) -> Box:
    """One cell with everything beside it."""
    value: Value = None
    if cell is not None:
        value = MISSING if cell.missing else cell.amount
    last = around.at(column, row.unit_id, around.earlier[-1].key) if around.earlier else None
    comments, waiting = around.notes.get((row.pk, number), (0, 0))
    found = asked_of(around, row, column, value) if ask and row.state != "approved" else ()
    return Box(
        column=column,
        value=value,
        version=cell.version if cell else 0,
        changed_by=cell.changed_by if cell else "",
        suggestion=suggestion_of(around, row, column, number, last) if value is None else None,
        last=last,
        asked=tuple(said(each.sentence, get_language() or "vi") for each in found),
        meant=next((each.corrected for each in found if each.corrected is not None), None),
        comments=comments,
        waiting=waiting,
    )


def suggestion_of(
    around: Around, row: CollectionUnit, column: Column, number: int, last: Decimal | None
) -> Suggested | None:
    """What a blank cell may take over: what a register says, what is recorded for the period already, a stock of the period before."""
    prefill = around.prefills.get((row.pk, number))
    if prefill is not None:
        return Suggested(prefill.amount, prefill.source, way_back(around, row, prefill))
    recorded = around.at(column, row.unit_id, around.stretch.key)
    if recorded is not None:
        return Suggested(recorded, gettext("đã ghi trong sổ số liệu"))
    if column.kind == "stock" and last is not None:
        return Suggested(last, around.earlier[-1].label)
    return None


def way_back(around: Around, row: CollectionUnit, prefill: Prefill) -> str:
    """The address of the entries that a prefill was counted from; "" for who may not look into that register."""
    if prefill.register_id is None or prefill.register_id not in around.registers:
        return ""
    return entries_on(prefill.register_id, prefill.as_of, None if prefill.whole else row.unit_id)


def asked_of(around: Around, row: CollectionUnit, column: Column, value: Value) -> tuple[Question, ...]:
    """The questions about a number; one about the unit of measure names the number that would then be meant."""
    if not isinstance(value, Decimal):
        return ()
    earlier = [
        Past(amount, stretch.labelled)
        for stretch in around.earlier
        if (amount := around.at(column, row.unit_id, stretch.key)) is not None
    ]
    year = around.at(column, row.unit_id, around.year_key)
    found = questions(
        value,
        earlier=earlier,
        last_year=None if year is None else Past(year, around.stretch.year_before().labelled),
        unit=column.unit_of_measure,
        digits=column.decimals,
        noun={"month": "tháng", "quarter": "quý", "year": "năm"}.get(around.stretch.kind, "kỳ"),
    )
    return tuple(suggested(each, column) for each in found)


def suggested(question: Question, column: Column) -> Question:
    """A question about the unit of measure with the number that would be meant, where the column can hold it."""
    meant = question.corrected
    if meant is None or meant == meant.quantize(ONE.scaleb(-(column.decimals and column.decimals + FEW))):
        return question
    return replace(question, corrected=None)


def with_totals(boxes: tuple[Box, ...], columns: Sequence[Column]) -> tuple[Box, ...]:
    """The cells of a unit with the sum of the parts suggested for a total that is still blank."""
    if not any(column.dims for column in columns):
        return boxes
    found = summed({box.column.key: box.value for box in boxes}, columns)
    return tuple(
        replace(
            box,
            suggestion=Suggested(
                found[box.column.key][0], gettext("cộng theo %(group)s") % {"group": found[box.column.key][1]}
            ),
        )
        if box.column.key in found
        else box
        for box in boxes
    )


def with_sums(found: Sheet) -> Sheet:
    """The sheet with the sentence about each total that differs from its parts."""
    if not any(column.part_of for column in found.columns):
        return found
    told: dict[Place, str] = {
        (row.unit_id, column.key): problem.sentence(get_language() or "vi")
        for row, column, problem in sum_mismatches(found.grid)
    }
    if not told:
        return found
    return replace(found, lines=tuple(replace(line, boxes=tuple(added(line, told))) for line in found.lines))


def added(line: Line, told: Mapping[Place, str]) -> Iterable[Box]:
    """The cells of a line, each with its sentence."""
    for box in line.boxes:
        words = told.get((line.row.unit_id, box.column.key))
        yield replace(box, asked=(words, *box.asked)) if words else box


def with_locked(found: Sheet, around: Around) -> Sheet:
    """The sheet with the sentence about each number that differs from one that is locked, by another collection or on record."""
    places = [
        (known.observation_id, line.plain, box.column)
        for line in found.lines
        if line.row.state != "approved"
        for box in line.boxes
        if box.value is not None and (known := around.locked(box.column, line.row.unit_id)) is not None
        if (None if isinstance(box.value, Missing) else box.value) != known.amount
    ]
    told = locked_said(places)
    if not told:
        return found
    return replace(found, lines=tuple(replace(line, boxes=tuple(taken_back(line, told))) for line in found.lines))


def taken_back(line: Line, told: Mapping[Place, tuple[str, Decimal | None]]) -> Iterable[Box]:
    """The cells of a line, each with the sentence about the number that is locked, which may be written instead."""
    for box in line.boxes:
        words, amount = told.get((line.row.unit_id, box.column.key), ("", None))
        yield replace(box, asked=(words, *box.asked), meant=amount) if words else box


def is_missing(value: Value) -> bool:
    """Whether a cell says that there is no figure."""
    return isinstance(value, Missing)
