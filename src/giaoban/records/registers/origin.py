"""The way back from a figure to the register: the page of its calculation."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.records.figures.origins import origin

KIND = "registers.calculation"


def entries_on(register_id: int, on: date, unit_id: int | None = None) -> str:
    """The address of a register's entries as they stood on a day, of one unit or of all."""
    asked = {"ngay": f"{on:%Y-%m-%d}"} | ({"don-vi": unit_id} if unit_id is not None else {})
    return f"{reverse('registers:entries', args=[register_id])}?{urlencode(asked)}"


origin(KIND, title=_("Sổ theo dõi"), url=lambda number, _observation: reverse("registers:calculation", args=[number]))
