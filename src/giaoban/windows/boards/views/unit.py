"""One unit: its indicators of a month with their course, the year's targets, how it was rated."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.wording import said
from giaoban.records.figures import selectors
from giaoban.records.figures.printing import in_language
from giaoban.windows.boards import progress, unit_page
from giaoban.windows.boards.exports import exports_of, file_answer
from giaoban.windows.boards.view import Cell, Column, Row, View

PER_PAGE = 60


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`?thang=2026-11` (else the newest with figures), `?trang=`.

    `?dang=` is a file of the indicators, with `?bang=chi-tieu-nam` of the targets.
    """
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    asked = selectors.month_or_none(request.GET.get("thang", "")[:7])
    read = unit_page.figures_until(actor, unit=pk, asked=asked)
    last = read.last
    month = parse_period(last)
    year = int(last[:4])
    judged = selectors.judged(actor, selectors.targets_of(actor, year=year, units=[pk]), on=actor.on, names={pk: ""})
    found = unit_page.unit_month(actor, unit=pk, read=read, targets=judged)
    targets = progress.shown(judged)
    link = request.build_absolute_uri(f"{request.path}?thang={last}")
    views = {
        "chi-tieu": month_view(
            found, title=_("{name}, {month}").format(name=found.name, month=in_language(month.named)), link=link
        ),
        "chi-tieu-nam": progress.targets_view(
            actor, targets, title=_("Chỉ tiêu năm {year}").format(year=year), note=found.name, link=link
        ),
    }
    which = "chi-tieu-nam" if request.GET.get("bang") == "chi-tieu-nam" else "chi-tieu"
    if answer := file_answer(request, views[which], name="unit"):
        return answer
    chart = progress.progress_chart(
        targets,
        title=_("Tiến độ chỉ tiêu năm {year} – {name}").format(year=year, name=found.name),
        view=views["chi-tieu-nam"],
        file=f"chi-tieu-{year}-{pk}",
    )
    listed = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "unit": pk,
        "found": found,
        "view": views["chi-tieu"],
        "month": month,
        "label": f"{last[5:7]}/{last[:4]}",
        "label_before": f"{found.keys[0][5:7]}/{found.keys[0][:4]}",
        "before": month.previous().key,
        "after": month.next().key,
        "year": year,
        "page_obj": listed,
        "targets": targets,
        "statuses": progress.counted(judged),
        "chart": chart,
        "undrawn": progress.undrawn(targets),
        "ratings": unit_page.ratings(actor, unit=pk),
        "exports": exports_of(request),
        "target_exports": [(kind, f"{each}&bang=chi-tieu-nam") for kind, each in exports_of(request)],
    }
    return render(request, "boards/unit.html", context)


def month_view(found: unit_page.UnitMonth, *, title: str, link: str) -> View:
    """The unit's month as a table for files."""
    columns = (
        Column(_("Mã")),
        Column(_("Chỉ tiêu")),
        Column(_("Đơn vị tính")),
        Column(_("Thực hiện"), "number"),
        Column(_("Kế hoạch"), "number"),
        Column(_("So với kế hoạch"), "percent", decimals=1),
        Column(_("Cùng kỳ năm trước"), "number"),
        Column(_("So với cùng kỳ")),
        Column(_("Chỉ tiêu năm")),
        Column(_("Kết luận")),
    )
    rows = [
        Row(
            (
                row.indicator.code,
                Cell(row.indicator.name, url=reverse("boards:indicator", args=[row.indicator.pk])),
                row.indicator.unit_of_measure,
                Cell(row.now.value, row.now.remark, row.now.url),
                Cell(row.plan.value, url=row.plan.url),
                row.share,
                Cell(row.before.value, url=row.before.url),
                row.change,
                row.target.target.words if row.target else "",
                said(row.target.verdict.words, get_language() or "vi") if row.target else "",
            )
        )
        for row in found.lines
    ]
    sources = (
        _("Số như đơn vị đã báo cáo; số ước thực hiện có ghi chú."),
        _("Chỗ trống là chưa có số liệu, không phải bằng 0."),
    )
    return View(title, found.name, columns, rows, sources, found.as_of, link)
