"""What units wrote in the months of a longer period: choose a unit, choose paragraphs, take them in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import offering, selectors, services
from giaoban.occasions.consolidation.sections import live
from giaoban.occasions.consolidation.showing import compared
from giaoban.occasions.consolidation.views.frame import number
from giaoban.occasions.consolidation.views.returns import drafting

MOST = 500
"""Paragraphs that are taken at a time."""


@require_http_methods(["GET", "POST"])
@login_required
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The paragraphs of one unit by section and month; POST takes those that are ticked."""
    frame = drafting(request, pk)
    actor, report = frame.actor, frame.report
    if not offering.is_longer(report):
        raise Problem("ACC-002")
    if request.method == "POST":
        unit = number(request, "unit")
        try:
            made = services.offers_take(
                actor=actor, report=report, unit_id=unit, keys=request.POST.getlist("offer")[:MOST]
            )
        except Problem as problem:
            if problem.code != "CNS-016":
                raise
            messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        else:
            messages.success(request, _("Đã đưa %(count)d đoạn vào báo cáo.") % {"count": len(made)})
        return HttpResponseRedirect(f"{reverse('consolidation:offers', args=[pk])}?don-vi={unit}")
    units = offering.units_inside(actor, report)
    asked = request.GET.get("don-vi", "")
    chosen = next((row for row in units if str(row[0]) == asked), units[0] if units else None)
    offered = offering.offers_of(actor, report, chosen[0], selectors.book_of(actor, report)) if chosen else {}
    sections = [
        (row["title"], [(each.period, [(one, words_of(one)) for one in each.offers]) for each in offered[row["key"]]])
        for row in live(report.sections)
        if row["key"] in offered
    ]
    context = {"units": units, "chosen": chosen, "sections": sections}
    return render(request, "consolidation/offers.html", frame.context | context)


def words_of(offer: offering.Offer) -> list[tuple[str, str]]:
    """A paragraph with the numbers that would be others."""
    return compared(offer.before, offer.text)
