"""Results that were decided on paper, typed or pasted from a spreadsheet: one line a unit, "unit | points | class"."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.ground.org.folding import squeeze
from giaoban.occasions.appraisals.forms import YEARS, day, long
from giaoban.occasions.appraisals.services.earlier import Earlier
from giaoban.records.figures.forms import AmountField, PeriodField

SPLIT = re.compile(r"\t|\||;")
MOST = 5000
"""So many lines at most."""


class PaperForm(forms.Form):
    """The decision and its results. `rows` becomes a list of `Earlier`; lines without points and class are left out."""

    title = forms.CharField(label=gettext_lazy("Tên đợt chấm"), max_length=300)
    period = PeriodField(label=gettext_lazy("Kỳ chấm"), max_length=30, help_text=YEARS)
    decision = forms.CharField(label=gettext_lazy("Số, ký hiệu quyết định"), max_length=200)
    decided_on = day(gettext_lazy("Ngày quyết định"))
    rows = long(
        gettext_lazy("Kết quả từng đơn vị"),
        most=400_000,
        rows=12,
        required=True,
        help_text=gettext_lazy(
            "Mỗi dòng một đơn vị: tên đơn vị | điểm | mức xếp loại. Dán được từ bảng tính; điểm để trống nếu chỉ biết mức."
        ),
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[int, str, str]],
        bands: Sequence[tuple[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {squeeze(name): (number, block) for number, name, block in units}
        self.names = {squeeze(name): name for _number, name, _block in units}
        self.bands = {squeeze(title): code for code, title in bands} | {squeeze(code): code for code, _t in bands}
        self.titles = [title for _code, title in bands]
        self.today = today
        self.fields["rows"].initial = "\n".join(f"{name} |  | " for _number, name, _block in units)

    def clean_decided_on(self) -> date:
        """A day that has come. Errors: ValidationError."""
        found: date = self.cleaned_data["decided_on"]
        if found > self.today:
            raise forms.ValidationError(_("Ngày quyết định phải là ngày đã qua hoặc hôm nay."))
        return found

    def clean_rows(self) -> list[Earlier]:
        """The lines. Errors: ValidationError with the number of the line and what to change."""
        lines = str(self.cleaned_data["rows"]).splitlines()
        if len(lines) > MOST:
            raise forms.ValidationError(_("Nhiều nhất {most} dòng.").format(most=MOST))
        found, troubles = [], []
        for number, line in enumerate(lines, start=1):
            parts = [part.strip() for part in SPLIT.split(line)]
            if not any(parts[1:]):
                continue
            try:
                found.append(self.row(parts))
            except forms.ValidationError as error:
                troubles.append(_("Dòng {n}: {why}").format(n=number, why=" ".join(error.messages)))
        if not found and not troubles:
            troubles.append(_("Chưa có điểm hay mức xếp loại của đơn vị nào."))
        if troubles:
            raise forms.ValidationError(troubles[:20])
        return found

    def row(self, parts: Sequence[str]) -> Earlier:
        """One line. Errors: ValidationError for a unit or class that is none, a number that cannot be read."""
        name, points, band = [*parts, "", ""][:3]
        unit = self.units.get(squeeze(name))
        if unit is None:
            near = get_close_matches(squeeze(name), list(self.names), n=1)
            hint = _("; gần nhất là “{name}”").format(name=self.names[near[0]]) if near else ""
            raise forms.ValidationError(_("không có đơn vị “{name}”{hint}.").format(name=name[:80], hint=hint))
        code = self.bands.get(squeeze(band))
        if code is None:
            known = ", ".join(self.titles)
            raise forms.ValidationError(
                _("mức xếp loại “{band}” không có trong bộ tiêu chí; các mức: {known}.").format(
                    band=band[:40], known=known
                )
            )
        return Earlier(unit[0], code, AmountField().clean(points) if points else None, unit[1])
