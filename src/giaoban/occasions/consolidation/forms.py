"""What people type into the room's pages."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.occasions.consolidation.models import SECTION_KINDS, ReportTemplate
from giaoban.occasions.consolidation.sections import Section, sections_of
from giaoban.records.documents.signing import Signer, signer_choices, signer_of

BLANK_SECTIONS = 3


def submitted(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is bound to: the data and files of a POST, nothing otherwise."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def codes_of(text: str) -> tuple[str, ...]:
    """Codes of indicators written with commas between them, each once."""
    return tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))


class ChooseForm(forms.Form):
    """Which template, for which period."""

    template = forms.TypedChoiceField(label=_("Mẫu báo cáo"), coerce=int)
    period = forms.CharField(
        label=_("Kỳ báo cáo"),
        max_length=40,
        help_text=_("Ví dụ: 10/2026; quý III/2026; 6 tháng đầu năm 2026; 9 tháng năm 2026; năm 2026."),
    )

    def __init__(self, *args: Any, templates: list[ReportTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template = self.fields["template"]
        assert isinstance(template, forms.TypedChoiceField)  # noqa: S101  (narrows the type)
        template.choices = [(row.pk, row.name) for row in templates]


class DetailsForm(forms.Form):
    """What stands around the words of a report."""

    title = forms.CharField(label=_("Trích yếu"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    signer = forms.TypedChoiceField(label=_("Người ký"), required=False, coerce=signer_of, empty_value=None)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        max_length=2000,
        help_text=_("Mỗi nơi một dòng; dòng “Lưu: VT” được thêm vào cuối."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, actor: Actor, kept: Signer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].help_text = _("Để trống khi còn soạn; phải chọn trước khi ban hành.")
        signer = self.fields["signer"]
        assert isinstance(signer, forms.TypedChoiceField)  # noqa: S101  (narrows the type)
        signer.widget.attrs["class"] = "form-select"
        signer.choices = [("", _("Chưa chọn")), *signer_choices(actor, kept=kept)]


class TemplateForm(forms.Form):
    """What stands around the sections of a template."""

    name = forms.CharField(label=_("Tên mẫu"), max_length=200)
    title = forms.CharField(
        label=_("Trích yếu"), max_length=300, help_text=_("{ky} là kỳ báo cáo, {ky_sau} là kỳ sau.")
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SectionForm(forms.Form):
    """One section of a template; without a title it is left out."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())
    title = forms.CharField(label=_("Tên phần"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=SECTION_KINDS, required=False)
    phrases = forms.CharField(
        label=_("Đề mục trong báo cáo đơn vị"),
        required=False,
        max_length=4000,
        help_text=_("Mỗi dòng một cụm từ, không phân biệt dấu và chữ hoa."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    indicators = forms.CharField(
        label=_("Mã chỉ tiêu"),
        required=False,
        max_length=8000,
        help_text=_("Cách nhau bằng dấu phẩy; để trống: mọi chỉ tiêu có số."),
    )
    own = forms.CharField(
        label=_("Lời có sẵn ở đầu phần"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def section(self) -> Section | None:
        """What was typed; None for a section without anything."""
        data = self.cleaned_data
        codes = codes_of(data["indicators"])
        phrases = tuple(dict.fromkeys(" ".join(line.split()) for line in data["phrases"].splitlines() if line.strip()))
        if not any((data["title"].strip(), codes, phrases, data["own"].strip())):
            return None
        return Section(data["key"], data["title"], data["kind"] or "text", phrases, codes, data["own"])


class SectionForms(forms.BaseFormSet):  # type: ignore[type-arg]
    """The sections of a template in their order."""

    def sections(self) -> list[Section]:
        """Those that were filled in, by the order typed."""
        ordered = self.ordered_forms if self.can_order else self.forms
        return [section for form in ordered if (section := form.section()) is not None]


SECTIONS = forms.formset_factory(
    SectionForm, formset=SectionForms, extra=BLANK_SECTIONS, can_order=True, max_num=33, absolute_max=33
)


def shown_sections(template: ReportTemplate) -> list[dict[str, Any]]:
    """The sections of a template as the forms show them at first."""
    return [
        {
            "key": section.key,
            "title": section.title,
            "kind": section.kind,
            "phrases": "\n".join(section.phrases),
            "indicators": ", ".join(section.indicators),
            "own": section.own,
        }
        for section in sections_of(template.sections)
    ]
