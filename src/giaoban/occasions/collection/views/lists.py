"""The collections, and a new one."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.clock import due_sentence
from giaoban.occasions.collection.forms import CollectionForm, breakdowns_chosen
from giaoban.occasions.collection.models import Collection
from giaoban.occasions.collection.selectors.collections import latest
from giaoban.occasions.collection.states import COLLECTION
from giaoban.records.figures.services import stretch_named

PAGE = 50
FIELD_OF = {
    "COL-003": "period",
    "COL-004": "due_on",
    "COL-015": "units",
    "COL-016": "units",
    "COL-021": "indicators",
    "COL-022": "breakdowns",
    "COL-049": "breakdowns",
    "OBS-002": "indicators",
}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The collections that the actor may see."""
    actor = actor_of(request)
    access.require_anywhere(actor, "collection.view")
    page = Paginator(selectors.collections(actor), PAGE).get_page(request.GET.get("trang"))
    rows = [
        (row, COLLECTION.label(row.state), due_sentence(row.due_on, actor.on, bare=True) if row.state == "open" else "")
        for row in page
    ]
    may_manage = "collection.manage" in access.verbs_anywhere(actor)
    return render(request, "collection/list.html", {"page_obj": page, "rows": rows, "may_manage": may_manage})


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new collection; it asks at first for what the last one asked, or the one named in the query (`?nhu=12`; `?nhu=0`: none)."""
    actor = actor_of(request)
    access.require_anywhere(actor, "collection.manage")
    like = before_of(actor, request.GET.get("nhu", ""))
    given = request.POST.get("period", "") if request.method == "POST" else f"{actor.on:%m/%Y}"
    bound = (request.POST,) if request.method == "POST" else ()
    form = CollectionForm(*bound, actor=actor, on=end_of(given, actor), initial=defaults(actor, like))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.collection_create(
                actor=actor,
                body_id=actor.body_id or 0,
                title=data["title"],
                period=data["period"],
                due_on=data["due_on"],
                unit_ids=data["units"],
                indicator_ids=data["indicators"],
                note=data["note"],
                role=data["role"],
                like=like,
                by=breakdowns_kept(form),
            )
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("collection:collection", pk=made.pk)
    context = {"form": form, "taken": taken_over(form) if request.method == "GET" else None}
    return render(request, "collection/create.html", context, status=422 if form.errors else 200)


def breakdowns_kept(form: CollectionForm) -> dict[int, list[str]]:
    """The breakdowns that were ticked. Where the collection before asked an indicator and it was taken out, its breakdowns go with it."""
    chosen = breakdowns_chosen(form.cleaned_data.get("breakdowns", []))
    out = set(form.initial.get("indicators", ())) - set(form.cleaned_data["indicators"])
    return {indicator: names for indicator, names in chosen.items() if indicator not in out}


def taken_over(form: CollectionForm) -> dict[str, int | bool] | None:
    """How many indicators, units and breakdowns stand ticked as in the collection before, and whether its note stands there; None for
    nothing. What is no longer offered is not counted."""
    found: dict[str, int | bool] = {}
    for name in ("indicators", "units", "breakdowns"):
        offered = getattr(form.fields.get(name), "choices", [])
        wanted = {str(each) for each in form.initial.get(name, [])}
        found[name] = sum(str(value) in wanted for value, _label in offered)
    found["note"] = bool(form.initial.get("note"))
    return found if any(found.values()) else None


def end_of(text: str, actor: Actor) -> date:
    """The last day of a period that was typed; today where it is none."""
    try:
        return stretch_named(text, on=actor.on).last
    except Problem:
        return actor.on


def before_of(actor: Actor, text: str) -> Collection | None:
    """The collection that the new one is made like: the one named, none for "0", else the last. Errors: ACC-002."""
    if text == "0":
        return None
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return selectors.collection_get(actor, int(text))
    return latest(actor)


def defaults(actor: Actor, before: Collection | None) -> dict[str, object]:
    """What most collections ask: this month's figures, the columns and units of the one before."""
    found: dict[str, object] = {
        "title": _("Số liệu tháng %(month)s") % {"month": f"{actor.on:%m/%Y}"},
        "period": f"{actor.on:%m/%Y}",
    }
    if before is not None:
        found["units"] = list(before.units.filter(removed_at=None).order_by("pk").values_list("unit", flat=True))
        columns = before.columns.filter(dims="", removed_at=None).order_by("order", "pk")
        found["indicators"] = list(columns.values_list("indicator", flat=True))
        asked = services.breakdowns_of(before)
        found["breakdowns"] = [f"{indicator}:{name}" for indicator, names in asked.items() for name in names]
        found["note"] = before.note
    return found
