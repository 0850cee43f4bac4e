"""Several rows out of many: found by typing one after the other, each then stands as a ticked box that can be unticked.

Without scripts names are typed with semicolons between them; what does not name exactly one row comes back with the rows that may be meant,
as boxes to tick.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.forms.picking import LONGEST, ListPick, Offer

BETWEEN = re.compile(r"[;\n]")
MOST_CHOSEN = 500


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a browser sends: the numbers ticked, and the text that was typed and not taken yet."""

    numbers: tuple[str, ...]
    text: str = ""


class Gatherer(forms.Widget):
    """Draws a `Gather`."""

    field: "Gather"

    class Media:
        css = {"all": ("directory/picker.css",)}
        js = (Script("directory/picker.js", type="module"),)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Gathered:
        """What was sent, cut to what could name anything."""
        numbers = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or ()
        text = str(data.get(f"{name}_text") or "").replace("\x00", "").strip()
        return Gathered(tuple(str(number)[:18] for number in numbers[:MOST_CHOSEN]), text[: LONGEST * 10])

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Never: a box that is not ticked is not sent."""
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The boxes of what is chosen, and the field to type into."""
        said = value if isinstance(value, Gathered) else Gathered(tuple(map(str, value or ())))
        chosen = [row for number in dict.fromkeys(said.numbers) if (row := self.field.row(number)) is not None]
        meant = [row for row in self.field.candidates if row not in chosen]
        context = {
            "name": name,
            "attrs": self.build_attrs(self.attrs, attrs),
            "chosen": [self.field.option(row) for row in chosen],
            "meant": [self.field.option(row) for row in meant],
            "text": self.field.left if self.field.candidates or self.field.left else said.text,
            "css": (attrs or {}).get("class", ""),
            "at": self.field.at,
        }
        return render_to_string("directory/gatherer.html", context)


class Gather(ListPick):
    """Numbers out of a list of (number, name) that the form makes itself: `offers`. Gives the list of numbers."""

    widget = Gatherer
    default_error_messages = {
        "unknown": gettext_lazy(
            "Chưa rõ: “%(text)s”. Chọn đúng mục dưới đây, hoặc gõ đủ tên, cách nhau bằng dấu chấm phẩy."
        ),
    }

    def __init__(self, *, offers: Iterable[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(offers=offers, **options)
        self.left = ""

    def clean(self, value: Any) -> Any:
        """The numbers chosen, in the order chosen. Errors: ValidationError for a number that is not offered, for names that do not name
        exactly one (their rows become candidates), and for nothing where something must be chosen."""
        rows = [self.row(number) for number in value.numbers]
        if None in rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        unclear: list[str] = []
        candidates: list[Offer] = []
        for text in filter(None, (part.strip()[:LONGEST] for part in BETWEEN.split(value.text))):
            try:
                rows.append(self.named(text))
            except forms.ValidationError:
                unclear.append(text)
                candidates += [row for row in self.candidates if row not in candidates]
        self.candidates, self.left = candidates, "; ".join(unclear)
        if unclear:
            raise forms.ValidationError(
                self.error_messages["unknown"], code="unknown", params={"text": self.left[:LONGEST]}
            )
        numbers = list(dict.fromkeys(int(row.pk) for row in rows))
        if self.required and not numbers:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return numbers


def several(offers: Iterable[tuple[int, str]], **options: Any) -> forms.Field:
    """A field for several of a list: boxes where it is short, else one that searches. Gives a list of numbers."""
    rows = list(offers)
    if len(rows) <= picking.FEW:
        boxes = forms.CheckboxSelectMultiple()
        return forms.TypedMultipleChoiceField(coerce=int, widget=boxes, choices=rows, **options)
    return Gather(offers=rows, **options)
