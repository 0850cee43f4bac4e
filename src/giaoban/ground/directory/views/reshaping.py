"""Mergers, divisions and the like, seen before they are done; and taking them back."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory import foresight, selectors
from giaoban.ground.directory.forms import picking, reshaping
from giaoban.ground.directory.forms.fields import ReasonForm
from giaoban.ground.directory.forms.organisation import UnitAbolishForm
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services import organisation as services
from giaoban.ground.directory.views.pages import form_page, form_view, page_view
from giaoban.ground.org.models import Unit, UnitChange
from giaoban.ground.org.selectors import (
    DAY,
    Effects,
    arrows_between,
    effects_of,
    lineage_told,
    unit_name,
    unit_names,
    unknown_shares,
)
from giaoban.ground.org.services import rehearse, undo_hindrance
from giaoban.kernel.problems import Problem

SURE, BACK = "xac-nhan", "sua-lai"
"""What the buttons of the preview send: the fingerprint of what was seen, or the wish to correct the form."""
UNSENT = {"csrfmiddlewaretoken", SURE, BACK}
Do = Callable[..., Any]


def shown(actor: Actor, change: UnitChange) -> dict[str, Any]:
    """What the page says of a change that stands: its effects, what the rooms tell, the sentence of lineage."""
    units = sorted(set(change.units))
    own = set(change.arrows.values_list("pk", flat=True))
    mine = [row for row in arrows_between(units=units, after=change.on - DAY, until=change.on) if row.id in own]
    return {
        "effects": effects_of(change),
        "sections": foresight.foreseen(actor, change),
        "touched": foresight.touched(actor, units),
        "told": lineage_told(mine),
        "asks": [(unit, problem.sentence(get_language() or "vi")) for unit, problem in unknown_shares(mine)],
    }


def fingerprint(effects: Effects) -> str:
    """A short hash of what a preview showed, so that nothing else is done than was seen."""
    return hashlib.sha256(repr(effects).encode()).hexdigest()[:16]


def previewed(
    request: HttpRequest, unit: Unit, form: forms.Form, do: Do, *, title: str, submit: str, said: str
) -> HttpResponse:
    """A form, then what it would do, then doing exactly that. `do(**cleaned data)` makes one change of units. Errors: ACC-001, ACC-002."""
    actor = actor_of(request)
    back = reverse("directory:unit", args=[unit.pk])
    if picking.asked(request):
        return picking.answer(request, form)
    if request.method == "POST" and BACK not in request.POST and form.is_valid():
        data = form.cleaned_data
        try:
            seen = rehearse(lambda: do(**data), lambda _done: shown(actor, selectors.newest_change(unit)))
            if request.POST.get(SURE) == fingerprint(seen["effects"]):
                target = do(**data)
                messages.success(request, said)
                return redirect(reverse("directory:unit", args=[target.pk if isinstance(target, Unit) else unit.pk]))
        except Problem as problem:
            if problem.status in {403, 404}:
                raise
            form.add_error(None, problem.sentence(get_language() or "vi"))
        else:
            context = seen | {"title": title, "submit": submit, "back": back, "on": data["on"]}
            context |= {"mark": fingerprint(seen["effects"]), "changed": SURE in request.POST}
            context["sent"] = [(key, each) for key, row in request.POST.lists() if key not in UNSENT for each in row]
            return render(request, "directory/unit_preview.html", context)
    context = {"form": form, "title": title, "back": back, "submit": _("Xem trước"), "lead": LEAD()}
    page = "directory/unit_parts.html" if isinstance(form, reshaping.WithUnits) else "directory/form.html"
    return render(request, page, context, status=422 if form.errors else 200)


def LEAD() -> str:
    """What the form says above its fields."""
    return _("Chưa có gì thay đổi khi bấm Xem trước: trang sau cho biết đơn vị, chức vụ, số liệu nào bị ảnh hưởng.")


def stepping(request: HttpRequest, pk: int) -> tuple[Actor, Unit, dict[str, Any]]:
    """The actor, the unit it may edit, and the words every step's page shares. Errors: ACC-001, ACC-002."""
    actor = actor_of(request)
    unit = selectors.unit(actor, pk)
    access.require(actor, "org.edit", unit)
    return actor, unit, {"name": unit_name(unit=pk, on=actor.on)}


