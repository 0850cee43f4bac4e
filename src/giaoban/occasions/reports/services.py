"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

import re
from collections.abc import Iterable
from datetime import date
from typing import IO

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.files.services import file_read, file_store
from giaoban.ground.files.store import Limits
from giaoban.ground.jobs import defer
from giaoban.ground.org.selectors import body_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.deciding import clean_accept as clean_accept
from giaoban.occasions.reports.deciding import decision_record as decision_record
from giaoban.occasions.reports.deciding import decision_undo as decision_undo
from giaoban.occasions.reports.deciding import dismissals_keep
from giaoban.occasions.reports.foreign import foreign
from giaoban.occasions.reports.jobs import scan_read
from giaoban.occasions.reports.models import BodyWords, Reading, ReportRequest, Submission
from giaoban.occasions.reports.reader import BOUNDS, READER, SCAN_BOUNDS, Outcome, read_file
from giaoban.occasions.reports.reader import LIMITS as READ
from giaoban.occasions.reports.recording import FigureRow, Recorded, figures_record, on_record  # noqa: F401  (a write of this room)
from giaoban.occasions.reports.selectors import expected_of, latest_reading, undecided_count, waiting, words_of
from giaoban.occasions.reports.states import REQUEST, SCAN, SUBMISSION
from giaoban.occasions.reports.tell import tell_asked, tell_step
from giaoban.occasions.reports.vocabulary import abbreviated, parsed

PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?\Z")
SCANS = 3
"""Scans of one unit that may wait to be read at a time: each may take the machine some minutes."""
TAKEN = Limits(max_bytes=READ.max_bytes)
"""A file larger than what is read is not kept either."""


@transaction.atomic
def request_create(
    *, actor: Actor, body_id: int, unit_id: int, title: str, period: str, due_on: date, note: str = ""
) -> ReportRequest:
    """Ask a unit for a report.

    Errors: ACC-001; REP-008 for a period that is neither YYYY nor YYYY-MM; REP-009 for a due date in the past.
    """
    access.require_in(actor, "reports.request", ReportRequest, body_id=body_id, unit_id=unit_id)
    journal.context(verb="reports.request")
    if not PERIOD.match(period):
        raise Problem("REP-008", period=period)
    if due_on < actor.on:
        raise Problem("REP-009", due=f"{due_on:%d/%m/%Y}", today=f"{actor.on:%d/%m/%Y}")
    made = ReportRequest.objects.create(
        body_id=body_id,
        unit_id=unit_id,
        title=title.strip(),
        period=period,
        due_on=due_on,
        note=note.strip(),
        created_at=actor.at,
        created_by=actor.label[:200],
    )
    search.index(made)
    tell_asked(made, actor=actor)
    return made


@transaction.atomic
def requests_create(
    *, actor: Actor, body_id: int, unit_ids: Iterable[int], title: str, period: str, due_on: date, note: str = ""
) -> list[ReportRequest]:
    """Ask several units for the same report: one request each, all or none. Errors: as `request_create`."""
    return [
        request_create(
            actor=actor, body_id=body_id, unit_id=unit_id, title=title, period=period, due_on=due_on, note=note
        )
        for unit_id in unit_ids
    ]


@transaction.atomic
def request_step(*, actor: Actor, request: ReportRequest, verb: str, reason: str = "") -> ReportRequest:
    """Close or reopen a request. Errors: ACC-001, FLW-001."""
    access.require(actor, "reports.request", request)
    journal.context(verb=f"reports.request.{verb}", reason=reason)
    locked = ReportRequest.objects.select_for_update().get(pk=request.pk)
    locked.state = REQUEST.step(locked.state, verb)
    locked.save(update_fields=["state"])
    return locked


