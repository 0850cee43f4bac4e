"""The course of one indicator: periods across, units down, as reported or restated. Reads through figures, always for an actor."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes
from giaoban.ground.org.models import Unit, UnitName
from giaoban.ground.org.selectors import Node
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.calendar import parse_period, short_name
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors
from giaoban.records.figures.models import CurrentValue, Indicator, Period, Target
from giaoban.records.figures.printing import in_language, shown, written
from giaoban.records.figures.selectors import Value, above, lineage, territory
from giaoban.records.figures.selectors.course import RECENT
from giaoban.windows.boards.charts import GAP, Point
from giaoban.windows.boards.view import AsOf

KINDS = ("month", "quarter", "half", "nine_months", "year", "school_year", "semester")
LEVELS = ("at_least", "above", "at_most", "below", "equal", "raise_to", "keep", "exceed", "range")
"""Kinds of targets that are a level; others speak of a change, of parts or of another's target, and draw no line."""
ROLES = ("actual", "estimate", "plan")
CENT, ZERO = Decimal("0.01"), Decimal(0)
Place = tuple[int, str]
"""(unit, key of the period)"""


@dataclass(slots=True)
class Reading:
    """Figures of an indicator by (unit, key of the period): reached (the actual one, else the estimate), planned, asked for."""

    reached: dict[Place, Point] = field(default_factory=dict)
    planned: dict[Place, Point] = field(default_factory=dict)
    asked: dict[Place, Target] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    latest: int = 0

    def as_of(self, actor: Actor) -> AsOf:
        """What the figures are those of."""
        return AsOf(localtime(actor.at), dict(self.states), self.latest)


def periods_of(actor: Actor, indicator: Indicator) -> list[Period]:
    """The periods, of the kinds that follow each other, with figures of an indicator; newest first. One query."""
    rows = access.visible(actor, "figures.view", CurrentValue.objects.filter(indicator=indicator, dims=""))
    there = Period.objects.filter(calendar=indicator.calendar, kind__in=KINDS, start__lte=actor.on)
    return list(there.filter(pk__in=rows.order_by().values("period")).order_by("-start", "-end"))


def newest_by_kind(periods: Iterable[Period]) -> dict[str, str]:
    """{kind of period: key of the newest}, in the order of KINDS; `periods` are newest first."""
    found: dict[str, str] = {}
    for period in periods:
        found.setdefault(period.kind, period.key)
    return {kind: found[kind] for kind in KINDS if kind in found}


def keys_until(last: str, count: int, *, calendar: str) -> list[str]:
    """So many periods of one kind, oldest first, up to `last`. Errors: CAL-003."""
    found = [cut(last, calendar)]
    while len(found) < count:
        found.append(found[-1].previous())
    return [period.key for period in reversed(found)]


def cut(key: str, calendar: str) -> Stretch:
    """A period of a calendar by its key. Errors: CAL-003."""
    return parse_period(key, calendar=calendar)  # type: ignore[arg-type]


def before(key: str, *, calendar: str) -> str:
    """The key of the same period a year before; "" where it has none."""
    try:
        return cut(key, calendar).year_before().key
    except Problem:
        return ""


def year_of(key: str) -> str:
    """The key of the year in which a period lies; of a school year itself."""
    return key[:9] if key[4:5] == "/" else key[:4]


def months_to(key: str, *, calendar: str) -> list[str]:
    """The periods of the same kind from the beginning of its year up to a period: what a cumulated figure is made of."""
    found: list[Stretch] = [cut(key, calendar)]
    while (earlier := found[0].previous()).key[:4] == key[:4] and earlier.start < found[0].start:
        found.insert(0, earlier)
    return [period.key for period in found]


def short(key: str, *, calendar: str) -> str:
    """A period in few letters: "10/2026", "Quý IV/2026", else its name."""
    period = cut(key, calendar)
    return in_language(short_name(period) if period.kind in ("month", "quarter", "year") else period.named)


def area_of(actor: Actor) -> int:
    """The area of the actor's body as its rights know it, without asking again; 0 for an actor without one."""
    return next((scope.area_id for scope in scopes(actor) if scope.area_id), 0)


def nodes_of(actor: Actor, indicator: Indicator, *, on: date) -> list[Node]:
    """The units of a day that hold what reported, and those above communes. Two queries, more after a merger of the area itself."""
    return territory.nodes_of_day(actor, on, territory.figures_of(actor, indicator))


def units_of(actor: Actor, indicator: Indicator) -> list[tuple[int, str]]:
    """The units with figures in the newest periods, the area first, others by name. One query."""
    there = CurrentValue.objects.filter(indicator=indicator, period=OuterRef("pk"))
    newest = Period.objects.filter(Exists(there)).order_by("-end", "-start").values("pk")[:RECENT]
    rows = access.visible(actor, "figures.view", CurrentValue.objects.filter(indicator=indicator, period__in=newest))
    names = UnitName.objects.filter(unit=OuterRef("pk"), valid_from__lte=actor.on).order_by("-valid_from")
    units = Unit.objects.filter(pk__in=rows.order_by().values("unit")).annotate(name=Subquery(names.values("name")[:1]))
    found = [(pk, name or "") for pk, name in units.values_list("pk", "name")]
    area = area_of(actor)
    return sorted(found, key=lambda pair: (pair[0] != area, sort_key(pair[1])))


