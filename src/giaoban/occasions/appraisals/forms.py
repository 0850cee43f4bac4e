"""What people type into the room's pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.forms.picking import ListPick
from giaoban.occasions.appraisals.models.criteria import CONFIDENCE, ROLES, SCALES, TIES
from giaoban.occasions.appraisals.models.recognition import TERMS
from giaoban.records.figures.forms import AmountField, PeriodField

YEARS = _("Ví dụ: năm 2026; quý IV/2026; 11/2026; năm học 2025-2026.")
RULES = [
    ("manual", _("Chấm tay")),
    ("yes_no", _("Đạt hoặc chưa đạt")),
    ("choice", _("Chọn một mức")),
    ("count_bands", _("Theo khoảng số lượng")),
    ("share_bands", _("Theo khoảng tỷ lệ %")),
    ("share", _("Tỷ lệ % × điểm tối đa")),
    ("threshold", _("Đạt ngưỡng thì trọn điểm")),
    ("faults", _("Trừ điểm mỗi lỗi")),
    ("items", _("Cộng điểm mỗi mục")),
    ("mean", _("Bình quân điểm hồ sơ")),
]


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day picked in the browser."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def long(label: Any, *, most: int, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=help_text)


class OpenForm(forms.Form):
    """Open an appraisal by a set."""

    title = forms.CharField(label=_("Tên đợt chấm"), max_length=300)
    period = PeriodField(label=_("Kỳ chấm"), max_length=30, help_text=YEARS)
    self_due_on = day(_("Hạn tự chấm"))
    review_due_on = day(_("Hạn thẩm định"))
    variant = forms.ChoiceField(
        label=_("Vùng, nhóm áp dụng ngưỡng"),
        required=False,
        help_text=_("Chỉ cần khi bộ tiêu chí có ngưỡng theo vùng."),
    )
    note = long(_("Yêu cầu thêm"), most=4000)
    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị được chấm"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Đơn vị không chấm thì vẫn chọn, rồi ghi lý do ở trang đợt chấm."),
        error_messages={"required": _("Chưa chọn đơn vị nào. Đánh dấu ít nhất một đơn vị.")},
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], variants: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, variant = self.fields["units"], self.fields["variant"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  (narrows the type)
        assert isinstance(variant, forms.ChoiceField)  # noqa: S101
        field.choices = list(units)
        variant.choices = [("", _("Không áp dụng")), *variants.items()]
        if not variants:
            del self.fields["variant"]


class LinkForm(forms.Form):
    """Where the message with a unit's link is mailed, if anywhere."""

    email = forms.EmailField(
        label=_("Thư điện tử của đơn vị (không bắt buộc)"),
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng. Sửa lại, hoặc để trống để chỉ lấy tin sao chép.")},
    )


