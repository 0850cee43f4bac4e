"""The agenda and the minutes on paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from giaoban.ground.org.folding import fold
from giaoban.occasions.meetings.minutes import minutes_docx
from giaoban.occasions.meetings.selectors import minutes as reads
from giaoban.occasions.meetings.views.frame import frame_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@login_required
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as it is sent with the invitation."""
    frame = frame_of(request, pk)
    context = {**frame.context, "programme": reads.programme(frame.actor, frame.session)}
    return render(request, "meetings/print_agenda.html", context)


@require_GET
@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes."""
    frame = frame_of(request, pk)
    context = {**frame.context, "minutes": reads.minutes(frame.actor, frame.session)}
    return render(request, "meetings/minutes.html", context)


@require_GET
@login_required
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a Word file."""
    frame = frame_of(request, pk)
    response = HttpResponse(minutes_docx(reads.minutes(frame.actor, frame.session)), content_type=DOCX)
    name = f"bien-ban-{slugify(fold(frame.session.title))[:60] or pk}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
