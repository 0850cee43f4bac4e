"""How a finding came about, in words a clerk can follow: which check, which interval the number had to meet, how much was allowed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.checks.numbers import shown
from giaoban.kernel.checks.told import worded
from giaoban.kernel.wording import said

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
    "K10": _("Khác xa các kỳ trước"),
    "K11": _("Lũy kế và các tháng"),
    "K12": _("Chỉ tiêu và kết quả đã ghi"),
    "K13": _("Tiến độ so với chỉ tiêu"),
    "K14": _("So với lịch thời vụ"),
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


def explained(
    finding: Mapping[str, Any], relations: Mapping[str, Mapping[str, Any]], units: Mapping[str, str] | None = None
) -> Explanation:
    """The explanation of a finding, with the interval and tolerance of its relation where the reading kept them.

    units: the unit of each figure by its id; sums of money are told in million đồng.
    """
    check = str(CHECKS.get(finding["template"], ""))
    relation = relations.get(finding.get("relation") or "", {})
    low, high = relation.get("interval") or (None, None)
    measured = (relation.get("terms") or [""])[0] if relation.get("op") in {"sum", "remainder", "balance"} else ""
    money = (units or {}).get(measured) == "VND"
    between = ""
    if low is not None and high is not None and low != high:
        between = str(
            _("từ %(low)s đến %(high)s") % {"low": number(low, money=money), "high": number(high, money=money)}
        )
    tolerance = relation.get("tolerance")
    allowed = f"± {number(tolerance, money=money)}" if tolerance is not None and Decimal(tolerance) else ""
    return Explanation(check, between, allowed)


def number(text: str, *, money: bool = False) -> str:
    """A number of a reading as the reader's language prints it, at most four decimals; money in million đồng."""
    value = shown(Decimal(text) / 1_000_000 if money else Decimal(text), places=4)
    return said(worded("million_dong" if money else "plain", value=value), get_language() or "vi")
