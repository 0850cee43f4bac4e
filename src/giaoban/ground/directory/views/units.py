"""The organisation on any day: its tree, a unit, and what can happen to a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.ground import access
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
from giaoban.ground.org.models import Tree, Unit, UnitKind
from giaoban.ground.org.models.dated import holds_on
from giaoban.ground.org.selectors import (
    Node,
    TreeNode,
    body_names,
    changes_of,
    lineage_of,
    posts_with_holders,
    predecessors,
    successors,
    timeline,
    tree,
    unit_name,
    unit_names,
    units_on,
    upper_units,
)
from giaoban.ground.org.services import NewUnit

MOST = 600
"""Units on one page of the tree; a country has thousands."""
FOUND = 50
"""Units shown of a search."""
AREAS = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.HAMLET})
"""What the tree of the state begins with; other units that stand under none have a place of their own on the page."""


def unit_of(request: HttpRequest, pk: int) -> Unit:
    """The unit of a page, where the actor may see it. Errors: ACC-002."""
    return selectors.unit(actor_of(request), pk)


@page_view
def listing(request: HttpRequest) -> HttpResponse:
    """The tree of units on a day (`?ngay=`), of one line of command (`?cay=`): the actor's own area first; `?q=` finds units by name."""
    actor = actor_of(request)
    access.require_anywhere(actor, "org.view")
    on, own = day_of(request, actor.on), selectors.body_of(actor)
    line = request.GET.get("cay", "")
    if line not in Tree.values:
        line = Tree.PARTY if own is not None and own.kind == "party" else Tree.STATE
    under = request.GET.get("duoi", "")[:18]
    root = int(under) if under.isascii() and under.isdecimal() else None
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    area = own.area_id if own is not None and root is None else None
    context = {
        **shown_tree(on, line, root=root, own=area),
        "text": text,
        "found": list(selectors.units_found(actor, text=text, on=on)[:FOUND]) if text else None,
        "root": unit_name(unit=root, on=on) if root else "",
        "on": on,
        "today": actor.on,
        "line": line,
        "lines": Tree.choices,
        "bodies": selectors.bodies(actor, on=on),
        "may_edit": "org.edit" in access.verbs_anywhere(actor),
    }
    return render(request, "directory/units.html", context)


def shown_tree(on: date, line: str, *, root: int | None, own: int | None) -> dict[str, Any]:
    """The branches as the page shows them. own: the branch of the actor's area, shown first where it is not the whole tree, two levels at
    least; rest: units under no other unit in any line, by their kind (the Party's, associations); branches: areas."""
    branches = tree(on=on, tree=line, root=root)
    mine = find(branches, own)
    areas = [row for row in branches if row.node.kind in AREAS or root is not None]
    alone: dict[str, list[TreeNode]] = {}
    others = [row for row in branches if row not in areas]
    under = selectors.under_another([row.node.id for row in others], on=on)
    for row in others:
        if row.node.id not in under:
            alone.setdefault(row.node.kind, []).append(row)
    kinds = [kind for kind in UnitKind.values if kind in alone]
    return {
        "branches": folded(areas, deep=depth_for(branches)),
        "own": folded([mine], deep=max(2, depth_for([mine]))) if mine is not None and branches != [mine] else [],
        "rest": [(UnitKind(kind).label, folded(alone[kind], deep=depth_for(alone[kind]))) for kind in kinds],
    }


def find(branches: list[TreeNode], unit: int | None) -> TreeNode | None:
    """The branch of a unit, wherever it stands."""
    waiting = list(branches) if unit is not None else []
    while waiting:
        row = waiting.pop()
        if row.node.id == unit:
            return row
        waiting += row.children
    return None


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit of the tree as the page shows it: with the units under it, or only how many they are."""

    node: Node
    children: list["Branch"]
    hidden: int = 0


def depth_for(branches: list[TreeNode]) -> int:
    """How many levels may be shown at once without a page of thousands of units; at least one."""
    level, deep, shown = branches, 0, len(branches)
    while level and (deep == 0 or shown <= MOST):
        level = [child for branch in level for child in branch.children]
        shown += len(level)
        deep += 1
    return deep


def folded(branches: list[TreeNode], *, deep: int) -> list[Branch]:
    """The first `deep` levels; what lies below is only counted."""
    return [
        Branch(row.node, folded(row.children, deep=deep - 1)) if deep > 1 else Branch(row.node, [], row.size)
        for row in branches
    ]


@page_view
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit on a day: names, upper units, units below, posts and who holds them, lineage."""
    actor = actor_of(request)
    unit = unit_of(request, pk)
    on = day_of(request, actor.on)
    parents = list(unit.parents.order_by("tree", "valid_from"))
    arrows = list(lineage_of(unit=unit.pk))
    after, before = successors(unit=unit.pk, on=on), predecessors(unit=unit.pk, on=unit.valid_from)
    numbers = {row.parent_id for row in parents}
    numbers |= {share.unit for share in [*after, *before]}
    called = unit_names(units={number for number in numbers if number}, on=on)
    context: dict[str, Any] = {
        "unit": unit,
        "name": unit_name(unit=unit.pk, on=on),
        "on": on,
        "today": actor.on,
        "kind": kind_on(unit, on),
        "names": unit.names.order_by("valid_from"),
        "aliases": unit.aliases.order_by("alias"),
        "parents": [(row, called.get(row.parent_id, "")) for row in parents],
        "above": upper_units(unit=unit.pk, on=on),
        "below": units_on(on=on, under=unit.pk),
        "posts": access.visible(actor, "org.view", posts_with_holders(on=on).filter(unit=unit)),
        "events": list(reversed(timeline(unit=unit))),
        "changes": {change.pk for change in changes_of(unit=unit.pk).filter(undone_at=None)},
        "asks": [
            (row.source_id, row.on)
            for row in arrows
            if row.kind == "split" and row.share is None and row.source_id == unit.pk
        ][:1],
        "successors": [(share, called.get(share.unit, "")) for share in after if share.unit != unit.pk],
        "predecessors": [(share, called.get(share.unit, "")) for share in before if share.unit != unit.pk],
        "body_name": body_names(bodies=[unit.body_id], on=on).get(unit.body_id, "") if unit.body_id else "",
        "may": access.allowed_verbs(actor, unit, ["org.edit", "access.grant"]),
    }
    return render(request, "directory/unit.html", context)


def kind_on(unit: Unit, on: date) -> str:
    """What the unit was on a day, in words."""
    past = unit.past_kinds.filter(holds_on(on)).first()
    return f"{(past or unit).get_kind_display()} · {(past or unit).get_level_display()}"


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
