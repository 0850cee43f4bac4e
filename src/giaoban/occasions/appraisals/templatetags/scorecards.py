"""Points and changes as pages print them."""

from decimal import Decimal

from django import template

from giaoban.kernel.scorecard import shown
from giaoban.records.figures.printing import in_language, share_written

register = template.Library()
LOOKS = {"scoring": "open", "reviewing": "doing", "reviewed": "confirmed", "decided": "approved"}
"""States of this room -> states whose look the site knows."""


@register.filter
def look(state: str) -> str:
    """The state whose colour and icon a state has."""
    return LOOKS.get(state, state)


@register.filter
def points(value: Decimal | str | None) -> str:
    """Points without zeros at their end, "–" for none."""
    return (
        in_language(shown(value)) if isinstance(value, Decimal) else "–"
    )  # a line without a score gives an empty text


@register.filter
def share(value: Decimal | str | None) -> str:
    """A share with its sign as the language writes it: "60 %", in English "60%"; "–" for none."""
    return share_written(value) if isinstance(value, Decimal) else "–"


@register.filter
def typed(value: Decimal | str | None) -> str:
    """A number as it stands in a field, nothing for none."""
    return shown(value) if isinstance(value, Decimal) else ""


@register.filter
def signed(value: Decimal | int | None) -> str:
    """A change with its sign, "–" for none."""
    if value is None:
        return "–"
    number = Decimal(value)
    return f"{'+' if number > 0 else ''}{in_language(shown(number))}"


@register.filter
def million(value: Decimal | None) -> str:
    """Dong as million dong, "–" for none."""
    return "–" if value is None else in_language(shown(value / Decimal(1_000_000)))


@register.filter
def distance(value: int) -> int:
    """How many places, whichever way."""
    return abs(value)
