"""The organisation on any day: its tree, a unit, and what can happen to a unit."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory import selectors
from giaoban.ground.directory.forms import organisation as forms
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import organisation as services
from giaoban.ground.directory.views.pages import (
    day_of,
    form_page,
    form_view,
    history_page,
    page_view,
    step_page,
)
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


def unit_of(request: HttpRequest, pk: int) -> Unit:
    """The unit of a page, where the actor may see it. Errors: ACC-002."""
    return selectors.unit(actor_of(request), pk)


@page_view
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


@page_view
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


@page_view
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to a unit."""
    unit = unit_of(request, pk)
    name = unit_name(unit=pk, on=actor_of(request).on)
    return history_page(request, unit, title=name, back=reverse("directory:unit", args=[pk]))


@form_view
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


def step(
    request: HttpRequest, pk: int, form_class: Any, do: Callable[..., Any], *, title: str, **options: Any
) -> HttpResponse:
    """A step in the life of a unit: `do(actor=, unit=, **data)`, then back to its page. title: with %(name)s. Errors: ACC-001, ACC-002."""
    actor, unit = actor_of(request), unit_of(request, pk)
    return step_page(
        request,
        form_class,
        lambda data: do(actor=actor, unit=unit, **data),
        of=unit,
        verb="org.edit",
        title=title % {"name": unit_name(unit=pk, on=actor.on)},
        back=reverse("directory:unit", args=[pk]),
        **options,
    )


def others(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What a form about a unit chooses from: the other units that the actor may edit."""
    return {"units": selectors.units(actor_of(request), verb="org.edit").exclude(pk=pk)}


@form_view
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit another name."""
    return step(
        request,
        pk,
        forms.UnitRenameForm,
        services.unit_rename,
        title=_("Đổi tên %(name)s"),
        submit=_("Đổi tên"),
        said=_("Đã đổi tên."),
    )


@form_view
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit under another one."""
    return step(
        request,
        pk,
        forms.UnitMoveForm,
        services.unit_move,
        choices=others(request, pk),
        title=_("Chuyển %(name)s"),
        submit=_("Chuyển đơn vị"),
        said=_("Đã chuyển đơn vị."),
    )


@form_view
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a unit with others."""

    def do(*, actor: Actor, unit: Unit, name: str, others: Iterable[Unit], **data: Any) -> Unit:
        into = selectors.successor_of(unit, name=name, on=data["on"]) if name else unit
        return services.unit_merge(actor=actor, sources=[unit, *others], into=into, **data)

    return step(
        request,
        pk,
        forms.UnitMergeForm,
        do,
        choices=others(request, pk),
        title=_("Sáp nhập %(name)s"),
        submit=_("Sáp nhập"),
        said=_("Đã sáp nhập."),
        done=lambda target: reverse("directory:unit", args=[target.pk]),
    )


@form_view
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a unit into new ones."""

    def do(*, actor: Actor, unit: Unit, names: list[str], **data: Any) -> list[Unit]:
        parts = [(selectors.successor_of(unit, name=name, on=data["on"]), None) for name in names]
        return services.unit_split(actor=actor, unit=unit, parts=parts, **data)

    return step(
        request,
        pk,
        forms.UnitSplitForm,
        do,
        title=_("Chia tách %(name)s"),
        submit=_("Chia tách"),
        said=_("Đã chia tách."),
    )


@form_view
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit."""
    return step(
        request,
        pk,
        forms.UnitAbolishForm,
        services.unit_abolish,
        title=_("Kết thúc hoạt động của %(name)s"),
        submit=_("Kết thúc hoạt động của đơn vị"),
        said=_("Đã ghi đơn vị kết thúc hoạt động."),
    )


@form_view
def alias(request: HttpRequest, pk: int) -> HttpResponse:
    """Add another way a unit's name is written."""
    return step(
        request,
        pk,
        forms.UnitAliasForm,
        services.unit_alias_add,
        initial={"on": unit_of(request, pk).valid_from},
        title=_("Thêm cách gọi của %(name)s"),
        lead=_("Dùng để nhận ra đơn vị khi đọc văn bản, ví dụ “Phòng VH-XH”."),
        submit=_("Thêm cách gọi"),
        said=_("Đã thêm cách gọi."),
    )
