"""A file in, its reading out as JSON: for programs of the office. Nothing is stored; handing a report in stays on the pages.

Who asks: somebody signed in (then with the CSRF token), or a program with "Authorization: Bearer …": a person's key ("gbk_…", made for
`reports.submit`) as everywhere in the API, or the secret of an expiring link.
"""

import io
from typing import IO

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services.tokens import MARK
from giaoban.ground.directory.throttle import throttle
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.reader import READER
from giaoban.occasions.reports.services import PERIOD, read_for
from giaoban.occasions.reports.telling import told
from giaoban.occasions.reports.views.intake import bearer, keyed

MOST = 20 * 1024 * 1024
"""Bytes of one file here: reports are below 5 MB, and a program does not wait as a person does."""
CALLS, WINDOW = 120, 3600
"""Files that one account or link may have read within so many seconds."""


@never_cache
@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read the file of a multipart field "file", or the body itself with "X-Filename"; a refusal as {"code", "message"}."""
    try:
        return answered(request)
    except Problem as problem:
        why = {"code": problem.code, "message": problem.sentence(request.LANGUAGE_CODE)}
        refused = JsonResponse(why, status=problem.status, json_dumps_params={"ensure_ascii": False})
        if problem.status == 401:
            refused["WWW-Authenticate"] = "Bearer"
        return refused


def answered(request: HttpRequest) -> HttpResponse:
    """The reading. Errors: REP-040 without a right to ask, REP-041 without a file, REP-042 for one too large, DIR-010; those of reading."""
    actor = asker(request)
    throttle("reports.api", f"{actor.kind}:{actor.user_id or actor.link_id}", limit=CALLS, seconds=WINDOW)
    if int(request.headers.get("Content-Length") or 0) > MOST + 65_536:
        raise Problem("REP-042", most=MOST >> 20)
    stream, name = content_of(request)
    content = stream.read(MOST + 1)
    if len(content) > MOST:
        raise Problem("REP-042", most=MOST >> 20)
    if not content:
        raise Problem("REP-041")
    period = request.GET.get("ky", "")[:20]
    outcome = read_for(
        body_id=actor.body_id or 0,
        unit_id=unit_of(actor),
        period=period if PERIOD.match(period) else "",
        content=content,
        name=name,
        on=actor.on,
    )
    if outcome.problem is not None:
        raise outcome.problem
    data = outcome.data or {}
    data["findings"] = [told(row, request.LANGUAGE_CODE) for row in data.get("findings", ())]
    answer = {"reader": READER, "file": name, "text": outcome.text, **data}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def asker(request: HttpRequest) -> Actor:
    """Who asks, with the right to hand reports in. Errors: REP-040; ACC-001; DIR-031, DIR-032 for a key that is none, has ended or was
    made for something else; DIR-003, DIR-010 for a link that ended or is none.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret.strip().startswith(MARK):
        caller = keyed(request, secret.strip())
        caller.require("reports.submit")
        access.require_in(
            caller.actor, "reports.submit", Submission, body_id=caller.actor.body_id, unit_id=unit_of(caller.actor)
        )
        return caller.actor
    if scheme.lower() == "bearer":
        actor = bearer(request, secret.strip())
        selectors.request_get(actor, verb="reports.submit")
        return actor
    actor = actor_of(request)
    if actor.kind != "user":
        raise Problem("REP-040")
    if CsrfViewMiddleware(lambda _request: HttpResponse()).process_view(request, answered, (), {}) is not None:
        raise Problem("REP-040")
    access.require_in(actor, "reports.submit", Submission, body_id=actor.body_id, unit_id=unit_of(actor))
    return actor


def unit_of(actor: Actor) -> int | None:
    """The unit whose figures the file is compared with: the link's, or the one the actor reports for; None for the body itself."""
    if actor.kind == "link":
        return selectors.request_get(actor, verb="reports.submit").unit_id
    return None if access.whole(actor, "reports.submit") else actor.unit_id


def content_of(request: HttpRequest) -> tuple[IO[bytes], str]:
    """The file that was sent, and its name. Errors: REP-041."""
    if request.content_type == "multipart/form-data":
        sent = request.FILES.get("file")
        if sent is None:
            raise Problem("REP-041")
        return sent, str(sent.name)[-255:]
    name = request.headers.get("X-Filename", "").replace("\x00", "")[-255:]
    if not name:
        raise Problem("REP-041")
    return io.BytesIO(request.read(MOST + 1)), name
