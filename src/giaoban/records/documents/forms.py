"""What people type into the room's pages."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.ground.directory.forms.fields import day
from giaoban.records.documents.kinds import LABELS
from giaoban.records.documents.legal import CONFIDENCE, KINDS, Facts
from giaoban.records.documents.signing import Signer, signer_choices, signer_of
from giaoban.records.documents.states import DOCUMENT


def submitted(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is bound to: the data of a POST, nothing otherwise."""
    return (request.POST,) if request.method == "POST" else ()


class DocumentForm(forms.Form):
    """A draft."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=LABELS)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500)
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Mỗi đoạn một dòng. Không đưa nội dung thuộc bí mật nhà nước vào đây."),
    )
    signer = forms.TypedChoiceField(label=_("Người ký"), coerce=signer_of, required=False, empty_value=None)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi nơi nhận một dòng; dòng “Lưu: VT” được tự thêm."),
    )

    def __init__(self, *args: Any, actor: Actor, kept: Signer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (narrows the type)
        field.choices = [("", _("Chưa chọn")), *signer_choices(actor, kept=kept)]


class FilterForm(forms.Form):
    """What the list of documents is narrowed to; words that mean nothing are left out."""

    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Tất cả")), *((code, _(word)) for code, word in DOCUMENT.choices)],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    loai = forms.ChoiceField(
        label=_("Loại văn bản"),
        required=False,
        choices=[("", _("Tất cả")), *LABELS],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class LegalForm(forms.Form):
    """An entry of the register of legal documents."""

    number = forms.CharField(label=_("Số và ký hiệu"), max_length=60, help_text=_("Ví dụ: 30/2020/NĐ-CP, 36-HD/VPTW."))
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[(kind, kind) for kind in KINDS])
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    title = forms.CharField(label=_("Trích yếu"), max_length=500)
    issued_on = day(_("Ngày ban hành"), required=False)
    valid_from = day(_("Có hiệu lực từ ngày"), required=False)
    valid_to = day(_("Hết hiệu lực từ ngày"), required=False, help_text=_("Ngày đầu tiên văn bản không còn hiệu lực."))
    replaced_by = forms.CharField(label=_("Được thay bằng"), max_length=60, required=False)
    topic = forms.CharField(label=_("Lĩnh vực"), max_length=100, required=False)
    source = forms.CharField(
        label=_("Nguồn"), max_length=300, required=False, help_text=_("Đọc ở đâu: công báo, trang tra cứu, bản giấy.")
    )
    confidence = forms.ChoiceField(
        label=_("Mức tin cậy"),
        choices=CONFIDENCE,
        help_text=_("Chọn Đã kiểm chứng sau khi đối chiếu với văn bản gốc."),
    )

    def facts(self) -> Facts:
        """What was typed."""
        data: dict[str, Any] = {
            name: value.strip() if isinstance(value, str) else value for name, value in self.cleaned_data.items()
        }
        return Facts(**data)


class ReplaceForm(forms.Form):
    """By what a document was replaced, from which day on."""

    number = forms.CharField(label=_("Số của văn bản thay thế"), max_length=60)
    on = day(_("Hết hiệu lực từ ngày"))


class LegalFilterForm(forms.Form):
    """What the register is narrowed to."""

    q = forms.CharField(label=_("Tìm số, trích yếu"), required=False, max_length=200)
    linh_vuc = forms.ChoiceField(
        label=_("Lĩnh vực"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    loai = forms.ChoiceField(
        label=_("Loại văn bản"),
        required=False,
        choices=[("", _("Tất cả")), *((kind, kind) for kind in KINDS)],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    tin_cay = forms.ChoiceField(
        label=_("Mức tin cậy"),
        required=False,
        choices=[("", _("Tất cả")), *CONFIDENCE],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, topics: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["class"] = "form-control"
        self.fields["linh_vuc"].choices = [("", _("Tất cả")), *((topic, topic) for topic in topics)]  # type: ignore[attr-defined]
