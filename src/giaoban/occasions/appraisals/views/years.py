"""A unit's results over the years; and results of a year that were decided on paper, written down afterwards."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.ground.org.selectors import unit_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.models import Appraisal
from giaoban.occasions.appraisals.paper import PaperForm
from giaoban.occasions.appraisals.selectors import appraisals as reads
from giaoban.occasions.appraisals.selectors.sets import set_get
from giaoban.occasions.appraisals.selectors.years import unit_years
from giaoban.occasions.appraisals.services.earlier import Paper
from giaoban.occasions.appraisals.views.lists import AGENCIES, BLOCKS


@require_GET
@login_required
def page(request: HttpRequest, unit: int) -> HttpResponse:
    """What a unit had in every appraisal that was decided. Errors: ACC-002 where the actor may see none."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    sets = unit_years(actor, unit)
    context = {"unit": unit, "name": unit_name(unit=unit, on=actor.on), "sets": sets}
    return render(request, "appraisals/years.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the results of a year that were decided on paper: one line a unit."""
    actor = actor_of(request)
    score_set = set_get(actor, pk)
    access.require(actor, "appraisals.manage", score_set)
    if score_set.state == "draft":
        raise Problem("APR-003", title=score_set.title)
    units = reads.unit_choices(actor, kinds=score_set.kinds)
    bands = [(band.code, band.title) for band in score_set.bands.all()]
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        units=[(number, name, BLOCKS.get(kind, AGENCIES)) for number, name, kind in units],
        bands=bands,
        today=actor.on,
        initial={"title": f"{score_set.title} năm {actor.on.year - 1}", "period": str(actor.on.year - 1)},
    )

    def do(data: dict[str, Any]) -> Appraisal:
        at = timezone.make_aware(datetime.combine(data["decided_on"], time(12)))
        return services.earlier_record(
            actor=actor,
            score_set=score_set,
            title=data["title"],
            period=data["period"],
            rows=data["rows"],
            paper=Paper(data["decision"], at),
        )

    return form_page(
        request,
        form,
        do,
        title=_("Ghi kết quả đã có trên giấy"),
        lead=score_set.title,
        back=reverse("appraisals:set", args=[pk]),
        submit=_("Ghi kết quả"),
        said=_("Đã ghi kết quả; đợt chấm sau so sánh với kết quả này."),
        done=lambda made: reverse("appraisals:results", args=[made.pk]),
    )
