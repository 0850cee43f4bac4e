"""The forms in which a definition is edited: its head, and rows for fields, rules, warnings and indicators."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access.models import Classification
from giaoban.kernel.formula import Type
from giaoban.kernel.schema import Definition, Field, Indicator, Kind, Review, Rule, Warn
from giaoban.records.figures.printing import in_language
from giaoban.records.registers.trial import Typed

LONG = 2000
TONES = (("warn", _("Cần chú ý")), ("bad", _("Xấu")), ("info", _("Để biết")))
KINDS = (("stock", _("Số có đến cuối kỳ")), ("sum", _("Số phát sinh trong kỳ")), ("rate", _("Tỷ lệ, bình quân")))
PERS = (("month", _("Tháng")), ("quarter", _("Quý")), ("year", _("Năm")))
FORMULA = {"spellcheck": "false", "autocomplete": "off", "class": "rg-formula"}
TRIED = {
    "hx-trigger": "input changed delay:400ms, focus once",
    "hx-target": "next [data-tried]",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
}
"""While a formula is typed the server is asked what becomes of it; a later question takes the place of an earlier one."""


def word_of(kind: Kind) -> str:
    """The word of a kind of field in the language in use."""
    return in_language(kind.word)


def text(label: Any, *, required: bool = False, limit: int = 300, **more: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, required=required, max_length=limit, **more)


class FormulaInput(forms.TextInput):
    """A line for a formula, with the place under it where a trial of it is told. Without scripts the place stays empty."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The line and the place; the place is announced politely."""
        line = super().render(name, value, attrs, renderer)
        return format_html('{}<div class="rg-tried" role="status" aria-live="polite" data-tried></div>', line)


def formula(label: Any, **more: Any) -> forms.CharField:
    """A formula."""
    return forms.CharField(label=label, required=False, max_length=LONG, widget=FormulaInput(attrs=FORMULA), **more)


class TomlForm(forms.Form):
    """A definition as a file."""

    file = forms.FileField(label=_("Tệp định nghĩa (TOML)"))


