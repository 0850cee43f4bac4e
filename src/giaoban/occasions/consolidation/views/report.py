"""One report: the editor, what stands around its words, its preview, its issue, its history."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.kernel import docform
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.forms import DetailsForm, submitted
from giaoban.occasions.consolidation.models import SECTION_KINDS, Block
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.occasions.consolidation.sections import FRAMING, live
from giaoban.occasions.consolidation.services.held import require_draft
from giaoban.occasions.consolidation.showing import shown_sections
from giaoban.occasions.consolidation.views.frame import Frame, frame_of, told, typed
from giaoban.records.documents.numbers import next_symbol
from giaoban.records.documents.signing import signer_told

STAY = {
    "CNS-001",
    "CNS-005",
    "CNS-006",
    "CNS-019",
    "DOC-001",
    "DOC-002",
    "NUM-002",
    "FLW-001",
    "CNS-023",
    "CNS-024",
    "CNS-025",
}


@require_GET
@login_required
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    """The sections with their blocks, the numbers with their sources, what differs beside it."""
    return render(request, "consolidation/report.html", page_of(frame_of(request, pk)))


def page_of(frame: Frame) -> dict[str, Any]:
    """What the editor shows."""
    actor, report = frame.actor, frame.report
    rows = selectors.blocks(report)
    found = selectors.checked(actor, report, rows) if report.state == "draft" else selectors.Checked({})
    removed = selectors.blocks(report, removed=True) if frame.may_draft else []
    units: Sequence[selectors.Reported] = ()
    if frame.may_draft or frame.may_issue:
        units = selectors.reported(actor, period=report.period, body_id=report.body_id, report=report)
    missing = [unit for unit in units if unit.submission is None]
    sections = shown_sections(report, rows, found)
    blocks = [shown for section in sections for shown in section.blocks]
    sums = sum_words(sum(len(shown.sums) for shown in blocks))
    gaps = gap_words(sum(len(shown.gaps) for shown in blocks))
    return frame.context | {
        "may_take_up": report.state == "cancelled"
        and "consolidation.draft" in access.allowed_verbs(actor, report, ["consolidation.draft"]),
        "sections": sections,
        "sum_words": sums,
        "gap_words": gaps,
        "open_count": found.open_count,
        "removed": removed,
        "returns": selectors.waiting_returns(report) if frame.may_draft else [],
        "late": [unit for unit in units if frame.may_draft and unit.submission is not None and not unit.inside],
        "missing": missing,
        "issue_words": issue_words(frame) if frame.may_issue else "",
        "blockers": blockers(frame, rows, found.open_count) if frame.may_issue else [],
        "doubts": doubts([unit.unit for unit in missing], [sums, gaps]) if frame.may_issue else [],
        "section_kinds": SECTION_KINDS,
        "section_choices": [(row["key"], row["title"]) for row in live(report.sections)],
        "removed_sections": [row for row in report.sections if row.get("removed")] if frame.may_draft else [],
    }


def sum_words(count: int) -> str:
    """That so many places of the words do not add up; "" for none."""
    if not count:
        return ""
    said = ngettext(
        "%(n)d chỗ trong lời văn tính không khớp. Xem ở khối có dấu cảnh báo.",
        "%(n)d chỗ trong lời văn tính không khớp. Xem ở khối có dấu cảnh báo.",
        count,
    )
    return said % {"n": count}


def gap_words(count: int) -> str:
    """That so many indicators have a target and another plan on record; "" for none."""
    if not count:
        return ""
    said = ngettext(
        "%(n)d chỉ tiêu có kế hoạch trong sổ khác mức giao của năm. Xem dưới biểu.",
        "%(n)d chỉ tiêu có kế hoạch trong sổ khác mức giao của năm. Xem dưới biểu.",
        count,
    )
    return said % {"n": count}


def issue_words(frame: Frame) -> str:
    """What the dialog says first before a report is issued: the number it gets, what is locked."""
    symbol = next_symbol(body=frame.report.body, kind="report", on=frame.actor.on)
    said = _("Báo cáo được cấp số %(symbol)s, ghi ngày hôm nay; các khối và số liệu được khóa, không sửa được nữa.")
    return said % {"symbol": symbol}


FIELD_OF = {"DOC-001": "title", "DOC-002": "title", "DOC-016": "signer", "DOC-017": "signer"}
"""Refusals that are told in the form of a report's details, and at which of its fields."""


