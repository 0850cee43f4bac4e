"""One entry: added, shown, changed or corrected, ended, withdrawn; its history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Definition, Fault, Kind
from giaoban.records.registers import selectors, services
from giaoban.records.registers.faulty import Faulty
from giaoban.records.registers.forms import EndForm, EntryForm, ReasonForm
from giaoban.records.registers.forms.entry import DayInput
from giaoban.records.registers.forms.steps import ConditionalField
from giaoban.records.registers.levels import level_at, narrowed
from giaoban.records.registers.models import Entry, Register
from giaoban.records.registers.views.lists import tabs_of

STAY = {"REG-005": "_tu_ngay", "REG-006": "_ly_do", "REG-007": "", "REG-019": "", "REG-022": ""}
"""Refusals that are told in the form, and at which of its fields."""
WAYS = (
    ("change", gettext_lazy("Tình hình thay đổi từ một ngày")),
    ("correct", gettext_lazy("Sổ ghi nhầm, nay sửa lại cho đúng")),
)


def day_said(text: str, default: date) -> date:
    """The day that was sent, or the default where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


def start_fields(definition: Definition, on: date) -> dict[str, forms.Field]:
    """The form's own field for a new entry: from which day it is valid, where no field of the definition says so."""
    if definition.start:
        return {}
    return {"_tu_ngay": forms.CharField(label=_("Có hiệu lực từ ngày"), widget=DayInput(), initial=f"{on:%Y-%m-%d}")}


def way_fields(on: date, revision: int) -> dict[str, forms.Field]:
    """The form's own fields for other values: a change from a day on, or a correction with its reason."""
    return {
        "_lan": forms.IntegerField(widget=forms.HiddenInput(), initial=revision),
        "_cach": forms.ChoiceField(
            label=_("Vì sao ghi khác"), choices=WAYS, initial="change", widget=forms.RadioSelect()
        ),
        "_tu_ngay": forms.CharField(label=_("Thay đổi từ ngày"), widget=DayInput(), initial=f"{on:%Y-%m-%d}"),
        "_ly_do": ConditionalField(
            label=_("Lý do"), required=False, max_length=500, help_text=_("Bắt buộc khi sửa sổ ghi nhầm.")
        ),
    }


