"""Figures read as they were reported, or restated to the units of another day: through what the units merged into or were divided into.

Sums and stocks add up, each by the share that went over; rates are computed anew from numerator and denominator; what does neither is
listed. The whole table of many units, periods and indicators is one query. See docs/dev/algorithms/lineage.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, Value
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import days_of_change, weights_sql
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.wording import Numeral
from giaoban.records.figures.models import CurrentValue, Indicator, Period
from giaoban.records.figures.selectors.boards import APPROVED

Key = tuple[int, int, int]
"""(indicator, unit, period)"""
Share = tuple[int, Decimal | None]
"""(unit, the part of its figure that counts, None where not known)"""
REACHED = ("actual", "estimate")
SIXTH, CENT = Decimal("0.000001"), Decimal("0.01")
SCALES = {"%": Decimal(100), "phần trăm": Decimal(100), "‰": Decimal(1000), "phần nghìn": Decimal(1000)}
TABLE = """,
asked (period, rank, day) AS (SELECT * FROM unnest(%(periods)s::bigint[], %(ranks)s::int[], %(cuts)s::date[])),
need AS (
    SELECT day, target, count(*) AS units, bool_or(share IS NULL) AS torn, bool_and(share = 1) AS whole,
           array_agg(source ORDER BY source) AS sources, array_agg(share ORDER BY source) AS shares
    FROM expected GROUP BY 1, 2
),
given AS (
    SELECT v.indicator_id, x.target, a.period, v.said, a.rank, x.day,
           count(*) FILTER (WHERE coalesce(v.amount, v.low) IS NOT NULL) AS figures,
           sum(v.amount * x.share) AS amount, sum(coalesce(v.low, v.amount) * x.share) AS low,
           sum(coalesce(v.high, v.amount) * x.share) AS high, bool_or(v.low IS NOT NULL) AS ranged
    FROM expected AS x JOIN asked AS a USING (day) JOIN ({values}) AS v ON v.unit_id = x.source AND v.period_id = a.period
    GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT g.indicator_id, g.target, g.period, g.said, g.rank,
       g.figures, n.units, n.torn, n.whole, g.amount, g.low, g.high, g.ranged, n.sources, n.shares
FROM given AS g JOIN need AS n USING (day, target)
"""
PARTS = """
SELECT x.source, x.share, v.amount, v.low, v.high, v.observation_id
FROM expected AS x LEFT JOIN ({values}) AS v ON v.unit_id = x.source
ORDER BY x.source
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A restated figure. amount (or low and high, of a range) None: it cannot be told, and `reason` is why.

    figures: how many units' figures went into it, of `units` that it is made of. reason: "missing" (some of them have no figure), "share"
    (only a part of one belongs here, and nobody has told how large), "rate" (numerator and denominator are not known), "text" (it does
    not add up).
    """

    figures: int
    units: int
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""
    parts: int = 0
    """An upper unit's figure was put together from so many units below it; 0: it was not (`above`)."""
    same: bool = False
    """The upper unit was made of the very same units then."""
    made_of: tuple[Share, ...] = field(default=(), compare=False)
    """The units that should have a figure, each with the part of it that belongs here."""

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.amount is not None or self.low is not None

    @property
    def words(self) -> str:
        """Why there is none, for people; empty where there is one."""
        return {
            "missing": _("mới có {n}/{all} đơn vị").format(n=self.figures, all=self.units),
            "share": _("chưa rõ phần chia"),
            "rate": _("cần tử số và mẫu số"),
            "text": _("không cộng được"),
        }.get(self.reason, "")


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's figure inside a restated one. share: the part of it that counts, None where not known."""

    unit: int
    share: Decimal | None
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    observation: int | None


@dataclass(frozen=True, slots=True)
class Which:
    """Which figures are read: of these roles and parts (`dims`, "" the whole), told apart by one of the two."""

    roles: tuple[str, ...]
    dims: tuple[str, ...]
    by: Literal["role", "dims"] = "role"
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What the table's query says of one cell."""

    figures: int
    units: int
    torn: bool
    whole: bool
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    ranged: bool
    sources: Sequence[int] = ()
    shares: Sequence[Decimal | None] = ()

    @property
    def complete(self) -> bool:
        """Every unit has its figure, and every share is known."""
        return self.figures == self.units and not self.torn

    @property
    def alone(self) -> bool:
        """The figure of one unit, all of it: it is what it was reported as."""
        return self.complete and self.units == 1 and self.whole


def restated(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    role: str = "actual",
    dims: str = "",
) -> dict[Key, Cell]:
    """The figures of `periods` as the `units` of the day `to` would have reported them: {(indicator, unit, period): Cell}.

    Cells nobody reported anything for are absent. Amounts are exact sums of shares, unrounded; rates have six places. Figures of units that
    ended inside a period are used where those of its last day are not complete. role: "plan", "actual", "estimate", or "reached": each
    unit's actual figure, or its estimate where there is none. Only what the actor may see. One query, and a small one
    for the days of mergers.
    """
    found = restated_roles(actor, indicators=indicators, units=units, periods=periods, to=to, roles=[role], dims=dims)
    return found[role]


def restated_roles(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    roles: Sequence[str],
    dims: str = "",
    approved: bool = False,
) -> dict[str, dict[Key, Cell]]:
    """As `restated`, of several roles ("actual", "plan") at once: {role: cells}. "reached" only alone. As many queries as for one.

    approved: only of figures that are approved or locked.
    """
    which = Which(tuple(roles), (dims,), approved=approved)
    return _restated(actor, indicators, units, periods, to, which, names=roles)


def restated_parts(
    actor: Actor,
    *,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    parts: Sequence[str],
    role: str = "actual",
) -> dict[str, dict[Key, Cell]]:
    """As `restated`, of several parts of a breakdown ("gioi=nam", "gioi=nữ") at once: {part: cells}. As many queries as for one.

    Each part is put together for itself: amounts add by their shares, a rate of a part comes from numerator and denominator of the same
    part, and a unit that has no figure for it leaves it incomplete whatever it reported for others.
    """
    return _restated(actor, indicators, units, periods, to, Which((role,), tuple(parts), by="dims"), names=parts)


def _restated(
    actor: Actor,
    indicators: Iterable[Indicator],
    units: Iterable[int],
    periods: Iterable[Period],
    to: date,
    which: Which,
    *,
    names: Sequence[str],
) -> dict[str, dict[Key, Cell]]:
    """The cells by what each figure is said to be: its role, or its part."""
    asked = {indicator.pk: indicator for indicator in indicators}
    below = {number for i in asked.values() for number in (i.numerator_id, i.denominator_id) if number}
    chosen, wanted = list(periods), sorted(set(units))
    if not asked or not chosen or not wanted or not names:
        return {name: {} for name in names}
    read = _read(actor, asked.keys() | below, wanted, chosen, to, which)
    return {name: _cells(asked, read.get(name, {})) for name in names}


def _cells(asked: Mapping[int, Indicator], rows: Mapping[Key, Row]) -> dict[Key, Cell]:
    """The cells of one role; of a rate that nobody reported, made of what its denominator is made of."""
    found = {key: _cell(asked[key[0]], key, rows) for key in rows if key[0] in asked} | _rates(asked, rows)
    for key, cell in found.items():
        row = rows.get(key) or rows[asked[key[0]].denominator_id or 0, key[1], key[2]]
        found[key] = replace(cell, made_of=tuple(zip(row.sources, row.shares, strict=True)))
    return found


def parts_of(
    actor: Actor, *, indicator: Indicator, unit: int, period: Period, to: date, role: str = "actual", dims: str = ""
) -> list[Part]:
    """The units whose figures make a restated one, each with its share and its figure if it has one. One query."""
    values = {"on": to, "days": [period.cut], "wanted": [unit]}
    visible = _values(actor, [indicator.pk], [period.pk], Which((role,), (dims,)))
    return [Part(*row) for row in _ask(PARTS, visible, values)]


def _read(
    actor: Actor,
    indicators: Iterable[int],
    units: Sequence[int],
    periods: Sequence[Period],
    to: date,
    which: Which,
) -> dict[str, dict[Key, Row]]:
    """One row a role (or part) and cell: of a period's last day where that is complete, else of its first where that is."""
    asked = [(period.pk, 0, period.cut) for period in periods]
    torn_up = days_of_change(after=min(p.start for p in periods), until=max(p.cut for p in periods))
    asked += [(p.pk, 1, p.start) for p in periods if p.start <= to and any(p.start < on <= p.cut for on in torn_up)]
    numbers, ranks, cuts = (list(column) for column in zip(*asked, strict=True))
    values = {
        "on": to,
        "days": sorted(set(cuts)),
        "wanted": list(units),
        "periods": numbers,
        "ranks": ranks,
        "cuts": cuts,
    }
    visible = _values(actor, sorted(indicators), sorted(set(numbers)), which)
    found: dict[str, dict[Key, Row]] = {}
    for indicator, unit, period, said, _rank, *rest in sorted(_ask(TABLE, visible, values), key=lambda row: row[4]):
        rows = found.setdefault(said, {})
        row, held = Row(*rest), rows.get((indicator, unit, period))
        if held is None or (row.complete and not held.complete):
            rows[indicator, unit, period] = row
    return found


def _values(actor: Actor, indicators: Sequence[int], periods: Sequence[int], which: Which) -> Any:
    """The figures the actor may see, each with what it is said to be: its role, or "reached"; of parts its part."""
    together = "reached" in which.roles
    rows = CurrentValue.objects.filter(
        indicator__in=indicators,
        period__in=periods,
        role__in=REACHED if together else which.roles,
        dims__in=which.dims,
    )
    if which.approved:
        rows = rows.filter(state__in=APPROVED)
    visible = access.visible(actor, "figures.view", rows).order_by()
    if together:  # "actual" comes before "estimate"
        one = ("indicator_id", "unit_id", "period_id", "dims")
        visible = visible.order_by(*one, "role").distinct(*one)
    role = Value("reached", output_field=CharField()) if together else F("role")
    said = visible.annotate(said=F("dims") if which.by == "dims" else role)
    return said.values("indicator_id", "unit_id", "period_id", "said", "amount", "low", "high", "observation_id")


def _ask(steps: str, visible: Any, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run the steps after the weights; the rows the actor may see enter as a sub-query with parameters of their own."""
    try:
        text, given = visible.query.sql_with_params()
    except EmptyResultSet:  # the actor may see nothing at all
        return []
    names = iter(range(len(given)))
    inner = re.sub(r"%s", lambda _found: f"%(v{next(names)})s", text)
    statement = weights_sql() + steps.replace("{values}", inner)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, **{f"v{number}": value for number, value in enumerate(given)}})
        return list(cursor.fetchall())


def _cell(indicator: Indicator, key: Key, rows: Mapping[Key, Row]) -> Cell:
    row = rows[key]
    if row.alone:
        return _told(row)
    if is_rate(indicator):
        return _rate(indicator, key, rows)
    if indicator.unit_op != "sum":
        return Cell(row.figures, row.units, reason="text")
    if row.torn or row.figures < row.units:
        return Cell(row.figures, row.units, reason="share" if row.torn else "missing")
    return _told(row)


def _told(row: Row) -> Cell:
    if row.ranged:
        return Cell(row.figures, row.units, low=row.low, high=row.high)
    return Cell(row.figures, row.units, amount=row.amount)


def is_rate(indicator: Indicator) -> bool:
    """Whether totals are made of numerator and denominator."""
    return indicator.kind == "rate" or indicator.unit_op in ("recompute", "average")


def _rates(asked: Mapping[int, Indicator], rows: Mapping[Key, Row]) -> dict[Key, Cell]:
    """Rates that nobody reported, but whose numerator and denominator somebody did."""
    found = {}
    for indicator in asked.values():
        for number, unit, period in list(rows):
            key = (indicator.pk, unit, period)
            if number == indicator.denominator_id and key not in rows and is_rate(indicator):
                found[key] = _rate(indicator, key, rows)
    return found


def _rate(indicator: Indicator, key: Key, rows: Mapping[Key, Row]) -> Cell:
    """A rate from its parts, both complete; the reason where that cannot be."""
    parts = [rows.get((number, *key[1:])) for number in (indicator.numerator_id, indicator.denominator_id) if number]
    own = rows.get(key)
    counts = (own or parts[-1]) if parts else own
    figures, units = (counts.figures, counts.units) if counts else (0, 0)
    if len(parts) < 2 or parts[0] is None or parts[1] is None:
        return Cell(figures, units, reason="rate")
    for part in parts:
        if part is not None and not part.complete:
            return Cell(part.figures, part.units, reason="share" if part.torn else "missing")
    rate = rate_of(parts[0].amount, parts[1].amount, scale=scale_of(indicator))
    return Cell(parts[1].figures, parts[1].units, amount=rate, reason="" if rate is not None else "rate")


def scale_of(indicator: Indicator) -> Decimal:
    """What numerator by denominator is multiplied by: 100 for per cent, 1000 for per mille, else 1 (an average)."""
    return SCALES.get(indicator.unit_of_measure.strip().lower(), Decimal(1))


def rate_of(numerator: Decimal | None, denominator: Decimal | None, *, scale: Decimal) -> Decimal | None:
    """numerator × scale / denominator, half up to six places; None where one is missing or nothing is divided by."""
    if numerator is None or not denominator:
        return None
    return (numerator * scale / denominator).quantize(SIXTH, rounding=ROUND_HALF_UP)


def total(cells: Iterable[Cell | None]) -> Cell | None:
    """The sum of cells, as they make the unit above; None where one of them has no single figure."""
    rows = list(cells)
    if not rows or any(cell is None or cell.amount is None for cell in rows):
        return None
    known = [cell for cell in rows if cell is not None]
    amount = sum((cell.amount for cell in known if cell.amount is not None), Decimal(0))
    return Cell(sum(cell.figures for cell in known), sum(cell.units for cell in known), amount=amount)


def two_places(cell: Cell) -> str:
    """A restated figure as people write it, at most two decimal places, half up; of a range both ends; why there is none otherwise."""
    ends = [cell.amount] if cell.amount is not None else [cell.low, cell.high]
    known = [each.quantize(CENT, rounding=ROUND_HALF_UP) for each in ends if each is not None]
    told = " – ".join(vietnamese(each.normalize() if each else Decimal(0)) for each in known)
    return Numeral(told) if told else cell.words
