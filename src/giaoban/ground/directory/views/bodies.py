"""Bodies: who there is on a day, one with its names, and what can happen to it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access.selectors import roles
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import organisation as forms
from giaoban.ground.directory.forms.fields import EndForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import organisation as services
from giaoban.ground.directory.views.pages import (
    day_of,
    form_page,
    form_view,
    history_page,
    page_of,
    page_view,
    step_page,
)
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import body_name, unit_name

FOUNDING = ("org.edit", "org.people", "access.assign")
"""What setting up a body takes, in the whole of one's own."""


def may_found(request: HttpRequest) -> bool:
    """Whether the actor may set up bodies somewhere."""
    actor = actor_of(request)
    return access.verbs_anywhere(actor).issuperset(FOUNDING) and all(access.whole(actor, verb) for verb in FOUNDING)


@page_view
def listing(request: HttpRequest) -> HttpResponse:
    """The bodies of a day (`?ngay=`)."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.view")
    on = day_of(request, actor.on)
    context = {"page": page_of(request, selectors.bodies(actor, on=on)), "on": on, "may_edit": may_found(request)}
    return render(request, "directory/bodies.html", context)


@page_view
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A body: its names with their days, its area, the units that work for it on a day (`?ngay=`)."""
    actor = actor_of(request)
    body = selectors.body(actor, pk)
    on = day_of(request, actor.on)
    context = {
        "body": body,
        "name": body_name(body=pk, on=on),
        "on": on,
        "area_name": unit_name(unit=body.area_id, on=on),
        "names": body.names.order_by("valid_from"),
        "units": selectors.units(actor, on=on).filter(body=body),
        "may_edit": access.whole(actor, "org.edit") and access.allowed(actor, "org.edit", body),
        "ended": body.valid_to is not None and body.valid_to <= on,
    }
    return render(request, "directory/body.html", context)


@page_view
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to a body."""
    actor = actor_of(request)
    body = selectors.body(actor, pk)
    return history_page(request, body, title=body_name(body=pk, on=actor.on), back=reverse("directory:body", args=[pk]))


@form_view
def create(request: HttpRequest) -> HttpResponse:
    """Set up a body with whoever runs it first."""
    actor = actor_of(request)
    for verb in FOUNDING:
        access.require_anywhere(actor, verb)
        access.require_whole(actor, verb)
    form = forms.BodyNewForm(
        request.POST or None,
        areas=selectors.areas(actor),
        people=selectors.people(actor).exclude(pk=actor.person_id or 0),
        roles=roles(actor),
        initial={"on": actor.on},
    )
    return form_page(
        request,
        form,
        lambda data: services.body_create(actor=actor, **data),
        title=_("Thành lập cơ quan"),
        lead=_("Sau khi lập, chỉ người của cơ quan mới sửa được cơ quan đó."),
        submit=_("Thành lập cơ quan"),
        back=reverse("directory:bodies"),
        said=_("Đã thành lập cơ quan."),
        done=lambda body: reverse("directory:body", args=[body.pk]),
    )


def step(
    request: HttpRequest, pk: int, form_class: Any, do: Callable[..., Any], *, title: str, **words: Any
) -> HttpResponse:
    """A step in the life of a body, for those who run the whole of it. title: with %(name)s. Errors: ACC-001, ACC-002."""
    actor = actor_of(request)
    body: Body = selectors.body(actor, pk)
    access.require_whole(actor, "org.edit")
    return step_page(
        request,
        form_class,
        lambda data: do(actor=actor, body=body, **data),
        of=body,
        verb="org.edit",
        title=title % {"name": body_name(body=pk, on=actor.on)},
        back=reverse("directory:body", args=[pk]),
        **words,
    )


@form_view
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a body another name."""
    return step(
        request,
        pk,
        forms.BodyRenameForm,
        services.body_rename,
        title=_("Đổi tên %(name)s"),
        submit=_("Đổi tên"),
        said=_("Đã đổi tên."),
    )


@form_view
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a body."""
    return step(
        request,
        pk,
        EndForm,
        services.body_end,
        title=_("Kết thúc hoạt động của %(name)s"),
        lead=_(
            "Mọi chức vụ của cơ quan và người đang giữ cũng kết thúc từ ngày đó, kể cả chức vụ đang dùng để thực hiện việc này."
        ),
        submit=_("Kết thúc hoạt động của cơ quan"),
        said=_("Đã ghi cơ quan kết thúc hoạt động."),
    )
