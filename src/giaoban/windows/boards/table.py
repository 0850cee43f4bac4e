"""Figures of many units, indicators and periods as leaves that the kernel puts together: read once, then asked for any total."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.access.scopes import scopes
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors import Node, unit_names, units_on
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.calendar import Period as Stretch
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import Fact, dims_key, dims_parts
from giaoban.kernel.indicators.totals import Gap, Leaf, Leaves, Rule, Total, gathered, total
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator, Period
from giaoban.records.figures.models.target import PLAIN
from giaoban.records.figures.selectors.above import UPPER, roles_with_above
from giaoban.records.figures.selectors.lineage import SIXTH, scale_of
from giaoban.records.figures.selectors.ranges import Hidden, Span, spans, summary
from giaoban.records.figures.selectors.year import interval_of

Role = Literal["actual", "plan", "done"]
"""What a figure is; "done": the actual one by the plan, in percent."""
MOST = 24_000
"""So many leaves are read for one table at most."""
ONE_DAY = timedelta(days=1)
DONE = Rule("rate", "none", "recompute", Decimal(100))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: indicators in their order, units (named, or all of a kind), keys of civil periods that follow each other."""

    indicators: tuple[Indicator, ...]
    keys: tuple[str, ...]
    kind: str = ""
    units: tuple[int, ...] = ()
    plans: bool = False
    restated_to: date | None = None
    """The day to whose units figures are restated; None: as they were reported."""
    approved: bool = False
    """Only approved and locked figures count."""
    parts: tuple[str, ...] = ()
    """Parts of a breakdown that are read beside the whole ("gioi=nam"), only as they were reported."""
    across: tuple[str, ...] = ()
    """Parts of a second key ("tuoi=15-60"), which are read too, alone and within each of the others."""

    @property
    def dims(self) -> tuple[str, ...]:
        """Every part that is read beside the whole."""
        crossed = (joined(part, other) for part in self.parts for other in self.across)
        return (*self.parts, *self.across, *crossed)

    @property
    def measured(self) -> dict[int, Indicator]:
        """The indicators and what their rates are made of."""
        found = {row.pk: row for row in self.indicators}
        for row in self.indicators:
            if row.numerator is not None and row.denominator is not None:
                found.setdefault(row.numerator.pk, row.numerator)
                found.setdefault(row.denominator.pk, row.denominator)
        return found

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of observations to be read."""
        return ("actual", "estimate", "plan") if self.plans else ("actual", "estimate")

    def stretches(self, calendar: str) -> list[Stretch]:
        """The periods in a calendar. Errors: CAL-003 for a kind it does not cut."""
        return [parse_period(key, calendar=calendar) for key in self.keys]  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. units: (number, name) in their order; leaves by (indicator, role): (unit, place of the period) -> leaf."""

    wanted: Wanted
    units: tuple[tuple[int, str], ...]
    periods: tuple[Stretch, ...]
    spans: dict[str, list[Stretch]]
    """The same periods in each calendar that an indicator is reported in."""
    rules: dict[int, Rule]
    leaves: dict[tuple[int, str], Leaves]
    why: dict[tuple[int, int, int], str]
    """(indicator, unit, place) -> why a restated figure cannot be told."""
    states: Counter[str]
    latest: int
    parted: dict[str, dict[tuple[int, str], Leaves]] = field(default_factory=dict)
    """The leaves of parts, by the key of the breakdown."""
    pending: tuple[Hidden, ...] = ()
    """Where there are figures that do not count because they are not approved yet."""

    def total(
        self, indicator: Indicator, role: Role, *, units: Sequence[int], places: Sequence[int], part: str = ""
    ) -> Total:
        """What units make together in periods that follow each other; `part`: of a breakdown, "" is the whole."""
        rule, leaves = self.rules[indicator.pk], self.parted[part] if part else self.leaves
        if role == "done":
            sides = [(rule, leaves.get((indicator.pk, name), {})) for name in ("actual", "plan")]
            return total(DONE, {}, units=units, periods=places, numerator=sides[0], denominator=sides[1])
        parts: dict[str, tuple[Rule, Leaves]] = {}
        for name, number in (("numerator", indicator.numerator_id), ("denominator", indicator.denominator_id)):
            if number is not None and number in self.rules:
                parts[name] = (self.rules[number], leaves.get((number, role), {}))
        return total(rule, leaves.get((indicator.pk, role), {}), units=units, periods=places, **parts)


