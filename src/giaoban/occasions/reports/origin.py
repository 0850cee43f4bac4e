"""Tells the room of figures where a figure of a report is shown: at its sentence on the report's page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.records.figures.models import Observation
from giaoban.records.figures.origins import origin


def place(number: int, observation: Observation) -> str:
    """The address that leads to the sentence; to the report where the place was not kept."""
    if observation.span_start is None or observation.span_end is None:
        return reverse("reports:review", args=[number])
    return reverse("reports:observation_place", args=[number, observation.span_start, observation.span_end])


origin("reports.submission", title=_("Báo cáo"), url=place)
