"""The results: page, decision as docx, tables as xlsx, a draft in the register of documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.folding import fold
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.printing import results_docx, results_xlsx
from giaoban.occasions.appraisals.selectors.appraisals import appraisal_get
from giaoban.occasions.appraisals.selectors.results import results
from giaoban.occasions.appraisals.views.appraisal import frame
from giaoban.occasions.appraisals.workbook import CONTENT as XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """League table, distribution, change."""
    actor = actor_of(request)
    appraisal = appraisal_get(actor, pk)
    context = frame(actor, appraisal)
    shown = appraisal.state == "decided" or context["may_manage"] or context["may_decide"]
    context["found"] = results(actor, appraisal) if shown else None
    return render(request, "appraisals/results.html", context)


def file_of(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def stem(title: str, pk: int) -> str:
    """A file's name from a title."""
    return slugify(fold(title))[:60] or str(pk)


@require_GET
@login_required
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision with the table as its annex. Errors: APR-013 (409) before it is decided, but for those who decide."""
    actor = actor_of(request)
    appraisal = appraisal_get(actor, pk)
    found = results(actor, services.results_open(actor=actor, appraisal=appraisal))
    return file_of(results_docx(found, actor=actor), DOCX, f"ket-qua-{stem(appraisal.title, pk)}.docx")


@require_GET
@login_required
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The tables. Errors: APR-013 (409) before it is decided, but for those who decide."""
    actor = actor_of(request)
    appraisal = appraisal_get(actor, pk)
    found = results(actor, services.results_open(actor=actor, appraisal=appraisal))
    return file_of(results_xlsx(found, actor=actor), XLSX, f"ket-qua-{stem(appraisal.title, pk)}.xlsx")


@require_POST
@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of the decision in the register of documents."""
    actor = actor_of(request)
    made = services.decision_draft(actor=actor, appraisal=appraisal_get(actor, pk))
    messages.success(request, _("Đã lập dự thảo quyết định."))
    return redirect("documents:document", pk=made.pk)
