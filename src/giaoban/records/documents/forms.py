"""What people type into the room's pages."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.records.documents.kinds import LABELS
from giaoban.records.documents.selectors import signers
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
    signer = forms.TypedChoiceField(label=_("Người ký"), coerce=int, required=False, empty_value=None)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi nơi nhận một dòng; dòng “Lưu: VT” được tự thêm."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (narrows the type)
        field.choices = [("", _("Chưa chọn")), *signer_choices(actor)]


def signer_choices(actor: Actor) -> list[tuple[int, str]]:
    """Posts that sign, each with its holder's name."""
    found = []
    for post in signers(actor):
        holders = [held.person.full_name for held in vars(post)["holders_on"] if held.kind != "deputy_for"]
        found.append((post.pk, f"{post.title} – {', '.join(holders)}" if holders else post.title))
    return found


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
