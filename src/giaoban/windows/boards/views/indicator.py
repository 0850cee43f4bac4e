"""One indicator: its course in a unit with plan and the year before, and the same of all units, as reported or restated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import day_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.breakdowns import CROSS, dimension_words, part_words
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator, Period, PeriodKind
from giaoban.records.figures.printing import compared, in_language, percent, written
from giaoban.records.figures.selectors import above
from giaoban.windows.boards import courses
from giaoban.windows.boards.charts import GAP, Bar, Chart, Point, Range, Series, Spark, bar, range_of, spark
from giaoban.windows.boards.crossing import breakdowns_of, crossed_lines, crossed_of, crossed_view
from giaoban.windows.boards.exports import exports_of, file_answer
from giaoban.windows.boards.pivoting import first_up
from giaoban.windows.boards.view import Cell, Column, Row, View

COUNTS = (6, 13, 25, 37)
USUAL = {"month": 13, "quarter": 13}
PER_PAGE = 24
EVERY = 4000
"""So many units go into a file."""
MOST_CHOSEN = 60
"""So many periods are offered to choose from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query string asks for. on: the day whose units are shown where figures are restated, else None."""

    indicator: Indicator
    kind: str
    keys: tuple[str, ...]
    unit: int
    cumulated: bool
    on: date | None
    by: str = ""
    """The key of the breakdown whose parts are shown beside the course ("gioi"), or two crossed ("gioi*tuoi")."""

    @property
    def crossed(self) -> bool:
        """Whether two keys are crossed: a table of the newest period, no course."""
        return CROSS in self.by

    @property
    def calendar(self) -> str:
        """The calendar in which the indicator is reported."""
        return self.indicator.calendar

    @property
    def last(self) -> str:
        """The key of the newest period."""
        return self.keys[-1]

    @property
    def read(self) -> list[str]:
        """Keys of all periods that the page needs: those shown, the year before, and what cumulated ones are made of."""
        wanted = [key for each in self.keys for key in (each, courses.before(each, calendar=self.calendar)) if key]
        if self.cumulated:
            wanted = [key for each in wanted for key in courses.months_to(each, calendar=self.calendar)]
        elif courses.adds_up(self.indicator):
            wanted += courses.months_to(self.last, calendar=self.calendar)
        return [*wanted, *map(courses.year_of, wanted)]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the table: its newest figure with a bar, what it is held against, the year before, a small drawing of its course."""

    unit: int
    name: str
    point: Point
    bar: Bar | None
    target: str
    share: Decimal | None
    before: Point
    change: str
    spark: Spark | None
    drawn: bool
    current: bool


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`?don-vi=`, `?ky=` (kind), `?den=` (newest period), `?so-ky=`, `?tinh=luy-ke`, `?cach=quy-doi&ngay=`, `?trang=`.

    `?phan-to=` (a key of the indicator's breakdown). `?dang=` is a file of the course, with `?bang=cac-don-vi` of the units' table,
    with `?bang=phan-to` of the parts.
    """
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    indicator = selectors.indicator_get(actor, pk)
    periods = courses.periods_of(actor, indicator)
    newest = courses.newest_by_kind(periods)
    if not newest:
        return render(request, "boards/indicator.html", {"indicator": indicator})
    on = day_of(request, actor.on) if request.GET.get("cach") == "quy-doi" else None
    nodes = courses.nodes_of(actor, indicator, on=on) if on else []
    units = [(node.id, node.name) for node in nodes] if on else courses.units_of(actor, indicator)
    asked = asked_of(request, indicator, newest, units=units, area=courses.area_of(actor), on=on)
    listed = Paginator(units, PER_PAGE).get_page(request.GET.get("trang"))
    whole = request.GET.get("bang") == "cac-don-vi" and "dang" in request.GET
    shown = units[:EVERY] if whole else list(listed.object_list)
    places = {asked.unit, *(unit for unit, _name in shown)}
    if on is None:
        found = courses.reading(actor, indicator, units=places, keys=asked.read)
    else:
        uppers = [node.id for node in nodes if node.kind in above.UPPER]
        found = courses.restated(actor, indicator, units=places, keys=asked.read, periods=periods, on=on, uppers=uppers)
    name = dict(units).get(asked.unit, "")
    lines = lines_of(asked, found, shown, area=courses.area_of(actor))
    parts = parts_chart(actor, asked, found, name)
    view = course_view(request, actor, asked, found, name)
    crossed = crossed_table(actor, asked, found, name, view)
    of_units, of_parts = units_view(request, actor, asked, found, lines), crossed or parts_view(asked, view, parts)
    wanted = {"cac-don-vi": of_units, "phan-to": of_parts}.get(request.GET.get("bang", "")) or view
    if answer := file_answer(request, wanted, name="indicator"):
        return answer
    context: dict[str, Any] = {
        "indicator": indicator,
        "asked": asked,
        "chart": chart_of(asked, found, name, view),
        "view": view,
        "lines": lines,
        "page_obj": listed,
        "units": units[:EVERY],
        "unit_name": name,
        "kinds": [(kind, PeriodKind(kind).label) for kind in newest],
        "counts": COUNTS,
        "sums": courses.adds_up(indicator),
        "last": courses.short(asked.last, calendar=asked.calendar),
        "exports": exports_of(request),
        "unit_exports": exports_of_table(request, "cac-don-vi"),
        "part_exports": exports_of_table(request, "phan-to"),
        "parts": parts,
        "crossed": crossed,
        "crossed_lines": crossed_lines(crossed) if crossed else [],
        "periods": period_choices(asked, periods),
        "breakdowns": [] if on else breakdowns_of(indicator),
        "of_plan": of_plan(asked, found),
        "target": courses.asked_at(found, asked.unit, asked.last, yearly=True),
    }
    return render(request, "boards/indicator.html", context)


def exports_of_table(request: HttpRequest, table: str) -> list[tuple[str, str]]:
    """The files of another table of the page."""
    return [(kind, f"{link}&bang={table}") for kind, link in exports_of(request)]


def of_plan(asked: Asked, found: courses.Reading) -> str:
    """How the chosen unit stands to the plan of the year of the newest period: what was reached since January of what adds up, else the
    period's figure, by the target that was issued, else the plan on record. "" where it cannot be said."""
    indicator, year = asked.indicator, courses.year_of(asked.last)
    target = found.asked.get((asked.unit, year))
    plan = target.as_plan if target is not None else None
    plan = found.planned.get((asked.unit, year), GAP).value if plan is None else plan
    since = courses.adds_up(indicator) and asked.kind != "year"
    if since:
        now = courses.added(found.reached, asked.unit, asked.last, calendar=asked.calendar)
    else:
        now = found.reached.get((asked.unit, asked.last), GAP)
    told = compared(now.value, plan, rate=indicator.kind == "rate", unit_of_measure=indicator.unit_of_measure)
    if not told or plan is None:
        return ""
    said = {"value": now.words, "unit": indicator.unit_of_measure, "share": in_language(told), "plan": written(plan)}
    last = courses.short(asked.last, calendar=asked.calendar)
    if indicator.kind == "rate":
        sentence = _("{last}: {value} {unit}, so với kế hoạch năm ({plan}): {share}.")
    elif since:
        sentence = _("Từ đầu năm đến {last}: {value} {unit}, bằng {share} kế hoạch năm ({plan}).")
    else:
        sentence = _("{last}: {value} {unit}, bằng {share} kế hoạch năm ({plan}).")
    return sentence.format(last=last, **said)


def link_of(request: HttpRequest, asked: Asked) -> str:
    """The address that shows the same again, whatever day it is opened: everything said, nothing left to what is usual."""
    said: dict[str, Any] = {
        "don-vi": asked.unit,
        "ky": asked.kind,
        "den": asked.last,
        "so-ky": len(asked.keys),
        "tinh": "luy-ke" if asked.cumulated else "ky",
        "cach": "quy-doi" if asked.on else "bao-cao",
    }
    if asked.on:
        said["ngay"] = f"{asked.on:%Y-%m-%d}"
    if asked.by:
        said["phan-to"] = asked.by
    return request.build_absolute_uri(f"{request.path}?{urlencode(said)}")


def asked_of(
    request: HttpRequest,
    indicator: Indicator,
    newest: dict[str, str],
    *,
    units: Sequence[tuple[int, str]],
    area: int,
    on: date | None,
) -> Asked:
    """What the query string asks for; what it does not say, or says wrongly, is as most people want it."""
    kind = request.GET.get("ky", "")
    kind = kind if kind in newest else indicator.frequency if indicator.frequency in newest else next(iter(newest))
    last = last_of(request.GET.get("den", "")[:20], kind, indicator.calendar) or newest[kind]
    text = request.GET.get("so-ky", "")
    count = int(text) if text in map(str, COUNTS) else USUAL.get(kind, 6)
    known = {unit for unit, _name in units}
    wanted = request.GET.get("don-vi", "")[:18]
    unit = int(wanted) if wanted.isdecimal() and int(wanted) in known else area if area in known else 0
    unit = unit or next((number for number, _name in units), 0)
    cumulated = request.GET.get("tinh") == "luy-ke" and courses.adds_up(indicator) and kind != "year"
    keys = courses.keys_until(last, count, calendar=indicator.calendar)
    by = request.GET.get("phan-to", "")
    by = by if by in dict(breakdowns_of(indicator)) and on is None and not cumulated else ""
    return Asked(indicator, kind, tuple(keys), unit, cumulated, on, by)


def period_choices(asked: Asked, periods: Sequence[Period]) -> list[tuple[str, str]]:
    """The periods of the kind that is shown, newest first, with the one shown: (key, name)."""
    keys = [each.key for each in periods if each.kind == asked.kind][:MOST_CHOSEN]
    shown = keys if asked.last in keys else [asked.last, *keys]
    return [(key, courses.short(key, calendar=asked.calendar)) for key in shown]


def last_of(text: str, kind: str, calendar: str) -> str:
    """The key of the period that somebody asked for, of the kind that is shown; "" for anything else."""
    try:
        period = courses.cut(text, calendar)
    except Problem:
        return ""
    return period.key if period.kind == kind else ""


def reached(asked: Asked, found: courses.Reading, unit: int, key: str) -> Point:
    """What counts in a cell: the figure of the period, or of the year up to it."""
    if not key:
        return GAP
    if asked.cumulated:
        return courses.added(found.reached, unit, key, calendar=asked.calendar)
    point = found.reached.get((unit, key), GAP)
    return point if point.remark != "estimate" else Point(point.value, point.words, point.url, _("ước thực hiện"))


def level(asked: Asked, found: courses.Reading, unit: int, key: str) -> Decimal | None:
    """The level asked for: the target of the very period; that of the year too where it says something of the period's figure."""
    yearly = asked.cumulated or not courses.adds_up(asked.indicator)
    return courses.level_of(courses.asked_at(found, unit, key, yearly=yearly))


def series_of(asked: Asked, found: courses.Reading) -> list[Series]:
    """The lines of the chosen unit: reached, planned, asked for, the year before; empty ones left out but the first."""
    unit, calendar = asked.unit, asked.calendar
    levels = [level(asked, found, unit, key) for key in asked.keys]
    plans = [found.planned.get((unit, key), GAP) for key in asked.keys]
    if asked.cumulated:
        plans = [found.planned.get((unit, courses.year_of(key)), GAP) for key in asked.keys]
    earlier = [reached(asked, found, unit, courses.before(key, calendar=calendar)) for key in asked.keys]
    rows = [
        Series(_("Thực hiện"), tuple(reached(asked, found, unit, key) for key in asked.keys)),
        Series(_("Mức giao"), tuple(GAP if each is None else Point(each, written(each)) for each in levels), "dash"),
        Series(_("Cùng kỳ năm trước"), tuple(earlier), "dash"),
        Series(_("Kế hoạch"), tuple(plans), "dash"),
    ]
    same = [point.value for point in plans] == levels
    return [row for place, row in enumerate(rows[:-1] if same else rows) if place == 0 or not row.empty]


def title_of(asked: Asked, name: str) -> str:
    """The heading of the drawing and of the file."""
    how = _("{indicator}, lũy kế từ đầu năm") if asked.cumulated else "{indicator}"
    title = how.format(indicator=asked.indicator.name)
    return f"{title} – {name}" if name else title


def sources_of(asked: Asked) -> tuple[str, ...]:
    """Where the figures come from and how they were put together."""
    indicator = asked.indicator
    told = [_("Chỉ tiêu {code}, đơn vị tính: {unit}.").format(code=indicator.code, unit=indicator.unit_of_measure)]
    if indicator.source:
        told.append(_("Nguồn số liệu: {source}.").format(source=indicator.source.rstrip(".")))
    if asked.on is not None:
        told.append(_("Đã quy đổi theo đơn vị của ngày {day}.").format(day=f"{asked.on:%d/%m/%Y}"))
        told.append(
            _("Số của huyện, tỉnh được tính lại từ số của các xã; thiếu số của xã nào thì ghi rõ mới có mấy xã.")
        )
    else:
        told.append(_("Số như đơn vị đã báo cáo."))
    if asked.cumulated:
        told.append(_("Lũy kế cộng các kỳ từ đầu năm; thiếu một kỳ thì để trống."))
    told.append(_("Chỗ trống là chưa có số liệu, không phải bằng 0."))
    return tuple(told)


def chart_of(asked: Asked, found: courses.Reading, name: str, view: View) -> Chart:
    """The drawing of the chosen unit's course."""
    labels = tuple(courses.short(key, calendar=asked.calendar) for key in asked.keys)
    return Chart(
        "line",
        view.title,
        _("Kỳ"),
        labels,
        tuple(series_of(asked, found)),
        unit=asked.indicator.unit_of_measure,
        note=" ".join(view.sources),
        as_of=view.as_of.words,
        file=f"{asked.indicator.code}-{asked.last}".replace("/", "-"),
    )


def parts_chart(actor: Actor, asked: Asked, found: courses.Reading, name: str) -> Chart | None:
    """The course of each part of the breakdown that is asked for, and of the whole; None where none is. One query."""
    if not asked.by or asked.crossed:
        return None
    indicator = asked.indicator
    read = courses.parts_reading(actor, indicator, unit=asked.unit, keys=asked.keys, by=asked.by)
    series = [
        Series(first_up(part_words(part)), tuple(points.get(key, GAP) for key in asked.keys))
        for part, points in read.items()
    ]
    whole = tuple(checked(asked, key, [points.get(key, GAP) for points in read.values()], found) for key in asked.keys)
    return Chart(
        "line",
        _("{title} theo {key}").format(title=title_of(asked, name), key=dimension_words(asked.by)),
        _("Kỳ"),
        tuple(courses.short(key, calendar=asked.calendar) for key in asked.keys),
        (*series, Series(_("Tổng số"), whole, "dash")),
        unit=indicator.unit_of_measure,
        note=" ".join(sources_of(asked)),
        as_of=found.as_of(actor).words,
        file=f"{indicator.code}-{asked.by}-{asked.last}".replace("/", "-"),
    )


def crossed_table(actor: Actor, asked: Asked, found: courses.Reading, name: str, base: View) -> View | None:
    """Two keys crossed in the newest period; None where none are asked for. One query."""
    if not asked.crossed:
        return None
    whole = reached(asked, found, asked.unit, asked.last)
    read = crossed_of(actor, asked.indicator, name=asked.by, unit=asked.unit, key=asked.last, whole=whole)
    period = first_up(in_language(courses.cut(asked.last, asked.calendar).named))
    return crossed_view(read, base, indicator=asked.indicator, title=title_of(asked, name), period=period)


def checked(asked: Asked, key: str, parts: Sequence[Point], found: courses.Reading) -> Point:
    """The whole of a period; where all parts are known, add up, and make something else, it says what they make."""
    point = reached(asked, found, asked.unit, key)
    known = [part.value for part in parts if part.value is not None]
    if point.value is None or len(known) < len(parts) or asked.indicator.kind == "rate":
        return point
    total = sum(known, Decimal(0))
    if total == point.value:
        return point
    told = _("các phần cộng lại {total}").format(total=written(total))
    return replace(point, remark=", ".join(filter(None, [point.remark, told])))


def parts_view(asked: Asked, view: View, chart: Chart | None) -> View | None:
    """The parts as a table for files: a line a period; None where none is asked for."""
    if chart is None:
        return None
    unit = asked.indicator.unit_of_measure
    columns = (Column(_("Kỳ")), *(Column(each.name, "number", unit=unit) for each in chart.series))
    rows = [
        Row((label, *(Cell(point.value, point.remark, point.url) for point in points))) for label, points in chart.rows
    ]
    return replace(view, title=chart.title, columns=columns, rows=rows)


def course_view(request: HttpRequest, actor: Actor, asked: Asked, found: courses.Reading, name: str) -> View:
    """The course as a table for files: a line a period, the newest last."""
    series = series_of(asked, found)
    columns = [Column(_("Kỳ")), *(Column(each.name, "number", unit=asked.indicator.unit_of_measure) for each in series)]
    columns.append(Column(_("So với cùng kỳ")))
    rows = []
    for place, key in enumerate(asked.keys):
        period = courses.cut(key, asked.calendar)
        cells = [Cell(each.points[place].value, each.points[place].remark, each.points[place].url) for each in series]
        earlier = reached(asked, found, asked.unit, courses.before(key, calendar=asked.calendar))
        rows.append(Row((in_language(period.labelled), *cells, against(asked, series[0].points[place], earlier))))
    return View(
        title_of(asked, name),
        _("{count} kỳ đến {last}").format(
            count=len(asked.keys), last=in_language(courses.cut(asked.last, asked.calendar).labelled)
        ),
        tuple(columns),
        rows,
        sources_of(asked),
        found.as_of(actor),
        link_of(request, asked),
    )


def against(asked: Asked, now: Point, earlier: Point) -> str:
    """How a figure stands to that of the year before."""
    rate = asked.indicator.kind == "rate"
    return in_language(compared(now.value, earlier.value, rate=rate, unit_of_measure=asked.indicator.unit_of_measure))


def lines_of(asked: Asked, found: courses.Reading, units: Sequence[tuple[int, str]], *, area: int) -> list[Line]:
    """The units' table and small drawings, all on one scale: what units add up to (the area) is not on it, and has none."""
    rows = {unit: [reached(asked, found, unit, key) for key in asked.keys] for unit, _name in units}
    beside = {unit: points for unit, points in rows.items() if unit != area or not summed(asked.indicator)}
    scale = range_of([[point.value for point in points] for points in beside.values()])
    most = max((points[-1].value or Decimal(0) for points in beside.values()), default=Decimal(0))
    return [
        line_of(asked, found, unit, name, rows[unit], scale if unit in beside else None, most) for unit, name in units
    ]


def summed(indicator: Indicator) -> bool:
    """Whether the figures of units add up to that of the unit above them."""
    return indicator.unit_op == "sum"


def line_of(
    asked: Asked,
    found: courses.Reading,
    unit: int,
    name: str,
    points: Sequence[Point],
    scale: Range | None,
    most: Decimal,
) -> Line:
    """One unit; without a scale it is not drawn beside the others."""
    asks = level(asked, found, unit, asked.last)
    earlier = reached(asked, found, unit, courses.before(asked.last, calendar=asked.calendar))
    own = courses.asked_at(found, unit, asked.last, yearly=asked.cumulated or not courses.adds_up(asked.indicator))
    tick = asks if asks is not None and asks <= most else None
    return Line(
        unit=unit,
        name=name,
        point=points[-1],
        bar=bar(points[-1].value, most=most, tick=tick) if scale else None,
        target=own.words if own is not None else "",
        share=percent(points[-1].value, asks),
        before=earlier,
        change=against(asked, points[-1], earlier),
        spark=spark([point.value for point in points], scale=scale) if scale else None,
        drawn=scale is not None,
        current=unit == asked.unit,
    )


def units_view(request: HttpRequest, actor: Actor, asked: Asked, found: courses.Reading, lines: Sequence[Line]) -> View:
    """The units' table for files: the newest period of each."""
    unit = asked.indicator.unit_of_measure
    columns = (
        Column(_("Đơn vị")),
        Column(_("Thực hiện"), "number", unit=unit),
        Column(_("Mức giao")),
        Column(_("So với mức giao"), "percent", decimals=1),
        Column(_("Cùng kỳ năm trước"), "number", unit=unit),
        Column(_("So với cùng kỳ")),
    )
    rows = [
        Row(
            (
                Cell(line.name, url=reverse("boards:unit", args=[line.unit])),
                Cell(line.point.value, line.point.remark, line.point.url),
                line.target,
                line.share,
                Cell(line.before.value, url=line.before.url),
                line.change,
            )
        )
        for line in lines
    ]
    period = courses.cut(asked.last, asked.calendar).label
    return View(
        _("{title} theo đơn vị").format(title=title_of(asked, "")),
        period,
        columns,
        rows,
        sources_of(asked),
        found.as_of(actor),
        link_of(request, asked),
    )