class ReviewerForm(forms.Form):
    """Who checks what."""

    post = ListPick(label=_("Người thẩm định"))
    group = forms.TypedChoiceField(label=_("Nhóm tiêu chí"), required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, posts: Iterable[tuple[int, str]], groups: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        post, group = self.fields["post"], self.fields["group"]
        assert isinstance(post, ListPick)  # noqa: S101  (narrows the type)
        assert isinstance(group, forms.TypedChoiceField)  # noqa: S101
        post.offers = posts
        group.choices = [("", _("Tất cả các nhóm")), *groups]


class HeadForm(forms.Form):
    """The head of a draft set, with its bands as lines."""

    title = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=300)
    rated = forms.CharField(label=_("Đối tượng chấm"), max_length=300, required=False)
    scale = forms.ChoiceField(label=_("Cách tính tổng"), choices=SCALES)
    digits = forms.IntegerField(label=_("Số chữ số thập phân"), min_value=0, max_value=3)
    ties = forms.ChoiceField(label=_("Khi bằng điểm"), choices=TIES)
    cap = AmountField(label=_("Điểm trần"), help_text=_("Để trống nếu không có."))
    bands = long(
        _("Mức xếp loại"),
        most=4000,
        rows=5,
        required=True,
        help_text=_(
            "Mỗi dòng một mức: mã | tên | từ điểm | tiêu chí bắt buộc đạt (cách nhau bằng dấu phẩy, có thể để trống)."
        ),
    )
    basis = forms.CharField(label=_("Căn cứ"), max_length=500, required=False)
    source = forms.CharField(label=_("Nguồn thông tin"), max_length=500, required=False)
    confidence = forms.ChoiceField(label=_("Độ tin cậy"), choices=CONFIDENCE)
    valid_from = day(_("Áp dụng từ ngày"), required=False)
    valid_to = day(_("Hết áp dụng từ ngày"), required=False)
    recognition = forms.CharField(label=_("Danh hiệu công nhận"), max_length=200, required=False)
    years = forms.IntegerField(label=_("Thời hạn công nhận (năm)"), min_value=0, max_value=99)
    register_months = forms.IntegerField(label=_("Đăng ký lại trước (tháng)"), min_value=0, max_value=99)
    note = long(_("Ghi chú"), most=4000)

    def clean(self) -> dict[str, Any]:
        """The dates in order."""
        data = super().clean() or {}
        start, end = data.get("valid_from"), data.get("valid_to")
        if start and end and end <= start:
            self.add_error("valid_to", _("Ngày hết áp dụng phải sau ngày bắt đầu."))
        return data

    def clean_bands(self) -> list[dict[str, Any]]:
        """The lines as tables. Errors: ValidationError for a line with less than three parts."""
        found = []
        for line in str(self.cleaned_data["bands"]).splitlines():
            parts = [part.strip() for part in line.split("|")]
            if not any(parts):
                continue
            if len(parts) < 3 or not all(parts[:3]):
                raise forms.ValidationError(_("Dòng “%(line)s” thiếu mã, tên hoặc điểm."), params={"line": line[:60]})
            needs = [code.strip() for code in (parts[3] if len(parts) > 3 else "").split(",") if code.strip()]
            found.append({"code": parts[0][:20], "title": parts[1][:200], "from": parts[2], "needs": needs})
        return found


