"""Groups of addressees."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import organisation as forms
from giaoban.ground.directory.forms.fields import EndForm, reason
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import groups as services
from giaoban.ground.directory.views.pages import day_of, form_page, page_of
from giaoban.ground.org.models import UnitGroup, UnitKind
from giaoban.ground.org.selectors import group_members, unit_name, unit_names

get_or_post = require_http_methods(["GET", "POST"])


def group_of(request: HttpRequest, pk: int) -> UnitGroup:
    """The group of a page. Errors: ACC-002."""
    return selectors.one(selectors.groups(actor_of(request)), pk)


@require_GET
@login_required
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


@require_GET
@login_required
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


@get_or_post
@login_required
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
    messages.success(request, _("Đã sao nhóm cho cơ quan mình; sửa được từ đây."))
    return redirect("directory:group", pk=made.pk)


@get_or_post
@login_required
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group's name and aliases."""
    actor, group = actor_of(request), group_of(request, pk)
    access.require(actor, "org.groups", group)
    form = forms.GroupForm(request.POST or None, initial={"name": group.name, "aliases": "\n".join(group.aliases)})
    form.fields["reason"] = reason()
    return form_page(
        request,
        form,
        lambda data: services.group_update(actor=actor, group=group, **data),
        title=_("Sửa nhóm %(name)s") % {"name": group.name},
        submit=_("Lưu nhóm"),
        back=reverse("directory:group", args=[pk]),
        said=_("Đã lưu nhóm."),
    )


@get_or_post
@login_required
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit to a group."""
    actor, group = actor_of(request), group_of(request, pk)
    access.require(actor, "org.groups", group)
    form = forms.GroupMemberForm(request.POST or None, units=selectors.units(actor), initial={"on": actor.on})
    return form_page(
        request,
        form,
        lambda data: services.group_member_add(actor=actor, group=group, **data),
        title=_("Thêm đơn vị vào nhóm %(name)s") % {"name": group.name},
        submit=_("Thêm đơn vị"),
        back=reverse("directory:group", args=[pk]),
        said=_("Đã thêm đơn vị vào nhóm."),
    )


@get_or_post
@login_required
def member_end(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    """Take a unit out of a group."""
    actor, group = actor_of(request), group_of(request, pk)
    access.require(actor, "org.groups", group)
    unit = selectors.unit(actor, unit_id)
    return form_page(
        request,
        EndForm(request.POST or None, initial={"on": actor.on}),
        lambda data: services.group_member_end(actor=actor, group=group, unit=unit, **data),
        title=_("Đưa %(unit)s ra khỏi nhóm") % {"unit": unit_name(unit=unit_id, on=actor.on)},
        submit=_("Đưa ra khỏi nhóm"),
        back=reverse("directory:group", args=[pk]),
        said=_("Đã đưa đơn vị ra khỏi nhóm."),
    )


@get_or_post
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a group no more."""
    actor, group = actor_of(request), group_of(request, pk)
    access.require(actor, "org.groups", group)
    return form_page(
        request,
        EndForm(request.POST or None, initial={"on": actor.on}),
        lambda data: services.group_close(actor=actor, group=group, **data),
        title=_("Ngừng dùng nhóm %(name)s") % {"name": group.name},
        submit=_("Ngừng dùng nhóm"),
        back=reverse("directory:groups"),
        said=_("Đã ngừng dùng nhóm."),
    )
