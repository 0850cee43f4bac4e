"""The form of an entry, made from its definition. What is typed goes to the definition's own reader as it is; Django only draws it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.schema import NUMBERS, Definition, Fault, Field, Kind, show
from giaoban.records.figures.printing import in_language
from giaoban.records.registers.services import Enclosed

Choices = Sequence[tuple[Any, Any]]
OWN = ("_cach", "_tu_ngay", "_ly_do")
"""Fields of the form itself; no field of a definition begins with an underscore."""
LARGEST = 50 * 1024 * 1024


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class EntryForm(forms.Form):
    """An entry's fields. `typed` is what was sent, for the services; `told` puts their faults where they belong."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        definition: Definition,
        units: Choices,
        people: Choices,
        values: Mapping[str, Any] | None = None,
        names: Mapping[int, str] | None = None,
        before: Mapping[str, forms.Field] | None = None,
        **kwargs: Any,
    ) -> None:
        said = dict(values or {})
        initial = {one.name: start_of(one, said.get(one.name)) for one in definition.typed}
        super().__init__(data, files, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.definition = definition
        self.choices = {Kind.UNIT: units, Kind.PERSON: people}
        self.fields |= dict(before or {})
        for one in definition.typed:
            self.fields[one.name] = self.field_of(one, said.get(one.name), names or {})

    def field_of(self, one: Field, value: Any, names: Mapping[int, str]) -> forms.Field:
        """The form's field for one field of the definition."""
        told: dict[str, Any] = {
            "label": label_of(one),
            "help_text": help_of(one, value, names),
            "required": one.required,
        }
        if one.kind is Kind.LONG_TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **told)
        if one.kind is Kind.DATE:
            return forms.CharField(widget=DayInput(), **told)
        if one.kind is Kind.CHOICES:
            return forms.MultipleChoiceField(choices=one.choices, widget=forms.CheckboxSelectMultiple(), **told)
        if one.kind is Kind.FILE:
            return forms.FileField(**{**told, "required": one.required and value is None})
        if one.kind in (Kind.CHOICE, Kind.BOOLEAN, Kind.UNIT, Kind.PERSON):
            return forms.ChoiceField(choices=self.options(one), **told)
        widget = forms.TextInput(attrs={"inputmode": "decimal"} if one.kind in NUMBERS else {})
        return forms.CharField(widget=widget, **told)

    def options(self, one: Field) -> list[tuple[Any, Any]]:
        """What a field is chosen from, nothing first."""
        if one.kind is Kind.BOOLEAN:
            return [("", _("Chưa rõ")), ("1", _("Có")), ("0", _("Không"))]
        return [("", "–"), *(one.choices if one.kind is Kind.CHOICE else self.choices[one.kind])]

    @property
    def typed(self) -> dict[str, object]:
        """What was sent for the definition's fields."""
        data: Any = self.data
        return {
            one.name: data.getlist(one.name) if one.kind is Kind.CHOICES else data.get(one.name, "")
            for one in self.definition.typed
            if one.kind is not Kind.FILE
        }

    def kept(self, values: Mapping[str, Any]) -> dict[str, object]:
        """What was sent, with the files that an entry has already."""
        files = {
            one.name: values[one.name] for one in self.definition.typed if one.kind is Kind.FILE and one.name in values
        }
        return {**files, **self.typed}

    @property
    def enclosed(self) -> dict[str, Enclosed]:
        """The files that came along."""
        wanted = [one.name for one in self.definition.typed if one.kind is Kind.FILE]
        sent: dict[str, Any] = {name: self.files[name] for name in wanted if name in self.files}
        return {name: Enclosed(file.file, file.name) for name, file in sent.items()}

    def own(self, name: str) -> str:
        """What was sent for a field of the form itself."""
        return str(self.data.get(name, "")).replace("\x00", "").strip()[:500]

    def told(self, faults: Iterable[Fault]) -> None:
        """Show each fault at its field, those of no field above them all."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        for fault in faults:
            self.add_error(fault.where if fault.where in self.fields else None, in_language(fault.sentence))


def label_of(one: Field) -> str:
    """A field's label with its unit of measure."""
    measure = str(_("đồng")) if one.kind is Kind.MONEY else one.measure
    return f"{one.label} ({measure})" if measure else one.label


def help_of(one: Field, value: Any, names: Mapping[int, str]) -> str:
    """A field's help: its own words, the form of a month, the file there is."""
    words = [one.help] if one.help else []
    if one.kind is Kind.MONTH:
        words.append(str(_("Ghi như 11/2026.")))
    if one.kind is Kind.MONEY and not one.help:
        words.append(str(_("Ghi được như 1,5 tỷ hoặc 39.981.000.000.")))
    if one.kind is Kind.FILE and value is not None:
        words.append(str(_("Đang có: %(name)s. Chọn tệp khác để thay.")) % {"name": names.get(value, value)})
    return " ".join(words)


def start_of(one: Field, value: Any) -> Any:
    """What a form's field begins with."""
    if value is None or one.kind is Kind.FILE:
        return None
    if one.kind is Kind.BOOLEAN:
        return "1" if value else "0"
    if one.kind in (Kind.DATE, Kind.CHOICE, Kind.CHOICES, Kind.UNIT, Kind.PERSON):
        return value
    return show(one, value)
