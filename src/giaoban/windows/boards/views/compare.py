"""Two to six units side by side: the same indicators in one period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.models import UnitKind
from giaoban.records.figures.printing import in_language
from giaoban.windows.boards.asking import Asked, asked_of, month_or
from giaoban.windows.boards.comparing import MOST_UNITS, Beside, based, columns_of, rows_of
from giaoban.windows.boards.exports import file_answer
from giaoban.windows.boards.pivoting import first_up, role_name
from giaoban.windows.boards.table import Role, Table, area_nodes, kind_of_unit, table_of
from giaoban.windows.boards.view import AsOf, View
from giaoban.windows.boards.views import pivot

USUAL = 8
"""So many indicators are compared where none is chosen: those with the most figures."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is asked for: units and indicators of `asked`, in its one period, with the mean of all or without it; base: the unit that the
    others are compared with, 0 for the first that has figures."""

    asked: Asked
    averaged: bool
    base: int = 0

    @property
    def query(self) -> str:
        """The query string that shows the same on any day."""
        one = self.asked
        parts = {
            "cap": one.kind,
            "dv": ",".join(map(str, one.units)),
            "ct": ",".join(map(str, one.indicators)),
            "ky": "" if one.grain == "thang" else one.grain,
            "thang": one.last,
            "sl": "kh" if one.roles == ("plan",) else "",
            "tb": "1" if self.averaged else "",
            "goc": str(self.base) if self.base else "",
            "ngay": f"{one.restated_to:%Y-%m-%d}" if one.restated_to else "",
        }
        return urlencode({name: value for name, value in parts.items() if value}, safe=",")


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponseBase:
    """`?cap=` (kind), `?dv=` (2 to 6), `?ct=`, `?thang=` with `?ky=`, `?sl=th|kh`, `?tb=1` (mean), `?goc=` (base), `?ngay=`, `?dang=`."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    given = compared_of(request, actor)
    offered = pivot.offered_of(actor)
    full = replace(given, asked=filled(actor, given.asked, offered))
    if full.asked.indicators and not pivot.says(request, full.query):
        return redirect(f"{request.path}?{full.query}")
    asked = full.asked
    context: dict[str, Any] = {
        "asked": asked,
        "averaged": full.averaged,
        "asked_base": full.base,
        "offered": offered,
        "most": MOST_UNITS,
    }
    context |= pivot.choices(asked, actor.on)
    if not asked.indicators:
        return render(request, "boards/compare.html", context)
    wanted = replace(pivot.wanted_of(actor, asked, offered), units=(), approved=True)
    nodes = area_nodes(actor, wanted)
    table = table_of(actor, wanted, nodes)
    units = chosen_of(asked, table)
    context |= {"kinds": pivot.kinds_of(asked, nodes), "units": table.units, "chosen": units}
    if len(units) < 2:
        return render(request, "boards/compare.html", context)
    beside = based(Beside(table, units, asked.roles[0], full.averaged), full.base)
    context["compact"] = len(beside.units) > 2
    view = view_of(request, actor, replace(full, asked=replace(asked, units=beside.units)), beside)
    taken = file_answer(request, view, name="compare")
    return taken or render(request, "boards/compare.html", {**context, **pivot.page_of(request, view)})


def compared_of(request: HttpRequest, actor: Actor) -> Compared:
    """What the query string asks for."""
    month = month_or(request.GET.get("thang", ""), f"{actor.on:%Y-%m}")
    asked = asked_of(request.GET, on=actor.on)
    role: Role = "plan" if asked.roles[0] == "plan" else "actual"
    asked = replace(asked, first=month, last=month, roles=(role,), units=asked.units[:MOST_UNITS], by="")
    base = request.GET.get("goc", "")[:18]
    return Compared(asked, request.GET.get("tb") == "1", int(base) if base.isdecimal() else 0)


def filled(actor: Actor, asked: Asked, offered: Sequence[Any]) -> Asked:
    """Kind and indicators filled in where they were left out; the kind of the first unit before any other."""
    if asked.units and asked.kind not in UnitKind.values:
        asked = replace(asked, kind=kind_of_unit(asked.units[0]))
    return replace(pivot.filled(actor, replace(asked, units=()), offered, usual=USUAL), units=asked.units)


def chosen_of(asked: Asked, table: Table) -> tuple[int, ...]:
    """The chosen units that are in the table; where none is chosen, the first two with a figure."""
    known = [number for number, _name in table.units]
    if asked.units:
        return tuple(number for number in asked.units if number in known)
    with_figures = [
        number
        for number in known
        if any((number, 0) in table.leaves.get((row.pk, asked.roles[0]), {}) for row in table.wanted.indicators)
    ]
    return tuple(list(dict.fromkeys([*with_figures, *known]))[:2])


def view_of(request: HttpRequest, actor: Actor, compared: Compared, beside: Beside) -> View:
    """The table with its words."""
    asked, table = compared.asked, beside.table
    names = dict(table.units)
    kind = str(dict(UnitKind.choices).get(asked.kind, "")).lower()
    said = [first_up(in_language(table.periods[0].named)), role_name(asked.roles[0]).lower()]
    if asked.restated_to:
        said.append(_("quy về đơn vị ngày {day}").format(day=f"{asked.restated_to:%d/%m/%Y}"))
    places = (
        _(
            "Hạng tính trong {n} đơn vị cùng loại ({kind}), đơn vị bằng số cùng hạng; chiều tốt theo danh mục chỉ tiêu, "
            "chỉ tiêu không ghi chiều tốt thì không xếp hạng."
        ).format(n=len(table.units), kind=kind),
    )
    told = (
        *(places if beside.ranked else ()),
        _("Chênh lệch và tỷ lệ so với {unit}; chênh lệch của tỷ lệ là điểm phần trăm.").format(
            unit=names[beside.units[0]]
        ),
        _("Chỉ tính số đã duyệt hoặc đã chốt; số dự thảo, số chờ duyệt không vào hạng, chênh lệch và bình quân."),
    )
    return View(
        title=_("So sánh {units}").format(units=", ".join(names[unit] for unit in beside.units)),
        note="; ".join(said) + ".",
        columns=columns_of(beside),
        rows=rows_of(beside),
        sources=told + pivot.sources_of(table, asked.restated_to),
        as_of=AsOf(timezone.localtime(actor.at), table.states, table.latest),
        link=request.build_absolute_uri(f"{request.path}?{compared.query}"),
        issuer=pivot.issuer_of(request, actor),
    )
