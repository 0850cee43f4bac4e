"""What people type into the room's pages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.occasions.collection.breakdowns import CROSS, breakdown_words, name_of, offered, part_words
from giaoban.occasions.collection.models import Collection, CollectionColumn
from giaoban.occasions.collection.selectors.collections import day_of, indicator_choices, unit_choices
from giaoban.occasions.collection.services.changes import Wanted
from giaoban.records.figures.models import Indicator, Role

PERIODS = _("Ví dụ: 11/2026, quý IV/2026, năm 2026.")


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
        (f"{row.pk}:{name}", f"{row.code} – {row.name}: {breakdown_told(name, parts)}")
        for row in rows
        for name, parts in offered(row.dimensions).items()
    ]


def breakdown_told(name: str, parts: Sequence[str]) -> str:
    """A breakdown with its parts: "theo giới tính (nam, nữ)"."""
    return gettext("theo %(name)s (%(parts)s)") % {"name": breakdown_words(name), "parts": parts_words(name, parts)}


def parts_words(name: str, parts: Sequence[str]) -> str:
    """The parts of a breakdown in words: "nam, nữ"; of a crossed one how many there are."""
    crossed = gettext("phân tổ kết hợp, %(n)s ô") % {"n": len(parts)}
    return crossed if CROSS in name else ", ".join(map(part_words, parts))


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
            "Thêm một cột cho từng giá trị cạnh cột tổng số. Đơn vị để trống tổng số thì khi nộp máy cộng từ các phần. "
            "Chia chéo hai phân tổ thì có cả cột của từng phân tổ, tối đa 60 ô chéo."
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
    """Title, due date, note; of each column its name, the total that it is a part of, whether it goes out; units and indicators that come
    in, and units that go out."""

    title = forms.CharField(label=_("Tên đợt thu thập"), max_length=300)
    due_on = forms.DateField(label=_("Hạn nộp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("Yêu cầu thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300)

    def __init__(self, *args: Any, actor: Actor, collection: Collection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = collection.columns.filter(removed_at=None).select_related("indicator")
        self.every = list(rows.order_by("order", "pk"))
        self.columns = [row for row in self.every if not row.dims]
        for name in ("title", "due_on", "note"):
            self.fields[name].initial = getattr(collection, name)
        for row in self.columns:
            self.column_fields(row)
        here = dict(units_there(collection))
        units, columns = taken_out(collection)
        offered_units = units_by_name(actor, collection.ends_on)
        self.add_list("units", _("Thêm đơn vị"), marked([e for e in offered_units if e[0] not in here], units))
        known = indicator_choices(actor, on=collection.ends_on)
        asked = {row.indicator_id for row in self.columns}
        named_indicators = [e for e in indicators_named(known) if e[0] not in asked]
        self.add_list("indicators", _("Thêm chỉ tiêu"), marked(named_indicators, columns))
        offer_breakdowns(self, known, after="indicators", without=self.breakdowns())
        named = unit_names(units=here, on=collection.ends_on)
        out = sorted(((unit, named.get(unit, "")) for unit in here), key=lambda each: sort_key(each[1]))
        self.add_list("out_units", _("Bỏ đơn vị"), out)

    def column_fields(self, row: CollectionColumn) -> None:
        """The fields of one column."""
        self.fields[f"name-{row.pk}"] = forms.CharField(
            label=_("Tên cột trong đợt"), required=False, max_length=200, initial=row.heading or row.indicator.name
        )
        others = [(each.pk, each.heading or each.indicator.name) for each in self.columns if each.pk != row.pk]
        self.fields[f"total-{row.pk}"] = forms.TypedChoiceField(
            label=_("Là một phần của"),
            required=False,
            coerce=int,
            empty_value=None,
            initial=row.total_id,
            choices=[("", _("Không thuộc tổng nào")), *others],
        )
        self.fields[f"out-{row.pk}"] = forms.BooleanField(label=_("Bỏ cột này"), required=False)
        for name in self.names_of(row):
            self.fields[f"out-{row.indicator_id}-{name}"] = forms.BooleanField(
                label=_("Bỏ cách chia theo %(by)s") % {"by": breakdown_words(name)}, required=False
            )

    def add_list(self, name: str, label: Any, choices: list[tuple[int, str]]) -> None:
        """A list of boxes to tick, where there is anything to choose."""
        if choices:
            self.fields[name] = forms.TypedMultipleChoiceField(
                label=label, required=False, coerce=int, widget=forms.CheckboxSelectMultiple(), choices=choices
            )

    def names_of(self, whole: CollectionColumn) -> list[str]:
        """The breakdowns by which a column is asked."""
        return list(dict.fromkeys(name_of(row.dims) for row in self.every if row.dims and row.total_id == whole.pk))

    def breakdowns(self) -> set[str]:
        """The same of all columns, as they are offered: "12:gioi"."""
        return {f"{row.indicator_id}:{name_of(row.dims)}" for row in self.every if row.dims}

    def lines(self) -> Iterator[dict[str, Any]]:
        """Each column with its fields, for the page."""
        for row in self.columns:
            yield {
                "column": row,
                "name": self[f"name-{row.pk}"],
                "total": self[f"total-{row.pk}"],
                "out": self[f"out-{row.pk}"],
                "parts": [self[f"out-{row.indicator_id}-{name}"] for name in self.names_of(row)],
            }

    def lists(self) -> list[forms.BoundField]:
        """The lists of what may come in and go out."""
        return [self[name] for name in ("out_units", "units", "indicators", "breakdowns") if name in self.fields]

    def wanted(self) -> Wanted:
        """What the form asks for."""
        data = self.cleaned_data
        parts = {
            row.indicator_id: [n for n in self.names_of(row) if data[f"out-{row.indicator_id}-{n}"]]
            for row in self.columns
        }
        return Wanted(
            due_on=data["due_on"],
            note=data["note"],
            title=data["title"],
            totals={row.pk: data[f"total-{row.pk}"] for row in self.columns if f"total-{row.pk}" in self.data},
            headings={row.pk: data[f"name-{row.pk}"] for row in self.columns if f"name-{row.pk}" in self.data},
            unit_ids=data.get("units", []),
            indicator_ids=data.get("indicators", []),
            by=breakdowns_chosen(data.get("breakdowns", [])),
            out=[row.pk for row in self.columns if data[f"out-{row.pk}"]],
            out_parts={indicator: names for indicator, names in parts.items() if names},
            out_units=data.get("out_units", []),
            reason=data["reason"],
        )


def taken_out(collection: Collection) -> tuple[dict[int, str], dict[int, str]]:
    """The units and the indicators that were taken out of a collection, each with the day. No query where it never changed while open."""
    if not collection.changes:
        return {}, {}
    rows = collection.units.exclude(removed_at=None).order_by("pk").values_list("unit", "removed_at")
    columns = collection.columns.filter(dims="").exclude(removed_at=None).order_by("pk")
    return (
        {unit: day_of(at) for unit, at in rows},
        {indicator: day_of(at) for indicator, at in columns.values_list("indicator", "removed_at")},
    )


def marked(choices: list[tuple[int, str]], out: dict[int, str]) -> list[tuple[int, str]]:
    """Choices with what was taken out marked: it comes back with what it had."""
    said = gettext("đã bỏ ngày %(on)s, số cũ còn giữ")
    return [(pk, f"{name} ({said % {'on': out[pk]}})" if pk in out else name) for pk, name in choices]


def units_there(collection: Collection) -> list[tuple[int, int]]:
    """The units of a collection without those taken out: (unit, row)."""
    return list(collection.units.filter(removed_at=None).order_by("pk").values_list("unit", "pk"))


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
