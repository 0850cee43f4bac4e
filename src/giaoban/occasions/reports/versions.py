"""The next version of a report: its file is replaced, the earlier one stays beside it, and what was read and decided before stays too."""

from typing import IO

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.files.services import attach, file_read, file_store
from giaoban.ground.jobs import defer
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.jobs import scan_read
from giaoban.occasions.reports.models import ReportRequest, Submission
from giaoban.occasions.reports.reader import Outcome
from giaoban.occasions.reports.services import TAKEN, read_for, reading_add, require_open, require_room
from giaoban.occasions.reports.states import SCAN
from giaoban.occasions.reports.tell import tell_step

REPLACED = {"draft": "draft", "sent": "sent", "sent_back": "draft"}
"""State of a report -> its state with the new file: one that was sent back is to be sent again."""


def submission_replace(
    *,
    actor: Actor,
    submission: Submission,
    stream: IO[bytes],
    name: str,
    looked: Outcome | None = None,
    sent: bool = False,
) -> Submission:
    """Take a new file of a report in as its next version; the reason for which it was sent back stays to be seen.

    looked: what was read in the file, where it was read already. sent: also one that is sent, for whoever answered the question which of
    the reports of a period the file is. Errors: ACC-001; REP-001 for a closed request; REP-051 for a report that is confirmed; REP-055
    for one that is sent; REP-031; FIL-0xx as for a first file.
    """
    access.require(actor, "reports.submit", submission)
    require_open(actor=actor, request=submission.request)
    require_replaceable(submission, sent=sent)
    with transaction.atomic():
        journal.context(verb="reports.replace")
        stored = file_store(stream, name=name, limits=TAKEN)
    outcome = looked or read_for(
        body_id=submission.body_id,
        unit_id=submission.unit_id,
        period=submission.period,
        content=file_read(stored),
        name=name,
        on=actor.on,
    )
    with transaction.atomic():
        journal.context(verb="reports.replace")
        if submission.request_id is not None:  # it may have been closed while the file was read
            require_open(actor=actor, request=ReportRequest.objects.select_for_update().get(pk=submission.request_id))
        locked = Submission.objects.select_for_update(of=("self",)).select_related("original").get(pk=submission.pk)
        require_replaceable(locked, sent=sent)
        if outcome.problem is not None and outcome.problem.code == SCAN:
            require_room(body_id=locked.body_id, unit_id=locked.unit_id, actor=actor)
        earlier, name_of = locked.original, locked.file_name
        attach(actor=actor, owner=locked, stored=earlier, name=name_of, verb="reports.submit", body_id=locked.body_id)
        locked.original, locked.file_name, locked.state = stored, name[-255:], REPLACED[locked.state]
        locked.sent_by, locked.received_at = actor.label[:200], actor.at
        locked.unreadable_code = locked.unreadable_vi = locked.unreadable_en = ""
        locked.save()
        reading_add(submission=locked, outcome=outcome, actor=actor)
        search.index(locked)
        if locked.waits:
            defer(scan_read, key=f"scan:{locked.pk}", one_at_a_time="scan", submission_id=locked.pk)
        if locked.state == "sent":
            tell_step(locked, "send", actor=actor)
        return locked


def require_replaceable(submission: Submission, *, sent: bool) -> None:
    """Errors: REP-051 for a report that is confirmed; REP-055 for one that is sent, unless `sent`."""
    if submission.state not in REPLACED:
        raise Problem("REP-051", title=submission.title)
    if submission.state == "sent" and not sent:
        raise Problem("REP-055", title=submission.title)
