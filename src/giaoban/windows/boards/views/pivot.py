"""The pivot: units, indicators, periods, plan and actual on rows and columns as asked, with totals that are right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.models import UnitKind
from giaoban.ground.org.selectors import Node, body_name
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import dims_key
from giaoban.occasions.collection.breakdowns import CROSS, breakdown_words
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.printing import in_language
from giaoban.records.figures.selectors.ranges import measured, parts_with_figures
from giaoban.windows.boards.asking import Asked, Dimension, asked_of, placed
from giaoban.windows.boards.crossing import axes, breakdowns_of
from giaoban.windows.boards.exports import exports_of, file_answer, kind_asked
from giaoban.windows.boards.pivoting import Members, dimension_names, first_up, grid, role_name
from giaoban.windows.boards.table import Table, Wanted, area_nodes, rule_of, table_of
from giaoban.windows.boards.view import AsOf, Row, View, shown

PER_PAGE = 100
OFFERED = 500
MOST_PARTS = 24
"""So many parts of a breakdown are shown at most."""
MONTH = timedelta(days=31)


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponseBase:
    """The table that the query string asks for (`asking.asked_of`), as a page or, by `?dang=`, as a file. At most 15 queries."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    asked = asked_of(request.GET, on=actor.on)
    offered = offered_of(actor)
    full = filled(actor, asked, offered)
    if full.indicators and not says(request, full.query):
        return redirect(f"{request.path}?{full.query}")
    context: dict[str, Any] = {"asked": full, "offered": offered, **choices(full, actor.on)}
    if not full.indicators:
        return render(request, "boards/pivot.html", context)
    asked, wanted = full, wanted_of(actor, full, offered)
    nodes = area_nodes(actor, wanted)
    table = table_of(actor, wanted, nodes)
    members = Members.of(table, asked.roles)
    rows, columns = placed(asked, members.sizes)
    view = view_of(request, actor, asked, members, rows, columns)
    taken = file_answer(request, view, name="pivot")
    if taken is not None:
        return taken
    context |= {
        "rows_asked": [*rows, ""][:2],
        "columns_asked": [*columns, ""][:2],
        "kinds": kinds_of(asked, nodes),
        "keys_offered": keys_of(asked, offered),
        "units": all_units(asked, nodes, table),
        **page_of(request, view),
    }
    return render(request, "boards/pivot.html", context)


def says(request: HttpRequest, query: str) -> bool:
    """Whether the address says no more and no less than a query, so that it may be copied; a file or a further page always does."""
    return "trang" in request.GET or bool(kind_asked(request)) or QueryDict(query) == request.GET


def page_of(request: HttpRequest, view: View) -> dict[str, Any]:
    """What the template of a view needs: the rows of the page that is asked for, its files, its link."""
    rows: Sequence[Row] = view.rows if isinstance(view.rows, Sequence) else list(view.rows)
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return {
        "view": view,
        "page_obj": found,
        "counted": counted(rows, first=found.start_index(), last=found.end_index()),
        "lines": [(row, shown(view, row)) for row in found.object_list],
        "exports": exports_of(request),
    }


def counted(rows: Sequence[Row], *, first: int, last: int) -> tuple[int, int, int]:
    """(first, last, all) of the lines of a page without those that only name what is below them. first, last: places from 1, 0 for none."""
    before, here, after = (
        sum(row.weight != "heading" for row in part)
        for part in (rows[: max(first - 1, 0)], rows[max(first - 1, 0) : last], rows[last:])
    )
    return before + 1 if here else before, before + here, before + here + after


def offered_of(actor: Actor) -> list[Indicator]:
    """The indicators the actor may choose from, with what rates are made of. One query."""
    rows = selectors.indicators(actor).select_related("numerator", "denominator")
    return list(rows.order_by("code", "-version")[:OFFERED])


