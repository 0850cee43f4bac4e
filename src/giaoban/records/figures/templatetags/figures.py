"""How pages print a figure."""

from django import template

from giaoban.records.figures.models import Observation
from giaoban.records.figures.printing import shown

register = template.Library()


@register.filter
def figure(observation: Observation) -> str:
    """A recorded figure as people write it: "1.234,5", "≥ 94"; empty where there is no value."""
    return shown(observation)