def joined(*parts: str) -> str:
    """The key of what lies in all parts, the whole ("") left out: "tuoi=35-60", "gioi=nam" -> "gioi=nam;tuoi=35-60"."""
    return dims_key(dims_parts(";".join(filter(None, parts))))


def rule_of(indicator: Indicator) -> Rule:
    """How an indicator is put together."""
    return Rule(
        indicator.kind,  # type: ignore[arg-type]
        indicator.time_op,  # type: ignore[arg-type]
        indicator.unit_op,  # type: ignore[arg-type]
        scale_of(indicator),
    )


def table_of(actor: Actor, wanted: Wanted, nodes: Sequence[Node]) -> Table:
    """Read what is wanted: at most six queries whatever the size. nodes: `area_nodes`. Errors: BRD-004 for more than `MOST` leaves."""
    measured = wanted.measured
    cuts = {calendar: wanted.stretches(calendar) for calendar in {row.calendar for row in measured.values()}}
    periods = tuple(wanted.stretches("civil"))
    since = min(stretch.start for rows in cuts.values() for stretch in rows)
    until = max(stretch.end for rows in cuts.values() for stretch in rows)
    why: dict[tuple[int, int, int], str] = {}
    parted: dict[str, Span] = {}
    if wanted.restated_to is None:
        parted = spans(
            actor,
            dims=("", *wanted.dims),
            approved=wanted.approved,
            indicators=measured,
            since=since,
            until=until,
            roles=wanted.roles,
            kind=wanted.kind,
            units=wanted.units,
        )
        found = parted.pop("")
        units = units_of(wanted, nodes, found)
        limited(wanted, len(units))
    else:
        units = units_of(wanted, nodes, Span())
        limited(wanted, len(units))
        uppers = [node.id for node in nodes if node.kind in UPPER]
        found = restated_span(actor, wanted, [number for number, _n in units], uppers, cuts, since, until, why)
    if wanted.plans and wanted.restated_to is None:
        add_targets(actor, wanted, found, [number for number, _name in units])
    alive = lifetimes([number for number, _name in units]) if wanted.restated_to is None else {}
    leaves = every_leaf(wanted, found, units, cuts, alive)
    rules = {number: rule_of(row) for number, row in measured.items()}
    parts = {part: every_leaf(wanted, rows, units, cuts, alive) for part, rows in parted.items()}
    return Table(wanted, units, periods, cuts, rules, leaves, why, found.states, found.latest, parts, found.pending)


def every_leaf(
    wanted: Wanted,
    found: Span,
    units: Sequence[tuple[int, str]],
    cuts: dict[str, list[Stretch]],
    alive: dict[int, tuple[date, date | None]],
) -> dict[tuple[int, str], Leaves]:
    """The leaves of every indicator and role."""
    return {
        (number, role): leaves_of(row, role, found, units, cuts[row.calendar], alive)
        for number, row in wanted.measured.items()
        for role in (("actual", "plan") if wanted.plans else ("actual",))
    }


def limited(wanted: Wanted, units: int) -> None:
    """Refuse what is too much for one look. Errors: BRD-004."""
    count = len(wanted.indicators) * units * len(wanted.keys) * (2 if wanted.plans else 1) * (1 + len(wanted.dims))
    if count > MOST:
        raise Problem("BRD-004", count=f"{count:,}".replace(",", "."), most=f"{MOST:,}".replace(",", "."))


def day_of(wanted: Wanted, on: date) -> date:
    """The day whose units stand in the table: the one restated to, else the last one of the periods that has come."""
    periods = wanted.stretches("civil")
    return wanted.restated_to or min(periods[-1].last, max(on, periods[0].start))


def area_nodes(actor: Actor, wanted: Wanted) -> list[Node]:
    """The area of the actor's body and everything below it on the day of the table. One query."""
    area = next((scope.area_id for scope in scopes(actor)), None)
    return [] if area is None else units_on(on=day_of(wanted, actor.on), under=area, itself=True)


