"""The way back from a figure to the register: the page of its calculation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.records.figures.origins import origin

KIND = "registers.calculation"

origin(KIND, title=_("Sổ theo dõi"), url=lambda number, _observation: reverse("registers:calculation", args=[number]))
