"""Definitions: a new register, versions, the editor, the preview on real entries, publishing."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Fate, check_definition, load
from giaoban.records.registers import selectors, services
from giaoban.records.registers.catalogs import catalogs, definitions
from giaoban.records.registers.forms import DefinitionForms, RegisterForm, TomlForm
from giaoban.records.registers.forms.definition import ASKED, SETS
from giaoban.records.registers.models import DefinitionVersion, Register
from giaoban.records.registers.states import VERSION
from giaoban.records.registers.trial import tried
from giaoban.records.registers.views.lists import tabs_of

FATES = {
    Fate.KEPT: gettext_lazy("giữ nguyên"),
    Fate.RENAMED: gettext_lazy("đổi tên"),
    Fate.CONVERTED: gettext_lazy("chuyển đổi"),
    Fate.ADDED: gettext_lazy("thêm mới"),
    Fate.LOST: gettext_lazy("bỏ"),
}
TRIALS, WINDOW = 600, 600
"""Trials of formulas that one person may ask for within ten minutes: one a second."""
TONES = {Fate.KEPT: "ok", Fate.RENAMED: "info", Fate.CONVERTED: "warn", Fate.ADDED: "info", Fate.LOST: "bad"}
TITLES = {
    "fields": gettext_lazy("Các trường"),
    "rules": gettext_lazy("Ràng buộc"),
    "warnings": gettext_lazy("Cảnh báo"),
    "indicators": gettext_lazy("Chỉ tiêu"),
}
ADD = {
    "fields": gettext_lazy("Thêm trường"),
    "rules": gettext_lazy("Thêm ràng buộc"),
    "warnings": gettext_lazy("Thêm cảnh báo"),
    "indicators": gettext_lazy("Thêm chỉ tiêu"),
}


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new register from a ready definition or a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "registers.define")
    body_id = actor.body_id or 0
    ready = [(name, one.name) for name, one in definitions().items()]
    form = RegisterForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        ready=ready,
        units=list(selectors.units_of_body(actor, body_id).items()),
    )

    def make(data: dict[str, Any]) -> Register:
        text = catalogs()[data["ready"]] if data["ready"] else text_of(data["file"])
        return services.register_create(actor=actor, body_id=body_id, text=text, owner_unit_id=data["owner"])

    return form_page(
        request,
        form,
        make,
        title=_("Lập sổ theo dõi"),
        back=reverse("registers:list"),
        submit=_("Lập sổ"),
        said=_("Đã lập sổ. Sửa các trường ở thẻ Định nghĩa nếu cần."),
        done=lambda made: reverse("registers:entries", args=[made.pk]),
    )


def text_of(file: Any) -> str:
    """The text of an uploaded definition. Errors: SCH-001 for what is no UTF-8."""
    try:
        return str(file.read(1_000_000).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Problem("SCH-001", why=_("tệp không phải văn bản UTF-8")) from error


@require_GET
@login_required
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a register's definition, and the live one in words."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    rows = selectors.versions(actor, register)
    live = next((row for row in rows if row.state == "live"), None)
    context = {
        **tabs_of(actor, register),
        "rows": [(row, VERSION.label(row.state)) for row in rows],
        "live": live,
        "draft": next((row for row in rows if row.state == "draft"), None),
    }
    return render(request, "registers/versions.html", context)


@require_GET
@login_required
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version in words: its fields, rules, warnings and indicators."""
    actor = actor_of(request)
    row = selectors.version_get(actor, pk)
    context = {
        **tabs_of(actor, row.register),
        "row": row,
        "state": VERSION.label(row.state),
        "definition": row.definition,
    }
    return render(request, "registers/version.html", context)


