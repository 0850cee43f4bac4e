"""What people type into the room's pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.forms.picking import ListPick
from giaoban.kernel.calendar import Seasons
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.problems import Problem
from giaoban.records.figures.importing import GROUPED, PLAIN
from giaoban.records.figures.models import (
    Calendar,
    Direction,
    Frequency,
    Indicator,
    IndicatorKind,
    Role,
    Sharing,
    TargetKind,
)
from giaoban.records.figures.services import period_named

PERIODS = _("Ví dụ: 11/2026; quý IV/2026; 6 tháng đầu năm 2026; năm 2026.")


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
    """A period by its key or as offices write it; gives the key. seasons: the body's crop calendar, set by the form."""

    seasons: Seasons | None = None

    def clean(self, value: Any) -> str:
        """The key. Errors: ValidationError for what is no period."""
        text = str(super().clean(value))
        try:
            return period_named(text, seasons=self.seasons).code if text else ""
        except Problem as problem:
            raise forms.ValidationError(problem.sentence(get_language() or "vi"), code="period") from problem


class DimensionsField(forms.CharField):
    """Breakdowns as "gioi: nam, nữ; tuoi: 15-60": gives {"gioi": ["nam", "nữ"], "tuoi": ["15-60"]}; a name without values takes any."""

    def clean(self, value: Any) -> dict[str, list[str]]:
        """The names and values. Errors: ValidationError for other characters than a key may have."""
        found: dict[str, list[str]] = {}
        for part in filter(None, (piece.strip() for piece in str(super().clean(value)).split(";"))):
            name, _colon, values = part.partition(":")
            found[name.strip()] = [word.strip() for word in values.split(",") if word.strip()]
        try:
            for name, words in found.items():
                for word in words or ["x"]:
                    dims_key({name: word})
        except Problem as problem:
            raise forms.ValidationError(problem.sentence(get_language() or "vi"), code="dimensions") from problem
        return found

    def prepare_value(self, value: Any) -> Any:
        """What the field shows."""
        if isinstance(value, dict):
            return "; ".join(f"{name}: {', '.join(words)}" for name, words in value.items())
        return value


LEVELS = ((0, _("Không hạn chế")), (1, _("Nội bộ cơ quan")), (2, _("Chỉ người được phép")))


def optional(label: Any, choices: Any, empty: Any, coerce: Any = str) -> forms.TypedChoiceField:
    """A choice that takes its usual value where nothing is sent."""
    return forms.TypedChoiceField(
        label=label, choices=choices, required=False, empty_value=empty, initial=empty, coerce=coerce
    )


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
    field = forms.CharField(label=_("Lĩnh vực"), max_length=100, required=False)
    definition = forms.CharField(
        label=_("Nội dung, cách tính"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    frequency = optional(_("Tần suất"), Frequency.choices, "month")
    calendar = optional(_("Lịch kỳ báo cáo"), Calendar.choices, "civil")
    dimensions = DimensionsField(
        label=_("Phân tổ"), max_length=500, required=False, help_text=_("Ví dụ: gioi: nam, nữ; tuoi: 15-60, tren60.")
    )
    limit = AmountField(
        label=_("Giá trị cao nhất có thể"),
        help_text=_("Ví dụ 100 với tỷ lệ không thể vượt 100 %. Chỉ tiêu mới để trống: tỷ lệ của số đếm được là 100."),
    )
    sharing = optional(_("Mức chia sẻ"), Sharing.choices, "own")
    classification = optional(_("Mức hạn chế"), LEVELS, 0, int)

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
    amount = AmountField(
        label=_("Giá trị giao"),
        help_text=_(
            "Mức giảm ghi số âm, ví dụ -5. Để trống nếu giữ như cùng kỳ năm trước hoặc theo mức cấp trên giao."
        ),
    )
    high = AmountField(
        label=_("Giá trị cao nhất"), help_text=_("Chỉ ghi khi mức giao là “Trong khoảng” hoặc “n trên tổng số m”.")
    )
    points = forms.BooleanField(label=_("Tăng, giảm tính theo điểm phần trăm"), required=False)
    part_of = ListPick(
        label=_("Thành phần của"), required=False, help_text=_("Chỉ tiêu chung mà mức giao này là một phần (trong đó).")
    )
    weight = AmountField(label=_("Quyền số"), help_text=_("Chỉ ghi cho thành phần của bình quân có quyền số."))
    reference = ListPick(
        label=_("Theo chỉ tiêu cấp trên"),
        required=False,
        help_text=_("Chỉ tiêu của cấp trên mà mức giao này dẫn theo."),
    )
    act = forms.CharField(label=_("Văn bản giao"), max_length=200, required=False)
    issued_on = forms.DateField(
        label=_("Ngày văn bản"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, units: Iterable[tuple[int, str]], others: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = list(others)
        for name, offers in (("unit", units), ("part_of", known), ("reference", known)):
            choose(self, name, offers)


class RegisterForm(forms.Form):
    """How much a unit will do, by its own word."""

    indicator = ListPick(label=_("Chỉ tiêu"))
    unit = ListPick(label=_("Đơn vị đăng ký"))
    period = PeriodField(label=_("Kỳ"), max_length=40, help_text=PERIODS)
    amount = AmountField(label=_("Mức đăng ký"))
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(
        self, *args: Any, indicators: Iterable[Indicator], units: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = True
        choose(self, "indicator", [(row.pk, f"{row} ({row.unit_of_measure})") for row in indicators])
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
        self,
        *args: Any,
        indicators: Iterable[Indicator],
        units: Iterable[tuple[int, str]],
        seasons: Seasons | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "indicator", [(row.pk, f"{row} ({row.unit_of_measure})") for row in indicators])
        choose(self, "unit", units)
        period = self.fields["period"]
        if isinstance(period, PeriodField):
            period.seasons = seasons


class SeasonForm(forms.Form):
    """A season of the body's crop calendar."""

    name = forms.CharField(label=_("Tên vụ sản xuất"), max_length=40)
    start = forms.CharField(label=_("Bắt đầu (tháng-ngày)"), max_length=5, help_text=_("Ví dụ 09-16."))
    end = forms.CharField(label=_("Đến trước (tháng-ngày)"), max_length=5, help_text=_("Ngày sau ngày cuối của vụ."))
    draft = forms.BooleanField(label=_("Bản nháp, cần kiểm chứng"), required=False)
    source = forms.CharField(label=_("Căn cứ"), max_length=300, required=False)


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
