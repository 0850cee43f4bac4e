"""The appraisals, one's own cards, and opening a new appraisal."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.ground.org.selectors import unit_names
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.forms import OpenForm
from giaoban.occasions.appraisals.models import Appraisal, ScoreSet
from giaoban.occasions.appraisals.selectors import appraisals as reads
from giaoban.occasions.appraisals.selectors.sets import set_get
from giaoban.occasions.appraisals.states import APPRAISAL, SHEET

PER_PAGE = 30
FEW = 20
BLOCKS = {
    "commune": gettext_noop("Xã, phường, thị trấn"),
    "hamlet": gettext_noop("Thôn, tổ dân phố"),
    "school": gettext_noop("Trường học"),
    "association": gettext_noop("Mặt trận, đoàn thể"),
    "party_org": gettext_noop("Tổ chức, cơ quan đảng"),
    "district": gettext_noop("Huyện"),
    "province": gettext_noop("Tỉnh"),
}
"""Units are ranked within these blocks; all others are agencies."""
AGENCIES = gettext_noop("Cơ quan, đơn vị")


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for the actor, and the appraisals it may see."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    page = Paginator(reads.appraisals(actor), PER_PAGE).get_page(request.GET.get("trang"))
    verbs = access.verbs_anywhere(actor)
    mine = list(reads.own_sheets(actor)[:FEW]) if "appraisals.submit" in verbs else []
    waiting = list(reads.to_review(actor)[: FEW + 1])
    names = unit_names(units={row.unit_id for row in waiting}, on=actor.on) if waiting else {}
    context = {
        "page_obj": page,
        "rows": [(row, APPRAISAL.label(row.state), late(row, actor)) for row in page],
        "mine": [(row, SHEET.label(row.state), row.appraisal.self_due_on < actor.on) for row in mine],
        "waiting": [(row, names.get(row.unit_id, "")) for row in waiting[:FEW]],
        "more": len(waiting) > FEW,
        "may_manage": "appraisals.manage" in verbs,
    }
    return render(request, "appraisals/list.html", context)


def late(row: Appraisal, actor: Actor) -> bool:
    """Whether the part that runs is past its day."""
    due = {"scoring": row.self_due_on, "reviewing": row.review_due_on}.get(row.state)
    return due is not None and due < actor.on


@require_http_methods(["GET", "POST"])
@login_required
def open_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an appraisal by a set."""
    actor = actor_of(request)
    score_set = set_get(actor, pk)
    access.require(actor, "appraisals.manage", score_set)
    units = reads.unit_choices(actor, kinds=score_set.kinds)
    kinds = {number: kind for number, _name, kind in units}
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        units=[(number, name) for number, name, _kind in units],
        variants=score_set.variants,
        initial=defaults(score_set, actor) | {"units": [number for number, _name, _kind in units]},
    )

    def do(data: dict[str, Any]) -> Appraisal:
        variant = data.pop("variant", "")
        entrants = [
            services.Entrant(number, block=BLOCKS.get(kinds.get(number, ""), AGENCIES), variant=variant)
            for number in data.pop("units")
        ]
        return services.appraisal_open(actor=actor, score_set=score_set, entrants=entrants, **data)

    return form_page(
        request,
        form,
        do,
        title=_("Mở đợt chấm điểm"),
        lead=score_set.title,
        back=reverse("appraisals:set", args=[pk]),
        submit=_("Mở đợt chấm"),
        said=_("Đã mở đợt chấm. Các đơn vị có tài khoản đã được báo."),
        done=lambda made: reverse("appraisals:appraisal", args=[made.pk]),
    )


def defaults(score_set: ScoreSet, actor: Actor) -> dict[str, str]:
    """What most appraisals say: this year."""
    return {"title": f"{score_set.title} năm {actor.on.year}", "period": str(actor.on.year)}
