"""The register of legal documents: list, one entry with what cites it, adding and correcting."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access, search
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page, form_view
from giaoban.records.documents import registering, selectors
from giaoban.records.documents.forms import LegalFilterForm, LegalForm, ReplaceForm
from giaoban.records.documents.legal import FIELDS, states_on

PAGE = 50
CITING = 20
"""Reports and documents shown as citing an entry."""


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The register as the actor's body knows it; `?q=` searches without accents."""
    actor = actor_of(request)
    access.require_anywhere(actor, "documents.view")
    form = LegalFilterForm(request.GET or None, topics=selectors.legal_topics(actor))
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = selectors.legal_documents(
        actor,
        text=asked.get("q", ""),
        topic=asked.get("linh_vuc", ""),
        kind=asked.get("loai", ""),
        confidence=asked.get("tin_cay", ""),
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": page,
        "rows": [(row, *states_on(row, actor.on)) for row in page],
        "form": form,
        "narrowed": any(asked.values()),
        "may_edit": "documents.legal" in access.verbs_anywhere(actor),
    }
    return render(request, "documents/legal_list.html", context)


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: what is known, by what it was replaced, what cites it, and its history."""
    actor = actor_of(request)
    row = selectors.legal_get(actor, pk)
    word, tone = states_on(row, actor.on)
    context = {
        "row": row,
        "word": word,
        "tone": tone,
        "newer": selectors.legal_by_number(actor, row.replaced_by, on=row.valid_to),
        "citing": search.find(actor, row.number, CITING),
        "may_edit": "documents.legal" in access.verbs_anywhere(actor),
        "changes": lines(row, on=actor.on, limit=50),
    }
    return render(request, "documents/legal.html", context)


@form_view
def create(request: HttpRequest) -> HttpResponse:
    """A new entry of the actor's body."""
    actor = actor_of(request)
    access.require_anywhere(actor, "documents.legal")
    form = LegalForm(request.POST or None, initial={"confidence": "unverified"})
    return form_page(
        request,
        form,
        lambda data: registering.legal_save(actor=actor, facts=form.facts()),
        title=_("Thêm văn bản pháp luật"),
        submit=_("Thêm văn bản"),
        back=reverse("documents:legal_list"),
        said=_("Đã thêm vào danh mục."),
        done=lambda row: reverse("documents:legal", args=[row.pk]),
    )


@form_view
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry; one that everybody shares becomes an entry of the actor's body."""
    actor = actor_of(request)
    row = selectors.legal_get(actor, pk)
    access.require(actor, "documents.legal", row)
    form = LegalForm(request.POST or None, initial={name: getattr(row, name) for name in FIELDS})
    return form_page(
        request,
        form,
        lambda data: registering.legal_save(actor=actor, facts=form.facts(), row=row),
        title=_("Sửa văn bản pháp luật"),
        lead=_("Bản ghi dùng chung: phần sửa chỉ áp dụng cho cơ quan đang làm việc.") if row.body_id is None else "",
        submit=_("Lưu"),
        back=reverse("documents:legal", args=[pk]),
        said=_("Đã lưu."),
        done=lambda saved: reverse("documents:legal", args=[saved.pk]),
    )


@form_view
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Note by what, and from when on, a document is replaced."""
    actor = actor_of(request)
    row = selectors.legal_get(actor, pk)
    access.require(actor, "documents.legal", row)
    form = ReplaceForm(request.POST or None, initial={"number": row.replaced_by, "on": row.valid_to or actor.on})
    return form_page(
        request,
        form,
        lambda data: registering.legal_replace(actor=actor, row=row, number=data["number"], on=data["on"]),
        title=_("Ghi văn bản thay thế %(row)s") % {"row": row},
        submit=_("Ghi văn bản thay thế"),
        back=reverse("documents:legal", args=[pk]),
        said=_("Đã ghi văn bản thay thế."),
        done=lambda saved: reverse("documents:legal", args=[saved.pk]),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the body's own entry."""
    actor = actor_of(request)
    row = selectors.legal_get(actor, pk)
    reason = request.POST.get("reason", "").replace("\x00", "")[:500]
    registering.legal_remove(actor=actor, row=row, reason=reason)
    return redirect("documents:legal_list")
