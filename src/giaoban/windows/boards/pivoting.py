"""The layout of a pivot: which figures stand where, with sub-totals and totals. No figure is computed here: each cell asks the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import overload

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.kernel.calendar import short_name
from giaoban.occasions.collection.breakdowns import CROSS, dimension_words, part_words
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.printing import in_language, spread
from giaoban.windows.boards.asking import Dimension
from giaoban.windows.boards.table import Role, Table, joined, single, told
from giaoban.windows.boards.view import Cell, Column, Kind, Row, Weight

SUMMED: tuple[Dimension, ...] = ("dv", "ky")
"""What can be put together; indicators and roles cannot."""
Chosen = Mapping[Dimension, tuple[int, ...]]
"""Places of the members that a line or column stands for; one member, or all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row or column: its words, its members, and whether it only names those below it."""

    label: str
    chosen: Chosen
    weight: Weight = "body"
    depth: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """What there is to choose from, in order: units, indicators, periods, roles."""

    table: Table
    roles: tuple[Role, ...]
    sizes: dict[Dimension, int] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, roles: tuple[Role, ...]) -> "Members":
        """The members of a table."""
        counts = {
            "dv": len(table.units),
            "ct": len(table.wanted.indicators),
            "ky": len(table.periods),
            "sl": len(roles),
            "pt": 1 + len(table.wanted.parts),
            "ph": 1 + len(table.wanted.across),
        }
        return cls(table, roles, counts)  # type: ignore[arg-type]

    def all(self, name: Dimension) -> tuple[int, ...]:
        """Places of all members."""
        return tuple(range(self.sizes[name]))

    def label(self, name: Dimension, place: int, *, short: bool = False) -> str:
        """A member's name. short: for the heading of a column."""
        match name:
            case "dv":
                return self.table.units[place][1]
            case "ct":
                return self.table.wanted.indicators[place].name
            case "ky":
                period = self.table.periods[place]
                return in_language(short_name(period)) if short else first_up(in_language(period.named))
            case "pt" | "ph":
                parts = self.table.wanted.parts if name == "pt" else self.table.wanted.across
                return first_up(part_words(parts[place - 1])) if place else _("Tổng số")
        return role_name(self.roles[place])

    def summed(self, name: Dimension) -> bool:
        """Whether a total over the dimension can be asked for."""
        return name in SUMMED and self.sizes[name] > 1


def role_name(role: Role) -> str:
    """What a figure is."""
    return {"actual": _("Thực hiện"), "plan": _("Kế hoạch"), "done": _("Đạt (%)")}[role]


