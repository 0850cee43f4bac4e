"""How a finding came about, in words a clerk can follow: which check, which interval the number had to meet, how much was allowed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.quantity import vietnamese

CHECKS = {
    "T1": _("Tỷ lệ của hai số"),
    "T2": _("Tỷ lệ trên tổng số"),
    "T3": _("Tổng của các phần"),
    "T4": _("Các loại của một tổng"),
    "T5": _("Số lượng và danh sách kèm theo"),
    "T6": _("Thực hiện và kế hoạch"),
    "T7": _("Mức tăng, giảm"),
    "T8": _("Một nội dung ghi hai lần"),
    "T9": _("Mức chung và mức của các nhóm"),
    "T10": _("Khoảng giá trị"),
    "T11": _("Tỷ lệ phải ứng với số nguyên"),
    "T12": _("Mẫu số suy ra từ tỷ lệ"),
    "T13": _("Chỉ tiêu và kết quả đã đạt"),
    "T14": _("Ngày, tháng, năm"),
    "T15": _("Mức bình quân"),
    "K1": _("So với số đã ghi"),
    "K2": _("Số lũy kế không giảm"),
    "K3": _("Đầu kỳ và cuối kỳ trước"),
    "K4": _("So với cùng kỳ, kỳ trước"),
    "K5": _("So với chỉ tiêu được giao"),
    "K6": _("Cộng số của các đơn vị"),
    "K7": _("So với danh mục đơn vị"),
    "K8": _("So với danh mục văn bản pháp luật"),
    "K9": _("Nhận, giải quyết, còn lại"),
    "H1": _("Đúng đơn vị báo cáo"),
    "H2": _("Đúng kỳ báo cáo"),
}
"""Name of each check, as the review page and the findings sheet show it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words of a finding's check; "" where it has none: `between` the computed interval, `allowed` what rounding may change."""

    check: str
    between: str = ""
    allowed: str = ""


def explained(finding: Mapping[str, Any], relations: Mapping[str, Mapping[str, Any]]) -> Explanation:
    """The explanation of a finding, with the interval and tolerance of its relation where the reading kept them."""
    check = str(CHECKS.get(finding["template"], ""))
    relation = relations.get(finding.get("relation") or "", {})
    low, high = relation.get("interval") or (None, None)
    between = ""
    if low is not None and high is not None and low != high:
        between = str(_("từ %(low)s đến %(high)s") % {"low": number(low), "high": number(high)})
    tolerance = relation.get("tolerance")
    allowed = f"± {number(tolerance)}" if tolerance is not None and Decimal(tolerance) else ""
    return Explanation(check, between, allowed)


def number(text: str) -> str:
    """A number of a reading in Vietnamese form, at most four decimals."""
    value = Decimal(text)
    return vietnamese(round(value, 4).normalize() if value.as_tuple().exponent < -4 else value)  # type: ignore[operator]
