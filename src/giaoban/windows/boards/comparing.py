"""Units beside each other: the same indicators, how each differs from the first, its place among all of its kind, the mean of all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.kernel.indicators.totals import Total, places_of
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.printing import in_language, spread
from giaoban.records.figures.selectors.lineage import SIXTH
from giaoban.windows.boards.pivoting import places_of as decimals_of
from giaoban.windows.boards.table import Role, Table, single, told
from giaoban.windows.boards.view import Cell, Column, Row

TENTH = Decimal("0.1")
MOST_UNITS = 6
GOOD = ("up", "down")
"""Directions in which a figure may be good."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is compared: the chosen units, and all of the table, in the one period of the table."""

    table: Table
    units: tuple[int, ...]
    role: Role
    averaged: bool
    ranked: bool = True
    """Whether there are places to show: any of the chosen units has one in any indicator."""

    def figure(self, indicator: Indicator, units: Sequence[int]) -> Total:
        """What units make together."""
        return self.table.total(indicator, self.role, units=units, places=[0])

    def remark(self, indicator: Indicator, found: Total, units: Sequence[int]) -> str:
        """What is to be said of it."""
        said = told(self.table, indicator, found, units=units, places=[0])
        waits = _("số chưa duyệt, không tính") if len(units) == 1 and self.waits(indicator, units[0]) else ""
        return ", ".join(filter(None, (said, waits)))

    def waits(self, indicator: Indicator, unit: int) -> bool:
        """Whether a unit has figures of an indicator, or of what its rate is made of, that are not approved yet."""
        parts = {indicator.pk, indicator.numerator_id, indicator.denominator_id}
        return any(row.unit == unit and row.role == self.role and row.indicator in parts for row in self.table.pending)

    def has(self, unit: int) -> bool:
        """Whether a unit has a figure of any indicator."""
        return any(self.figure(indicator, [unit]).value is not None for indicator in self.table.wanted.indicators)

    @property
    def every(self) -> list[int]:
        """All units of the kind."""
        return [number for number, _name in self.table.units]


def based(beside: Beside, base: int) -> Beside:
    """The same with the unit that the others are compared with in front: the one asked for, else the first that has any figure; without
    places where none of the units has one."""
    first = base if base in beside.units else next((unit for unit in beside.units if beside.has(unit)), beside.units[0])
    units = (first, *(unit for unit in beside.units if unit != first))
    return replace(beside, units=units, ranked=any(placed(beside, each) for each in beside.table.wanted.indicators))


def placed(beside: Beside, indicator: Indicator) -> bool:
    """Whether one of the chosen units has a place among all by an indicator, or one that may not be told."""
    if indicator.direction not in GOOD:
        return False
    places = ranked(indicator, {unit: beside.figure(indicator, [unit]) for unit in beside.every})
    return any(unit in places for unit in beside.units)


def columns_of(beside: Beside) -> tuple[Column, ...]:
    """Indicator, unit of measure; for each unit its figure and place (where anybody has one), from the second on difference and share; the
    mean."""
    names = dict(beside.table.units)
    against = _("So với {unit} (%)").format(unit=names[beside.units[0]])
    found = [Column(_("Chỉ tiêu")), Column(_("Đơn vị tính"))]
    for number, unit in enumerate(beside.units):
        group = names[unit]
        found.append(Column(_("Số liệu"), "number", group=group))
        if beside.ranked:
            found.append(Column(_("Hạng"), group=group))
        if number:
            found += [Column(_("Chênh lệch"), "number", group=group), Column(against, "percent", 1, group=group)]
    if beside.averaged:
        found.append(Column(_("Số liệu"), "number", group=_("Bình quân chung")))
    return tuple(found)


def rows_of(beside: Beside) -> list[Row]:
    """One line an indicator."""
    return [row_of(beside, indicator) for indicator in beside.table.wanted.indicators]


def row_of(beside: Beside, indicator: Indicator) -> Row:
    """The line of an indicator."""
    every = {unit: beside.figure(indicator, [unit]) for unit in beside.every}
    ranks = ranked(indicator, every)
    first = single(every[beside.units[0]])
    cells: list[Cell] = [
        Cell(indicator.name, url=reverse("figures:indicator", args=[indicator.pk])),
        Cell(indicator.unit_of_measure),
    ]
    for number, unit in enumerate(beside.units):
        found = every[unit]
        cells.append(valued(beside, indicator, found, [unit]))
        if beside.ranked:
            cells.append(ranks.get(unit, Cell("")))
        if number:
            cells += [difference(indicator, single(found), first), share(indicator, single(found), first)]
    if beside.averaged:
        cells.append(mean(beside, indicator))
    return Row(tuple(cells))


def valued(beside: Beside, indicator: Indicator, found: Total, units: Sequence[int]) -> Cell:
    """A figure with what is to be said of it."""
    remark = beside.remark(indicator, found, units)
    if found.value is not None and not found.value.is_point:
        return Cell(in_language(spread(found.value)), remark)
    return Cell(single(found), remark, decimals=decimals_of(indicator, beside.role))


def ranked(indicator: Indicator, every: dict[int, Total]) -> dict[int, Cell]:
    """The place of each unit among all with a figure, the better first.

    None where nobody said which direction is good, and where a figure that may not be seen would be counted.
    """
    if indicator.direction not in GOOD:
        return {}
    if any(found.reason == "hidden" for found in every.values()):
        return dict.fromkeys(every, Cell("", _("có số liệu không hiển thị")))
    places = places_of(
        {unit: single(found) for unit, found in every.items()}, higher_first=indicator.direction != "down"
    )
    return {unit: Cell(f"{place}/{len(places)}") for unit, place in places.items()}


def difference(indicator: Indicator, value: Decimal | None, first: Decimal | None) -> Cell:
    """How much more or less than the first unit; points of percent for rates."""
    if value is None or first is None:
        return Cell(None)
    return Cell(value - first, decimals=decimals_of(indicator, "actual"))


def share(indicator: Indicator, value: Decimal | None, first: Decimal | None) -> Cell:
    """In percent of the first unit; not for rates, and not of nothing."""
    if value is None or first is None or first <= 0 or indicator.kind == "rate":
        return Cell(None)
    return Cell((value * 100 / first).quantize(TENTH, rounding=ROUND_HALF_UP))


def mean(beside: Beside, indicator: Indicator) -> Cell:
    """The mean of all units: of amounts the sum by the units that have one; a rate is that of the sums of its parts."""
    found = beside.figure(indicator, beside.every)
    remark = beside.remark(indicator, found, beside.every)
    value = single(found)
    if value is None:
        return Cell(None, remark)
    rule = beside.table.rules[indicator.pk]
    if rule.nature != "rate" and rule.units == "sum":
        value = (value / found.have).quantize(SIXTH, rounding=ROUND_HALF_UP)
    return Cell(value, remark, decimals=decimals_of(indicator, beside.role))