def units_of(wanted: Wanted, nodes: Sequence[Node], found: Span) -> tuple[tuple[int, str], ...]:
    """The units of the table: those of a kind in the area, and others with figures (which ended before); or the chosen ones."""
    rows = {node.id: node.name for node in nodes if node.kind == wanted.kind or node.id in wanted.units}
    others = (
        set(wanted.units)
        if wanted.units
        else {place[1] for place in found.facts} | {row.unit for row in (*found.hidden, *found.pending)}
    )
    if missing := others - rows.keys():
        on = wanted.restated_to or wanted.stretches("civil")[-1].last
        past = sorted(unit_names(units=missing, on=on).items(), key=lambda pair: sort_key(pair[1]))
        rows |= {number: name for number, name in past if name}
    wished = [(number, rows[number]) for number in wanted.units if number in rows]
    return tuple(wished if wanted.units else rows.items())


def kind_of_unit(unit: int) -> str:
    """What a unit is; "" for none. One query."""
    return Unit.objects.filter(pk=unit).values_list("kind", flat=True).first() or ""


def lifetimes(units: Iterable[int]) -> dict[int, tuple[date, date | None]]:
    """From which day, until before which day each unit exists. One query."""
    rows = Unit.objects.filter(pk__in=list(units)).values_list("pk", "valid_from", "valid_to")
    return {number: (since, until) for number, since, until in rows}


def leaves_of(
    indicator: Indicator,
    role: str,
    found: Span,
    units: Sequence[tuple[int, str]],
    stretches: Sequence[Stretch],
    alive: dict[int, tuple[date, date | None]],
) -> Leaves:
    """The leaves of one indicator and role; places without a figure of a unit that exists are left out."""
    rule = rule_of(indicator)
    hidden = {
        (row.unit, place)
        for row in found.hidden
        if row.indicator == indicator.pk and row.role == role
        for place in inside(row.start, row.end, stretches)
    }
    leaves: dict[tuple[int, int], Leaf] = {}
    for unit, _name in units:
        by_place: dict[int, list[Fact]] = {}
        for fact in found.facts.get((indicator.pk, unit, role), ()):
            for place in inside(fact.period.start, fact.period.end, stretches):
                if belongs(fact.period, stretches[place]):
                    by_place.setdefault(place, []).append(fact)
        since, until = alive.get(unit, (date.min, None))
        for place, stretch in enumerate(stretches):
            made = gathered(by_place.get(place, ()), stretch, over_time=rule.time)
            if (unit, place) in hidden and (made is None or not made.whole):
                leaves[unit, place] = Gap.HIDDEN
            elif made is not None:
                leaves[unit, place] = made
            elif since > stretch.last or (until is not None and until <= stretch.start):
                leaves[unit, place] = Gap.ABSENT
    return leaves


def inside(start: date, end: date, stretches: Sequence[Stretch]) -> list[int]:
    """The places of the periods that hold all of [start, end): none, one, or two where years of disbursement overlap in January."""
    place = bisect_right([stretch.start for stretch in stretches], start) - 1
    return [near for near in (place - 1, place) if near >= 0 and end <= stretches[near].end]


def belongs(period: Stretch, stretch: Stretch) -> bool:
    """Whether a figure counts for a period that holds its days: January is paid for the year before (2026-13) or its own (2027-01)."""
    return period.calendar != "disbursement" or period.key[:4] == stretch.key[:4]