def first_up(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def total_name(name: Dimension) -> str:
    """What a total over a dimension is called."""
    return _("Cả kỳ") if name == "ky" else _("Tổng cộng")


def lines_of(members: Members, names: Sequence[Dimension]) -> list[Line]:
    """The rows: one dimension, or the second below each member of the first, its sub-total beside the member's name."""
    if not names:
        return [Line(_("Tổng cộng"), {})]
    first, second = names[0], names[1] if len(names) > 1 else None
    found: list[Line] = []
    for place in members.all(first):
        label, chosen = members.label(first, place), {first: (place,)}
        if second is None:
            found.append(Line(label, chosen))
            continue
        if members.sizes[second] > 1 or not members.summed(second):
            whole = {**chosen, second: members.all(second)}
            found.append(Line(label, whole, "subtotal") if members.summed(second) else Line(label, {}, "heading"))
        found += [Line(members.label(second, p), {**chosen, second: (p,)}, "body", 1) for p in members.all(second)]
    if members.summed(first):
        found += totals_below(members, first, second)
    return found


def totals_below(members: Members, first: Dimension, second: Dimension | None) -> list[Line]:
    """The last rows: all members of the first dimension together, for each member of a second that does not add up."""
    whole = {first: members.all(first)}
    if second is None:
        return [Line(total_name(first), whole, "total")]
    if members.summed(second) or members.sizes[second] == 1:
        return [Line(total_name(first), {**whole, second: members.all(second)}, "total")]
    rows = [Line(members.label(second, p), {**whole, second: (p,)}, "total", 1) for p in members.all(second)]
    return [Line(total_name(first), {}, "heading"), *rows]


def columns_of(members: Members, names: Sequence[Dimension]) -> list[Line]:
    """The columns: one dimension, or the second inside each member of the first, with totals at the end of each."""
    if not names:
        return [Line(_("Số liệu"), {})]
    first, second = names[0], names[1] if len(names) > 1 else None
    wholes: list[tuple[str, tuple[int, ...]]] = [
        (members.label(first, p, short=True), (p,)) for p in members.all(first)
    ]
    if members.summed(first):
        wholes.append((total_name(first), members.all(first)))
    if second is None:
        return [Line(label, {first: places}) for label, places in wholes]
    inner: list[tuple[str, tuple[int, ...]]] = [
        (members.label(second, p, short=True), (p,)) for p in members.all(second)
    ]
    if members.summed(second):
        inner.append((total_name(second), members.all(second)))
    return [
        Line(label, {first: places, second: below}, group=group) for group, places in wholes for label, below in inner
    ]


def cell_at(members: Members, chosen: Chosen) -> Cell:
    """The figure of a place with what is to be said of it."""
    table = members.table
    indicator = table.wanted.indicators[chosen.get("ct", (0,))[0]]
    role = members.roles[chosen.get("sl", (0,))[0]]
    units = [table.units[place][0] for place in chosen.get("dv", members.all("dv"))]
    places = chosen.get("ky", members.all("ky"))
    own, other = ("", *table.wanted.parts), ("", *table.wanted.across)
    part = joined(own[chosen.get("pt", (0,))[0]], other[chosen.get("ph", (0,))[0]])
    if role == "done" and table.rules[indicator.pk].nature == "rate":
        return Cell(None)
    found = table.total(indicator, role, units=units, places=places, part=part)
    remark = told(table, indicator, found, units=units, places=places)
    if found.value is None:
        return Cell(None, remark)
    if not found.value.is_point:
        return Cell(in_language(spread(found.value)), remark)
    return Cell(single(found), remark, decimals=places_of(indicator, role))


def places_of(indicator: Indicator, role: Role) -> int | None:
    """Places after the comma: one for percentages, else what there is."""
    return 1 if role == "done" or (indicator.kind == "rate" and indicator.unit_of_measure.strip() == "%") else None


def grid(
    members: Members, rows: Sequence[Dimension], columns: Sequence[Dimension], by: str = ""
) -> tuple[tuple[Column, ...], Sequence[Row]]:
    """Columns and rows of the view; where indicators are rows, a column of their units of measure comes first. by: the breakdown shown."""
    across = columns_of(members, columns)
    measured = "ct" in rows
    heads = [Column(first_heading(rows, by))]
    if measured:
        heads.append(Column(_("Đơn vị tính")))
    heads += [Column(line.label, kind_of(members, line), None, unit_of(members, line), line.group) for line in across]
    made = partial(row_at, members, across=across, rows=rows)
    return tuple(heads), Rows(lines_of(members, rows), made)


def row_at(members: Members, line: Line, *, across: Sequence[Line], rows: Sequence[Dimension]) -> Row:
    """One row of the table."""
    label = Cell(line.label, url=address_of(members, line, rows))
    unit = [measure_of(members, line)] if "ct" in rows else []
    if line.weight == "heading":
        values: list[Cell | str] = [""] * len(across)
    else:
        values = [cell_at(members, {**line.chosen, **column.chosen}) for column in across]
    return Row((label, *unit, *values), line.weight, line.depth)


class Rows(Sequence[Row]):
    """Rows that are computed when they are asked for, each once: a page of a long table costs no more than its own rows."""

    def __init__(self, lines: Sequence[Line], make: Callable[[Line], Row]) -> None:
        self.lines, self.make = lines, make
        self.made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self.lines)))]
        number = range(len(self.lines))[place]
        if number not in self.made:
            self.made[number] = self.make(self.lines[number])
        return self.made[number]


def first_heading(rows: Sequence[Dimension], by: str = "") -> str:
    """What stands over the names of the rows."""
    return " / ".join(dimension_names(by)[name] for name in rows) or _("Nội dung")


def dimension_names(by: str = "") -> dict[Dimension, str]:
    """What the dimensions are called; by: the breakdown that is shown, of a crossed one either key by its own name."""
    first, _sign, second = by.partition(CROSS)
    return {
        "dv": _("Đơn vị"),
        "ct": _("Chỉ tiêu"),
        "ky": _("Kỳ"),
        "sl": _("Loại số liệu"),
        "pt": first_up(dimension_words(first)) if second else _("Phân tổ"),
        "ph": first_up(dimension_words(second)) if second else _("Phân tổ thứ hai"),
    }


def kind_of(members: Members, line: Line) -> Kind:
    """Percentages of the plan bear their sign where a column holds nothing else."""
    return "percent" if "sl" in line.chosen and members.roles[line.chosen["sl"][0]] == "done" else "number"


def unit_of(members: Members, line: Line) -> str:
    """The unit of measure of a column of one indicator."""
    if "ct" not in line.chosen or kind_of(members, line) == "percent":
        return ""
    return members.table.wanted.indicators[line.chosen["ct"][0]].unit_of_measure


def measure_of(members: Members, line: Line) -> str:
    """The unit of measure of a row of one indicator."""
    return members.table.wanted.indicators[line.chosen["ct"][0]].unit_of_measure if "ct" in line.chosen else ""


def address_of(members: Members, line: Line, rows: Sequence[Dimension]) -> str:
    """The page of the unit or indicator that a row is named after."""
    name = rows[min(line.depth, len(rows) - 1)] if rows else "ky"
    places = line.chosen.get(name, ())
    if line.weight == "subtotal":
        name, places = rows[0], line.chosen.get(rows[0], ())
    if len(places) != 1:
        return ""
    if name == "dv":
        return reverse("figures:unit", args=[members.table.units[places[0]][0]])
    return reverse("figures:indicator", args=[members.table.wanted.indicators[places[0]].pk]) if name == "ct" else ""
