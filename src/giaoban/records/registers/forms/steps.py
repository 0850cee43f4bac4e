"""Small forms: an end, a reason, a file, a period, a round of review, a new register; and the conditions of a list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.schema import Definition, Field, Kind
from giaoban.records.figures.forms import PeriodField
from giaoban.records.registers.asked import RANGED
from giaoban.records.registers.forms.entry import DayInput

TAKEN = _("xlsx, xls, ods, csv hoặc docx có một bảng; một dòng tên cột, mỗi mục một dòng; tối đa 30 MB.")
INLINE = 2
"""Conditions on fields that stand beside the search field; the others are folded."""


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class EndForm(ReasonForm):
    """From which day an entry is valid no more."""

    on = forms.DateField(label=_("Hết hiệu lực từ ngày"), widget=DayInput())
    field_order = ("on", "reason")


class UploadForm(forms.Form):
    """A file of rows."""

    file = forms.FileField(
        label=_("Tệp"), help_text=TAKEN, error_messages={"required": _("Chưa chọn tệp. Chọn tệp rồi tải lên.")}
    )


class ConditionalField(forms.CharField):
    """A line that is needed in some cases, which its help names: the page does not call it optional."""

    conditional = True


class ConfirmForm(forms.Form):
    """What is to be done with the rows of a file."""

    MODES = (("change", _("Tình hình thay đổi từ ngày")), ("correct", _("Sổ ghi nhầm, nay sửa lại cho đúng")))
    digest = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    mode = forms.ChoiceField(label=_("Các mục thay đổi là vì"), choices=MODES, widget=forms.RadioSelect())
    on = forms.DateField(label=_("Áp dụng từ ngày"), required=False, widget=DayInput())
    reason = ConditionalField(
        label=_("Lý do"), required=False, max_length=500, help_text=_("Bắt buộc khi sửa sổ ghi nhầm.")
    )
    good = forms.BooleanField(label=_("Chỉ ghi các dòng đúng, bỏ qua các dòng bị từ chối"), required=False)

    def clean(self) -> dict[str, Any]:
        """Errors: a correction without a reason."""
        data = super().clean() or {}
        if data.get("mode") == "correct" and not data.get("reason"):
            self.add_error("reason", _("Chưa ghi lý do. Ghi vì sao sổ đã ghi nhầm."))
        return data


class PeriodForm(forms.Form):
    """The period of a computation."""

    ky = PeriodField(
        label=_("Kỳ"),
        max_length=40,
        help_text=_("Ví dụ: 11/2026; quý IV/2026; năm 2026."),
        required=False,
    )


class ReviewForm(forms.Form):
    """A new round of review."""

    opens_on = forms.DateField(label=_("Từ ngày"), widget=DayInput())
    closes_on = forms.DateField(label=_("Đến hết ngày"), widget=DayInput())
    note = forms.CharField(
        label=_("Yêu cầu"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RegisterForm(forms.Form):
    """A new register: one of the ready definitions, or a file of one's own."""

    ready = forms.ChoiceField(label=_("Theo mẫu có sẵn"), required=False)
    file = forms.FileField(
        label=_("Hoặc tệp định nghĩa (TOML)"),
        required=False,
        help_text=_("Tệp xuất từ trang định nghĩa của một sổ khác."),
    )
    owner = forms.TypedChoiceField(label=_("Đơn vị theo dõi"), required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, ready: Sequence[tuple[str, str]], units: Sequence[tuple[Any, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ready", [("", _("Chưa chọn")), *ready])
        choose(self, "owner", [("", _("Chưa chọn")), *units])

    def clean(self) -> dict[str, Any]:
        """Errors: neither or both."""
        data = super().clean() or {}
        if bool(data.get("ready")) == bool(data.get("file")):
            self.add_error("ready", _("Chọn một mẫu có sẵn, hoặc tải lên một tệp định nghĩa."))
        elif data.get("file") and data["file"].size > 200_000:
            self.add_error("file", _("Tệp định nghĩa dài quá 200.000 byte. Chọn đúng tệp TOML."))
        return data


def choose(form: forms.Form, name: str, choices: Any) -> None:
    """Give a field of choices its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (narrows the type)
    field.choices = choices


class Narrow(forms.Select):
    """A choice in the toolbar of a list, where nothing needs to be called optional."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-select"})


class Words(forms.TextInput):
    """Words in the toolbar of a list."""

    def __init__(self, kind: str = "text") -> None:
        super().__init__(attrs={"class": "form-control", "type": kind})


class ListForm(forms.Form):
    """What a register's list is narrowed to. `folded`: the names of conditions that are not used now and stand folded away."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=200, widget=Words("search"))
    hieu_luc = forms.ChoiceField(
        label=_("Hiệu lực"),
        required=False,
        widget=Narrow(),
        choices=[("", _("Đang có hiệu lực")), ("ended", _("Đã kết thúc")), ("all", _("Tất cả"))],
    )

    def __init__(
        self,
        data: Any,
        *,
        definition: Definition,
        fields: Sequence[Field],
        units: Sequence[tuple[int, str]],
        people: Sequence[tuple[Any, str]] = (),
    ) -> None:
        super().__init__(data)
        everything = ("", _("Tất cả"))
        self.fields["hieu-luc"] = self.fields.pop("hieu_luc")
        if definition.unit:
            self.fields["don-vi"] = forms.ChoiceField(
                label=_("Đơn vị"), required=False, widget=Narrow(), choices=[everything, *units]
            )
        if definition.warnings:
            warned = [(one.id, one.label) for one in definition.warnings]
            self.fields["canh-bao"] = forms.ChoiceField(
                label=_("Cảnh báo"), required=False, widget=Narrow(), choices=[everything, *warned]
            )
        own = set(self.fields)
        for one in fields:
            if one.name != definition.unit and one.kind not in (Kind.FILE, Kind.UNIT, Kind.PERSON):
                self.add(one)
        self.extra = [name for name in self.fields if name not in own]

    def add(self, one: Field) -> None:
        """The conditions on one field."""
        missing = ("-", _("Chưa ghi"))
        if one.kind in RANGED:
            for end, word in (("tu", _("từ")), ("den", _("đến"))):
                widget = DayInput() if one.kind is Kind.DATE else Words()
                widget.attrs["class"] = "form-control"
                self.fields[f"f-{one.name}-{end}"] = forms.CharField(
                    label=f"{one.label} {word}", required=False, max_length=40, widget=widget
                )
        elif one.kind in (Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN):
            found = [("1", _("Có")), ("0", _("Không"))] if one.kind is Kind.BOOLEAN else list(one.choices)
            self.fields[f"f-{one.name}"] = forms.ChoiceField(
                label=one.label, required=False, widget=Narrow(), choices=[("", _("Tất cả")), *found, missing]
            )
        else:
            self.fields[f"f-{one.name}"] = forms.CharField(
                label=one.label, required=False, max_length=200, widget=Words()
            )

    @property
    def plain(self) -> list[Any]:
        """The fields that stand in the toolbar: those of every list, and the first choices."""
        first = [name for name in self.extra if isinstance(self.fields[name], forms.ChoiceField)][:INLINE]
        return [self[name] for name in self.fields if name not in self.extra or name in first]

    @property
    def folded(self) -> list[Any]:
        """The other conditions."""
        shown = {bound.name for bound in self.plain}
        return [self[name] for name in self.fields if name not in shown]

    @property
    def using_folded(self) -> bool:
        """True where one of the folded conditions is used now."""
        return any(self.data.get(bound.name) for bound in self.folded)
