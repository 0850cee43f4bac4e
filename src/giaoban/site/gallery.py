"""What the component page shows: made-up values, marked as such on the page, and the tokens as the stylesheet declares them."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.journal import Change, FieldChange

TOKENS = Path(__file__).parent / "static" / "giaoban" / "css" / "tokens.css"
COLOUR = re.compile(r"--gb-([a-z0-9-]+): (#[0-9a-f]{6});")


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("Tên báo cáo"), help_text=gettext_lazy("Ghi như trên văn bản, không viết tắt.")
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Kỳ báo cáo"),
        choices=[("m", gettext_lazy("Tháng")), ("q", gettext_lazy("Quý")), ("y", gettext_lazy("Năm"))],
    )
    due_on = forms.DateField(label=gettext_lazy("Hạn nộp"), help_text=gettext_lazy("Ngày/tháng/năm, ví dụ 25/11/2026."))
    share = forms.DecimalField(
        label=gettext_lazy("Tỷ lệ (%)"), widget=forms.TextInput(attrs={"class": "gb-num-input", "inputmode": "decimal"})
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại hình"),
        widget=forms.RadioSelect,
        choices=[("a", gettext_lazy("Phiên họp thường kỳ")), ("b", gettext_lazy("Hội nghị giao ban"))],
    )
    urgent = forms.BooleanField(label=gettext_lazy("Gửi hỏa tốc"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp báo cáo"), help_text=gettext_lazy("docx, pdf, odt, xlsx, html, txt; đến 30 MB.")
    )


def palette() -> list[tuple[str, str, str]]:
    """(token, light value, dark value) of every colour in tokens.css."""
    text = TOKENS.read_text("utf-8")
    light, dark = text.split('[data-bs-theme="light"] {', 1)[1].split('[data-bs-theme="dark"] {', 1)
    dark_values = dict(COLOUR.findall(dark.split("}", 1)[0]))
    return [(name, value, dark_values[name]) for name, value in COLOUR.findall(light.split("}", 1)[0])]


def change(day: int, hour: int, minute: int, op: str, reason: str, *fields: FieldChange) -> Change:
    """A made-up change of November 2026."""
    at = datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    who = _("Trần Thị Bình, Văn phòng Ủy ban nhân dân")
    return Change(day, at, op, _("Nhiệm vụ"), "", "1", "", reason, who, "", None, None, None, fields)


def changes() -> list[Change]:
    """A made-up history."""
    due = FieldChange("due_on", _("hạn hoàn thành"), "25/11/2026", "30/11/2026")
    lead = FieldChange("unit", _("đơn vị chủ trì"), "—", _("Phòng Kinh tế"))
    return [
        change(20, 15, 42, "U", _("Chờ số liệu quyết toán của kho bạc."), due),
        change(3, 8, 5, "I", "", lead),
    ]


def rows() -> list[dict[str, Any]]:
    """A made-up list of reports: some numbers large, some missing, one long name."""
    names = ("unit", "number", "on", "figures", "money", "share", "state", "label")
    far = _("Trung tâm Văn hóa, Thể thao và Truyền thông")
    values: list[tuple[Any, ...]] = [
        (
            _("Xã An Phú"),
            "12/BC-UBND",
            date(2026, 11, 18),
            128,
            Decimal("39981.5"),
            Decimal("94.2"),
            "accepted",
            _("đã xác nhận"),
        ),
        (
            _("Phường Hòa Bình"),
            "9/BC-UBND",
            date(2026, 11, 19),
            64,
            Decimal("6300"),
            Decimal("0.18"),
            "sent",
            _("đã gửi"),
        ),
        (far, "117/BC-TTVH", date(2026, 11, 20), 7, None, None, "sent_back", _("đã trả lại")),
        (_("Xã Tân Lập"), "–", None, 0, None, None, "overdue", _("quá hạn")),
    ]
    return [dict(zip(names, row, strict=True)) for row in values]


def wrong() -> SampleForm:
    """The form as it comes back with mistakes."""
    given = {"title": "", "due_on": "31/02/2026", "share": _("một nửa"), "period": "m", "kind": "a"}
    return SampleForm({f"sai-{name}": value for name, value in given.items()}, MultiValueDict(), prefix="sai")


def sample(request: HttpRequest) -> dict[str, Any]:
    """The page's values."""
    return {
        "palette": palette(),
        "rows": rows(),
        "form": SampleForm(initial={"period": "m"}, prefix="trong"),
        "wrong": wrong(),
        "changes": changes(),
        "page_of_list": Paginator(range(1240), 25).get_page(request.GET.get("trang") or 7),
        "tones": [
            ("ok", _("đã xác nhận")), ("info", _("đã gửi")), ("wait", _("chờ duyệt")), ("warn", _("đã trả lại")),
            ("bad", _("quá hạn")), ("muted", _("đã đóng")), ("draft", _("chưa gửi")),
        ],
        "themes": [("light", _("Sáng")), ("dark", _("Tối"))],
    }  # fmt: skip
