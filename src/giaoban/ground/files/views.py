"""Sending a file: always as something to save, never as something the browser runs."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.files import selectors, store
from giaoban.ground.files.models import ScanState, StoredFile
from giaoban.kernel.problems import Problem


def send_file(stored: StoredFile, *, name: str) -> HttpResponseBase:
    """The content as a download under `name`. Errors: FIL-002 where it is missing, FIL-004 where it is infected."""
    if stored.scan_state == ScanState.INFECTED:
        raise Problem("FIL-004", name=name)
    path = store.place_of(stored.sha256)
    if not path.is_file():
        raise Problem("FIL-002", name=name)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=stored.kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_GET
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An attachment, for whoever may see its owner."""
    found = selectors.attachment_get(actor_of(request), pk)
    return send_file(found.stored, name=found.name)
