"""Papers of a session."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import journal
from giaoban.ground.files.views import send_file
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.forms import PaperForm
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.views.frame import frame_of, told
from giaoban.occasions.reports.views.posted import typed
from giaoban.records.documents.selectors import document_get

NOT_KEPT = ("FIL-001", "FIL-002", "FIL-007")


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers by item."""
    frame = frame_of(request, pk)
    context = {
        **frame.context,
        "lines": reads.agenda(frame.actor, frame.session),
        "documents": reads.documents_to_link(frame.actor, frame.session) if frame.may_prepare else [],
    }
    return render(request, "meetings/papers.html", context)


@require_POST
@login_required
def add(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A file under an item."""
    frame = frame_of(request, pk)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        told(
            request,
            lambda: services.paper_add(
                actor=frame.actor,
                session=frame.session,
                item_id=item,
                stream=file,
                name=file.name,
                label=form.cleaned_data["label"],
            ),
            *NOT_KEPT,
        )
    return redirect("meetings:papers", pk=pk)


@require_POST
@login_required
def add_document(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A document of the body under an item. Errors: ACC-002 for one that the actor may not know of."""
    frame = frame_of(request, pk)
    number = typed(request, "document", 18)
    document = document_get(frame.actor, int(number) if number.isdecimal() else 0)
    services.paper_document(actor=frame.actor, session=frame.session, item_id=item, document=document)
    return redirect("meetings:papers", pk=pk)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Take a paper off."""
    frame = frame_of(request, pk)
    services.paper_remove(actor=frame.actor, session=frame.session, paper_id=paper)
    return redirect("meetings:papers", pk=pk)


@require_GET
@login_required
def file(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """The file of a paper, for whoever may see the session."""
    frame = frame_of(request, pk)
    found = reads.paper_get(frame.session, paper)
    assert found.file is not None  # noqa: S101  (narrows the type)
    response = send_file(found.file, name=found.file_name)
    journal.note(verb="files.download", subject=found)
    return response
