"""What is known of one unit in a month: its indicators with their course, and how it was rated. Read for an actor."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals.models import ScoreBand, ScoreSheet
from giaoban.occasions.appraisals.selectors import appraisals
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.printing import compared
from giaoban.records.figures.printing import percent as share_of
from giaoban.records.figures.selectors import Judged
from giaoban.windows.boards.charts import GAP, Point, Spark, spark
from giaoban.windows.boards.courses import ROLES, point
from giaoban.windows.boards.progress import TONES
from giaoban.windows.boards.view import AsOf

MONTHS = 13
RATINGS = 6


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


def unit_month(actor: Actor, *, unit: int, last: str, targets: Sequence[Judged]) -> UnitMonth:
    """The indicators with a figure in the thirteen months up to `last`. Three queries. Errors: ACC-002 for no such unit."""
    keys = selectors.months_until(last, MONTHS)
    name = unit_names(units=[unit], on=parse_period(last).last).get(unit)
    if name is None:
        raise Problem("ACC-002")
    cells = selectors.cells(actor, units=[unit], keys=keys, roles=ROLES)
    head = reverse("figures:observation", args=[0]).removesuffix("0/")
    reached: dict[tuple[int, str], Point] = {}
    planned: dict[tuple[int, str], Point] = {}
    for (indicator, _unit, key, role), value in sorted(cells.items(), key=lambda item: item[0][3], reverse=True):
        found = point(value, url=f"{head}{value.observation_id}/")
        if role == "estimate":
            found = Point(found.value, found.words, found.url, _("ước thực hiện"))
        (planned if role == "plan" else reached)[indicator, key] = found
    known = selectors.indicators(actor).filter(pk__in={indicator for indicator, _key in [*reached, *planned]})
    asked = {row.target.indicator_id: row for row in targets}
    lines = tuple(line_of(row, keys, reached, planned, asked.get(row.pk)) for row in known)
    states = Counter(value.state for value in cells.values())
    latest = max((value.observation_id for value in cells.values()), default=0)
    return UnitMonth(name, tuple(keys), lines, AsOf(localtime(actor.at), dict(states), latest))


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
    change = compared(now.value, before.value, rate=indicator.kind == "rate", unit_of_measure=indicator.unit_of_measure)
    drawing = spark([each.value for each in points])
    return Line(indicator, now, drawing, plan, share_of(now.value, plan.value), before, change, target)


def ratings(actor: Actor, *, unit: int) -> list[ScoreSheet]:
    """The unit's decided cards that the actor may see, newest first, each with the title of its class (`band_title`). One query."""
    band = ScoreBand.objects.filter(score_set=OuterRef("appraisal__score_set"), code=OuterRef("band"))
    rows = appraisals.sheets(actor).filter(unit=unit, appraisal__state="decided", excluded="")
    named = rows.annotate(band_title=Subquery(band.values("title")[:1]))
    return list(named.order_by("-appraisal__period", "-appraisal__decided_at", "-pk")[:RATINGS])