def filled(actor: Actor, asked: Asked, offered: Sequence[Indicator], *, usual: int = 1) -> Asked:
    """What is asked for, with kind and indicators (those with most figures) filled in where they were left out: then one query."""
    known = {row.pk: row for row in offered}
    chosen = [number for number in asked.indicators if number in known]
    kind = asked.kind if asked.kind in UnitKind.values else ""
    if chosen and (kind or asked.units):
        return replace(asked, kind=kind, indicators=tuple(chosen))
    civil = [parse_period(key) for key in asked.keys]
    counts = measured(actor, since=civil[0].start - MONTH, until=civil[-1].end)
    by_kind: Counter[str] = Counter()
    for number, of, count in counts:
        if not chosen or number in chosen or number in parts_of(known, chosen):
            by_kind[of] += count
    kind = kind or next((name for name, _n in by_kind.most_common(1)), "")
    if not chosen:
        chosen = [number for number, of, _n in counts if of == kind and number in known][:usual]
        chosen.sort(key=lambda number: known[number].code)
    return replace(asked, kind=kind, indicators=tuple(chosen))


def kinds_of(asked: Asked, nodes: Sequence[Node]) -> list[tuple[str, str]]:
    """The kinds of units there are in the area."""
    there = {node.kind for node in nodes} | {asked.kind}
    return [(name, str(label)) for name, label in UnitKind.choices if name in there]


def parts_of(known: dict[int, Indicator], chosen: Sequence[int]) -> set[int]:
    """What the chosen rates are made of."""
    return {part for n in chosen for part in (known[n].numerator_id, known[n].denominator_id) if part is not None}


def parts_of_key(actor: Actor, asked: Asked, chosen: Sequence[Indicator]) -> tuple[tuple[str, ...], ...]:
    """The parts of each key of the breakdown that is asked for: those the indicators declare, and those found where any value is allowed.

    Two crossed keys have listed values only; a breakdown that none of the indicators has, has no parts.
    """
    if CROSS in asked.by:
        return axes(asked.by, chosen)
    declared = [row.dimensions[asked.by] for row in chosen if asked.by in row.dimensions]
    found = [dims_key({asked.by: value}) for values in declared for value in values]
    if any(not values for values in declared):
        found += parts_with_figures(actor, indicators=[row.pk for row in chosen], key=asked.by, most=MOST_PARTS)
    return (tuple(dict.fromkeys(found))[:MOST_PARTS],)


def keys_of(asked: Asked, offered: Sequence[Indicator]) -> list[tuple[str, str]]:
    """By what the chosen indicators are broken down, by one key, then by two crossed: (name, what it is called)."""
    found = [pair for row in offered if row.pk in asked.indicators for pair in breakdowns_of(row)]
    return [(name, first_up(words)) for name, words in sorted(set(found), key=lambda pair: (CROSS in pair[0], pair[0]))]


def wanted_of(actor: Actor, asked: Asked, offered: Sequence[Indicator]) -> Wanted:
    """What is to be read; one query more where a breakdown takes any value."""
    known = {row.pk: row for row in offered}
    chosen = [known[number] for number in asked.indicators]
    parts, across = (*(parts_of_key(actor, asked, chosen) if asked.by else ()), (), ())[:2]
    return Wanted(
        indicators=tuple(chosen),
        keys=asked.keys,
        kind=asked.kind,
        units=asked.units,
        plans=any(role != "actual" for role in asked.roles),
        restated_to=asked.restated_to,
        parts=parts,
        across=across,
    )


def view_of(
    request: HttpRequest,
    actor: Actor,
    asked: Asked,
    members: Members,
    rows: Sequence[Dimension],
    columns: Sequence[Dimension],
) -> View:
    """The whole table with its words."""
    heads, lines = grid(members, rows, columns, asked.by)
    table = members.table
    return View(
        title=title_of(table),
        note=note_of(asked, members, rows, columns),
        columns=heads,
        rows=lines,
        sources=sources_of(table, asked.restated_to, crossed=CROSS in asked.by),
        as_of=AsOf(timezone.localtime(actor.at), table.states, table.latest),
        link=request.build_absolute_uri(f"{request.path}?{asked.query}"),
        issuer=issuer_of(request, actor),
    )


def issuer_of(request: HttpRequest, actor: Actor) -> str:
    """The body whose figures they are, for files."""
    return body_name(body=actor.body_id, on=actor.on) if kind_asked(request) and actor.body_id else ""


def title_of(table: Table) -> str:
    """What the table is called."""
    if len(table.wanted.indicators) == 1:
        return table.wanted.indicators[0].name
    return _("Tổng hợp số liệu {count} chỉ tiêu").format(count=len(table.wanted.indicators))


