"""The crop calendar of a body: its seasons, drafts marked; taking the drafts over, correcting one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors, services
from giaoban.records.figures.forms import SeasonForm


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The seasons of the body; without any, an offer to take over the drafts of the north or the south."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    may_edit = "figures.edit" in access.verbs_anywhere(actor)
    return render(request, "figures/seasons.html", {"rows": list(selectors.crop_seasons(actor)), "may_edit": may_edit})


@require_POST
@login_required
def adopt(request: HttpRequest) -> HttpResponse:
    """Take over the drafts of a region (`vung`: bac, nam)."""
    actor = actor_of(request)
    try:
        services.seasons_adopt(actor=actor, body_id=actor.body_id or 0, region=request.POST.get("vung", "")[:10])
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return redirect("figures:seasons")


@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one season."""
    actor = actor_of(request)
    season = selectors.crop_season_get(actor, pk)
    access.require(actor, "figures.edit", season)
    initial = {name: getattr(season, name) for name in ("name", "start", "end", "draft", "source")}
    return form_page(
        request,
        SeasonForm(request.POST if request.method == "POST" else None, initial=initial),
        lambda data: services.season_change(actor=actor, season=season, **data),
        title=_("Sửa vụ sản xuất: {name}").format(name=season.name),
        lead=_("Ngày mới áp dụng cho các vụ chưa có số liệu; vụ đã có số liệu giữ ngày cũ."),
        back=reverse("figures:seasons"),
        submit=_("Lưu"),
        said=_("Đã lưu vụ sản xuất."),
    )
