"""The page of roll-ups."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.selectors import unit_names
from giaoban.records.figures import selectors

if TYPE_CHECKING:
    from giaoban.integrations.rollup.asking import Grain, Rolled

ASKED, WINDOW = 120, 600
"""Roll-ups one person may ask for in ten minutes: each reads all months of an indicator."""


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """One indicator by province: `?chi-tieu=`, `?theo=quarter|year`, `?quy-doi=1`. Errors: ACC-001, DIR-010."""
    actor = actor_of(request)
    access.require_anywhere(actor, "rollup.view")
    offered = list(selectors.indicators(actor, state="live").filter(classification=0).order_by("code")[:500])
    chosen = request.GET.get("chi-tieu", "")
    indicator = next((row for row in offered if str(row.pk) == chosen), None)
    grain: Grain = "year" if request.GET.get("theo") == "year" else "quarter"
    restated = request.GET.get("quy-doi") == "1"
    context: dict[str, Any] = {"indicators": offered, "indicator": indicator, "grain": grain, "restated": restated}
    if indicator is not None:
        throttle("rollup.view", f"user:{actor.user_id}", limit=ASKED, seconds=WINDOW)
        from giaoban.integrations.rollup.asking import (
            rolled,  # only when asked: it takes a second and a hundred megabytes to load
        )

        found = rolled(indicator.pk, kind=indicator.kind, grain=grain, restated=restated)
        names = unit_names(units=found.provinces, on=actor.on)
        context |= {
            "found": found,
            "heads": [head(start, grain) for start in found.starts],
            "rows": lines(found, names),
        }
    return render(request, "rollup/page.html", context)


def head(start: Any, grain: "Grain") -> str:
    """The name of a stretch: "III/2026" or "2026"."""
    return str(start.year) if grain == "year" else f"{('I', 'II', 'III', 'IV')[(start.month - 1) // 3]}/{start.year}"


def lines(found: "Rolled", names: dict[int, str]) -> list[tuple[str, list[Any]]]:
    """The nation first (its name is ""), then provinces by name; a province that is no more keeps its number."""
    named = ((number, names.get(number, f"#{number}")) for number in found.provinces)
    places = [(0, ""), *sorted(named, key=lambda row: row[1])]
    return [(name, [found.cells.get((number, start)) for start in found.starts]) for number, name in places]
