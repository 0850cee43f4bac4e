"""What is known of one unit in a month: its indicators with their course, and how it was rated. Read for an actor."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import ScoreBand, ScoreSheet
from giaoban.occasions.appraisals.selectors import appraisals
from giaoban.records.figures import selectors
from giaoban.records.figures.models import CurrentValue
from giaoban.records.figures.printing import compared, in_language
from giaoban.records.figures.printing import percent as share_of
from giaoban.records.figures.selectors import Judged, Value
from giaoban.records.figures.selectors.boards import COLUMNS
from giaoban.windows.boards.charts import GAP, Point, Spark, spark
from giaoban.windows.boards.courses import ROLES, point
from giaoban.windows.boards.progress import TONES
from giaoban.windows.boards.view import AsOf

MONTHS = 13
SILENT = 3
"""So many months a unit may be behind before its newest month is looked for."""
RATINGS = 6


NAMED = tuple(f"indicator__{name}" for name in ("code", "name", "unit_of_measure", "kind", "calendar"))
Cell = tuple[int, str, str]
"""(indicator, key of the month, role)"""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a line measures."""

    pk: int
    code: str
    name: str
    unit_of_measure: str
    kind: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Known:
    """What was read: the newest month, indicators by number in the order of their codes, and the current figures."""

    last: str
    known: dict[int, Indicator]
    cells: dict[Cell, Value]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the unit: the month's figure, thirteen months as a small drawing, its plan, the year before, the year's target."""

    indicator: Indicator
    now: Point
    drawing: Spark | None
    plan: Point
    share: Decimal | None
    before: Point
    change: str
    target: Judged | None

    @property
    def target_tone(self) -> str:
        """The tone of the year's target's verdict."""
        return TONES[self.target.verdict.status] if self.target is not None else "muted"


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A unit's indicators in a month. keys: the months of the drawings, oldest first."""

    name: str
    keys: tuple[str, ...]
    lines: tuple[Line, ...]
    as_of: AsOf


def figures_until(actor: Actor, *, unit: int, asked: str | None) -> Known:
    """The unit's figures of thirteen months up to the month asked for, else up to the newest one that has come in, not just begun to.

    One query, for a unit silent for three months three.
    """
    last = asked or f"{actor.on:%Y-%m}"
    known, cells = figures_of(actor, unit, selectors.months_until(last, MONTHS if asked else MONTHS + SILENT))
    if asked:
        return Known(last, known, cells)
    newest = newest_filled(Counter(key for _indicator, key, role in cells if role != "plan"))
    if newest:
        return Known(newest, known, cells)
    last = selectors.newest_month(actor, unit_id=unit) or last
    return Known(last, *figures_of(actor, unit, selectors.months_until(last, MONTHS)))


def newest_filled(counts: Counter[str]) -> str:
    """The newest month with at least half as many figures as the fullest one: the month that runs has a few of them; "" for none."""
    most = max(counts.values(), default=0)
    return max((key for key, count in counts.items() if 2 * count >= most), default="")


def unit_month(actor: Actor, *, unit: int, read: Known, targets: Sequence[Judged]) -> UnitMonth:
    """The indicators with a figure in the thirteen months. One query. Errors: ACC-002 for no such unit."""
    keys = selectors.months_until(read.last, MONTHS)
    name = unit_names(units=[unit], on=parse_period(read.last).last).get(unit)
    if name is None:
        raise Problem("ACC-002")
    cells = {place: value for place, value in read.cells.items() if place[1] in keys}
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    reached: dict[tuple[int, str], Point] = {}
    planned: dict[tuple[int, str], Point] = {}
    for (indicator, key, role), value in sorted(cells.items(), key=lambda item: item[0][2], reverse=True):
        found = point(value, url=f"{head}{value.observation_id}/")
        if role == "estimate":
            found = Point(found.value, found.words, found.url, _("ước thực hiện"))
        (planned if role == "plan" else reached)[indicator, key] = found
    asked = {row.target.indicator_id: row for row in targets}
    lines = tuple(
        line_of(row, keys, reached, planned, asked.get(row.pk))
        for row in read.known.values()
        if any(place[0] == row.pk for place in cells)
    )
    states = Counter(value.state for value in cells.values())
    latest = max((value.observation_id for value in cells.values()), default=0)
    return UnitMonth(name, tuple(keys), lines, AsOf(localtime(actor.at), dict(states), latest))


def figures_of(actor: Actor, unit: int, keys: Sequence[str]) -> tuple[dict[int, Indicator], dict[Cell, Value]]:
    """The unit's current figures of some months, with what they measure, by code. One query."""
    rows = CurrentValue.objects.filter(unit=unit, period__key__in=keys, role__in=ROLES, dims="")
    own = rows.filter(period__calendar=F("indicator__calendar"))
    found = access.visible(actor, "figures.view", own).order_by("indicator__code", "indicator_id")
    known: dict[int, Indicator] = {}
    cells: dict[Cell, Value] = {}
    for row in found.values_list(*COLUMNS, *NAMED):
        pk, _unit, key, role = row[:4]
        cells[pk, key, role] = Value(*row[4 : len(COLUMNS)])
        known.setdefault(pk, Indicator(pk, *row[len(COLUMNS) :]))
    return known, cells


def line_of(
    indicator: Indicator,
    keys: Sequence[str],
    reached: Mapping[tuple[int, str], Point],
    planned: Mapping[tuple[int, str], Point],
    target: Judged | None,
) -> Line:
    """One indicator from what was read."""
    points = [reached.get((indicator.pk, key), GAP) for key in keys]
    now, plan, before = points[-1], planned.get((indicator.pk, keys[-1]), GAP), points[0]
    rate = indicator.kind == "rate"
    change = in_language(compared(now.value, before.value, rate=rate, unit_of_measure=indicator.unit_of_measure))
    drawing = spark([each.value for each in points])
    return Line(indicator, now, drawing, plan, share_of(now.value, plan.value), before, change, target)


def ratings(actor: Actor, *, unit: int) -> list[ScoreSheet]:
    """The unit's decided cards that the actor may see, newest first, each with the title of its class (`band_title`). One query."""
    band = ScoreBand.objects.filter(score_set=OuterRef("appraisal__score_set"), code=OuterRef("band"))
    rows = appraisals.sheets(actor).filter(unit=unit, appraisal__state="decided", excluded="")
    named = rows.annotate(band_title=Subquery(band.values("title")[:1]))
    return list(named.order_by("-appraisal__period", "-appraisal__decided_at", "-pk")[:RATINGS])