class CriterionForm(forms.Form):
    """One criterion of a draft set."""

    group = forms.CharField(label=_("Mã nhóm"), max_length=20, help_text=_("Mã chưa có thì lập nhóm mới."))
    group_title = forms.CharField(label=_("Tên nhóm mới"), max_length=300, required=False)
    code = forms.CharField(label=_("Mã tiêu chí"), max_length=20)
    title = forms.CharField(label=_("Tên tiêu chí"), max_length=500)
    maximum = AmountField(label=_("Điểm tối đa"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    kind = forms.ChoiceField(label=_("Cách tính điểm"), choices=RULES)
    levels = long(
        _("Các mức"),
        most=2000,
        help_text=_(
            "Theo khoảng: mỗi dòng “từ giá trị | điểm”. Chọn một mức: mỗi dòng “điểm | tên mức”. "
            "Đạt ngưỡng: mỗi dòng “vùng | ngưỡng”, hoặc chỉ ghi ngưỡng."
        ),
    )
    compare = forms.ChoiceField(
        label=_("So với ngưỡng"), choices=[(">=", "≥"), (">", ">"), ("<=", "≤"), ("<", "<"), ("=", "=")], initial=">="
    )
    each = AmountField(label=_("Điểm mỗi lỗi, mỗi mục"))
    evidence = forms.CharField(label=_("Minh chứng cần có"), max_length=500, required=False)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    indicator = forms.CharField(
        label=_("Mã chỉ tiêu trong sổ số liệu"),
        max_length=40,
        required=False,
        help_text=_("Số đã ghi trong sổ sẽ được đề xuất, kèm đường về nguồn."),
    )
    whole_indicator = forms.CharField(label=_("Mã chỉ tiêu làm mẫu số"), max_length=40, required=False)
    confidence = forms.ChoiceField(label=_("Độ tin cậy"), choices=CONFIDENCE)
    source = forms.CharField(label=_("Nguồn thông tin"), max_length=500, required=False)

    def fields_of(self) -> dict[str, Any]:
        """The criterion as the table that the kernel reads. Errors: Problem SCO-001 later, where the kernel reads it."""
        data = dict(self.cleaned_data)
        rule: dict[str, Any] = {"kind": data["kind"], "compare": data["compare"]}
        lines = [[part.strip() for part in line.split("|")] for line in data["levels"].splitlines() if line.strip()]
        if data["kind"] in ("count_bands", "share_bands"):
            rule["steps"] = [{"from": line[0], "points": line[-1]} for line in lines]
        elif data["kind"] == "choice":
            rule["choices"] = [{"points": line[0], "label": line[-1]} for line in lines]
        elif data["kind"] == "threshold":
            rule["bounds"] = {line[0] if len(line) > 1 else "": line[-1] for line in lines}
        if data["each"] is not None:
            rule["each"] = str(data["each"])
        names = (
            "code",
            "title",
            "group",
            "role",
            "evidence",
            "measure",
            "indicator",
            "whole_indicator",
            "confidence",
            "source",
        )
        maximum = data["maximum"]
        return {name: data[name] for name in names} | {"max": 0 if maximum is None else maximum, "rule": rule}


class ImportForm(forms.Form):
    """A set from its file."""

    file = forms.FileField(
        label=_("Tệp bộ tiêu chí (TOML)"), widget=forms.ClearableFileInput(attrs={"accept": ".toml"})
    )


class PublishForm(forms.Form):
    """Put a set into use."""

    compared = long(
        _("Văn bản đã đối chiếu"),
        most=500,
        help_text=_(
            "Ghi số, ký hiệu, ngày của văn bản gốc đã đối chiếu. Bắt buộc khi bộ tiêu chí còn chỗ chưa xác minh."
        ),
    )


class RecognitionForm(forms.Form):
    """A recognition."""

    unit = ListPick(label=_("Đơn vị"))
    kind = forms.CharField(label=_("Danh hiệu"), max_length=200, widget=forms.TextInput(attrs={"list": "danh-hieu"}))
    level = forms.CharField(label=_("Mức, cấp độ"), max_length=100, required=False)
    again = forms.BooleanField(label=_("Công nhận lại"), required=False)
    decision = forms.CharField(label=_("Quyết định công nhận"), max_length=200)
    recognised_on = day(_("Ngày công nhận"))
    years = forms.IntegerField(
        label=_("Thời hạn (năm)"), min_value=0, max_value=50, initial=5, help_text=_("0 là không có thời hạn.")
    )
    register_months = forms.IntegerField(label=_("Đăng ký lại trước (tháng)"), min_value=0, max_value=24, initial=5)
    count = forms.IntegerField(
        label=_("Số hộ đạt"), min_value=0, required=False, help_text=_("Chỉ ghi cho danh hiệu của hộ gia đình.")
    )
    of_total = forms.IntegerField(label=_("Tổng số hộ"), min_value=0, required=False)

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, ListPick)  # noqa: S101  (narrows the type)
        unit.offers = units


class PlanForm(forms.Form):
    """A line of the schedule."""

    unit = ListPick(label=_("Đơn vị"))
    kind = forms.CharField(label=_("Danh hiệu"), max_length=200)
    period = PeriodField(label=_("Năm học, năm"), max_length=9, help_text=_("2025/2026 là năm học; 2026 là năm."))
    half = forms.ChoiceField(label=_("Học kỳ"), choices=TERMS, required=False)
    again = forms.BooleanField(label=_("Công nhận lại"), required=False)
    works = long(_("Việc phải làm, công trình"), most=1000)
    cost = AmountField(label=_("Kinh phí (triệu đồng)"))

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, ListPick)  # noqa: S101  (narrows the type)
        unit.offers = units


class ReasonForm(forms.Form):
    """Why."""

    reason = long(_("Lý do"), most=500, required=True)
