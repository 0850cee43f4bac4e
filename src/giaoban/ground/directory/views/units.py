"""The organisation on any day: its tree, a unit, and what can happen to a unit."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import organisation as forms
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import organisation as services
from giaoban.ground.directory.views.pages import day_of, form_page
from giaoban.ground.org.models import Tree, Unit
from giaoban.ground.org.selectors import (
    body_names,
    lineage_of,
    posts_with_holders,
    predecessors,
    successors,
    tree,
    unit_name,
    unit_names,
    units_on,
    upper_units,
)
from giaoban.ground.org.services import NewUnit

get_or_post = require_http_methods(["GET", "POST"])


def unit_of(request: HttpRequest, pk: int) -> Unit:
    """The unit of a page, where the actor may see it. Errors: ACC-002."""
    return selectors.unit(actor_of(request), pk)


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The tree of units on a day (`?ngay=`), of one line of command (`?cay=`)."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.view")
    on = day_of(request, actor.on)
    line = request.GET.get("cay", Tree.STATE)
    line = line if line in Tree.values else Tree.STATE
    context = {
        "branches": tree(on=on, tree=line),
        "on": on,
        "today": actor.on,
        "line": line,
        "lines": Tree.choices,
        "bodies": selectors.bodies(actor, on=on),
        "may_edit": "org.edit" in access.verbs_anywhere(actor),
    }
    return render(request, "directory/units.html", context)


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit on a day: names, upper units, units below, posts and who holds them, lineage."""
    actor = actor_of(request)
    unit = unit_of(request, pk)
    on = day_of(request, actor.on)
    parents = list(unit.parents.order_by("tree", "valid_from"))
    arrows = list(lineage_of(unit=unit.pk))
    after, before = successors(unit=unit.pk, on=on), predecessors(unit=unit.pk, on=unit.valid_from)
    numbers = {row.parent_id for row in parents} | {
        number for row in arrows for number in (row.source_id, row.target_id)
    }
    numbers |= {share.unit for share in [*after, *before]}
    called = unit_names(units={number for number in numbers if number}, on=on)
    context: dict[str, Any] = {
        "unit": unit,
        "name": unit_name(unit=unit.pk, on=on),
        "on": on,
        "names": unit.names.order_by("valid_from"),
        "aliases": unit.aliases.order_by("alias"),
        "parents": [(row, called.get(row.parent_id, "")) for row in parents],
        "above": upper_units(unit=unit.pk, on=on),
        "below": units_on(on=on, under=unit.pk),
        "posts": access.visible(actor, "org.view", posts_with_holders(on=on).filter(unit=unit)),
        "arrows": [(row, called.get(row.source_id, ""), called.get(row.target_id or 0, "")) for row in arrows],
        "successors": [(share, called.get(share.unit, "")) for share in after if share.unit != unit.pk],
        "predecessors": [(share, called.get(share.unit, "")) for share in before if share.unit != unit.pk],
        "body_name": body_names(bodies=[unit.body_id], on=on).get(unit.body_id, "") if unit.body_id else "",
        "may": access.allowed_verbs(actor, unit, ["org.edit", "access.grant"]),
    }
    return render(request, "directory/unit.html", context)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to a unit."""
    actor = actor_of(request)
    unit = unit_of(request, pk)
    context = {
        "title": unit_name(unit=unit.pk, on=actor.on),
        "changes": chronicle.lines(unit, on=actor.on),
        "back": reverse("directory:unit", args=[pk]),
    }
    return render(request, "directory/history.html", context)


@get_or_post
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Set up a unit."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.edit")
    form = forms.UnitNewForm(
        request.POST or None,
        units=selectors.units(actor, verb="org.edit"),
        bodies=selectors.bodies(actor, verb="org.edit"),
        initial={"on": actor.on, "parent": request.GET.get("thuoc")},
    )

    def do(data: dict[str, Any]) -> Unit:
        on, why = data.pop("on"), data.pop("reason")
        return services.unit_create(actor=actor, new=NewUnit(**data), on=on, reason=why)

    return form_page(
        request,
        form,
        do,
        title=_("Thành lập đơn vị"),
        submit=_("Thành lập đơn vị"),
        back=reverse("directory:units"),
        said=_("Đã thành lập đơn vị."),
        done=lambda unit: reverse("directory:unit", args=[unit.pk]),
    )


@get_or_post
@login_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit another name."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    form = forms.UnitRenameForm(request.POST or None, initial={"on": actor.on})
    return form_page(
        request,
        form,
        lambda data: services.unit_rename(actor=actor, unit=unit, **data),
        title=_("Đổi tên %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        submit=_("Đổi tên"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã đổi tên."),
    )


@get_or_post
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit under another one."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    units = selectors.units(actor, verb="org.edit").exclude(pk=pk)
    form = forms.UnitMoveForm(request.POST or None, units=units, initial={"on": actor.on})
    return form_page(
        request,
        form,
        lambda data: services.unit_move(actor=actor, unit=unit, **data),
        title=_("Chuyển %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        submit=_("Chuyển đơn vị"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã chuyển đơn vị."),
    )


@get_or_post
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a unit with others."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    units = selectors.units(actor, verb="org.edit").exclude(pk=pk)
    form = forms.UnitMergeForm(request.POST or None, units=units, initial={"on": actor.on})

    def do(data: dict[str, Any]) -> Unit:
        name, others = data.pop("name"), list(data.pop("others"))
        into = selectors.successor_of(unit, name=name, on=data["on"]) if name else unit
        return services.unit_merge(actor=actor, sources=[unit, *others], into=into, **data)

    return form_page(
        request,
        form,
        do,
        title=_("Sáp nhập %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        submit=_("Sáp nhập"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã sáp nhập."),
        done=lambda target: reverse("directory:unit", args=[target.pk]),
    )


@get_or_post
@login_required
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a unit into new ones."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    form = forms.UnitSplitForm(request.POST or None, initial={"on": actor.on})

    def do(data: dict[str, Any]) -> list[Unit]:
        names = data.pop("names")
        parts = [(selectors.successor_of(unit, name=name, on=data["on"]), None) for name in names]
        return services.unit_split(actor=actor, unit=unit, parts=parts, **data)

    return form_page(
        request,
        form,
        do,
        title=_("Chia tách %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        submit=_("Chia tách"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã chia tách."),
    )


@get_or_post
@login_required
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    form = forms.UnitAbolishForm(request.POST or None, initial={"on": actor.on})
    return form_page(
        request,
        form,
        lambda data: services.unit_abolish(actor=actor, unit=unit, **data),
        title=_("Kết thúc hoạt động của %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        submit=_("Kết thúc hoạt động của đơn vị"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã ghi đơn vị kết thúc hoạt động."),
    )


@get_or_post
@login_required
def alias(request: HttpRequest, pk: int) -> HttpResponse:
    """Add another way a unit's name is written."""
    actor, unit = actor_of(request), unit_of(request, pk)
    access.require(actor, "org.edit", unit)
    form = forms.UnitAliasForm(request.POST or None, initial={"on": unit.valid_from})
    return form_page(
        request,
        form,
        lambda data: services.unit_alias_add(actor=actor, unit=unit, **data),
        title=_("Thêm cách gọi của %(name)s") % {"name": unit_name(unit=pk, on=actor.on)},
        lead=_("Dùng để nhận ra đơn vị khi đọc văn bản, ví dụ “Phòng VH-XH”."),
        submit=_("Thêm cách gọi"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã thêm cách gọi."),
    )
