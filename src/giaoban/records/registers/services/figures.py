"""The figures that a register feeds: computed as of a day in one pass, recorded with the way back to the question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Unit
from giaoban.kernel.formula import Over, Summary, Value, parse
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Indicator as Rule
from giaoban.records.figures.models import Indicator, Period
from giaoban.records.figures.selectors import value
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_named, period_of
from giaoban.records.registers.asof import standing
from giaoban.records.registers.models import Calculation, Register
from giaoban.records.registers.origin import KIND
from giaoban.records.registers.writing import Live, live_of

PLACES = Decimal("0.000001")
PARTS = {"numerator": ".tu", "denominator": ".mau"}
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator for one unit (None: the whole register) as of a day. `parts`: numerator and denominator of a share."""

    rule: Rule
    unit_id: int | None
    value: Decimal | None
    parts: dict[str, Over]
    entries: int

    @property
    def gaps(self) -> int:
        """How many values were missing on the way."""
        return sum(part.gaps for part in self.parts.values())


def as_of(period: Period, today: date) -> date:
    """The day a period is computed for: its last day, or today while it runs."""
    return min(period.cut, today)


def computed(*, actor: Actor, register: Register, code: str) -> tuple[Live, Period, list[Result]]:
    """Every indicator of a register for a period ("2026-11"), first the whole, then unit by unit; nothing is written.

    A figure counts all entries, so it is computed for those alone who may see all of them.
    Errors: ACC-001, ACC-002; OBS-004; REG-003.
    """
    access.require(actor, "registers.view", register)
    access.require_whole(actor, "registers.view")
    live, period = live_of(register), period_named(code)
    day = as_of(period, actor.on)
    moment: dict[str, Value] = {"on": day, "period.start": period.start, "period.end": period.end}
    work: dict[int | None, Work] = {None: fresh(live, moment)}
    counts: dict[int | None, int] = {None: 0}
    split = any(rule.by_unit for rule in live.definition.indicators)
    for one in standing(register, live.definition, day):
        row = {**one.row, **moment}
        for place in [None, one.unit_id] if split and one.unit_id is not None else [None]:
            if place not in work:
                work[place] = fresh(live, moment, by_unit=True)
            counts[place] = counts.get(place, 0) + 1
            for summary in work[place].values():
                summary.add(row)
    return live, period, list(results(live, work, counts))


Work = dict[tuple[str, str], Summary]
"""(indicator, part) -> its formula at work."""


def fresh(live: Live, moment: dict[str, Value], *, by_unit: bool = False) -> Work:
    """A summary for each formula of each indicator (of those that are also computed unit by unit)."""
    rules = [rule for rule in live.definition.indicators if rule.by_unit or not by_unit]
    return {(rule.id, part): Summary(parse(text), moment) for rule in rules for part, text in rule.formulas.items()}


def results(live: Live, work: dict[int | None, Work], counts: dict[int | None, int]) -> Iterable[Result]:
    """The answers, the whole first."""
    for place in sorted(work, key=lambda unit: unit or 0):
        for rule in live.definition.indicators:
            parts = {part: work[place][rule.id, part].over for part in rule.formulas if (rule.id, part) in work[place]}
            if parts:
                yield Result(rule, place, value_of(parts), parts, counts[place])


def value_of(parts: dict[str, Over]) -> Decimal | None:
    """The figure: the value itself, or the share in percent; missing where a part is missing or the denominator is zero."""
    if "value" in parts:
        return exact(parts["value"].value)
    above, below = exact(parts["numerator"].value), exact(parts["denominator"].value)
    if above is None or not below:
        return None
    return (HUNDRED * above / below).quantize(PLACES, ROUND_HALF_UP)


def exact(number: Value) -> Decimal | None:
    """A number with six decimal places."""
    return number.quantize(PLACES, ROUND_HALF_UP) if isinstance(number, Decimal) else None


