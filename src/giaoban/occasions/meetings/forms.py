"""What people type into the room's pages."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from giaoban.ground.access import Actor
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import KINDS
from giaoban.occasions.meetings.selectors.sessions import chair_choices
from giaoban.occasions.meetings.services import Plan
from giaoban.occasions.reports.forms import ACCEPT, PERIODS, PeriodField

DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*\Z")
ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*\Z")
KIND_OF_BODY = {"party": "party", "council": "council"}


def typed_day(text: str) -> date | None:
    """A day as typed, 30/11/2026 or 2026-11-30; None for an empty field. Errors: MTG-015."""
    if not text.strip():
        return None
    found, iso = DAY.match(text), ISO.match(text)
    numbers = (found[3], found[2], found[1]) if found else iso.groups() if iso else None
    try:
        if numbers is not None:
            return date(*map(int, numbers))
    except ValueError:
        pass
    raise Problem("MTG-015", text=text.strip()[:40])


class PlanForm(forms.Form):
    """A session before it is held."""

    kind = forms.ChoiceField(label=_("Loại phiên họp"), choices=KINDS)
    period = PeriodField(label=_("Kỳ"), max_length=30, help_text=PERIODS, required=False)
    title = forms.CharField(
        label=_("Tên phiên họp"), max_length=300, required=False, help_text=_("Để trống: ghép từ loại phiên họp và kỳ.")
    )
    held_on = forms.DateField(label=_("Ngày họp"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts_at = forms.TimeField(
        label=_("Giờ bắt đầu"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    chair = forms.TypedChoiceField(label=_("Chủ trì"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chairs = dict(chair_choices(actor))
        chair = self.fields["chair"]
        assert isinstance(chair, forms.TypedChoiceField)  # noqa: S101  (narrows the type)
        chair.choices = [("", _("Chưa xác định")), *self.chairs.items()]

    def clean_period(self) -> str:
        """A period that the calendar knows."""
        key = str(self.cleaned_data["period"])
        try:
            return parse_period(key).key if key else ""
        except Problem as problem:
            raise forms.ValidationError(problem.sentence(get_language() or "vi")) from None

    def plan(self) -> Plan:
        """What was typed, the title made up where it was left out."""
        data = self.cleaned_data
        chair: int | None = data["chair"]
        return Plan(
            kind=data["kind"],
            title=data["title"].strip() or title_for(data["kind"], data["period"]),
            held_on=data["held_on"],
            period=data["period"],
            starts_at=data["starts_at"],
            place=data["place"],
            chair_post_id=chair,
            chair_label=self.chairs.get(chair or 0, ""),
        )


def title_for(kind: str, period: str) -> str:
    """The usual title: "Phiên họp thường kỳ tháng 11 năm 2026"."""
    words = _g(str(dict(KINDS)[kind]))
    return f"{words} {parse_period(period).name}" if period else words


class ConclusionForm(forms.Form):
    """The text of a conclusion, pasted or uploaded, with the version that its editor saw."""

    text = forms.CharField(
        label=_("Dán văn bản kết luận"),
        required=False,
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    file = forms.FileField(
        label=_("Hoặc chọn tệp"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("Word, PDF có lớp chữ, OpenDocument, trang web hoặc văn bản thuần; tối đa 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class PaperForm(forms.Form):
    """A file for an item."""

    file = forms.FileField(label=_("Tệp"), allow_empty_file=True, max_length=255)
    label = forms.CharField(label=_("Tên tài liệu"), max_length=300, required=False)
