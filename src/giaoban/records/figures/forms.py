"""What people type into the room's pages."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.forms.picking import ListPick
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Direction, Indicator, IndicatorKind, Role, TargetKind
from giaoban.records.figures.services import period_named

GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
PLAIN = re.compile(r"-?\d+(?:,\d+)?")
PERIODS = _("11/2026 cho tháng, 2026-Q4 cho quý, 2026-H1 cho 6 tháng đầu năm, 2026 cho cả năm.")


class AmountField(forms.CharField):
    """An amount as offices write it: 1.234,5. Gives a Decimal, None where it is empty."""

    default_error_messages = {"amount": _("Không đọc được số này. Ghi theo dạng 1.234,5.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """The number. Errors: ValidationError for what is none, or is larger than the table holds."""
        text = str(super().clean(value)).replace(" ", "")
        if not text:
            return None
        if not (GROUPED.fullmatch(text) or PLAIN.fullmatch(text)) or len(text.partition(",")[2]) > 6:
            raise forms.ValidationError(self.error_messages["amount"], code="amount")
        number = Decimal(text.replace(".", "").replace(",", "."))
        if abs(number) >= Decimal(10) ** 18:
            raise forms.ValidationError(self.error_messages["amount"], code="amount")
        return number


class PeriodField(forms.CharField):
    """A period by its key or as offices write it; gives the key."""

    def clean(self, value: Any) -> str:
        """The key. Errors: ValidationError for what is no period."""
        text = str(super().clean(value))
        try:
            return period_named(text).code if text else ""
        except Problem as problem:
            raise forms.ValidationError(problem.sentence("vi"), code="period") from problem


class IndicatorForm(forms.Form):
    """A new indicator, or a correction of one."""

    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300)
    unit_of_measure = forms.CharField(
        label=_("Đơn vị tính"), max_length=60, help_text=_("Ví dụ: hồ sơ, hộ, ha, triệu đồng, %.")
    )
    code = forms.CharField(
        label=_("Mã chỉ tiêu"), max_length=40, required=False, help_text=_("Để trống: lấy mã kế tiếp, ví dụ CT012.")
    )
    kind = forms.ChoiceField(label=_("Loại chỉ tiêu"), choices=IndicatorKind.choices)
    direction = forms.ChoiceField(label=_("Chiều đánh giá"), choices=Direction.choices, initial="none")
    numerator = ListPick(label=_("Tử số"), required=False, help_text=_("Chỉ ghi cho tỷ lệ tính được."))
    denominator = ListPick(label=_("Mẫu số"), required=False)
    owner_unit_id = ListPick(label=_("Đơn vị theo dõi"), required=False)
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=300, required=False)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)

    def __init__(
        self, *args: Any, others: Iterable[Indicator], units: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(row.pk, str(row)) for row in others]
        for name, offers in (("numerator", known), ("denominator", known), ("owner_unit_id", units)):
            choose(self, name, offers)


class TargetForm(forms.Form):
    """What an indicator is to reach."""

    unit = ListPick(label=_("Đơn vị được giao"))
    period = PeriodField(label=_("Kỳ"), max_length=40, help_text=PERIODS)
    kind = forms.ChoiceField(label=_("Mức giao"), choices=TargetKind.choices)
    amount = AmountField(label=_("Giá trị giao"), help_text=_("Để trống nếu giữ như cùng kỳ năm trước."))
    high = AmountField(label=_("Giá trị cao nhất"), help_text=_("Chỉ ghi khi mức giao là “Trong khoảng”."))
    act = forms.CharField(label=_("Văn bản giao"), max_length=200, required=False)
    issued_on = forms.DateField(
        label=_("Ngày văn bản"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)


class EntryForm(forms.Form):
    """A figure that no report states: of earlier years, or told by a person."""

    indicator = ListPick(label=_("Chỉ tiêu"))
    unit = ListPick(label=_("Đơn vị"))
    period = PeriodField(label=_("Kỳ báo cáo"), max_length=40, help_text=PERIODS)
    role = forms.ChoiceField(label=_("Loại số liệu"), choices=Role.choices, initial="actual")
    amount = AmountField(label=_("Giá trị"), help_text=_("Để trống nếu chưa có số liệu; khi đó ghi rõ lý do."))
    as_of = forms.DateField(
        label=_("Tính đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Nguồn, ghi chú"), max_length=500, required=False, help_text=_("Ví dụ: báo cáo năm 2025 của xã cũ.")
    )

    def __init__(
        self, *args: Any, indicators: Iterable[Indicator], units: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "indicator", [(row.pk, f"{row} ({row.unit_of_measure})") for row in indicators])
        choose(self, "unit", units)


class CorrectionForm(forms.Form):
    """Another value for a recorded figure, and why."""

    amount = AmountField(label=_("Giá trị đúng"), help_text=_("Để trống nếu chưa có số liệu; khi đó ghi rõ lý do."))
    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(forms.Form):
    """Why an indicator is no longer used."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def choose(form: forms.Form, name: str, offers: Iterable[tuple[int, str]]) -> None:
    """Give a field what it is chosen from."""
    found = form.fields[name]
    assert isinstance(found, ListPick)  # noqa: S101  (narrows the type)
    found.offers = offers
