"""Tells the room of figures where a figure that a unit submitted is shown: at its cell; and what breakdowns are called."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.occasions.collection.breakdowns import dimension_words, part_words
from giaoban.occasions.collection.models import Cell
from giaoban.records.figures.breakdowns import breakdown_words
from giaoban.records.figures.models import Observation
from giaoban.records.figures.origins import origin


def place(number: int, observation: Observation) -> str:
    """The address of the cell; empty where it is no more."""
    del observation
    found = Cell.objects.filter(pk=number).values_list("row__collection", "row", "column").first()
    return reverse("collection:cell", args=found) if found else ""


origin("collection.cell", title=_("Đợt thu thập số liệu"), url=place)
breakdown_words(part=part_words, dimension=dimension_words)