def restated_span(
    actor: Actor,
    wanted: Wanted,
    units: Sequence[int],
    uppers: Sequence[int],
    spans: dict[str, list[Stretch]],
    since: date,
    until: date,
    why: dict[tuple[int, int, int], str],
) -> Span:
    """The same, restated to the units of a day; `why` takes up what cannot be told. A hidden figure hides what is not known beside it."""
    measured = wanted.measured
    rows = list(Period.objects.filter(start__gte=since, end__lte=until, calendar__in=list(spans)))
    known = {row.pk: row.value for row in rows}
    facts: dict[tuple[int, int, str], list[Fact]] = {}
    read = roles_with_above(
        actor,
        indicators=measured.values(),
        units=units,
        periods=rows,
        to=wanted.restated_to or actor.on,
        roles=["actual", "plan"] if wanted.plans else ["actual"],
        uppers=uppers,
        approved=wanted.approved,
    )
    for role, cells in read.items():
        for (indicator, unit, period), cell in cells.items():
            stretch = known[period]
            if stretch.calendar != measured[indicator].calendar:
                continue
            value = interval_of(cell.amount, cell.low, cell.high, "=")
            if value is not None:
                facts.setdefault((indicator, unit, role), []).append(Fact(stretch, value))
            elif role == "actual":
                for place in inside(stretch.start, stretch.end, spans[stretch.calendar]):
                    why[indicator, unit, place] = cell.words
    found = summary(actor, indicators=measured, since=since, until=until, roles=wanted.roles, approved=wanted.approved)
    hidden = tuple(replace(row, unit=unit) for row in found.hidden for unit in units)
    return Span(facts, hidden, found.states, found.latest)


def add_targets(actor: Actor, wanted: Wanted, found: Span, units: Sequence[int]) -> None:
    """Plans from targets of these periods, in place of plans that are recorded as figures: what was issued counts. One query."""
    measured = wanted.measured
    rows = selectors.targets(actor).filter(
        indicator__in=list(measured),
        unit__in=list(units),
        period__key__in=wanted.keys,
        dims="",
        kind__in=PLAIN,
        amount__isnull=False,
    )
    for row in rows:
        value = interval_of(row.amount, None, None, "=")
        stretch = parse_period(row.period.key, calendar=measured[row.indicator_id].calendar)  # type: ignore[arg-type]
        facts = found.facts.setdefault((row.indicator_id, row.unit_id, "plan"), [])
        if value is not None:
            facts[:] = [*(fact for fact in facts if fact.period.key != stretch.key), Fact(stretch, value)]


def single(found: Total) -> Decimal | None:
    """The one value, a quotient to six places half up; None for a range and where there is none."""
    if found.value is None or not found.value.is_point or not found.value.low.is_finite():
        return None
    value = found.value.low
    return value if value == value.quantize(SIXTH) else value.quantize(SIXTH, rounding=ROUND_HALF_UP)


def told(table: Table, indicator: Indicator, found: Total, *, units: Sequence[int], places: Sequence[int]) -> str:
    """What is to be said of a figure: what is missing, hidden, estimated, or how far it reaches."""
    if found.reason == "hidden":
        return _("có số liệu không hiển thị")
    if found.reason == "no_sum":
        return _("không cộng được")
    if found.reason == "zero":
        return _("mẫu số bằng 0")
    alone = len(units) == 1 and len(places) == 1
    if found.value is None and alone:
        return table.why.get((indicator.pk, units[0], places[0]), "" if found.want else _("chưa có hoặc đã kết thúc"))
    if found.value is None and len(units) == 1:
        return ""
    said = [_("ước")] if found.estimate else []
    if found.have < found.want and len(units) > 1:
        said.append(_("{n}/{all} đơn vị có số").format(n=found.have, all=found.want))
    if stands(table, indicator):
        end = table.spans[indicator.calendar][places[-1]].end
        if found.until is not None and found.until < end:
            said.append(until_told(found.until))
    elif found.leaves[0] * found.want < found.have * found.leaves[1]:  # the units that have figures lack some
        said.append(parts_told(found, units, places))
    return ", ".join(said)


def stands(table: Table, indicator: Indicator) -> bool:
    """Whether an indicator is of one day: a stock, or the rate of two."""
    parts = [number for number in (indicator.numerator_id, indicator.denominator_id) if number in table.rules]
    return all(table.rules[number].time == "last" for number in (parts if len(parts) == 2 else [indicator.pk]))


def until_told(until: date) -> str:
    """How far figures reach."""
    return _("đến {day}").format(day=f"{until - ONE_DAY:%d/%m/%Y}")


def parts_told(found: Total, units: Sequence[int], places: Sequence[int]) -> str:
    """How many of the expected leaves are there."""
    have, want = found.leaves
    if len(units) > 1:
        return _("{n}/{all} số liệu").format(n=have, all=want)
    if len(places) > 1:
        return _("{n}/{all} kỳ có số").format(n=have, all=want)
    return until_told(found.until) if found.until is not None else ""