def submission_receive(
    *,
    actor: Actor,
    body_id: int,
    stream: IO[bytes],
    name: str,
    unit_id: int | None = None,
    request: ReportRequest | None = None,
    title: str = "",
    period: str = "",
    looked: Outcome | None = None,
) -> Submission:
    """Take a file in: keep the original, read it, store what was read; a file that cannot be read is kept with the reason.

    looked: what was read in it, where it was read already. It is read outside the transactions: a slow reading holds no lock.

    Errors: ACC-001; REP-001 for a closed request; REP-008 for a malformed period; REP-031 for a scan while too many
    wait; FIL-0xx for a file that may not be kept (too large).
    """
    if request is not None:
        access.require(actor, "reports.submit", request)
        body_id, unit_id = request.body_id, request.unit_id
    else:
        access.require_in(actor, "reports.submit", Submission, body_id=body_id, unit_id=unit_id)
    require_open(actor=actor, request=request)
    if period and not PERIOD.match(period):
        raise Problem("REP-008", period=period)
    with transaction.atomic():
        journal.context(verb="reports.submit")
        stored = file_store(stream, name=name, limits=TAKEN)
    asked = period or (request.period if request else "")
    outcome = looked or read_for(
        body_id=body_id, unit_id=unit_id, period=asked, content=file_read(stored), name=name, on=actor.on
    )
    with transaction.atomic():
        journal.context(verb="reports.submit")
        if request is not None:  # it may have been closed while the file was read
            require_open(actor=actor, request=ReportRequest.objects.select_for_update().get(pk=request.pk))
        if outcome.problem is not None and outcome.problem.code == SCAN:
            require_room(body_id=body_id, unit_id=unit_id, actor=actor)
        submission = Submission.objects.create(
            body_id=body_id,
            unit_id=unit_id,
            request=request,
            title=(title.strip() or (request.title if request else "") or title_of(outcome, name))[:300],
            period=period or (request.period if request else "") or period_of(outcome),
            original=stored,
            file_name=name[-255:],
            sent_by=actor.label[:200],
            received_at=actor.at,
        )
        reading_add(submission=submission, outcome=outcome, actor=actor)
        search.index(submission)
        if submission.unreadable_code == SCAN:
            defer(scan_read, key=f"scan:{submission.pk}", one_at_a_time="scan", submission_id=submission.pk)
        return submission


def submission_recognise(*, actor: Actor, submission: Submission) -> Reading | None:
    """Read a scan that waits for it, and store the reading or why there is none; what was read meanwhile stays as it is.

    Takes seconds a page, outside any transaction: for jobs only. Errors: ACC-001 for anybody but the system.
    """
    access.require(actor, "reports.submit", submission)
    if submission.unreadable_code != SCAN:
        return None
    outcome = read_for(
        body_id=submission.body_id,
        unit_id=submission.unit_id,
        period=submission.period,
        content=file_read(submission.original),
        name=submission.file_name,
        on=actor.on,
        recognise=True,
    )
    with transaction.atomic():
        journal.context(verb="reports.recognise")
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        if locked.unreadable_code != SCAN or locked.original_id != submission.original_id:
            return None  # read meanwhile, or another file took its place: that one's own job reads it
        locked.unreadable_code = locked.unreadable_vi = locked.unreadable_en = ""
        if locked.title == title_of(Outcome(), locked.file_name):
            locked.title = title_of(outcome, locked.file_name)[:300]
        locked.period = locked.period or period_of(outcome)
        locked.save()
        reading = reading_add(submission=locked, outcome=outcome, actor=actor)
        search.index(locked)
        return reading


def read_for(
    *, body_id: int, unit_id: int | None, period: str, content: bytes, name: str, on: date, recognise: bool = False
) -> Outcome:
    """Read a file for a body: with its own words, against what it has on record about the unit."""
    words = words_of(body_id)
    known = abbreviated(on_record(body_id=body_id, unit_id=unit_id, on=on, period=period), words.short)
    bounds = SCAN_BOUNDS if recognise else BOUNDS
    return read_file(
        content,
        name=name,
        on=on,
        bounds=bounds,
        recognise=recognise,
        known=known,
        period=period,
        words=words.facts(),
    )


