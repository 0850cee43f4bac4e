"""What people type into the room's pages."""

import io
from typing import IO, Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.kernel.calendar import read_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.selectors import unit_choices

ACCEPT = ".txt,.html,.htm,.docx,.pdf,.odt,.ods,.xlsx,.xls,.doc,.png,.jpg,.jpeg,.tif,.tiff"
TAKEN = _("Word, PDF, Excel, OpenDocument, trang web, văn bản thuần, hoặc bản quét (PDF, ảnh); tối đa 50 MB.")
NOTHING = _(
    "Chưa chọn tệp báo cáo. Chọn một tệp .docx, .pdf, .xlsx, .odt, .html, .txt hoặc .doc, hoặc dán nội dung, rồi gửi lại."
)
PASTED = 1_000_000
"""Signs that may be pasted."""
PERIODS = _("Ví dụ: 11/2026; quý IV/2026; 6 tháng đầu năm 2026; năm 2026.")


class PeriodField(forms.CharField):
    """A period as offices write it: 11/2026, quý IV/2026, 6 tháng đầu năm 2026, năm 2026; gives its key."""

    def clean(self, value: Any) -> str:
        """The key where the words are understood, else what was typed (the service refuses it in words)."""
        text = " ".join(str(super().clean(value)).split())
        for told in (text, text.upper()):
            try:
                return read_period(told).key if text else ""
            except Problem:
                continue
        return text


def submitted(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is bound to: the data and files of a POST, nothing otherwise."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


class FileForm(forms.Form):
    """A corrected file of a report that is there."""

    file = forms.FileField(
        label=_("Tệp đã sửa"),
        max_length=255,
        help_text=TAKEN,
        error_messages={"required": _("Chưa chọn tệp đã sửa. Chọn tệp rồi tải lên lại.")},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def content(self) -> tuple[IO[bytes], str]:
        """What came in, and its name."""
        file = self.cleaned_data["file"]
        return file, str(file.name)


class LinkUploadForm(forms.Form):
    """A report that a unit hands in through its link: a file, or what was pasted from Word, Excel or a message."""

    file = forms.FileField(
        label=_("Tệp báo cáo"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=TAKEN,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    pasted = forms.CharField(
        label=_("Hoặc dán nội dung báo cáo"),
        required=False,
        max_length=PASTED,
        help_text=_("Dán từ Word, Excel, Zalo hoặc thư; bảng dán từ Word, Excel được giữ nguyên hàng cột."),
        widget=forms.Textarea(attrs={"rows": 4, "data-paste": "id_pasted_html"}),
    )
    pasted_html = forms.CharField(required=False, max_length=PASTED, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        data = super().clean() or {}
        if not any(str(data.get(name) or "").strip() for name in ("file", "pasted", "held")) and not self.errors:
            self.add_error("file", NOTHING)
        return data

    def content(self) -> tuple[IO[bytes], str]:
        """What came in, and its name: the file, or the pasted text (with its tables where the clipboard had them) as a file."""
        file = self.cleaned_data["file"]
        if file:
            return file, str(file.name)
        marked = self.cleaned_data["pasted_html"].strip()
        name = _("Nội dung dán") + (".html" if marked else ".txt")
        body = f'<html><meta charset="utf-8"><body>{marked}</body></html>' if marked else self.cleaned_data["pasted"]
        return io.BytesIO(body.encode()), name


class UploadForm(LinkUploadForm):
    """A report file that the office hands in for a unit."""

    unit = forms.TypedChoiceField(label=_("Đơn vị báo cáo"), required=False, coerce=int, empty_value=None)
    title = forms.CharField(
        label=_("Tên báo cáo"), required=False, max_length=300, help_text=_("Để trống: lấy tên đọc được trong tệp.")
    )
    period = PeriodField(label=_("Kỳ báo cáo"), required=False, max_length=30, help_text=PERIODS)
    held = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput())
    answer = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.TypedChoiceField)  # noqa: S101  (narrows the type)
        unit.choices = [("", _("Theo đầu văn bản")), *unit_choices(actor)]


class RequestForm(forms.Form):
    """A new request for a report: of one unit, or of several at once."""

    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị báo cáo"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Chọn một hay nhiều đơn vị; mỗi đơn vị nhận một yêu cầu riêng."),
        error_messages={"required": _("Chưa chọn đơn vị báo cáo. Đánh dấu ít nhất một đơn vị.")},
    )
    title = forms.CharField(label=_("Nội dung báo cáo"), max_length=300)
    period = PeriodField(label=_("Kỳ báo cáo"), max_length=30, help_text=PERIODS)
    due_on = forms.DateField(label=_("Hạn nộp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("Yêu cầu thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["units"]
        assert isinstance(units, forms.TypedMultipleChoiceField)  # noqa: S101  (narrows the type)
        units.choices = unit_choices(actor)


class LinkForm(forms.Form):
    """Where the message with a request's link is mailed, if anywhere."""

    email = forms.EmailField(
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng. Sửa lại, hoặc để trống để chỉ lấy tin sao chép.")},
    )