def blockers(frame: Frame, rows: Sequence[Block], differing: int) -> list[str]:
    """What forbids issuing, as `consolidated_issue` refuses it: no words, nobody who signs, numbers that differ. Tables gone old are found
    by the refusal (CNS-019): to find them the whole record is read."""
    report, said = frame.report, []
    if all(block.section in FRAMING for block in rows):
        said.append(_("Báo cáo chưa có nội dung."))
    if report.signer_post_id is None:
        said.append(_("Chưa chọn người ký. Bấm Sửa thông tin để chọn."))
    elif gone := signer_told(report.signer, body_id=report.body_id, on=frame.actor.on):
        said.append(gone.sentence(get_language() or "vi"))
    if differing:
        sentence = ngettext(
            "%(n)d số trong lời văn khác sổ số liệu, chưa ghi lý do giữ.",
            "%(n)d số trong lời văn khác sổ số liệu, chưa ghi lý do giữ.",
            differing,
        )
        said.append(sentence % {"n": differing})
    return said


def doubts(missing: Sequence[str], found: Sequence[str]) -> list[str]:
    """What does not forbid issuing, but should be known: what does not add up (`found`, "" for nothing), the units still missing."""
    said = [words for words in found if words]
    if missing:
        sentence = ngettext(
            "%(n)d đơn vị chưa có báo cáo được xác nhận: %(units)s.",
            "%(n)d đơn vị chưa có báo cáo được xác nhận: %(units)s.",
            len(missing),
        )
        said.append(sentence % {"n": len(missing), "units": ", ".join(missing)})
    return said


@require_http_methods(["GET", "POST"])
@login_required
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, who signs, recipients."""
    frame = frame_of(request, pk)
    access.require(frame.actor, "consolidation.draft", frame.report)
    require_draft(frame.report)
    report = frame.report
    signer = report.signer.key if report.signer is not None else ""
    initial = {"title": report.title, "signer": signer, "recipients": report.recipients}
    form = DetailsForm(*submitted(request)[:1], actor=frame.actor, kept=report.signer, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.consolidated_change(
                actor=frame.actor,
                report=report,
                title=form.cleaned_data["title"],
                recipients=form.cleaned_data["recipients"],
                signer=form.cleaned_data["signer"],
            )
        except Problem as problem:
            if problem.code not in FIELD_OF:
                raise
            form.add_error(FIELD_OF[problem.code], problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("consolidation:report", pk=pk)
    status = 422 if form.errors else 200
    return render(request, "consolidation/details.html", frame.context | {"form": form}, status=status)


@require_GET
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it will be printed."""
    frame = frame_of(request, pk)
    document = document_of(frame.report, selectors.blocks(frame.report), on=frame.actor.on)
    sheet = mark_safe(docform.html(document))  # noqa: S308  (escaped by docform)
    return render(request, "consolidation/preview.html", frame.context | {"sheet": sheet})


@require_POST
@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the report."""
    frame = frame_of(request, pk)
    with told(request, STAY):
        made = services.consolidated_issue(actor=frame.actor, report=frame.report)
        assert made.document is not None  # noqa: S101  (narrows the type)
        messages.success(request, _("Đã ban hành, số %(symbol)s.") % {"symbol": made.document.symbol})
    return redirect("consolidation:report", pk=pk)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a draft, or take one up again that was cancelled."""
    frame = frame_of(request, pk)
    verb = typed(request, "verb", 20)
    with told(request, STAY):
        services.consolidated_step(
            actor=frame.actor, report=frame.report, verb=verb, reason=typed(request, "reason", 500)
        )
        messages.success(request, _("Đã hủy dự thảo.") if verb == "cancel" else _("Đã lấy lại dự thảo."))
    return redirect("consolidation:report", pk=pk)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the report and its blocks."""
    frame = frame_of(request, pk)
    changes = lines(frame.report, on=frame.actor.on)
    return render(request, "consolidation/history.html", frame.context | {"changes": changes})
