"""Fetching files."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from giaoban.ground import journal
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.files.models import ScanState, StoredFile
from giaoban.ground.files.selectors import attachment_get
from giaoban.ground.files.services import file_open
from giaoban.kernel.problems import Problem

ACTIVE = frozenset({"html", "xml", "other", "empty"})
"""Kinds a browser might run: sent as plain bytes."""


def send_file(stored: StoredFile, *, name: str) -> FileResponse:
    """A content as a download that no browser runs: attachment, nosniff, sandboxed, not cached.

    The caller has checked that the actor may see what it belongs to. Errors: FIL-004 (lost), FIL-005 (malware).
    """
    if stored.scan_state == ScanState.INFECTED:
        raise Problem("FIL-005", name=name)
    media_type = "application/octet-stream" if stored.kind in ACTIVE else stored.media_type
    stream = file_open(stored, name=name)
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An attachment, for whoever may see its owner. Errors: FIL-003 (404), FIL-004, FIL-005."""
    attachment = attachment_get(actor_of(request), pk)
    response = send_file(attachment.stored, name=attachment.name)
    journal.note(verb="files.download", subject=attachment)
    return response
