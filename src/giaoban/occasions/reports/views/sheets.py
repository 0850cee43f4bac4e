"""The findings sheet of a report: to print, as docx, as PDF; for the office, and for the unit that hands the report in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from giaoban.ground import journal
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.org.selectors import body_name, unit_names
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import said
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.sheet import Sheet, groups_of
from giaoban.occasions.reports.sheet_files import to_docx, to_pdf
from giaoban.occasions.reports.telling import told
from giaoban.occasions.reports.views.intake import visitor

KINDS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
}


def sheet_of(submission: Submission, *, actor: Actor) -> Sheet:
    """What the sheet of a report says on the actor's day. Errors: REP-007 where the report could not be read."""
    reading = selectors.latest_reading(submission)
    if reading is None:
        raise Problem("REP-007", why=submission.unreadable)
    decided, language = selectors.decisions(reading), get_language() or "vi"
    rows = []
    for item in selectors.items(reading, "finding"):
        row = decided.get(("finding", item.key))
        rows.append((told(item.row, language), row.action if row else "", row.value if row else ""))
    unit = unit_names(units=[submission.unit_id], on=actor.on) if submission.unit_id else {}
    moment = submission.received_at.astimezone().strftime(_("%H:%M ngày %d/%m/%Y"))
    facts = (
        (_("Đơn vị báo cáo"), unit.get(submission.unit_id or 0, "")),
        (_("Kỳ báo cáo"), words_of(submission.period, language)),
        (_("Tệp"), _("%(file)s, nhận %(at)s") % {"file": submission.file_name, "at": moment}),
        (_("Người gửi"), submission.sent_by),
    )
    return Sheet(
        body=body_name(body=submission.body_id, on=actor.on),
        title=submission.title,
        facts=tuple(fact for fact in facts if fact[1]),
        groups=groups_of(reading.text, rows),
        place_and_day=actor.on.strftime(_("Ngày %d tháng %m năm %Y")),
    )


def words_of(period: str, language: str) -> str:
    """A period in words, as it stands where it is none that we know."""
    try:
        return said(parse_period(period).named, language)
    except Problem:
        return period


def shown(request: HttpRequest, actor: Actor, pk: int, *, files: tuple[str, str], back: str) -> HttpResponse:
    """The sheet as a page for the printer, with the ways to its files."""
    submission = selectors.submission_get(actor, pk)
    context = {
        "submission": submission,
        "sheet": sheet_of(submission, actor=actor),
        "docx": files[0],
        "pdf": files[1],
        "back": back,
    }
    return render(request, "reports/sheet.html", context)


def sent(actor: Actor, pk: int, kind: str) -> HttpResponse:
    """The sheet as a file; the download is journalled."""
    submission = selectors.submission_get(actor, pk)
    media, make = KINDS[kind]
    response = HttpResponse(make(sheet_of(submission, actor=actor)), content_type=media)
    response["Content-Disposition"] = content_disposition_header(True, f"phieu-kiem-tra-{pk}.{kind}")
    response["X-Content-Type-Options"] = "nosniff"
    journal.note(verb="files.download", subject=submission)
    return response


@require_GET
@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet, for those who may see the report."""
    files = (reverse("reports:sheet_file", args=[pk, "docx"]), reverse("reports:sheet_file", args=[pk, "pdf"]))
    return shown(request, actor_of(request), pk, files=files, back=reverse("reports:review", args=[pk]))


@require_GET
@login_required
def sheet_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The sheet as a file."""
    return sent(actor_of(request), pk, kind)


@never_cache
@require_GET
def intake_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet, for the unit behind its link."""
    files = (
        reverse("reports:intake_sheet_file", args=[pk, "docx"]),
        reverse("reports:intake_sheet_file", args=[pk, "pdf"]),
    )
    return shown(request, visitor(request), pk, files=files, back=reverse("reports:intake_sent", args=[pk]))


@never_cache
@require_GET
def intake_sheet_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The sheet as a file, for the unit behind its link."""
    return sent(visitor(request), pk, kind)
