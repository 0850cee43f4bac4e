"""A crossed breakdown of one figure ("giới tính × nhóm tuổi") as a table: one key down, the other across, with the totals of both.

A total is the figure that was reported for it. Where none was, it is what the cells make together, once all of them are known and the
indicator adds up, and says so; where both are known and differ, the cell says what the cells make. A cell without figure stays empty.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.kernel.indicators import dims_key
from giaoban.occasions.collection.breakdowns import (
    CROSS,
    MOST,
    breakdown_words,
    crossed_size,
    dimension_words,
    listed_keys,
    offered,
    part_words,
    with_margins,
)
from giaoban.records.figures.models import CurrentValue, Indicator
from giaoban.records.figures.printing import written
from giaoban.windows.boards.charts import GAP, Point
from giaoban.windows.boards.courses import in_order, points_by_place
from giaoban.windows.boards.table import joined
from giaoban.windows.boards.view import Cell, Column, Row, Shown, View, shown


@dataclass(frozen=True, slots=True)
class Crossed:
    """The cells of one unit in one period, by the key of their part; "" is the whole.

    name: of the breakdown ("gioi*tuoi"). down, across: the parts of either key, in the order of the indicator. adds: whether the cells add
    up. states, latest: of the parts that were read.
    """

    name: str
    down: tuple[str, ...]
    across: tuple[str, ...]
    cells: Mapping[str, Point]
    adds: bool
    states: Counter[str] = field(default_factory=Counter)
    latest: int = 0

    @property
    def keys(self) -> list[str]:
        """The two keys: what lies down, what lies across."""
        return self.name.split(CROSS)

    def at(self, row: str, column: str) -> Point:
        """The cell of two parts; "" stands for all of a key."""
        reported = self.cells.get(joined(row, column), GAP)
        if row and column:
            return reported
        sides = self.sides(row, column)
        told = [self.cells.get(part, GAP).value for part in sides]
        known = [value for value in told if value is not None]
        if not self.adds or not known or len(known) < len(told):
            return reported
        made = sum(known, Decimal(0))
        if reported.value is None:
            return Point(made, written(made), remark=_("cộng từ các ô"))
        if reported.value == made:
            return reported
        differs = _("các ô cộng lại {total}").format(total=written(made))
        return replace(reported, remark=", ".join(filter(None, [reported.remark, differs])))

    def sides(self, row: str, column: str) -> list[str]:
        """The crossed cells that a total is made of."""
        rows = (row,) if row else self.down
        columns = (column,) if column else self.across
        return [joined(one, other) for one in rows for other in columns]


def crossings(indicator: Indicator) -> list[str]:
    """The crossed breakdowns of an indicator that make a table: two keys with listed values, at most `MOST` cells."""
    names = offered(indicator.dimensions)
    return [name for name in names if CROSS in name and crossed_size(name, indicator.dimensions) <= MOST]


def breakdowns_of(indicator: Indicator) -> list[tuple[str, str]]:
    """By what an indicator can be told apart, with what it is called: its keys, then each two of them that make a table."""
    names = [*sorted(indicator.dimensions), *crossings(indicator)]
    return [(name, breakdown_words(name)) for name in names]


def axes(name: str, indicators: Sequence[Indicator]) -> tuple[tuple[str, ...], ...]:
    """The parts of each key of a crossed breakdown, of all indicators that have it: (("gioi=nam", "gioi=nữ"), ("tuoi=15-60",))."""
    rows = [listed_keys(row.dimensions) for row in indicators if name in crossings(row)]
    return tuple(
        tuple(dict.fromkeys(dims_key({key: value}) for row in rows for value in row[key])) for key in name.split(CROSS)
    )


def crossed_of(actor: Actor, indicator: Indicator, *, name: str, unit: int, key: str, whole: Point) -> Crossed:
    """The crossed cells and their totals as they were reported; `whole` is the figure itself. One query."""
    parts = [part for each in with_margins([name]) for part in offered(indicator.dimensions)[each]]
    rows = CurrentValue.objects.filter(
        indicator=indicator,
        unit=unit,
        period__key=key,
        period__calendar=indicator.calendar,
        role__in=("actual", "estimate"),
        dims__in=parts,
    )
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    read = in_order(access.visible(actor, "figures.view", rows))
    down, across = axes(name, [indicator])
    cells = {part: points[key] for part, points in points_by_place(read, head=head).items()}
    return Crossed(
        name,
        down,
        across,
        cells | {"": whole},
        indicator.kind != "rate" and indicator.unit_op == "sum",
        Counter(row.state for row in read),
        max((row.observation_id for row in read), default=0),
    )


def crossed_view(crossed: Crossed, base: View, *, indicator: Indicator, title: str, period: str) -> View:
    """The table: the parts of the first key down, of the second across, all of each at the end. base: what else is said beside it."""
    first, second = crossed.keys
    group = dimension_words(second).capitalize()
    total = _("Tổng số")
    columns = (
        Column(dimension_words(first).capitalize()),
        *(Column(capital(part), "number", group=group) for part in crossed.across),
        Column(total, "number"),
    )
    rows = [
        Row(
            (capital(part) or total, *(cell_of(crossed.at(part, other)) for other in (*crossed.across, ""))),
            "body" if part else "total",
        )
        for part in (*crossed.down, "")
    ]
    return replace(
        base,
        title=_("{title} theo {key}").format(title=title, key=breakdown_words(crossed.name)),
        note=_("{period}; đơn vị tính: {measure}.").format(period=period, measure=indicator.unit_of_measure),
        columns=columns,
        rows=rows,
        as_of=replace(base.as_of, states=crossed.states, latest=crossed.latest) if crossed.latest else base.as_of,
        sources=(
            *base.sources,
            _("Tổng là số đã báo cáo; chỗ không báo tổng mà đã đủ các ô thì cộng từ các ô và ghi rõ."),
        ),
    )


def crossed_lines(view: View) -> list[tuple[Row, list[Shown]]]:
    """The rows as a page shows them; none where no part has a figure, the whole alone is not a table."""
    rows = list(view.rows)
    known = any(isinstance(cell, Cell) and cell.value is not None for row in rows for cell in row.cells[:-1])
    return [(row, shown(view, row)) for row in rows] if known else []


def capital(part: str) -> str:
    """What a part is called, with a capital; "" for the whole."""
    words = part_words(part) if part else ""
    return words[:1].upper() + words[1:]


def cell_of(point: Point) -> Cell:
    """A point as a cell of a table."""
    return Cell(point.value, point.remark, point.url)
