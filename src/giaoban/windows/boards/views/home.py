"""The first page of the room: what can be looked at, and how; indicators found by word, units of the area."""

from collections.abc import Collection

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.records.figures import selectors

MOST = 30
MOST_UNITS = 60


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The boards there are; `?q=` finds indicators by code, name or phrase."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    text = request.GET.get("q", "")[:200]
    found = list(selectors.indicators(actor, text=text, state="live")[: MOST + 1])
    context = {
        "boards": boards(access.verbs_anywhere(actor)),
        "text": text,
        "indicators": found[:MOST],
        "more": len(found) > MOST,
        "units": [(pk, name.removeprefix("– ")) for pk, name in selectors.unit_choices(actor)[:MOST_UNITS]],
    }
    return render(request, "boards/home.html", context)


def boards(verbs: Collection[str]) -> list[dict[str, str]]:
    """The boards there are: address, name, what one sees there."""
    rows: list[tuple[str, str, str]] = [
        (
            "boards:year",
            _("Tiến độ chỉ tiêu năm"),
            _("Chỉ tiêu nào đã đạt, đúng tiến độ, chậm, không đạt; từng cách tính; đặt cạnh phần thời gian đã qua."),
        ),
        (
            "boards:pivot",
            _("Xoay bảng số liệu"),
            _(
                "Đơn vị, chỉ tiêu, kỳ, kế hoạch và thực hiện đặt vào hàng, cột theo ý; tổng đúng cả với tỷ lệ; tải Excel, CSV, Word."
            ),
        ),
        (
            "boards:compare",
            _("So sánh đơn vị"),
            _("Từ hai đến sáu đơn vị cạnh nhau: cùng chỉ tiêu, cùng kỳ, chênh lệch, hạng và bình quân chung."),
        ),
    ]
    if "appraisals.view" in verbs:
        told = _(
            "Hạng, xếp loại, điểm của từng đơn vị theo đợt chấm điểm, thay đổi so với đợt trước; đơn vị không chấm và lý do."
        )
        rows.append(("boards:league", _("Bảng xếp hạng"), told))
    return [{"url": reverse(name), "label": label, "text": text} for name, label, text in rows]
