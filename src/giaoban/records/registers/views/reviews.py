"""Rounds of review: open one, see how far each unit is, confirm entries, close."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import day_in_year
from giaoban.records.registers import selectors, services
from giaoban.records.registers.forms import ReviewForm
from giaoban.records.registers.levels import level_everywhere
from giaoban.records.registers.states import REVIEW
from giaoban.records.registers.views.lists import tabs_of

PAGE = 50


@require_http_methods(["GET", "POST"])
@login_required
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The rounds of a register, and opening one; the definition's yearly window is filled in."""
    actor = actor_of(request)
    register = selectors.register_get(actor, pk)
    live = services.live_of(register)
    window, initial = live.definition.review, {"opens_on": actor.on}
    if window is not None:
        days = [day_in_year(text, actor.on.year) for text in (window.opens, window.closes)]
        initial = {"opens_on": days[0], "closes_on": days[1], "note": window.note}  # type: ignore[dict-item]
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        access.require(actor, "registers.review", register)
        if form.is_valid():
            try:
                made = services.review_open(actor=actor, register=register, **form.cleaned_data)
            except Problem as problem:
                form.add_error(None, problem.sentence(request.LANGUAGE_CODE))
            else:
                messages.success(request, _("Đã mở đợt rà soát."))
                return redirect("registers:review", pk=made.pk)
    context = {
        **tabs_of(actor, register),
        "form": form,
        "window": window,
        "may_review": access.allowed(actor, "registers.review", register),
        "rows": [(row, REVIEW.label(row.state)) for row in selectors.reviews(actor, register)[:100]],
    }
    return render(request, "registers/reviews.html", context, status=422 if form.errors else 200)


def told(row: selectors.Shown, columns: list[selectors.Column]) -> str:
    """What an entry says, in one line: the fields that lists show."""
    cells = zip(columns, row.cells, strict=True)
    return " · ".join(f"{column.field.label}: {said}" for column, said in cells if said and said not in row.row.title)


@require_http_methods(["GET", "POST"])
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: progress by unit, and the entries that wait for the actor."""
    actor = actor_of(request)
    review = selectors.review_get(actor, pk)
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "dong":
                services.review_close(actor=actor, review=review)
                messages.success(request, _("Đã kết thúc đợt rà soát."))
            else:
                lines = [int(number) for number in request.POST.getlist("muc")[:1000] if number.isdecimal()]
                note = request.POST.get("note", "").replace("\x00", "")
                count = services.lines_confirm(actor=actor, review=review, lines=lines, note=note)
                messages.success(request, _("Đã xác nhận %(n)d mục giữ nguyên.") % {"n": count})
        except Problem as problem:
            if problem.code not in ("REG-015", "FLW-001"):
                raise
            messages.error(request, problem.sentence(request.LANGUAGE_CODE))
        return redirect("registers:review", pk=pk)
    number = request.GET.get("don-vi", "")
    unit = int(number) if number.isdecimal() and len(number) < 18 else None
    progress = selectors.progress(actor, review)
    page = Paginator(selectors.review_lines(actor, review, unit_id=unit), PAGE).get_page(request.GET.get("trang"))
    live = services.live_of(review.register)
    columns = selectors.columns_of(live.definition, level_everywhere(actor))
    shown = selectors.shown_rows(actor, live, [line.entry for line in page], columns)
    context = {
        **tabs_of(actor, review.register),
        "rows": [(line, told(row, columns)) for line, row in zip(page, shown, strict=True)],
        "review": review,
        "state": REVIEW.label(review.state),
        "progress": progress,
        "total": sum(line.total for line in progress),
        "done": sum(line.done for line in progress),
        "page_obj": page,
        "unit": unit,
        "late": review.state == "open" and actor.on > review.closes_on,
        "may_close": review.state == "open" and "registers.review" in access.verbs_anywhere(actor),
    }
    return render(request, "registers/review.html", context)
