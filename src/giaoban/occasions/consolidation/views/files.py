"""The report as files: Word and PDF."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from giaoban.ground import journal
from giaoban.kernel import docform
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.occasions.consolidation.views.frame import Frame, frame_of
from giaoban.records.documents import papers


@require_GET
@login_required
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a docx that can come back: of a draft what it says now is kept. The download is journalled."""
    frame = frame_of(request, pk)
    content = issued(frame, "docx")
    if content is None:
        draft = services.edition_take(actor=frame.actor, report=frame.report) if frame.may_draft else made(frame)
        content = docform.docx_bytes(draft)
    return sent(frame, content, "docx")


@require_GET
@login_required
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as PDF; the download is journalled."""
    frame = frame_of(request, pk)
    content = issued(frame, "pdf")
    return sent(frame, docform.pdf_bytes(made(frame)) if content is None else content, "pdf")


def issued(frame: Frame, suffix: papers.Suffix) -> bytes | None:
    """The very file that the report was issued as; None for a draft."""
    document = frame.report.document
    return papers.issued_bytes(document, suffix) if document is not None else None


def made(frame: Frame) -> docform.Document:
    """The document of a report."""
    return document_of(frame.report, selectors.blocks(frame.report), on=frame.actor.on)


def sent(frame: Frame, content: bytes, suffix: papers.Suffix) -> HttpResponse:
    """A file to keep."""
    report = frame.report
    name = (report.document.symbol if report.document else f"du-thao-bao-cao-{report.period}").replace("/", "-")
    response = HttpResponse(content, content_type=papers.MEDIA[suffix])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{suffix}")
    response["X-Content-Type-Options"] = "nosniff"
    journal.note(verb="files.download", subject=report)
    return response