@require_GET
@login_required
def toml(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as a TOML file, for exchange."""
    row = selectors.version_get(actor_of(request), pk)
    answer = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.register.code}-v{row.number}.toml"'
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of the next version, its parts as rows. The first visit makes the draft."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require(actor, "registers.define", register)
    draft = selectors.draft_of(actor, register)
    if request.method == "GET":
        if draft is None:
            return redirect("registers:versions", pk=pk)
        return editor(request, draft, forms_of(draft))
    if "mo" in request.POST:
        services.draft_open(actor=actor, register=register)
        return redirect("registers:edit", pk=pk)
    if draft is None:
        raise Problem("FLW-001", verb=gettext("sửa"), state=gettext("không có dự thảo"))
    if "file" in request.FILES:
        return uploaded(request, draft)
    forms = forms_of(draft, request.POST)
    if not forms.is_valid():
        return editor(request, draft, forms, status=422)
    saved = services.draft_save(actor=actor, draft=draft, definition=forms.value)
    if "xem" in request.POST:
        return redirect("registers:preview", pk=saved.pk)
    more = request.POST.get("them", "")
    messages.success(request, _("Đã lưu dự thảo.")) if not more else None
    return editor(request, saved, forms_of(saved, more=more), more=more)


def forms_of(draft: DefinitionVersion, data: Any = None, *, more: str = "") -> DefinitionForms:
    """The forms of a draft."""
    trial = reverse("registers:try", args=[draft.register_id])
    return DefinitionForms(data, definition=draft.definition, more=more, trial=trial)


@require_POST
@login_required
def trying(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of the formula that is being typed, as a part of the editor's page. Nothing is kept."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    access.require(actor, "registers.define", register)
    draft = selectors.draft_of(actor, register)
    if draft is None:
        raise Problem("FLW-001", verb=gettext("sửa"), state=gettext("không có dự thảo"))
    throttle("registers-try", str(actor.user_id), limit=TRIALS, seconds=WINDOW)
    forms = DefinitionForms(request.POST, definition=draft.definition)
    typed = forms.formula_at(request.POST.get(ASKED, ""))
    if typed is None:
        return HttpResponse(status=404)
    found = tried(actor, services.live_of(register), forms.readable, typed) if typed.text else None
    sentence = found.problem.sentence(request.LANGUAGE_CODE) if found and found.problem else ""
    return render(request, "registers/_tried.html", {"found": found, "sentence": sentence})


def editor(
    request: HttpRequest, draft: DefinitionVersion, forms: DefinitionForms, *, status: int = 200, more: str = ""
) -> HttpResponse:
    """The editor's page: the forms, and everything that is wrong with the draft as it is kept."""
    faults = check_definition(draft.definition)
    sets = [
        {"name": name, "title": TITLES[name], "add": ADD[name], "rows": forms.sets[name], "open": name == more}
        for name in SETS
    ]
    context = {
        **tabs_of(actor_of(request), draft.register),
        "draft": draft,
        "forms": forms,
        "sets": sets,
        "faults": faults,
        "toml_form": TomlForm(),
    }
    return render(request, "registers/edit.html", context, status=status)


def uploaded(request: HttpRequest, draft: DefinitionVersion) -> HttpResponse:
    """Take a file as the draft."""
    try:
        definition = load(text_of(request.FILES["file"]))
        services.draft_save(
            actor=actor_of(request), draft=draft, definition=replace(definition, id=draft.register.code)
        )
    except Problem as problem:
        if problem.code != "SCH-001":
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    else:
        messages.success(request, _("Đã lấy tệp làm dự thảo. Xem trước trên mục thật rồi đưa vào sử dụng."))
    return redirect("registers:edit", pk=draft.register_id)


@require_http_methods(["GET", "POST"])
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing a draft would do to the entries there are; POST publishes it."""
    actor = actor_of(request)
    draft = selectors.version_get(actor, pk)
    access.require(actor, "registers.define", draft)
    if draft.state != "draft":
        return redirect("registers:versions", pk=draft.register_id)
    if request.method == "POST":
        note = request.POST.get("note", "").replace("\x00", "")[:500]
        try:
            effect = services.draft_publish(actor=actor, draft=draft, note=note)
        except Problem as problem:
            if problem.code not in ("REG-013", "REG-021"):
                raise
            messages.error(request, problem.sentence(request.LANGUAGE_CODE))
            return redirect("registers:preview", pk=pk)
        said = _("Đã đưa phiên bản %(v)d vào sử dụng; %(n)d mục được chuyển, %(bad)d mục cần bổ sung.")
        messages.success(request, said % {"v": draft.number, "n": effect.total, "bad": effect.spoilt_count})
        return redirect("registers:versions", pk=draft.register_id)
    effect = services.preview(actor, draft)
    steps = [
        {
            "label": (step.new or step.old).label,  # type: ignore[union-attr]
            "name": (step.new or step.old).name,  # type: ignore[union-attr]
            "word": FATES[step.fate],
            "tone": TONES[step.fate],
            "emptied": effect.emptied[step.old.name] if step.old is not None else 0,
            "removed": sorted(effect.removed.get(step.old.name, {}).items()) if step.old is not None else [],
        }
        for step in effect.steps
    ]
    context = {**tabs_of(actor, draft.register), "draft": draft, "effect": effect, "steps": steps}
    return render(request, "registers/preview.html", context)


@require_POST
@login_required
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    actor = actor_of(request)
    draft = selectors.version_get(actor, pk)
    services.draft_drop(actor=actor, draft=draft)
    messages.success(request, _("Đã bỏ dự thảo."))
    return redirect("registers:versions", pk=draft.register_id)
