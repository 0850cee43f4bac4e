"""Groups of addressees."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.ground import access
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import organisation as forms
from giaoban.ground.directory.forms.fields import EndForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import groups as services
from giaoban.ground.directory.views.pages import day_of, form_page, form_view, page_of, page_view, step_page
from giaoban.ground.org.models import UnitGroup, UnitKind
from giaoban.ground.org.selectors import group_members, unit_name, unit_names


def group_of(request: HttpRequest, pk: int) -> UnitGroup:
    """The group of a page. Errors: ACC-002."""
    return selectors.one(selectors.groups(actor_of(request)), pk)


@page_view
def listing(request: HttpRequest) -> HttpResponse:
    """The groups in use."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.view")
    page = page_of(request, selectors.groups(actor))
    under = unit_names(units={row.rule_under_id for row in page if row.rule_under_id}, on=actor.on)
    kinds = dict(UnitKind.choices)
    rows = [
        (row, ", ".join(str(kinds[kind]) for kind in row.rule_kinds), under.get(row.rule_under_id or 0, ""))
        for row in page
    ]
    may_edit = "org.groups" in access.verbs_anywhere(actor)
    return render(request, "directory/groups.html", {"page": page, "rows": rows, "may_edit": may_edit})


@page_view
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A group and who is in it on a day (`?ngay=`)."""
    actor, group = actor_of(request), group_of(request, pk)
    on = day_of(request, actor.on)
    context = {
        "group": group,
        "on": on,
        "members": group_members(group=group, on=on),
        "by_rule": bool(group.rule_kinds),
        "may_edit": access.allowed(actor, "org.groups", group),
        "may_copy": group.body_id is None and "org.groups" in access.verbs_anywhere(actor),
        "changes": chronicle.lines(group, on=actor.on, limit=50),
    }
    return render(request, "directory/group.html", context)


@form_view
def create(request: HttpRequest) -> HttpResponse:
    """Set up a group."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.groups")
    form = forms.GroupNewForm(request.POST or None, units=selectors.units(actor))

    return form_page(
        request,
        form,
        lambda data: services.group_create(actor=actor, body=selectors.body_of(actor), **data),
        title=_("Lập nhóm nơi nhận"),
        submit=_("Lập nhóm"),
        back=reverse("directory:groups"),
        said=_("Đã lập nhóm."),
        done=lambda group: reverse("directory:group", args=[group.pk]),
    )


@require_POST
@login_required
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a copy of a shared group for one's own body."""
    made = services.group_copy(actor=actor_of(request), group=group_of(request, pk))
    messages.success(request, _("Đã tạo bản sao của nhóm; có thể sửa tại trang này."))
    return redirect("directory:group", pk=made.pk)


def step(
    request: HttpRequest, group: UnitGroup, form_class: Any, do: Callable[..., Any], **options: Any
) -> HttpResponse:
    """A step in the life of a group: `do(actor=, group=, **data)`, then back to its page. Errors: ACC-001, ACC-002."""
    actor = actor_of(request)
    options.setdefault("back", reverse("directory:group", args=[group.pk]))
    return step_page(
        request,
        form_class,
        lambda data: do(actor=actor, group=group, **data),
        of=group,
        verb="org.groups",
        **options,
    )


@form_view
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group's name and aliases."""
    group = group_of(request, pk)
    return step(
        request,
        group,
        forms.GroupChangeForm,
        services.group_update,
        initial={"name": group.name, "aliases": "\n".join(group.aliases)},
        title=_("Sửa nhóm %(name)s") % {"name": group.name},
        submit=_("Lưu nhóm"),
        said=_("Đã lưu nhóm."),
    )


@form_view
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit to a group."""
    group = group_of(request, pk)
    return step(
        request,
        group,
        forms.GroupMemberForm,
        services.group_member_add,
        choices={"units": selectors.units(actor_of(request))},
        title=_("Thêm đơn vị vào nhóm %(name)s") % {"name": group.name},
        submit=_("Thêm đơn vị"),
        said=_("Đã thêm đơn vị vào nhóm."),
    )


@form_view
def member_end(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    """Take a unit out of a group."""
    actor, group = actor_of(request), group_of(request, pk)
    unit = selectors.unit(actor, unit_id)
    return step(
        request,
        group,
        EndForm,
        partial(services.group_member_end, unit=unit),
        title=_("Đưa %(unit)s ra khỏi nhóm") % {"unit": unit_name(unit=unit_id, on=actor.on)},
        submit=_("Đưa ra khỏi nhóm"),
        said=_("Đã đưa đơn vị ra khỏi nhóm."),
    )


@form_view
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a group no more."""
    group = group_of(request, pk)
    return step(
        request,
        group,
        EndForm,
        services.group_close,
        title=_("Ngừng dùng nhóm %(name)s") % {"name": group.name},
        submit=_("Ngừng dùng nhóm"),
        back=reverse("directory:groups"),
        said=_("Đã ngừng dùng nhóm."),
    )
