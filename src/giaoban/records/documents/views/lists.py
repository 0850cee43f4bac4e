"""The list of documents."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.records.documents import selectors
from giaoban.records.documents.forms import FilterForm
from giaoban.records.documents.states import DOCUMENT

PAGE = 50
TONE = {"issued": "closed_ok", "withdrawn": "void"}


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The documents that the actor may see, newest first."""
    actor = actor_of(request)
    access.require_anywhere(actor, "documents.view")
    form = FilterForm(request.GET or None)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    rows = selectors.documents(actor, state=asked.get("trang_thai", ""), kind=asked.get("loai", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page_obj": page,
        "rows": [(row, TONE.get(row.state, row.state), DOCUMENT.label(row.state)) for row in page],
        "form": form,
        "narrowed": any(asked.values()),
        "may_draft": "documents.draft" in access.verbs_anywhere(actor),
    }
    return render(request, "documents/list.html", context)