def note_of(asked: Asked, members: Members, rows: Sequence[Dimension], columns: Sequence[Dimension]) -> str:
    """What it shows: which periods, which units, and what stands on neither side."""
    table = members.table
    first, last = (in_language(table.periods[place].named) for place in (0, -1))
    said = [first_up(first) if first == last else _("Từ {first} đến {last}").format(first=first, last=last)]
    if len(table.units) == 1:
        said.append(table.units[0][1])
    elif asked.kind and not asked.units:
        said.append(str(dict(UnitKind.choices)[asked.kind]).lower())
    if "ct" not in rows and "ct" not in columns:
        said.append(_("đơn vị tính: {measure}").format(measure=table.wanted.indicators[0].unit_of_measure))
    if "sl" not in rows and "sl" not in columns:
        said.append(role_name(asked.roles[0]).lower())
    if asked.restated_to:
        said.append(_("quy về đơn vị ngày {day}").format(day=f"{asked.restated_to:%d/%m/%Y}"))
    else:
        said.append(_("như đơn vị đã báo cáo"))
    if asked.by:
        said.append(_("phân tổ theo {key}").format(key=breakdown_words(asked.by)))
    return "; ".join(said) + "."


def how_of(indicator: Indicator) -> str:
    """How an indicator is put together, for people."""
    rule = rule_of(indicator)
    if rule.nature == "rate":
        if indicator.denominator_id:
            return _("tổng tính lại từ tổng tử số và tổng mẫu số, không cộng hay bình quân các tỷ lệ")
        averaged = "average" in (rule.units, rule.time)
        return _("tổng là số bình quân của các số đã có") if averaged else _("không tổng hợp")
    time = {"sum": _("cộng các kỳ"), "last": _("lấy kỳ cuối, không cộng các kỳ"), "average": _("bình quân các kỳ")}
    units = {"sum": _("cộng các đơn vị"), "average": _("bình quân các đơn vị")}
    return "; ".join(
        (units.get(rule.units, _("không cộng các đơn vị")), time.get(rule.time, _("không tổng hợp theo kỳ")))
    )


def sources_of(table: Table, restated_to: date | None, *, crossed: bool = False) -> tuple[str, ...]:
    """Where the figures come from and how they were put together."""
    found = []
    for row in table.wanted.indicators:
        text = f"{row.code} – {row.name} ({row.unit_of_measure}): {how_of(row)}."
        found.append(text + (_(" Nguồn: {source}.").format(source=row.source.rstrip(".")) if row.source else ""))
    found.append(_("Dấu – là chưa có số, không phải số 0; tổng thiếu số ghi rõ còn thiếu bao nhiêu."))
    if crossed:
        found.append(_("Tổng số của một cách chia là số đã báo cáo cho tổng đó, không cộng từ các ô."))
    if restated_to:
        day = f"{restated_to:%d/%m/%Y}"
        found.append(_("Số của đơn vị đã sáp nhập, chia tách được quy về đơn vị ngày {day}.").format(day=day))
    return tuple(found)


def all_units(asked: Asked, nodes: Sequence[Node], table: Table) -> list[tuple[int, str]]:
    """The units that may be chosen: those of the table, and all of their kind."""
    kinds = {asked.kind} if asked.kind else {node.kind for node in nodes if node.id in asked.units}
    found = {node.id: node.name for node in nodes if node.kind in kinds}
    return list((found | dict(table.units)).items())


def choices(asked: Asked, on: date) -> dict[str, Any]:
    """What the form offers beside units and indicators."""
    return {
        "dimensions": [
            (name, word) for name, word in dimension_names(asked.by).items() if name != "ph" or CROSS in asked.by
        ],
        "grains": [("thang", _("Tháng")), ("quy", _("Quý")), ("nam", _("Năm"))],
        "role_choices": [
            (word, role_name(role), role in asked.roles)  # type: ignore[arg-type]
            for word, role in (("kh", "plan"), ("th", "actual"), ("dat", "done"))
        ],
        "day": asked.restated_to or on,
        "rows_asked": [*asked.rows, ""][:2],
        "columns_asked": [*asked.columns, ""][:2],
    }