@transaction.atomic
def words_set(*, actor: Actor, text: str) -> BodyWords:
    """Keep the words that the actor's body adds to the reader's; files read from now on are read with them.

    Errors: ACC-001; REP-050 with every faulty line.
    """
    access.require_in(actor, "reports.words", BodyWords, body_id=actor.body_id)
    journal.context(verb="reports.words")
    faults = parsed(text)[1]
    if faults:
        raise Problem("REP-050", faults="; ".join(map(str, faults[:20])))
    row = BodyWords.objects.select_for_update().filter(body=actor.body_id).first() or BodyWords(
        body_id=actor.body_id or 0
    )
    row.text, row.changed_at, row.changed_by = text.replace("\r\n", "\n"), actor.at, actor.label[:200]
    row.save()
    return row


def require_room(*, body_id: int, unit_id: int | None, actor: Actor) -> None:
    """Errors: REP-031 where so many scans of the unit (of the sender, where no unit is named) wait already that no more is taken."""
    count = waiting(body_id=body_id, unit_id=unit_id, sender=actor.label[:200])
    if count >= SCANS:
        raise Problem("REP-031", count=count)


def require_open(*, actor: Actor, request: ReportRequest | None) -> None:
    """Errors: REP-001 for a closed request."""
    if request is not None and request.state != "open":
        raise Problem("REP-001", title=request.title, body=body_name(body=request.body_id, on=actor.on))


def reading_add(*, submission: Submission, outcome: Outcome, actor: Actor) -> Reading | None:
    """Store an outcome as the next reading of a submission, or the reason why there is none."""
    if outcome.problem is not None or outcome.data is None:
        problem = outcome.problem
        submission.unreadable_code = problem.code if problem else ""
        submission.unreadable_vi = problem.sentence("vi") if problem else ""
        submission.unreadable_en = problem.sentence("en") if problem else ""
        submission.save(update_fields=["unreadable_code", "unreadable_vi", "unreadable_en"])
        return None
    data = outcome.data
    expected = expected_of(
        body_id=submission.body_id, unit_id=submission.unit_id, period=submission.period, on=actor.on
    )
    data["findings"] += foreign(outcome.text, expected)
    before = submission.readings.order_by("-version").first()
    reading = Reading.objects.create(
        submission=submission,
        version=(before.version + 1) if before else 1,
        reader=READER,
        text=outcome.text,
        data=data,
        figure_count=len(data["figures"]),
        relation_count=sum(relation["holds"] is not None for relation in data["relations"]),
        finding_count=len(data["findings"]),
        task_count=len(data["tasks"]),
        read_at=actor.at,
    )
    dismissals_keep(reading=reading)
    return reading


def title_of(outcome: Outcome, name: str) -> str:
    """The title that the reader found, else the file's name."""
    title = str((outcome.data or {}).get("title") or name)
    return title[:1].upper() + title[1:]


def period_of(outcome: Outcome) -> str:
    """The period that the reader found, where it is one that we keep."""
    period = str(((outcome.data or {}).get("meeting") or {}).get("period") or "")
    return period if PERIOD.match(period) else ""


@transaction.atomic
def submission_step(*, actor: Actor, submission: Submission, verb: str, reason: str = "") -> Submission:
    """Send, accept, send back or reopen a report.

    Errors: ACC-001; FLW-001; REP-006 to accept with findings that nobody has looked at; REP-007 to accept what could not be read;
    REP-010 to send back without a reason; REP-001 to send for a request that was closed.
    """
    access.require(actor, "reports.submit" if verb == "send" else "reports.review", submission)
    journal.context(verb=f"reports.{verb}", reason=reason)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    after = SUBMISSION.step(locked.state, verb)
    if verb == "accept":
        require_reviewed(locked)
    if verb == "send_back" and not reason.strip():
        raise Problem("REP-010")
    if verb == "send":
        require_open(actor=actor, request=locked.request)
    locked.state = after
    if verb in {"send_back", "accept"}:  # until then the reason of the last return stays to be seen
        locked.returned_reason = reason.strip() if verb == "send_back" else ""
    locked.save(update_fields=["state", "returned_reason"])
    tell_step(locked, verb, actor=actor, reason=locked.returned_reason if verb == "send_back" else "")
    return locked


def require_reviewed(submission: Submission) -> None:
    """Errors: REP-007 where there is no reading, REP-006 where a finding is undecided."""
    reading = latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    left = undecided_count(reading)
    if left:
        raise Problem("REP-006", count=left)