class HeadForm(forms.Form):
    """What a definition says of the register as a whole."""

    name = text(_("Tên sổ"), required=True)
    name_en = text(_("Tên tiếng Anh"))
    about = forms.CharField(
        label=_("Giới thiệu"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    basis = text(_("Căn cứ"), limit=500)
    key = text(
        _("Trường khóa"),
        help_text=_("Tên các trường, cách nhau bằng dấu phẩy. Mỗi mục còn hiệu lực có một khóa riêng."),
    )
    title = text(_("Trường làm tên mục"), help_text=_("Tên các trường, cách nhau bằng dấu phẩy."))
    unit = text(_("Trường đơn vị"), limit=40)
    person = text(_("Trường cán bộ"), limit=40)
    start = text(_("Trường ngày bắt đầu"), limit=40)
    level = forms.TypedChoiceField(label=_("Mức phổ biến"), coerce=int, choices=Classification.choices)
    opens = text(
        _("Rà soát hằng năm từ"), limit=5, help_text=_("Tháng-ngày, ví dụ 09-05. Để trống: không rà soát hằng năm.")
    )
    closes = text(_("đến hết"), limit=5)
    note = text(_("Yêu cầu rà soát"), limit=1000)


class FieldForm(forms.Form):
    """One field."""

    name = text(_("Tên trường"), required=True, limit=40, help_text=_("Chữ thường không dấu, số, gạch dưới."))
    label = text(_("Nhãn"), required=True)
    kind = forms.ChoiceField(label=_("Loại"), choices=[(kind.value, lazy(word_of, str)(kind)) for kind in Kind])
    required = forms.BooleanField(label=_("Bắt buộc"), required=False)
    unique = forms.BooleanField(label=_("Không trùng giữa các mục"), required=False)
    listed = forms.BooleanField(label=_("Hiện trong danh sách"), required=False, initial=True)
    measure = text(_("Đơn vị tính"), limit=60)
    digits = forms.IntegerField(label=_("Số chữ số thập phân"), min_value=0, max_value=6, required=False)
    least = text(_("Nhỏ nhất"), limit=40)
    most = text(_("Lớn nhất"), limit=40)
    longest = forms.IntegerField(label=_("Số ký tự tối đa"), min_value=0, max_value=5000, required=False)
    default = text(_("Giá trị cho mục cũ khi thêm trường"), limit=300)
    choices = forms.CharField(
        label=_("Các lựa chọn"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một lựa chọn, viết “mã = tên”."),
    )
    help = text(_("Hướng dẫn"), limit=500)
    derive = formula(
        _("Công thức tính sẵn"), help_text=_("Ví dụ: recognised_on + 5 years. Có công thức thì không ai ghi tay.")
    )
    level = forms.TypedChoiceField(label=_("Mức hạn chế"), coerce=int, choices=Classification.choices)
    label_en = text(_("Nhãn tiếng Anh"))
    was = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=40)

    def value(self) -> Field:
        """The field as typed."""
        data = self.cleaned_data
        return Field(
            **{name: data[name] for name in ("name", "label", "required", "unique", "listed", "measure", "least", "most",
                                             "default", "help", "derive", "level", "label_en", "was")},
            kind=Kind(data["kind"]),
            digits=2 if data["digits"] is None else data["digits"],
            longest=data["longest"] or 0,
            choices=tuple(choices_of(data["choices"])),
        )  # fmt: skip


class RuleForm(forms.Form):
    """One rule."""

    must = formula(_("Điều phải đúng"), help_text=_("Ví dụ: paid <= planned"))
    field = text(_("Báo tại trường"), limit=40)
    say = text(_("Câu báo khi không đúng"), limit=500)

    def value(self) -> Rule:
        """The rule as typed."""
        return Rule(**{name: self.cleaned_data[name] for name in ("must", "field", "say")})


class WarnForm(forms.Form):
    """One warning."""

    id = text(_("Mã"), limit=34)
    when = formula(_("Khi nào"), help_text=_("Ví dụ: expires_on - 5 months <= on"))
    label = text(_("Nhãn"))
    tone = forms.ChoiceField(label=_("Mức"), choices=TONES)

    def value(self) -> Warn:
        """The warning as typed."""
        return Warn(**{name: self.cleaned_data[name] for name in ("id", "when", "label", "tone")})


class IndicatorForm(forms.Form):
    """One indicator."""

    id = text(_("Mã chỉ tiêu"), limit=34)
    name = text(_("Tên chỉ tiêu"))
    measure = text(_("Đơn vị tính"), limit=60)
    value_ = formula(_("Công thức"), help_text=_("Ví dụ: sum(pupils). Hoặc để trống và ghi tử số, mẫu số."))
    numerator = formula(_("Tử số"))
    denominator = formula(_("Mẫu số"))
    part_measure = text(_("Đơn vị tính của tử số, mẫu số"), limit=60)
    part_kind = forms.ChoiceField(label=_("Loại của tử số, mẫu số"), choices=KINDS[:2], required=False)
    kind = forms.ChoiceField(label=_("Loại chỉ tiêu"), choices=KINDS)
    per = forms.ChoiceField(label=_("Kỳ"), choices=PERS)
    by_unit = forms.BooleanField(label=_("Tính cả từng đơn vị"), required=False)
    level = forms.TypedChoiceField(label=_("Mức hạn chế"), coerce=int, choices=Classification.choices)

    def value(self) -> Indicator:
        """The indicator as typed."""
        data = self.cleaned_data
        names = ("id", "name", "measure", "numerator", "denominator", "kind", "per", "by_unit", "level")
        rest: dict[str, Any] = {name: data[name] for name in names}
        rest |= {"part_measure": data["part_measure"] or "mục", "part_kind": data["part_kind"] or "stock"}
        return Indicator(**rest, value=data["value_"])


SETS: dict[str, tuple[type[forms.Form], str]] = {
    "fields": (FieldForm, "name"),
    "rules": (RuleForm, "must"),
    "warnings": (WarnForm, "id"),
    "indicators": (IndicatorForm, "id"),
}
MOST = 200
ASKED = "thu"
"""The parameter that names the line whose formula is tried."""


class DefinitionForms:
    """All forms of one definition. `more`: which kind of row gets an empty one added; `trial`: the address that tries a formula."""

    def __init__(self, data: Any, *, definition: Definition, more: str = "", trial: str = "") -> None:
        self.definition = definition
        self.head = HeadForm(data, initial=head_of(definition), prefix="head")
        self.sets: dict[str, BaseFormSet[Any]] = {
            name: self.make(name, form, data, 1 if name == more else 0) for name, (form, _key) in SETS.items()
        }
        for bound in (bound for rows in self.sets.values() for form in rows for bound in form if trial):
            if isinstance(bound.field.widget, FormulaInput):
                asked = {"hx-post": trial, "hx-vals": json.dumps({ASKED: bound.html_name})}
                bound.field.widget.attrs |= TRIED | asked

    def make(self, name: str, form: type[forms.Form], data: Any, extra: int) -> "BaseFormSet[Any]":
        """The rows of one kind."""
        factory = formset_factory(
            form, extra=extra, can_order=True, can_delete=True, max_num=MOST, absolute_max=MOST + 50
        )
        rows = [row_of(name, row) for row in getattr(self.definition, name)]
        return factory(data, initial=rows, prefix=name)

    def is_valid(self) -> bool:
        """True where every row can be read; whether the definition is sound is asked of the kernel."""
        return all([self.head.is_valid(), *(rows.is_valid() for rows in self.sets.values())])

    @property
    def value(self) -> Definition:
        """The definition as typed, rows in the order given, those without a name left out."""
        data = self.head.cleaned_data
        review = Review(opens=data["opens"], closes=data["closes"], note=data["note"]) if data["opens"] else None
        names = ("name", "name_en", "about", "basis", "unit", "person", "start", "level")
        said: dict[str, Any] = {name: data[name] for name in names} | {name: tuple(self.rows(name)) for name in SETS}
        return replace(self.definition, key=listed(data["key"]), title=listed(data["title"]), review=review, **said)

    @property
    def readable(self) -> Definition:
        """The definition as far as it can be read while it is being typed: a row or a head that cannot be is as it was kept."""
        kept: dict[str, Any] = {name: tuple(self.readable_rows(name)) for name in SETS}
        level = self.head.cleaned_data.get("level") if self.head.is_valid() else None
        return replace(self.definition, level=self.definition.level if level is None else level, **kept)

    def readable_rows(self, name: str) -> Iterator[Any]:
        """The rows of one kind, without those that are to go."""
        before = getattr(self.definition, name)
        for number, row in enumerate(self.sets[name].forms):
            if not row.is_valid():
                yield from before[number : number + 1]
            elif row.cleaned_data.get(SETS[name][1]) and not row.cleaned_data.get("DELETE"):
                yield row.value()

    def formula_at(self, name: str) -> Typed | None:
        """The formula in the line of a name ("fields-3-derive"), what is needed there; None where there is no such line."""
        kind_of_row, number, part = (*name.split("-"), "", "")[:3]
        rows = self.sets[kind_of_row].forms if kind_of_row in self.sets else []
        form = (
            rows[int(number)]
            if number.isascii() and number.isdecimal() and len(number) < 4 and int(number) < len(rows)
            else None
        )
        if form is None or part not in form.fields or not isinstance(form.fields[part].widget, FormulaInput):
            return None
        form.is_valid()
        data = {key: form.cleaned_data.get(key) or "" for key in form.fields}
        text = data[part].strip()
        if isinstance(form, FieldForm):
            kind = Kind(data["kind"] or Kind.TEXT.value)
            made = form.value() if form.is_valid() else None
            return Typed(text, f"fields.{data['name']}", kind.type, measure=data["measure"], field=made)
        if isinstance(form, IndicatorForm):
            measure = data["measure"] if part == "value_" else data["part_measure"] or "mục"
            return Typed(text, f"indicators.{data['id']}", Type.NUMBER, over_entries=True, dated=True, measure=measure)
        dated = isinstance(form, WarnForm)
        return Typed(text, f"warnings.{data['id']}" if dated else "rules", Type.BOOL, dated=dated)

    def rows(self, name: str) -> list[Any]:
        """The rows of one kind that are kept."""
        kept = (row for row in self.sets[name].ordered_forms if row.cleaned_data.get(SETS[name][1]))
        return [row.value() for row in kept]


def listed(words: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(filter(None, (word.strip() for word in words.split(","))))


def choices_of(lines: str) -> list[tuple[str, str]]:
    """Choices, one a line: "code = label"; a line without "=" is both."""
    found = []
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        code, mark, label = line.partition("=")
        found.append((code.strip(), label.strip() if mark else code.strip()))
    return found


def head_of(definition: Definition) -> dict[str, Any]:
    """What the head's form begins with."""
    review = definition.review
    found = {
        name: getattr(definition, name)
        for name in ("name", "name_en", "about", "basis", "unit", "person", "start", "level")
    }
    return found | {
        "key": ", ".join(definition.key),
        "title": ", ".join(definition.title),
        "opens": review.opens if review else "",
        "closes": review.closes if review else "",
        "note": review.note if review else "",
    }


def row_of(name: str, row: Any) -> dict[str, Any]:
    """What a row's form begins with."""
    found = {word: getattr(row, word) for word in type(row).__dataclass_fields__}
    if name == "fields":
        found["kind"] = row.kind.value
        found["choices"] = "\n".join(f"{code} = {label}" for code, label in row.choices)
    if name == "indicators":
        found["value_"] = row.value
    return found