def reading(actor: Actor, indicator: Indicator, *, units: Iterable[int], keys: Sequence[str]) -> Reading:
    """The figures of units in periods as they were reported. Two queries."""
    places, wanted = set(units), list(dict.fromkeys(filter(None, keys)))
    found = Reading(asked=asked(actor, indicator, places, wanted))
    values = selectors.cells(actor, units=places, keys=wanted, indicators=[indicator.pk], roles=ROLES)
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    for (_indicator, unit, key, role), value in sorted(values.items(), key=lambda item: item[0][3], reverse=True):
        into = found.planned if role == "plan" else found.reached
        into[unit, key] = point(value, url=f"{head}{value.observation_id}/", estimate=role == "estimate")
        found.states[value.state] += 1
        found.latest = max(found.latest, value.observation_id)
    return found


def parts_reading(
    actor: Actor, indicator: Indicator, *, unit: int, keys: Sequence[str], by: str
) -> dict[str, dict[str, Point]]:
    """The figures of the parts of a breakdown in one unit: {"gioi=nam": {key of the period: Point}}, declared parts first. One query.

    A part that is declared and has no figure at all is left out.
    """
    declared = [dims_key({by: value}) for value in indicator.dimensions.get(by, [])]
    rows = CurrentValue.objects.filter(
        indicator=indicator,
        unit=unit,
        period__key__in=keys,
        period__calendar=indicator.calendar,
        role__in=("actual", "estimate"),
        dims__startswith=f"{by}=",
    ).exclude(dims__contains=";")
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    found = points_by_place(in_order(access.visible(actor, "figures.view", rows)), head=head)
    order = [part for part in declared if part in found]
    return {part: found[part] for part in dict.fromkeys([*order, *sorted(found)])}


def in_order(rows: "QuerySet[CurrentValue]") -> list[CurrentValue]:
    """Current figures with their periods, the actual ones after the estimates. One query."""
    return list(rows.select_related("period").order_by("dims", "-role", "pk"))


def points_by_place(rows: Iterable[CurrentValue], *, head: str) -> dict[str, dict[str, Point]]:
    """Figures of one indicator and unit (`in_order`): {part: {key of the period: Point}}; estimates where there is nothing better."""
    found: dict[str, dict[str, Point]] = {}
    for row in rows:
        estimate = _("ước thực hiện") if row.role == "estimate" else ""
        value = Value(row.amount, row.low, row.high, row.comparator, row.state, row.observation_id)
        made = replace(point(value, url=f"{head}{row.observation_id}/"), remark=estimate)
        found.setdefault(row.dims, {})[row.period.key] = made  # "actual" comes after "estimate"
    return found


def asked(actor: Actor, indicator: Indicator, units: set[int], keys: Sequence[str]) -> dict[Place, Target]:
    """The targets of units for periods, and for the years in which they lie. One query."""
    rows = selectors.targets(actor, indicator=indicator).filter(
        unit__in=units, period__key__in={*keys, *map(year_of, keys)}, dims=""
    )
    return {(row.unit_id, row.period.key): row for row in rows.select_related("period")}


def point(value: Value, *, url: str = "", estimate: bool = False) -> Point:
    """A current figure as a point: of a range its middle, in words both ends; a cell that says why it is empty stays a gap."""
    amount = value.amount
    if amount is None and value.low is not None and value.high is not None:
        amount = (value.low + value.high) / 2
    return Point(amount, in_language(shown(rounded(value))), url, "estimate" if estimate else "")


def rounded(value: Value) -> Value:
    """The same figure with at most two decimal places, half up: rates computed from registers carry six."""
    cut_off = {
        name: number.quantize(CENT, ROUND_HALF_UP).normalize() if number != number.quantize(CENT) else number
        for name in ("amount", "low", "high")
        if (number := getattr(value, name)) is not None
    }
    return value._replace(**cut_off)


