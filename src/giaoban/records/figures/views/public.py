"""The public data dictionary: what is measured and how, for anybody; no figure, nothing restricted."""

from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.directory.views.pages import csv_answer
from giaoban.ground.org.selectors import body_names, unit_names
from giaoban.records.figures import selectors
from giaoban.records.figures.models import Indicator

PER_PAGE = 50
FILES, PAGES, WINDOW = 20, 240, 600
"""So many files, and pages of who has not signed in, may one address fetch in ten minutes."""


@require_GET
def dictionary(request: HttpRequest) -> HttpResponseBase:
    """The dictionary of every body; `?q=`, `?linh-vuc=` narrow; `?xuat=csv` and `?xuat=json` give all rows. Errors: DIR-010."""
    form = request.GET.get("xuat", "")
    client = f"client:{request.META.get('REMOTE_ADDR', '')}"
    if form or not request.user.is_authenticated:
        throttle("figures.dictionary", f"{client}:{form}", limit=FILES if form else PAGES, seconds=WINDOW)
    on = actor_of(request).on
    text, field = request.GET.get("q", "").replace("\x00", "").strip()[:200], request.GET.get("linh-vuc", "")[:100]
    rows = selectors.public_indicators(text=text, field=field.replace("\x00", ""))
    if form in ("csv", "json"):
        told = list(entries(list(rows), on))
        if form == "json":
            named = [dict(zip(KEYS, entry, strict=True)) for entry in told]
            return JsonResponse({"indicators": named}, json_dumps_params={"ensure_ascii": False})
        return csv_answer("tu-dien-chi-tieu", header(), told)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    shown = list(page)
    context = {
        "page_obj": page,
        "rows": list(zip(shown, entries(shown, on), strict=True)),
        "text": text,
        "field": field,
        "fields": selectors.public_fields(),
    }
    return render(request, "figures/dictionary.html", context)


KEYS = (
    "code",
    "name",
    "field",
    "unit_of_measure",
    "kind",
    "over_time",
    "over_units",
    "numerator",
    "denominator",
    "direction",
    "dimensions",
    "frequency",
    "calendar",
    "definition",
    "owner",
    "body",
    "source",
    "sharing",
    "legal_basis",
    "version",
    "valid_from",
)


def header() -> list[str]:
    """Titles of the file's columns."""
    return [
        _("Mã chỉ tiêu"),
        _("Chỉ tiêu"),
        _("Lĩnh vực"),
        _("Đơn vị tính"),
        _("Loại chỉ tiêu"),
        _("Tổng hợp theo thời gian"),
        _("Tổng hợp theo đơn vị"),
        _("Tử số"),
        _("Mẫu số"),
        _("Chiều đánh giá"),
        _("Phân tổ"),
        _("Tần suất"),
        _("Lịch kỳ báo cáo"),
        _("Nội dung, cách tính"),
        _("Đơn vị theo dõi"),
        _("Cơ quan"),
        _("Nguồn số liệu"),
        _("Mức chia sẻ"),
        _("Căn cứ"),
        _("Phiên bản"),
        _("Dùng từ ngày"),
    ]


def entries(rows: list[Indicator], day: date) -> Iterator[list[str]]:
    """What is told of each indicator, in the order of `KEYS`. Names of restricted numerators and denominators are left out."""
    owners = unit_names(units={row.owner_unit_id for row in rows if row.owner_unit_id}, on=day)
    bodies = body_names(bodies={row.body_id for row in rows}, on=day)
    for row in rows:
        yield [
            row.code,
            row.name,
            row.field,
            row.unit_of_measure,
            row.get_kind_display(),
            row.get_time_op_display(),
            row.get_unit_op_display(),
            named(row.numerator),
            named(row.denominator),
            row.get_direction_display(),
            "; ".join(f"{name}: {', '.join(values)}" for name, values in sorted(row.dimensions.items())),
            row.get_frequency_display(),
            row.get_calendar_display(),
            row.definition,
            owners.get(row.owner_unit_id or 0, ""),
            bodies.get(row.body_id, ""),
            row.source,
            row.get_sharing_display(),
            row.legal_basis,
            str(row.version),
            f"{row.valid_from:%Y-%m-%d}",
        ]


def named(part: Indicator | None) -> str:
    """A numerator or denominator by its name; "" for none and for what is restricted."""
    return part.name if part is not None and part.classification == 0 else ""
