"""Fields that several forms share."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Any]
    Choices = forms.ModelMultipleChoiceField[Any]
else:
    Choice = forms.ModelChoiceField
    Choices = forms.ModelMultipleChoiceField


class NamedChoice(Choice):
    """A choice among rows that carry their `name` of the day."""

    def label_from_instance(self, obj: Model) -> str:
        """The name, else what the row calls itself."""
        return str(getattr(obj, "name", "") or obj)


class NamedChoices(Choices):
    """Several among rows that carry their `name` of the day."""

    def label_from_instance(self, obj: Model) -> str:
        """The name, else what the row calls itself."""
        return str(getattr(obj, "name", "") or obj)


def day(label: Any, **options: Any) -> forms.DateField:
    """A day, written 25/11/2026."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"placeholder": "25/11/2026", "autocomplete": "off"}), **options
    )


def reason(**options: Any) -> forms.CharField:
    """Why: enters the journal."""
    return forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ghi vào lịch sử, ví dụ số và ngày của quyết định."),
        **options,
    )


class ReasonForm(forms.Form):
    """Only the reason."""

    reason = reason()


class EndForm(forms.Form):
    """The first day without, and the reason."""

    on = day(_("Kết thúc từ ngày"))
    reason = reason()