def restated(
    actor: Actor,
    indicator: Indicator,
    *,
    units: Iterable[int],
    keys: Sequence[str],
    periods: Iterable[Period],
    on: date,
    uppers: Sequence[int],
) -> Reading:
    """Actual figures, plans and targets as the units of a day would have them. Five queries, four more where upper units are among them.

    periods: the stored ones with figures. uppers: those of the units that are put together from others.
    """
    wanted, places = {key for key in keys if key}, set(units)
    rows = {row.pk: row for row in periods if row.key in wanted and row.start <= on}
    link = f"{reverse('figures:territory')}?chi-tieu={indicator.pk}&cach=quy-doi&ngay={on:%Y-%m-%d}"
    roles = above.roles_with_above(
        actor,
        indicators=[indicator],
        units=places,
        periods=rows.values(),
        to=on,
        roles=["actual", "plan"],
        uppers=uppers,
    )
    found = Reading()
    cells: dict[Place, lineage.Cell] = {}
    for into, role in ((found.planned, "plan"), (found.reached, "actual")):
        for (_indicator, unit, period), cell in roles[role].items():
            cells[unit, rows[period].key] = cell
            into[unit, rows[period].key] = told(cell, link)
    sources = {place: sources_of(place[0], cell) for place, cell in cells.items()}
    every = places.union(*sources.values())
    given = asked(actor, indicator, every, sorted(wanted))
    found.asked |= restated_targets(indicator, given, sources)
    found.states, found.latest = counted(actor, indicator, every, list(rows))
    return found


def counted(actor: Actor, indicator: Indicator, units: set[int], periods: Sequence[int]) -> tuple[Counter[str], int]:
    """How many figures of units in periods are in which state, and the newest record among them. One query."""
    rows = CurrentValue.objects.filter(
        indicator=indicator, unit__in=units, period__in=periods, role__in=("actual", "plan"), dims=""
    )
    groups = access.visible(actor, "figures.view", rows).order_by().values_list("state")
    found = list(groups.annotate(n=Count("pk"), newest=Max("observation_id")))
    return Counter({state: n for state, n, _newest in found}), max((newest for *_state, newest in found), default=0)


def sources_of(unit: int, cell: lineage.Cell) -> tuple[int, ...]:
    """The units whose targets together are that of a unit; itself where it was made of nothing else, none where a part went elsewhere."""
    if cell.same or not cell.made_of:
        return (unit,)
    whole = all(share == 1 for _unit, share in cell.made_of)
    return tuple(number for number, _share in cell.made_of) if whole else ()


def restated_targets(
    indicator: Indicator, given: Mapping[Place, Target], sources: Mapping[Place, Sequence[int]]
) -> dict[Place, Target]:
    """The targets of units: their own, and for the time before a merger the sum of those of the units that merged, where all had one."""
    found = dict(given)
    for (unit, key), parts in sorted(sources.items(), reverse=True):
        for when in (key, year_of(key)):
            if list(parts) != [unit] and (unit, when) not in found:
                whole = summed_target(indicator, unit, [given.get((part, when)) for part in parts])
                found |= {(unit, when): whole} if whole is not None else {}
    return found


def summed_target(indicator: Indicator, unit: int, rows: Sequence[Target | None]) -> Target | None:
    """What levels of one kind make together, where the indicator adds up; None otherwise."""
    known = [row for row in rows if row is not None]
    levels = [level for row in known if (level := level_of(row)) is not None]
    if not rows or len(levels) < len(rows) or len({row.kind for row in known}) > 1 or indicator.unit_op != "sum":
        return None
    first = known[0]
    return Target(indicator=indicator, unit_id=unit, period=first.period, kind=first.kind, amount=sum(levels, ZERO))


def told(cell: lineage.Cell, link: str) -> Point:
    """A restated cell as a point: of how many units it is made; where there is none, the reason."""
    amount = cell.amount
    if amount is None and cell.low is not None and cell.high is not None:
        amount = (cell.low + cell.high) / 2
    if not cell.known:
        return Point(amount, "", link, cell.words)
    counted = _("gồm {n} đơn vị").format(n=cell.units) if cell.units > 1 else ""
    return Point(amount, in_language(lineage.two_places(cell)), link, counted)


def added(points: Mapping[Place, Point], unit: int, key: str, *, calendar: str) -> Point:
    """What was reached from the beginning of the year; a gap as soon as one of its periods has no figure."""
    parts = [points.get((unit, each), GAP) for each in months_to(key, calendar=calendar)]
    known = [part.value for part in parts if part.value is not None]
    if not known or len(known) < len(parts):
        return GAP
    total = sum(known, Decimal(0))
    estimated = any(part.remark == "estimate" for part in parts)
    return Point(total, written(total), "", "estimate" if estimated else "")


def level_of(target: Target | None) -> Decimal | None:
    """The level that a target draws; None for one that speaks of a change, of parts or of another's."""
    if target is None or target.points or target.kind not in LEVELS:
        return None
    return target.amount


def asked_at(found: Reading, unit: int, key: str, *, yearly: bool) -> Target | None:
    """The target that a figure is held against: of its very period, else (`yearly`) of its year."""
    own = found.asked.get((unit, key))
    return own if own is not None or not yearly else found.asked.get((unit, year_of(key)))


def adds_up(indicator: Indicator) -> bool:
    """Whether figures of months make that of the year by adding."""
    return indicator.time_op == "sum" and indicator.kind == "sum"