@form_view
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a unit with others."""
    actor, unit, words = stepping(request, pk)
    units = selectors.units(actor, verb="org.edit").exclude(pk=pk)
    form = reshaping.MergeForm(request.POST or None, initial={"on": actor.on}, units=units)

    def do(*, name: str, form: str, code: str, others: list[Unit], **data: Any) -> Unit:
        into = selectors.successor_of(unit, name=name, on=data["on"], form=form, code=code) if name else unit
        return services.unit_merge(actor=actor, sources=[unit, *others], into=into, **data)

    title = _("Sáp nhập %(name)s") % words
    return previewed(request, unit, form, do, title=title, submit=_("Sáp nhập"), said=_("Đã sáp nhập."))


@form_view
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide a unit among new ones and others."""
    actor, unit, words = stepping(request, pk)
    units = selectors.units(actor, verb="org.edit").exclude(pk=pk)
    form = reshaping.SplitForm(request.POST or None, initial={"on": actor.on}, units=units)

    def do(*, parts: list[tuple[Any, Any]], **data: Any) -> list[Unit]:
        made = [
            (part if isinstance(part, Unit) else selectors.successor_of(unit, name=part, on=data["on"]), share)
            for part, share in parts
        ]
        return services.unit_split(actor=actor, unit=unit, parts=made, **data)

    title = _("Chia tách %(name)s") % words
    return previewed(request, unit, form, do, title=title, submit=_("Chia tách"), said=_("Đã chia tách."))


@form_view
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit."""
    actor, unit, words = stepping(request, pk)
    form = UnitAbolishForm(request.POST or None, initial={"on": actor.on})

    def do(**data: Any) -> None:
        services.unit_abolish(actor=actor, unit=unit, **data)

    title = _("Kết thúc hoạt động của %(name)s") % words
    submit, said = _("Kết thúc hoạt động của đơn vị"), _("Đã ghi đơn vị kết thúc hoạt động.")
    return previewed(request, unit, form, do, title=title, submit=submit, said=said)


@form_view
def convert(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a unit one of another kind."""
    actor, unit, words = stepping(request, pk)
    form = reshaping.ConvertForm(request.POST or None, initial={"on": actor.on, "kind": unit.kind})
    return form_page(
        request,
        form,
        lambda data: services.unit_convert(actor=actor, unit=unit, **data),
        title=_("Chuyển loại hình %(name)s") % words,
        submit=_("Chuyển loại hình"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã chuyển loại hình đơn vị."),
    )


@form_view
def shares(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the parts of a divided unit (`?ngay=` the day of the division, else the last one). Errors: ACC-001, ACC-002, ORG-011."""
    actor, unit, _words = stepping(request, pk)
    arrows = selectors.divisions(unit)
    asked = request.GET.get("ngay", "")
    on = next((row.on for row in arrows if not asked or row.on.isoformat() == asked), None)
    if on is None:
        raise Problem("ORG-011")
    units = [row.target_id for row in arrows if row.on == on and row.target_id]
    names = unit_names(units=units, on=on)
    form = reshaping.SharesForm(
        request.POST or None,
        parts=[(number, names[number]) for number in units],
        lives_on=unit.holds(on),
        initial={"basis": next((row.basis for row in arrows if row.on == on), "") or "population"},
    )
    day: date = on
    return form_page(
        request,
        form,
        lambda data: services.shares_set(actor=actor, unit=unit, on=day, **data),
        title=_("Phần chia của %(name)s") % {"name": unit_name(unit=pk, on=day - DAY)},
        lead=_("Nhập dân số, diện tích hoặc số lượng của từng phần; phần mềm tính ra tỷ lệ để quy đổi số liệu."),
        submit=_("Ghi phần chia"),
        back=reverse("directory:unit", args=[pk]),
        said=_("Đã ghi phần chia."),
    )


@page_view
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What a change did, by which document, who recorded it, and whether it can be taken back."""
    actor = actor_of(request)
    found = selectors.change(actor, pk)
    units = selectors.units_concerned(found)
    may = all(access.allowed(actor, "org.edit", unit) for unit in units)
    hindrance = undo_hindrance(found)
    resting = foresight.rests_on(actor, found) if hindrance is None else []
    if hindrance is None and resting:
        hindrance = Problem("DIR-015", what="; ".join(resting))
    names = unit_names(units=found.units, on=found.on)
    context = shown(actor, found) if found.undone_at is None else {"effects": effects_of(found)}
    context |= {
        "change": found,
        "units": sorted(names.items(), key=lambda pair: pair[1]),
        "may": may,
        "hindrance": hindrance.sentence(get_language() or "vi") if hindrance else "",
        "form": ReasonForm(),
    }
    return render(request, "directory/unit_change.html", context)


@form_view
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a change back, with a reason."""
    actor = actor_of(request)
    found = selectors.change(actor, pk)
    for unit in selectors.units_concerned(found):
        access.require(actor, "org.edit", unit)
    here = reverse("directory:change", args=[pk])
    return form_page(
        request,
        ReasonForm(request.POST or None),
        lambda data: services.change_undo(actor=actor, change=found, **data),
        title=_("Hoàn tác %(kind)s ngày %(day)s")
        % {"kind": str(found.get_kind_display()).lower(), "day": found.on.strftime("%d/%m/%Y")},
        lead=_("Mọi dòng mà biến động này đã ghi được trả lại như trước; nhật ký vẫn giữ cả hai việc."),
        submit=_("Hoàn tác"),
        back=here,
        said=_("Đã hoàn tác."),
    )
