"""A file into a register: upload, columns, every change before it is made, apply, undo."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Kind
from giaoban.records.registers import selectors, services
from giaoban.records.registers.forms import ConfirmForm, UploadForm
from giaoban.records.registers.levels import level_everywhere, narrowed
from giaoban.records.registers.mapping import SCALES
from giaoban.records.registers.models import ImportBatch
from giaoban.records.registers.planning import CHANGED, NEW, REFUSED, SAME
from giaoban.records.registers.services import Live, live_of
from giaoban.records.registers.sheets import Sheet
from giaoban.records.registers.states import IMPORT
from giaoban.records.registers.views.lists import tabs_of

PAGE = 100
LOOSE = 20
"""So many names that the file writes otherwise are listed above the rows."""
TONE = {"read": "waiting", "applied": "done"}
"""The code that a state is coloured by."""
WORDS = {
    REFUSED: (gettext_lazy("bị từ chối"), "bad"),
    CHANGED: (gettext_lazy("thay đổi"), "warn"),
    NEW: (gettext_lazy("mới"), "ok"),
    SAME: (gettext_lazy("không đổi"), "muted"),
}
UNITS = {
    1: gettext_lazy("đồng"),
    1_000: gettext_lazy("nghìn đồng"),
    1_000_000: gettext_lazy("triệu đồng"),
    1_000_000_000: gettext_lazy("tỷ đồng"),
}


@require_http_methods(["GET", "POST"])
@login_required
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The files that were read into a register, and a new one."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require(actor, "registers.load", register)
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = services.import_read(actor=actor, register=register, stream=file.file, name=file.name)
        except Problem as problem:
            form.add_error("file", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("registers:import", pk=batch.pk)
    rows = Paginator(selectors.batches(actor, register), 50).get_page(request.GET.get("trang"))
    context = {
        **tabs_of(actor, register),
        "form": form,
        "page_obj": rows,
        "rows": [(row, IMPORT.label(row.state), TONE.get(row.state, "closed")) for row in rows],
    }
    return render(request, "registers/imports.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what its columns mean, what each row would do, and writing it."""
    actor = actor_of(request)
    batch = selectors.batch_get(actor, pk)
    access.require(actor, "registers.load", batch)
    if request.method == "POST" and request.POST.get("viec") == "cot":
        services.import_map(actor=actor, batch=batch, meant=columns_sent(request))
        return redirect("registers:import", pk=pk)
    form = ConfirmForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and applied(request, actor, batch, form):
        return redirect("registers:import", pk=pk)
    context = {**tabs_of(actor, batch.register), "batch": batch, "state": IMPORT.label(batch.state)}
    context["tone_code"] = TONE.get(batch.state, "closed")
    if batch.state == "read":
        context |= preview(request, actor, batch, form)
    return render(request, "registers/import.html", context, status=422 if form is not None else 200)


def columns_sent(request: HttpRequest) -> dict[str, str]:
    """What the columns were said to stand for: `c0=code`, with the unit of money in `u0`."""
    found = {}
    for name, value in request.POST.items():
        if name[:1] == "c" and name[1:].isdecimal() and value:
            factor = str(request.POST.get(f"u{name[1:]}", "1"))
            found[name[1:]] = f"{value}*{factor}" if factor.isdecimal() and factor != "1" else str(value)
    return found


def applied(request: HttpRequest, actor: Actor, batch: ImportBatch, form: ConfirmForm) -> bool:
    """Write the rows; False with the reason in the form."""
    data = form.cleaned_data
    correct = data["mode"] == "correct"
    try:
        done = services.import_apply(
            actor=actor,
            batch=batch,
            digest=data["digest"],
            only_good=data["good"],
            on=None if correct else data["on"],
            reason=data["reason"] if correct else "",
        )
    except Problem as problem:
        if problem.code not in ("REG-010", "REG-011", "REG-012", "FLW-001"):
            raise
        form.add_error(None, problem.sentence(request.LANGUAGE_CODE))
        return False
    said = _("Đã ghi: %(new)d mục mới, %(changed)d mục thay đổi.")
    messages.success(request, said % {"new": done.counts[NEW], "changed": done.counts[CHANGED]})
    return True


def preview(request: HttpRequest, actor: Actor, batch: ImportBatch, form: ConfirmForm | None) -> dict[str, Any]:
    """The columns of a file, and what each of its rows would do."""
    live = live_of(batch.register)
    try:
        live, sheet, plan = services.import_plan(actor=actor, batch=batch)
    except Problem as problem:
        if problem.code != "REG-010":
            raise
        sheet = services.sheet_again(batch)
        return {"columns": columns_of(actor, live, sheet, batch), "missing": problem.sentence(request.LANGUAGE_CODE)}
    kind = request.GET.get("loai", "")
    if kind not in WORDS:
        kind = next((name for name in WORDS if plan.counts[name]), NEW)
    page = Paginator(plan.of(kind), PAGE).get_page(request.GET.get("trang"))
    initial = {"digest": plan.digest, "mode": "change", "on": actor.on}
    if form is None or "digest" not in form.data:
        form = ConfirmForm(initial=initial)
    elif form.errors:
        form.data = {**form.data.dict(), "digest": plan.digest}  # type: ignore[attr-defined]
    return {
        "columns": columns_of(actor, live, sheet, batch),
        "counts": [(name, WORDS[name][0], WORDS[name][1], plan.counts[name]) for name in WORDS],
        "kind": kind,
        "tone": WORDS[kind][1],
        "page_obj": page,
        "lines": list(page),
        "loose": plan.loose[:LOOSE],
        "loose_more": max(0, len(plan.loose) - LOOSE),
        "confirm": form,
        "writable": plan.counts[NEW] + plan.counts[CHANGED] > 0,
    }


def columns_of(actor: Actor, live: Live, sheet: Sheet, batch: ImportBatch) -> list[dict[str, Any]]:
    """Each column: its title, the first values, the field chosen, and what may be chosen."""
    seen = narrowed(live.definition, level_everywhere(actor))
    fields = [one for one in seen.typed if one.kind is not Kind.FILE]
    rows = []
    for number, title in enumerate(sheet.titles):
        chosen, _mark, factor = str(batch.columns.get(str(number), "")).partition("*")
        examples = [cells[number] for _row, cells in sheet.rows[:50] if number < len(cells) and cells[number].strip()]
        one = seen.field(chosen)
        rows.append(
            {
                "number": number,
                "title": title or "–",
                "examples": "; ".join(examples[:3])[:120],
                "chosen": chosen,
                "fields": fields,
                "money": one is not None and one.kind is Kind.MONEY,
                "factor": int(factor or 1),
                "units": [(value, UNITS[value]) for value in sorted({1, *SCALES.values()})],
            }
        )
    return rows


@require_POST
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file's rows back."""
    actor = actor_of(request)
    batch = selectors.batch_get(actor, pk)
    reason = request.POST.get("reason", "").replace("\x00", "")[:500]
    try:
        done, left = services.import_undo(actor=actor, batch=batch, reason=reason)
    except Problem as problem:
        if problem.code not in ("REG-006", "FLW-001"):
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Đã hoàn tác %(n)d mục.") % {"n": done})
        if left:
            messages.warning(request, _("%(n)d mục đã được sửa sau lần nhập nên giữ nguyên.") % {"n": left})
    return redirect("registers:import", pk=pk)
