"""The year's targets: met, on pace, behind, missed or not to be judged, with the arithmetic, beside the months that have passed."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.wording import said as in_language
from giaoban.records.figures import selectors
from giaoban.records.figures.selectors import Judged
from giaoban.records.figures.standing import standing, standings
from giaoban.windows.boards import progress
from giaoban.windows.boards.exports import exports_of, file_answer

YEARS = range(1990, 2101)
PER_PAGE = 50
OVERVIEW = 2000
"""With so many targets of a year at most, all units are judged for the overview."""


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponseBase:
    """`?nam=`, `?don-vi=` (else the area), `?ket-luan=`, `?trang=`; `?dang=` is a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    text = request.GET.get("nam", "")[:4]
    year = int(text) if text.isdecimal() and int(text) in YEARS else actor.on.year
    every = selectors.targets_of(actor, year=year)
    names = unit_names(units={row.unit_id for row in every}, on=actor.on) if every else {}
    units = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    unit = unit_asked(request, actor, names)
    whole = len(every) <= OVERVIEW
    judged = selectors.judged(
        actor, every if whole else [row for row in every if row.unit_id == unit], on=actor.on, names=names
    )
    own = [row for row in judged if row.target.unit_id == unit]
    status, words = request.GET.get("ket-luan", ""), standings()
    targets = progress.shown(row for row in own if status not in words or standing(row) == status)
    title = _("Chỉ tiêu năm {year}").format(year=year)
    note = " · ".join(filter(None, [names.get(unit, ""), in_language(words.get(status, ""), get_language() or "vi")]))
    said = urlencode({"nam": year, "don-vi": unit, **({"ket-luan": status} if status in words else {})})
    link = request.build_absolute_uri(f"{request.path}?{said}")
    view = progress.targets_view(actor, targets, title=title, note=note, link=link)
    if answer := file_answer(request, view, name="year"):
        return answer
    name = names.get(unit, "")
    chart = progress.progress_chart(
        targets, title=f"{title} – {name}" if name else title, view=view, file=f"chi-tieu-{year}"
    )
    context = {
        "year": year,
        "years": [year + 1, year, year - 1, year - 2],
        "units": units,
        "unit": unit,
        "unit_name": name,
        "status": status if status in words else "",
        "statuses": progress.counted(own),
        "already": sum(row.verdict.already for row in own),
        "page_obj": Paginator(targets, PER_PAGE).get_page(request.GET.get("trang")),
        "chart": chart,
        "undrawn": progress.undrawn(targets),
        "view": view,
        "overview": overview(judged, units) if whole and len(units) > 1 else [],
        "exports": exports_of(request),
    }
    return render(request, "boards/year.html", context)


def unit_asked(request: HttpRequest, actor: Actor, names: dict[int, str]) -> int:
    """The unit of `?don-vi=` where it has targets, else the body's area, else the first with any."""
    text, area = request.GET.get("don-vi", "")[:18], selectors.area_of(actor)
    if text.isdecimal() and int(text) in names:
        return int(text)
    return area if area in names or not names else min(names)


def overview(
    judged: Sequence[Judged], units: Sequence[tuple[int, str]]
) -> list[tuple[int, str, list[tuple[str, int]]]]:
    """(unit, name, [(tone, how many targets of the status)]), every unit with targets."""
    rows: dict[int, list[Judged]] = {}
    for row in judged:
        rows.setdefault(row.target.unit_id, []).append(row)
    return [
        (unit, name, [(tone, count) for _code, _words, tone, count in progress.counted(rows[unit])])
        for unit, name in units
        if unit in rows
    ]