@transaction.atomic
def figures_record(*, actor: Actor, register: Register, code: str, by_unit: bool = True) -> int:
    """Compute a register's indicators for a period and record them as figures; how many. Equal ones make no further revision.
    by_unit: also those of each unit.

    Errors: those of `computed`; REG-018 where nothing can be computed; ACC-001 without the right to record figures.
    """
    live, period, found = computed(actor=actor, register=register, code=code)
    known = [result for result in found if result.value is not None and (by_unit or result.unit_id is None)]
    if not known:
        raise Problem("REG-018", period=period.label)
    journal.context(verb="registers.calculate", reason=period.label)
    area = Unit.objects.get(bodies=register.body_id)
    units = Unit.objects.in_bulk([result.unit_id for result in known if result.unit_id is not None])
    stored, count = period_of(code), 0
    for result in known:
        unit = area if result.unit_id is None else units[result.unit_id]
        count += record_one(actor, live, stored, result, unit)
    return count


def record_one(who: Actor, live: Live, period: Period, result: Result, unit: Unit) -> int:
    """Record one result: a share with its numerator and denominator."""
    rule, day = result.rule, as_of(period, who.on)
    figures = [(part, over.value, rule.id + PARTS.get(part, "")) for part, over in result.parts.items()]
    if "value" not in result.parts:
        figures.append(("share", result.value, rule.id))
    made: dict[str, Indicator] = {}
    count = 0
    for part, found, code in figures:
        made[part] = indicator_of(who, live, rule, part, code, made)
        amount = exact(found)
        before = value(who, indicator=made[part], unit=unit, period=period)
        if amount is None or (before is not None and before.amount == amount and before.as_of == day):
            continue
        count += 1
        calculation = Calculation.objects.create(
            register=live.register,
            version=live.version,
            indicator=code,
            formula=rule.formulas.get(part) or f"100 * ({rule.numerator}) / ({rule.denominator})",
            unit_id=result.unit_id,
            period=period.code,
            as_of=day,
            value=amount,
            entries=result.entries,
            gaps=result.parts[part].gaps if part in result.parts else result.gaps,
            classification=max(rule.level, live.definition.level),
            at=who.at,
            by=who.label[:200],
        )
        observation_record(
            actor=who,
            indicator=made[part],
            unit=unit,
            period=period,
            amount=amount,
            as_of=day,
            source=Source(kind="register", ref=f"{KIND}/{calculation.pk}", quote=quote_of(live, calculation)),
        )
    return count


def quote_of(live: Live, calculation: Calculation) -> str:
    """What stands beside the figure: which register, how, as of when."""
    return (
        f"{live.definition.name}: {calculation.formula}, trên {calculation.entries} mục tính đến "
        f"{calculation.as_of:%d/%m/%Y} (định nghĩa phiên bản {live.version.number})"
    )


NAMES = {"numerator": "tử số", "denominator": "mẫu số"}


def indicator_of(who: Actor, live: Live, rule: Rule, part: str, code: str, made: dict[str, Indicator]) -> Indicator:
    """The indicator of the body's dictionary under the rule's code, made where there is none. Errors: ACC-001."""
    body_id = live.register.body_id
    found = Indicator.objects.filter(body_id=body_id, code=code).exclude(state="retired").order_by("-version").first()
    if found is not None:
        return found
    share = part == "share"
    return indicator_create(
        actor=who,
        body_id=body_id,
        code=code,
        name=f"{rule.name} ({NAMES[part]})" if part in NAMES else rule.name,
        unit_of_measure=rule.part_measure if part in NAMES else rule.measure,
        kind="rate" if share else rule.part_kind if part in NAMES else rule.kind,
        numerator=made.get("numerator") if share else None,
        denominator=made.get("denominator") if share else None,
        classification=max(rule.level, live.definition.level),
        owner_unit_id=live.register.owner_unit_id,
        source=live.register.name,
        valid_from=date(2000, 1, 1),
    )
