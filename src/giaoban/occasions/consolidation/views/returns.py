"""A Word file comes back: upload it, see what differs, take or leave each change."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from giaoban.ground import access
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors, services
from giaoban.occasions.consolidation.forms import submitted
from giaoban.occasions.consolidation.models import WORDS, Returned
from giaoban.occasions.consolidation.reader import LIMIT
from giaoban.occasions.consolidation.sectioning import candidates
from giaoban.occasions.consolidation.services.held import require_draft
from giaoban.occasions.consolidation.showing import compared
from giaoban.occasions.consolidation.views.frame import Frame, frame_of, number, typed

KINDS = {
    "text": gettext_lazy("Sửa lời văn"),
    "added": gettext_lazy("Thêm đoạn"),
    "removed": gettext_lazy("Bỏ đoạn"),
    "moved": gettext_lazy("Chuyển chỗ"),
    "field": gettext_lazy("Sửa số liệu"),
    "row_added": gettext_lazy("Thêm dòng biểu"),
    "row_removed": gettext_lazy("Bỏ dòng biểu"),
    "section_added": gettext_lazy("Thêm phần"),
    "section_moved": gettext_lazy("Chuyển chỗ phần"),
    "section_removed": gettext_lazy("Bỏ phần"),
}
PARTS = {
    "added": gettext_lazy("Thêm cả mục"),
    "removed": gettext_lazy("Bỏ mục"),
    "moved": gettext_lazy("Chuyển chỗ mục"),
}
"""Of a heading with what stands under it."""
SECTION = gettext_lazy("Đổi tên phần")
STATES = {
    "waiting": ("waiting", gettext_lazy("chờ quyết định")),
    "accepted": ("accepted", gettext_lazy("đã nhận")),
    "left": ("dismissed", gettext_lazy("đã bỏ qua")),
    "refused": ("dismissed", gettext_lazy("không nhận được")),
}
STALE = {"ACC-002", "CNS-002", "CNS-021"}
"""Somebody edited the same meanwhile: both texts are shown."""
STAY = STALE | {"CNS-005", "CNS-010", "CNS-011", "CNS-012", "CNS-014", "CNS-022", "DOC-001", "DOC-002"}
LEAVING = {"leave", "leave_all"}
UNREADABLE = ("CNS-013", "CNS-017", "CNS-020", "EXT-", "DOF-")


class ReturnForm(forms.Form):
    """The Word file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Word đã sửa"),
        max_length=255,
        help_text=gettext_lazy("Bản Word tải từ báo cáo này rồi sửa và lưu lại (.docx), tối đa 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


def drafting(request: HttpRequest, pk: int) -> Frame:
    """The frame of a draft that the actor may change. Errors: ACC-001, ACC-002, CNS-001."""
    frame = frame_of(request, pk)
    access.require(frame.actor, "consolidation.draft", frame.report)
    require_draft(frame.report)
    return frame


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a file; below, those that came before."""
    frame = drafting(request, pk)
    form = ReturnForm(*submitted(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > LIMIT << 20:
                raise Problem("CNS-017", name=file.name, limit=LIMIT)
            made = services.returned_receive(
                actor=frame.actor, report=frame.report, content=file.read(), name=file.name
            )
        except Problem as problem:
            if not problem.code.startswith(UNREADABLE):
                raise
            form.add_error("file", problem.sentence(request.LANGUAGE_CODE))
        else:
            return redirect("consolidation:changes", pk=pk, returned=made.pk)
    rows = [(row, sum(one["state"] == "waiting" for one in row.changes)) for row in frame.report.returns.all()[:30]]
    status = 422 if form.errors else 200
    return render(request, "consolidation/return.html", frame.context | {"form": form, "rows": rows}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def changes(request: HttpRequest, pk: int, returned: int) -> HttpResponse:
    """What differs in a file; POST takes or leaves one change, or all that wait."""
    frame = drafting(request, pk)
    row = selectors.returned_get(frame.report, returned)
    if request.method == "POST":
        decide(request, frame, row)
        place = "" if typed(request, "verb", 20).endswith("_all") else f"#thay-doi-{number(request, 'place')}"
        return HttpResponseRedirect(reverse("consolidation:changes", args=[pk, returned]) + place)
    titles = {one["key"]: one["title"] for one in frame.report.sections}
    listed = [shown(place, one, titles) for place, one in enumerate(row.changes)]
    waiting = [one for one in row.changes if one["state"] == "waiting"]
    ready = sum(one.get("side", "file") == "file" for one in waiting)
    context = {"returned": row, "listed": listed, "ready": ready, "meeting": len(waiting) - ready}
    return render(request, "consolidation/changes.html", frame.context | context)


def shown(place: int, change: dict[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """One change as the page shows it: what the file did to the words it was made from, and beside it what was done to them here.

    titles: of the report's sections by key.
    """
    tone, word = STATES[change["state"]]
    now = change.get("now", "")
    return {
        "place": place,
        "change": change,
        "kind": called(change),
        "tone": tone,
        "word": word,
        "words": compared(change["before"], change["after"]),
        "both": change.get("side") == "both" and change["state"] == "waiting",
        "now": compared(change["before"], now) if now and "members" not in change else [],
        "lines": now.splitlines() if "members" in change else [],
        "where": where(change, titles),
        "start": change.get("combined") or now,
    }


def called(change: dict[str, Any]) -> Any:
    """What a change is called."""
    if change["id"][:2] == "s-" and change["kind"] == "text":
        return SECTION
    words = PARTS if "members" in change and change["kind"] in PARTS else KINDS
    return words.get(change["kind"], change["kind"])


def where(change: dict[str, Any], titles: Mapping[str, str]) -> str:
    """Where a section of the file goes, as a sentence; "" for other changes."""
    if change["kind"] == "section_removed":
        into = titles.get(change["into"], "")
        return _("Các đoạn trong phần chuyển sang phần “%(title)s”.") % {"title": into} if into else ""
    if "keys" not in change:
        return ""
    before = next(iter(candidates(change["keys"], change["id"].removeprefix("s-"), titles)), "")
    if before:
        return _("Đứng sau phần “%(title)s”.") % {"title": titles[before]}
    return _("Đứng đầu báo cáo.")


def decide(request: HttpRequest, frame: Frame, row: Returned) -> None:
    """What the pressed button says; a change that cannot be taken is told, the others go on."""
    verb = typed(request, "verb", 20)
    everything = verb.endswith("_all")
    ready = [place for place, one in enumerate(row.changes) if one.get("side", "file") == "file"]
    places = ready if everything else [number(request, "place")]
    words = typed(request, "text", WORDS) if verb == "combine" else None
    done, stale = 0, False
    for place in places:
        try:
            row = services.change_decide(
                actor=frame.actor, report=frame.report, returned=row, place=place, take=verb not in LEAVING, text=words
            )
            done += 1
        except Problem as problem:
            if problem.code not in STAY:
                raise
            stale = stale or problem.code in STALE
            if not (everything and problem.code == "CNS-014"):
                messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    if stale:
        services.returned_renew(actor=frame.actor, report=frame.report, returned=row)
    if done and everything:
        messages.success(request, _("Đã xong các thay đổi chỉ có trong tệp."))