def bound(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is bound to."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def told(form: EntryForm, request: HttpRequest, do: Callable[[], Entry]) -> Entry | None:
    """Do what a form asks, or put what is wrong into the form. Errors: refusals that are no matter of the form."""
    try:
        return do()
    except Faulty as faulty:
        form.told(faulty.faults)
    except Problem as problem:
        if problem.code not in STAY:
            raise
        form.told([Fault(STAY[problem.code], problem)])
    return None


def entry_form(
    request: HttpRequest, actor: Actor, register: Register, definition: Definition, **more: Any
) -> EntryForm:
    """The form of an entry of a register."""
    return EntryForm(
        *bound(request),
        definition=definition,
        units=selectors.choices_of_units(actor, register),
        people=selectors.choices_of_people(actor, register),
        **more,
    )


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new entry."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require_anywhere(actor, "registers.report")
    live = services.live_of(register)
    seen = narrowed(live.definition, level_at(actor, actor.unit_id))
    initial = {seen.unit: actor.unit_id} if seen.unit else {}
    form = entry_form(request, actor, register, seen, before=start_fields(seen, actor.on), initial=initial)
    if request.method == "POST":
        start = day_said(form.own("_tu_ngay"), actor.on)
        made = told(
            form,
            request,
            lambda: services.entry_create(
                actor=actor, register=register, typed=form.typed, start=start, files=form.enclosed
            ),
        )
        if made is not None:
            messages.success(request, _("Đã thêm “%(title)s”.") % {"title": made.title})
            return redirect("registers:entry", pk=made.pk)
    context = {**tabs_of(actor, register), "form": form, "definition": seen}
    return render(request, "registers/entry_create.html", context, status=422 if form.errors else 200)


def shown(actor: Actor, entry: Entry) -> dict[str, Any]:
    """What every page of an entry shows."""
    live = services.live_of(entry.register)
    may = access.allowed_verbs(actor, entry, ["registers.report"])
    return {
        **tabs_of(actor, entry.register),
        "entry": entry,
        "live": live,
        "may_edit": bool(may) and not entry.void and entry.valid_to is None,
        "may_void": bool(may) and not entry.void,
        "warnings": selectors.warnings_of(actor, live, entry),
    }


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with all its fields, and what became of it."""
    actor = actor_of(request)
    entry = selectors.entry_get(actor, pk)
    context = shown(actor, entry)
    level = level_at(actor, entry.unit_id)
    columns = selectors.columns_of(context["live"].definition, level, everything=True)
    row = selectors.shown_rows(actor, context["live"], [entry], columns)[0]
    became, formed = selectors.successors_of(actor, entry)
    cells = zip(columns, row.cells, strict=True)
    files = {one.field.name: entry.data.get(one.field.name) for one in columns if one.field.kind is Kind.FILE}
    context |= {
        "cells": [(one.field, said, files.get(one.field.name)) for one, said in cells],
        "unit": row.unit,
        "became": became,
        "formed": formed,
    }
    return render(request, "registers/entry.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other values for an entry: because something changed on a day, or because the register was wrong."""
    actor = actor_of(request)
    entry = selectors.entry_get(actor, pk)
    access.require(actor, "registers.report", entry)
    live = services.live_of(entry.register)
    seen = narrowed(live.definition, level_at(actor, entry.unit_id))
    names = selectors.names_of_files(entry, seen)
    form = entry_form(
        request,
        actor,
        entry.register,
        seen,
        values=entry.data,
        names=names,
        before=way_fields(actor.on, entry.revision),
    )
    if request.method == "POST":
        made = told(form, request, lambda: rewritten(actor, entry, form))
        if made is not None:
            messages.success(request, _("Đã ghi. Nội dung cũ vẫn được giữ trong lịch sử."))
            return redirect("registers:entry", pk=made.pk)
    context = {**shown(actor, entry), "form": form}
    return render(request, "registers/entry_edit.html", context, status=422 if form.errors else 200)


def rewritten(actor: Actor, entry: Entry, form: EntryForm) -> Entry:
    """Write what the form says."""
    typed, number = form.kept(entry.data), form.own("_lan")
    common: dict[str, Any] = {
        "actor": actor,
        "entry": entry,
        "typed": typed,
        "reason": form.own("_ly_do"),
        "files": form.enclosed,
        "base": int(number) if number.isdecimal() and len(number) < 9 else None,
    }
    if form.own("_cach") == "correct":
        return services.entry_correct(**common)
    return services.entry_change(**common, on=day_said(form.own("_tu_ngay"), actor.on))


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an entry on a day."""
    actor = actor_of(request)
    entry = selectors.entry_get(actor, pk)
    access.require(actor, "registers.report", entry)
    return form_page(
        request,
        EndForm(request.POST if request.method == "POST" else None, initial={"on": actor.on}),
        lambda data: services.entry_end(actor=actor, entry=entry, on=data["on"], reason=data["reason"]),
        title=_("Kết thúc mục"),
        lead=entry.title,
        back=reverse("registers:entry", args=[pk]),
        submit=_("Kết thúc mục"),
        said=_("Đã kết thúc. Mục vẫn được tính cho các ngày trước đó."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def void(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an entry that should never have been made."""
    actor = actor_of(request)
    entry = selectors.entry_get(actor, pk)
    access.require(actor, "registers.report", entry)
    return form_page(
        request,
        ReasonForm(request.POST if request.method == "POST" else None),
        lambda data: services.entry_void(actor=actor, entry=entry, reason=data["reason"]),
        title=_("Hủy mục ghi nhầm"),
        lead=_("%(title)s sẽ không hiện trong danh sách, không được đếm cho ngày nào. Lịch sử vẫn được giữ.")
        % {"title": entry.title},
        back=reverse("registers:entry", args=[pk]),
        submit=_("Hủy mục ghi nhầm"),
        said=_("Đã hủy mục ghi nhầm."),
    )


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every revision of an entry, the newest first."""
    actor = actor_of(request)
    entry = selectors.entry_get(actor, pk)
    context = {**shown(actor, entry), "story": selectors.story(actor, entry)}
    return render(request, "registers/entry_history.html", context)
