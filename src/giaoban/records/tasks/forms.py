"""What people type into the room's pages."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.forms.gathering import several
from giaoban.ground.directory.forms.picking import ListPick
from giaoban.records.tasks.selectors import unit_groups
from giaoban.records.tasks.states import TASK

LATENESS = [
    ("overdue", _("quá hạn")),
    ("due_soon", _("sắp đến hạn")),
    ("open", _("còn hạn")),
    ("no_deadline", _("không có hạn")),
    ("done_on_time", _("hoàn thành đúng hạn")),
    ("done_late", _("hoàn thành quá hạn")),
]
TAKEN = _("Bản chụp, văn bản, bảng tính…; mỗi tệp tối đa 50 MB.")
MOST_FILES = 10


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A choice among very many, written out at once: Django's own takes a template for each option."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The element with its options, those of a kind under its name."""
        chosen = {str(each) for each in self.format_value(value) or ()}
        groups = [(str(head), rows) for head, rows in self.choices if isinstance(rows, list | tuple)]
        alone = [(key, word) for key, word in self.choices if not isinstance(word, list | tuple)]
        inside = format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            ((head, self.options_of(rows, chosen)) for head, rows in groups),
        )
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}{}</select>", attributes, self.options_of(alone, chosen), inside)

    def options_of(self, rows: Iterable[Any], chosen: Collection[str]) -> SafeString:
        """The options of some rows."""
        marks = ((key, mark_safe(" selected") if str(key) in chosen else "", word) for key, word in rows)
        return format_html_join("", '<option value="{}"{}>{}</option>', marks)


class Narrow(LongSelect):
    """A choice in the toolbar of a list, where nothing needs to be called optional."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-select"})


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files or none, `MOST_FILES` at most."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"multiple": True}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files."""
        rows = data if isinstance(data, list | tuple) else [data]
        if len(rows) > MOST_FILES:
            raise forms.ValidationError(_("Mỗi lần gửi nhiều nhất 10 tệp. Bớt tệp, hoặc gửi làm nhiều lần."))
        return [super(FilesField, self).clean(row, initial) for row in rows if row]


def submitted(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is bound to: the data and files of a POST, nothing otherwise."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


class TaskForm(forms.Form):
    """A new task: for one lead unit, or the same text for several."""

    title = forms.CharField(label=_("Tên nhiệm vụ"), max_length=300)
    text = forms.CharField(label=_("Nội dung phải làm"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    leads = forms.Field()
    cooperating = forms.Field()
    monitoring = forms.Field()
    due_on = forms.DateField(
        label=_("Hạn hoàn thành"), required=False, widget=DayInput(), help_text=_("Để trống: việc thường xuyên.")
    )
    product = forms.CharField(
        label=_("Sản phẩm"),
        required=False,
        max_length=2000,
        help_text=_("Ví dụ: báo cáo, kế hoạch, biên bản bàn giao."),
    )
    source = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = unit_groups(actor)
        units = [unit for _kind, members in groups for unit in members]
        self.fields["leads"] = several(
            units,
            label=_("Đơn vị chủ trì"),
            help_text=_("Chọn nhiều đơn vị: mỗi đơn vị nhận một nhiệm vụ riêng cùng nội dung."),
            error_messages={"required": _("Chưa chọn đơn vị chủ trì. Đánh dấu ít nhất một đơn vị.")},
        )
        self.fields["cooperating"] = several(units, label=_("Đơn vị phối hợp"), required=False)
        self.fields["monitoring"] = one_or_none(groups, label=_("Đơn vị theo dõi"))


def one_or_none(groups: list[tuple[str, list[tuple[int, str]]]], *, label: Any) -> forms.Field:
    """A field for one unit or none: a list by kinds where units are few, else one that searches. Gives its number or None."""
    if sum(len(units) for _kind, units in groups) > picking.FEW:
        offers = [unit for _kind, units in groups for unit in units]
        return ListPick(label=label, required=False, offers=offers)
    choices = [("", _("Không")), *groups]
    return forms.TypedChoiceField(
        label=label, coerce=int, required=False, empty_value=None, widget=LongSelect(), choices=choices
    )


class PartsForm(forms.Form):
    """Another division of a task's parts."""

    lead = ListPick(label=_("Đơn vị chủ trì"))
    cooperating = forms.Field()
    monitoring = forms.Field()
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, ListPick)  # noqa: S101  (narrows the type)
        lead.offers = units
        self.fields["cooperating"] = several(units, label=_("Đơn vị phối hợp"), required=False)
        self.fields["monitoring"] = one_or_none([("", units)], label=_("Đơn vị theo dõi"))


def told(label: Any, *, missing: Any, rows: int, most: int = 20_000) -> forms.CharField:
    """What somebody has to say: a text that must be there, with the sentence for one that is not."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, error_messages={"required": missing})


class ReportForm(forms.Form):
    """The result of a task, with files."""

    text = told(_("Kết quả thực hiện"), missing=_("Chưa ghi kết quả. Nêu việc đã làm và sản phẩm."), rows=4)
    enclosed = FilesField(label=_("Tệp kèm theo"), help_text=TAKEN, max_length=255, allow_empty_file=True)


class ProgressForm(ReportForm):
    """How it goes, with files."""

    text = told(_("Tiến độ"), missing=_("Chưa ghi tiến độ. Nêu ngắn gọn việc đã làm được."), rows=3)


class ExtendForm(forms.Form):
    """A later deadline and why."""

    due_on = forms.DateField(
        label=_("Hạn mới"), widget=DayInput(), error_messages={"required": _("Chưa chọn hạn mới.")}
    )
    text = told(_("Lý do"), missing=_("Chưa ghi lý do gia hạn."), rows=2, most=1000)


class FilterForm(forms.Form):
    """What a list of tasks is narrowed to; words that mean nothing are left out."""

    trang_thai = forms.ChoiceField(label=_("Trạng thái"), required=False, widget=Narrow())
    don_vi = forms.TypedChoiceField(label=_("Đơn vị"), required=False, coerce=int, empty_value=None, widget=Narrow())
    han = forms.ChoiceField(label=_("Hạn"), required=False, widget=Narrow())

    def __init__(self, *args: Any, units: list[tuple[str, list[tuple[int, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Tất cả"))
        choose(self, "trang_thai", [everything, *((code, _(word)) for code, word in TASK.choices)])
        choose(self, "don_vi", [everything, *units])
        choose(self, "han", [everything, *LATENESS])


def choose(form: forms.Form, name: str, choices: Any) -> None:
    """Give a field of choices its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (narrows the type)
    field.choices = choices
