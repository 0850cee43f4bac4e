"""One document: its page, its print, its file, its steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.records.documents import papers, selectors, services
from giaoban.records.documents.forms import DocumentForm, submitted
from giaoban.records.documents.letter import letter_of
from giaoban.records.documents.models import Document
from giaoban.records.documents.rendering import to_docx
from giaoban.records.documents.signing import kept_signer
from giaoban.records.documents.states import DOCUMENT
from giaoban.records.documents.views.lists import TONE

FIELD_OF = {"DOC-001": "text", "DOC-002": "text", "DOC-006": "kind", "DOC-016": "signer", "DOC-017": "signer"}
STAY = {"FLW-001", "DOC-003", "DOC-004", "DOC-016", "DOC-017", "NUM-002"}
"""Refusals that are told on the document's page."""


def page_of(actor: Actor, document: Document) -> dict[str, Any]:
    """What the page of a document shows."""
    may = access.allowed_verbs(actor, document, ["documents.draft", "documents.issue"])
    return {
        "document": document,
        "letter": letter_of(document, on=actor.on),
        "paper": papers.paper_html(document),
        "state": DOCUMENT.label(document.state),
        "tone": TONE.get(document.state, document.state),
        "may_edit": "documents.draft" in may and document.state == "draft",
        "may_issue": "documents.issue" in may and document.state == "draft",
        "may_withdraw": "documents.issue" in may and document.state != "withdrawn",
    }


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it will be printed, with what may be done."""
    actor = actor_of(request)
    return render(request, "documents/document.html", page_of(actor, selectors.document_get(actor, pk)))


@require_GET
@login_required
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The bare sheet, for the printer."""
    actor = actor_of(request)
    document = selectors.document_get(actor, pk)
    context = {"document": document, "letter": letter_of(document, on=actor.on), "paper": papers.paper_html(document)}
    return render(request, "documents/print.html", context)


@require_GET
@login_required
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a docx file, the very one that it was issued as where it has one; the download is journalled."""
    actor = actor_of(request)
    document = selectors.document_get(actor, pk)
    content = papers.issued_bytes(document, "docx")
    return sent(document, to_docx(letter_of(document, on=actor.on)) if content is None else content, "docx")


@require_GET
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF that the document was issued as; the download is journalled. Errors: ACC-002 for a document without one."""
    document = selectors.document_get(actor_of(request), pk)
    content = papers.issued_bytes(document, "pdf")
    if content is None:
        raise Problem("ACC-002")
    return sent(document, content, "pdf")


def sent(document: Document, content: bytes, suffix: papers.Suffix) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=papers.MEDIA[suffix])
    name = papers.file_name(document, suffix) if document.symbol else f"du-thao.{suffix}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    journal.note(verb="files.download", subject=document)
    return response


@require_http_methods(["GET", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    actor = actor_of(request)
    access.require_anywhere(actor, "documents.draft")
    form = DocumentForm(*submitted(request), actor=actor)
    made = drafted(request, actor, form, None)
    if made is not None:
        return redirect("documents:document", pk=made.pk)
    return render(request, "documents/form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """New words for a draft."""
    actor = actor_of(request)
    document = selectors.document_get(actor, pk)
    access.require(actor, "documents.draft", document)
    if document.state != "draft":
        raise Problem("DOC-003")
    kept = kept_signer(document.signer_post_id, document.signer_person_id)
    initial = {
        "kind": document.kind,
        "subject": document.subject,
        "text": document.text,
        "signer": kept.key if kept is not None else "",
        "recipients": "\n".join(document.recipients),
    }
    form = DocumentForm(*submitted(request), actor=actor, kept=kept, initial=initial)
    if drafted(request, actor, form, document) is not None:
        return redirect("documents:document", pk=pk)
    context = {"form": form, "document": document}
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)


def drafted(request: HttpRequest, actor: Actor, form: DocumentForm, document: Document | None) -> Document | None:
    """The draft that a filled form makes or changes; None where it has faults or was not sent."""
    if request.method != "POST" or not form.is_valid():
        return None
    data = form.cleaned_data
    try:
        return services.document_draft(
            actor=actor,
            body_id=document.body_id if document is not None else actor.body_id or 0,
            kind=data["kind"],
            subject=data["subject"],
            text=data["text"],
            recipients=data["recipients"].splitlines(),
            signer=data["signer"],
            classification=document.classification if document is not None else 0,
            series_kind=document.series_kind if document is not None else services.SERIES,
            document=document,
        )
    except Problem as problem:
        form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        return None


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue or withdraw."""
    actor = actor_of(request)
    document = selectors.document_get(actor, pk)
    verb = request.POST.get("verb", "")[:20]
    try:
        if verb == "issue":
            services.document_issue(actor=actor, document=document)
        elif verb == "withdraw":
            reason = request.POST.get("reason", "").replace("\x00", "")[:500]
            services.document_withdraw(actor=actor, document=document, reason=reason)
        else:
            raise DOCUMENT.refusal(document.state, verb)
    except Problem as problem:
        if problem.code not in STAY:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return redirect("documents:document", pk=pk)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the document and its points."""
    actor = actor_of(request)
    document = selectors.document_get(actor, pk)
    changes = lines(document, on=actor.on)
    return render(request, "documents/history.html", {"document": document, "changes": changes})
