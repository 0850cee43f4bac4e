"""Forms by which units merge, are divided, change their kind, and by which the parts of a divided unit are told."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from giaoban.ground.directory.forms.fields import day, reason
from giaoban.ground.directory.forms.picking import UnitPick
from giaoban.ground.org.models import Level, ShareBasis, Unit, UnitForm, UnitKind
from giaoban.ground.org.shares import shares_of
from giaoban.kernel.problems import Problem

OTHERS = 7
"""How many units may join in one merger; four or five is what happened in most communes."""
PARTS = 5
"""Into how many parts a unit may be divided; no commune was divided among more in 2025."""
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")
BASES = [pair for pair in ShareBasis.choices if pair[0]]


def quantity(text: str) -> Decimal:
    """A number as people here write it: 3.512, 3512, 12,5. Errors: ValidationError for anything else, and for what is not above 0."""
    bare = text.replace(" ", "").replace("\u00a0", "")
    plain = bare.replace(".", "") if GROUPED.match(bare) else bare
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise forms.ValidationError(gettext("“%(text)s” không phải là số."), params={"text": text[:40]}) from error
    if not found.is_finite() or found <= 0:
        raise forms.ValidationError(gettext("Nhập số lớn hơn 0."))
    return found


class Quantity(forms.CharField):
    """A number in Vietnamese spelling."""

    def clean(self, value: Any) -> Any:
        """The Decimal, None where nothing was entered. Errors: ValidationError."""
        text = super().clean(value)
        return quantity(text) if text else None


class WithUnits(forms.Form):
    """A form with fields of its own before those of its class, whose fields of units choose among `units`.

    The page shows `first_rows` of fields, folds `more_rows` away while they are empty, and ends with `last_fields`.
    """

    rows: list[list[str]]
    plain = 2
    more_words: Any = ""

    def __init__(self, *args: Any, first: dict[str, forms.Field], units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = first | self.fields
        for field in self.fields.values():
            if isinstance(field, UnitPick):
                field.queryset = units

    def bound(self, rows: list[list[str]]) -> list[list[forms.BoundField]]:
        """Rows of fields by their names."""
        return [[self[name] for name in row] for row in rows]

    @property
    def first_rows(self) -> list[list[forms.BoundField]]:
        """The rows that are always shown."""
        return self.bound(self.rows[: self.plain])

    @property
    def more_rows(self) -> list[list[forms.BoundField]]:
        """The rows that are rarely needed."""
        return self.bound(self.rows[self.plain :])

    @property
    def more_open(self) -> bool:
        """Whether something was entered in the rows that are folded away, or is wrong there."""
        names = [name for row in self.rows[self.plain :] for name in row]
        told = any(value for key, value in self.data.items() if any(key.startswith(name) for name in names))
        return told or any(name in self.errors for name in names)

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """The other fields."""
        shown = {name for row in self.rows for name in row}
        return [self[name] for name in self.fields if name not in shown]


class MergeForm(WithUnits):
    """Other units merge with this one into a new unit or into this one."""

    more_words = _("Thêm đơn vị cùng sáp nhập")
    name = forms.CharField(
        label=_("Tên đơn vị mới"),
        max_length=250,
        required=False,
        help_text=_("Để trống: các đơn vị khác nhập vào đơn vị này, tên giữ nguyên."),
    )
    form = forms.ChoiceField(label=_("Loại hình của đơn vị mới"), choices=UnitForm.choices, required=False)
    code = forms.CharField(label=_("Mã của đơn vị mới"), max_length=20, required=False)
    on = day(_("Từ ngày"))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first: dict[str, forms.Field] = {"other_1": UnitPick(label=_("Sáp nhập cùng với"))}
        for number in range(2, OTHERS + 1):
            first[f"other_{number}"] = UnitPick(label=_("Và với"), required=False)
        self.rows = [[name] for name in first]
        super().__init__(*args, first=first, **kwargs)

    def clean(self) -> dict[str, Any]:
        """`others`: the units chosen, each once, in their order."""
        cleaned: dict[str, Any] = super().clean() or {}
        rows = [cleaned.pop(f"other_{number}", None) for number in range(1, OTHERS + 1)]
        cleaned["others"] = list({row.pk: row for row in rows if row is not None}.values())
        return cleaned


class SplitForm(WithUnits):
    """A unit is divided among new units and units that exist, each with the number its part is measured by."""

    more_words = _("Chia thành nhiều phần hơn")
    lives_on = forms.BooleanField(label=_("Đơn vị cũ vẫn hoạt động với phần còn lại"), required=False)
    rest = Quantity(
        label=_("Số của phần còn lại"),
        required=False,
        max_length=40,
        help_text=_("Chỉ nhập khi đơn vị cũ vẫn hoạt động."),
    )
    basis = forms.ChoiceField(
        label=_("Chia theo"),
        choices=[("", _("(chưa có số liệu, nhập sau)")), *BASES],
        required=False,
        help_text=_("Dùng để quy đổi số liệu các kỳ trước về đơn vị mới."),
    )
    on = day(_("Từ ngày"))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        parts: dict[str, forms.Field] = {}
        for number in range(1, PARTS + 1):
            words = {"number": number}
            parts[f"name_{number}"] = forms.CharField(
                label=_("Đơn vị mới thứ %(number)d") % words, max_length=250, required=False
            )
            parts[f"unit_{number}"] = UnitPick(label=_("hoặc đơn vị đã có"), required=False)
            parts[f"quantity_{number}"] = Quantity(
                label=_("Dân số hoặc diện tích phần %(number)d") % words,
                required=False,
                max_length=40,
            )
        self.rows = [[f"{kind}_{number}" for kind in ("name", "unit", "quantity")] for number in range(1, PARTS + 1)]
        super().__init__(*args, first=parts, **kwargs)

    def clean(self) -> dict[str, Any]:
        """`parts`: [(new name or existing unit, share or None)]. A part named twice, or only some of the numbers, is refused."""
        cleaned: dict[str, Any] = super().clean() or {}
        named, quantities = [], []
        for number in range(1, PARTS + 1):
            name, unit = cleaned.pop(f"name_{number}", ""), cleaned.pop(f"unit_{number}", None)
            told = cleaned.pop(f"quantity_{number}", None)
            if name and unit is not None:
                self.add_error(f"unit_{number}", gettext("Chọn một trong hai: tên đơn vị mới, hoặc đơn vị đã có."))
            elif name or unit is not None:
                named.append(unit or name)
                quantities.append(told)
            elif told is not None:
                self.add_error(f"name_{number}", gettext("Nhập tên hoặc chọn đơn vị nhận phần này."))
        if not named and not self.errors:
            self.add_error("name_1", gettext("Nhập ít nhất một đơn vị nhận."))
        cleaned["parts"] = list(zip(named, self.shares(cleaned, quantities), strict=True))
        return cleaned

    def shares(self, cleaned: dict[str, Any], quantities: list[Decimal | None]) -> list[Decimal | None]:
        """The share of each part; all None where no number was told."""
        rest = cleaned.pop("rest", None)
        known = [each for each in quantities if each is not None]
        if not known:
            return [None] * len(quantities)
        wanted = "rest" if cleaned.get("lives_on") and rest is None else ""
        if len(known) < len(quantities) or wanted or not cleaned.get("basis"):
            field = wanted or ("basis" if not cleaned.get("basis") else None)
            self.add_error(field, gettext("Để tính phần chia, nhập đủ số của mọi phần và chọn căn cứ chia."))
            return [None] * len(quantities)
        try:
            return list(shares_of(known, rest=(rest or Decimal(0)) if cleaned.get("lives_on") else Decimal(0)))
        except Problem as problem:
            self.add_error(None, problem.sentence(get_language() or "vi"))
            return [None] * len(quantities)


class SharesForm(forms.Form):
    """The numbers by which a divided unit's parts are measured: one field for each unit that took a part."""

    basis = forms.ChoiceField(label=_("Chia theo"), choices=BASES)
    reason = reason()

    def __init__(self, *args: Any, parts: list[tuple[int, str]], lives_on: bool, **kwargs: Any) -> None:
        self.parts, self.lives_on = parts, lives_on
        fields: dict[str, forms.Field] = {f"part_{unit}": Quantity(label=name, max_length=40) for unit, name in parts}
        if lives_on:
            fields["rest"] = Quantity(label=_("Phần còn lại của đơn vị cũ"), max_length=40)
        super().__init__(*args, **kwargs)
        self.fields = fields | self.fields

    def clean(self) -> dict[str, Any]:
        """`shares`: {unit: share}."""
        cleaned: dict[str, Any] = super().clean() or {}
        told = [cleaned.pop(f"part_{unit}", None) for unit, _name in self.parts]
        rest = cleaned.pop("rest", None)
        cleaned["shares"] = {}
        if self.errors:
            return cleaned
        try:
            found = shares_of([each for each in told if each is not None], rest=rest or Decimal(0))
        except Problem as problem:
            self.add_error(None, problem.sentence(get_language() or "vi"))
        else:
            cleaned["shares"] = {unit: share for (unit, _name), share in zip(self.parts, found, strict=True)}
        return cleaned


class ConvertForm(forms.Form):
    """Another kind of unit from a day on."""

    kind = forms.ChoiceField(label=_("Loại đơn vị mới"), choices=UnitKind.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=[("", _("(giữ nguyên)")), *Level.choices], required=False)
    on = day(_("Từ ngày"), help_text=_("Trước ngày này đơn vị vẫn là loại cũ."))
    document = forms.CharField(label=_("Văn bản quyết định"), max_length=250, required=False)
    reason = reason()
