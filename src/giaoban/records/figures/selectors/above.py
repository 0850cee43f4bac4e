"""Restated figures of districts, provinces and the country: what their communes make together, each commune restated for itself.

A stored total speaks of the units that stood under the upper one when it was reported. Read for the tree of another day it is put together
anew; the stored one only stands in where it was made of the very same communes and not all of them have a figure of their own.
See docs/dev/algorithms/lineage.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit, UnitKind
from giaoban.ground.org.selectors import MadeUp, made_up, units_within
from giaoban.records.figures.models import Indicator, Period
from giaoban.records.figures.selectors.lineage import (
    Cell,
    Key,
    is_rate,
    rate_of,
    restated_parts,
    restated_roles,
    scale_of,
    total,
)

UPPER = (UnitKind.PROVINCE, UnitKind.DISTRICT)
PARTS = (UnitKind.COMMUNE, UnitKind.DISTRICT)
"""What upper units are put together from: communes, or districts where no commune reported."""


@dataclass(frozen=True, slots=True)
class Tops:
    """The upper units that are asked for with their parts, and what they were in the periods."""

    parts: Mapping[int, Sequence[int]]
    then: Mapping[tuple[date, int], MadeUp]

    def of(self, unit: int, period: Period) -> MadeUp:
        """What an upper unit was on the last day of a period."""
        return self.then.get((period.cut, unit), MadeUp(0, same=False))


def upper_among(units: Iterable[int]) -> list[int]:
    """Those of some units that are put together from others. One query."""
    rows = Unit.objects.filter(pk__in=set(units), kind__in=UPPER).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def restated_with_above(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    role: str = "actual",
    uppers: Sequence[int] | None = None,
) -> dict[Key, Cell]:
    """As `lineage.restated`, and upper units from their communes of the day `to`. `parts` of a cell: of so many communes it is the sum.

    Sums and stocks add, rates come from numerator and denominator. A commune without figure leaves the cell empty and is counted.
    uppers: those of the units that are upper ones, where that is known. At most four queries more, none where there is no upper unit.
    """
    found = roles_with_above(
        actor, indicators=indicators, units=units, periods=periods, to=to, roles=[role], uppers=uppers
    )
    return found[role]


def roles_with_above(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    roles: Sequence[str],
    uppers: Sequence[int] | None = None,
    approved: bool = False,
) -> dict[str, dict[Key, Cell]]:
    """The same for several roles ("actual", "plan") at once: {role: cells}. As many queries as for one.

    approved: only of figures that are approved or locked.
    """
    reading = partial(restated_roles, actor, to=to, roles=roles, approved=approved)
    return with_above(reading, indicators=indicators, units=units, periods=periods, to=to, uppers=uppers)


def parts_with_above(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    parts: Sequence[str],
    uppers: Sequence[int] | None = None,
) -> dict[str, dict[Key, Cell]]:
    """The actual figures of parts of a breakdown, upper units from their communes part by part: {part: cells}. Queries as for one part."""
    reading = partial(restated_parts, actor, to=to, parts=parts)
    return with_above(reading, indicators=indicators, units=units, periods=periods, to=to, uppers=uppers)


def with_above(
    reading: Callable[..., dict[str, dict[Key, Cell]]],
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    uppers: Sequence[int] | None,
) -> dict[str, dict[Key, Cell]]:
    """What `reading` gives of the units (`indicators`, `units`, `periods` of `lineage`), and upper units put together from it."""
    asked, chosen, wanted = list(indicators), list(periods), sorted(set(units))
    tops = upper_among(wanted) if uppers is None else [unit for unit in uppers if unit in set(wanted)]
    if not tops or not chosen:
        return reading(indicators=asked, units=wanted, periods=chosen)
    below = units_within(units=tops, on=to, kinds=PARTS)
    measured = with_parts(asked)
    every = {part for kinds in below.values() for found in kinds.values() for part in found} | set(wanted)
    read = reading(indicators=measured.values(), units=every, periods=chosen)
    reported = {unit for cells in read.values() for _indicator, unit, _period in cells}
    parts = {top: found for top in tops if (found := parts_below(below.get(top, {}), reported))}
    then = made_up(parts=parts, on=to, days={period.cut for period in chosen})
    numbers, places = {row.pk for row in asked}, set(wanted)
    for cells in read.values():
        put_together(cells, measured, Tops(parts, then), chosen)
    return {
        said: {key: cell for key, cell in cells.items() if key[0] in numbers and key[1] in places}
        for said, cells in read.items()
    }


def with_parts(indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """The indicators and what their rates are made of, by number. One query where a rate does not hold its parts."""
    found = {row.pk: row for row in indicators}
    parts = {number for row in found.values() for number in (row.numerator_id, row.denominator_id) if number}
    missing = parts - found.keys()
    return {**found, **(Indicator.objects.in_bulk(missing) if missing else {})}


def parts_below(kinds: Mapping[str, Sequence[int]], reported: set[int]) -> Sequence[int]:
    """The communes below an upper unit if one of them reported, else its districts if one of them did."""
    return next((kinds[kind] for kind in PARTS if kind in kinds and not reported.isdisjoint(kinds[kind])), ())


def put_together(
    cells: dict[Key, Cell], measured: Mapping[int, Indicator], tops: Tops, periods: Sequence[Period]
) -> None:
    """Write the cells of the upper units anew, amounts before the rates that are made of them."""
    for row in sorted(measured.values(), key=lambda row: (is_rate(row), row.pk)):
        for unit in tops.parts:
            for period in periods:
                key = (row.pk, unit, period.pk)
                found = rate(row, key, cells, tops, period) if is_rate(row) else summed(row, key, cells, tops, period)
                if found is None:
                    cells.pop(key, None)
                else:
                    cells[key] = found


def summed(row: Indicator, key: Key, cells: Mapping[Key, Cell], tops: Tops, period: Period) -> Cell | None:
    """The sum of the parts; where some are missing the stored total if it still speaks of them, else how many there are."""
    _number, unit, _period = key
    stored, then = cells.get(key), tops.of(unit, period)
    if row.unit_op != "sum":
        return stored if then.same or stored is None else Cell(0, then.parts, reason="text")
    parts = [cells.get((row.pk, part, period.pk)) for part in tops.parts[unit]]
    known = [cell for cell in parts if cell is not None and cell.known]
    if known and len(known) >= then.parts:
        made = total(known)
        if made is None:  # some of them are ranges
            return Cell(len(known), then.parts, reason="text")
        shares = tuple(share for cell in known for share in cell.made_of)
        return replace(made, figures=len(known), units=len(known), parts=len(known), same=then.same, made_of=shares)
    if stored is not None and stored.known and then.same:
        return stored
    if stored is None and not any(parts):
        return None
    torn = any(cell is not None and cell.reason == "share" for cell in parts)
    return Cell(len(known), then.parts, reason="share" if torn else "missing")


def rate(row: Indicator, key: Key, cells: Mapping[Key, Cell], tops: Tops, period: Period) -> Cell | None:
    """Numerator by denominator, both put together before; where they are not known the stored rate if it still speaks of the same parts."""
    _number, unit, _period = key
    stored, then = cells.get(key), tops.of(unit, period)
    sides = [cells.get((number, unit, period.pk)) for number in (row.numerator_id, row.denominator_id) if number]
    if len(sides) == 2 and sides[0] is not None and sides[1] is not None:
        made = rate_of(sides[0].amount, sides[1].amount, scale=scale_of(row))
        if made is not None:
            below = sides[1]
            counted = min(sides[0].parts, below.parts)
            return replace(below, amount=made, low=None, high=None, parts=counted, same=then.same)
    if stored is not None and stored.known and then.same:
        return stored
    gap = next((side for side in sides if side is not None and not side.known), None)
    if gap is not None:
        return gap
    return None if stored is None and not any(sides) else Cell(0, then.parts, reason="rate")
