"""What people type into the room's pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.ground.org.sorting import sort_key
from giaoban.occasions.collection.breakdowns import dimension_words, offered, part_words
from giaoban.occasions.collection.models import Collection
from giaoban.occasions.collection.selectors.collections import indicator_choices, unit_choices
from giaoban.records.figures.models import Indicator, Role

PERIODS = _("11/2026 là tháng 11 năm 2026; 2026-Q4 là quý IV; 2026 là cả năm.")


class CollectionForm(forms.Form):
    """A new collection: which figures of which units, for which period, until when."""

    title = forms.CharField(label=_("Tên đợt thu thập"), max_length=300)
    period = forms.CharField(label=_("Kỳ số liệu"), max_length=40, help_text=PERIODS)
    due_on = forms.DateField(label=_("Hạn nộp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    role = forms.ChoiceField(label=_("Loại số liệu"), choices=Role.choices, initial=Role.ACTUAL)
    indicators = forms.TypedMultipleChoiceField(
        label=_("Chỉ tiêu"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Mỗi chỉ tiêu là một cột; chỉ tiêu có mức hạn chế không thu thập qua bảng chung."),
        error_messages={"required": _("Chưa chọn chỉ tiêu. Đánh dấu ít nhất một chỉ tiêu.")},
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Đơn vị"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": _("Chưa chọn đơn vị. Đánh dấu ít nhất một đơn vị.")},
    )
    note = forms.CharField(
        label=_("Yêu cầu thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, indicators = self.fields["units"], self.fields["indicators"]
        assert isinstance(units, forms.TypedMultipleChoiceField)  # noqa: S101  (narrows the type)
        assert isinstance(indicators, forms.TypedMultipleChoiceField)  # noqa: S101  (narrows the type)
        units.choices = units_by_name(actor, on)
        rows = indicator_choices(actor, on=on)
        indicators.choices = indicators_named(rows)
        offer_breakdowns(self, rows, after="indicators")


def breakdown_choices(rows: Iterable[Indicator]) -> list[tuple[str, str]]:
    """Each breakdown by which an indicator can be asked: ("12:gioi", "CT012 – Số người …: theo giới tính (nam, nữ)")."""
    return [
        (
            f"{row.pk}:{name}",
            f"{row.code} – {row.name}: theo {dimension_words(name)} ({', '.join(map(part_words, parts))})",
        )
        for row in rows
        for name, parts in offered(row.dimensions).items()
    ]


def offer_breakdowns(form: forms.Form, rows: Iterable[Indicator], *, after: str, without: Iterable[str] = ()) -> None:
    """Give a form the field of breakdowns behind another field, where there is any to choose."""
    choices = [choice for choice in breakdown_choices(rows) if choice[0] not in set(without)]
    if not choices:
        return
    form.fields["breakdowns"] = forms.MultipleChoiceField(
        label=_("Chia theo phân tổ"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        choices=choices,
        help_text=_(
            "Thêm một cột cho từng giá trị cạnh cột tổng số. Đơn vị để trống tổng số thì khi nộp máy cộng từ các phần."
        ),
    )
    names = list(form.fields)
    names.insert(names.index(after) + 1 if after in names else len(names), names.pop())
    form.order_fields(names)


def breakdowns_chosen(values: Iterable[str]) -> dict[int, list[str]]:
    """What was chosen of `breakdown_choices`: indicator -> names."""
    found: dict[int, list[str]] = {}
    for value in values:
        number, _colon, name = value.partition(":")
        found.setdefault(int(number), []).append(name)
    return found


def units_by_name(actor: Actor, on: date) -> list[tuple[int, str]]:
    """The units of today and of a day, by name."""
    known: dict[int, str] = dict(unit_choices(actor, on=actor.on)) | dict(unit_choices(actor, on=on))
    return [(pk, known[pk]) for pk in sorted(known, key=lambda pk: sort_key(known[pk]))]


def indicators_named(rows: Iterable[Indicator]) -> list[tuple[int, str]]:
    """The indicators that may be asked for, with code and unit of measure."""
    return [(row.pk, f"{row.code} – {row.name} ({row.unit_of_measure})") for row in rows]


class ChangeForm(forms.Form):
    """The due date, the note, for each column the total that it is a part of, and units and indicators to add."""

    due_on = forms.DateField(label=_("Hạn nộp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("Yêu cầu thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, collection: Collection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = list(collection.columns.select_related("indicator").order_by("order", "pk"))
        self.columns = [row for row in every if not row.dims]
        names = [(row.pk, row.indicator.name) for row in self.columns]
        self.fields["due_on"].initial, self.fields["note"].initial = collection.due_on, collection.note
        for row in self.columns:
            self.fields[f"total-{row.pk}"] = forms.TypedChoiceField(
                label=row.indicator.name,
                help_text=_("Là một phần của"),
                required=False,
                coerce=int,
                empty_value=None,
                initial=row.total_id,
                choices=[("", _("Không thuộc tổng nào")), *(each for each in names if each[0] != row.pk)],
            )

        there = set(collection.units.values_list("unit", flat=True))
        asked = {row.indicator_id for row in self.columns}
        units = [each for each in units_by_name(actor, collection.ends_on) if each[0] not in there]
        known = indicator_choices(actor, on=collection.ends_on)
        indicators = [each for each in indicators_named(known) if each[0] not in asked]
        for name, label, choices in (
            ("units", _("Thêm đơn vị"), units),
            ("indicators", _("Thêm chỉ tiêu"), indicators),
        ):
            if choices:
                self.fields[name] = forms.TypedMultipleChoiceField(
                    label=label, required=False, coerce=int, widget=forms.CheckboxSelectMultiple(), choices=choices
                )
        here = {f"{row.indicator_id}:{row.dims.partition('=')[0]}" for row in every if row.dims}
        offer_breakdowns(self, known, after="indicators", without=here)

    def totals(self) -> dict[int, int | None]:
        """Each column with its total."""
        return {row.pk: self.cleaned_data[f"total-{row.pk}"] for row in self.columns}


class CommentForm(forms.Form):
    """What somebody says about a value."""

    text = forms.CharField(
        label=_("Nhận xét"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    follow_up = forms.BooleanField(label=_("Cần trả lời"), required=False)


class LinkForm(forms.Form):
    """Where the message with a unit's link is mailed, if anywhere."""

    email = forms.EmailField(
        required=False,
        error_messages={"invalid": _("Địa chỉ thư điện tử chưa đúng. Sửa lại, hoặc để trống để chỉ lấy tin sao chép.")},
    )
