"""How pages print a figure."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from giaoban.kernel.indicators.told import with_unit
from giaoban.kernel.quantity import Interval, vietnamese
from giaoban.records.figures.looks import Of, looks
from giaoban.records.figures.printing import Stated, in_language, shortly, spread
from giaoban.records.figures.selectors.lineage import Cell, two_places

register = template.Library()


@register.filter
def figure(observation: Stated) -> str:
    """A recorded figure as people write it: "1.234,5" (English: "1,234.5"), "≥ 94"; empty where there is no value."""
    return in_language(shortly(observation))


@register.filter
def reached(value: Interval | None) -> str:
    """What was reached, exact or a range; empty where nothing was."""
    return in_language(spread(value))


@register.filter
def reached_in(value: Interval, unit: str) -> str:
    """What was reached with its unit of measure: "149 hộ", "91 %" (English: "91%")."""
    return in_language(with_unit(spread(value), unit))


@register.filter
def amount(value: Decimal, unit: str = "") -> str:
    """A number with the decimal places that it needs, however many are stored, and its unit: "171 hộ", "61,75 %" (English: "61.75%")."""
    return in_language(with_unit(vietnamese(value), unit))


@register.filter
def restated_figure(cell: Cell) -> str:
    """A restated figure with at most two decimal places."""
    return in_language(two_places(cell))


@register.simple_tag
def figure_looks(of: Of, number: int | None = None, **query: object) -> SafeString:
    """Buttons to the pages of upper storeys that show an indicator, a unit or a year; nothing where there is none."""
    button = '<a class="btn btn-secondary" href="{}">{}</a>'
    return format_html_join("", button, looks(of, number, **query))


@register.simple_tag
def figure_cells(cells: Iterable[tuple[str, str, bool]]) -> SafeString:
    """The cells of a row of a board: (the figure as printed, the address of its source or "", whether it is an estimate) of each.

    One call for a row, because a board has up to a thousand cells and a template takes ten times as long for each.
    """
    mark = format_html('<abbr title="{}">*</abbr>', _("ước thực hiện"))
    return mark_safe(  # noqa: S308  (escaped here, piece by piece)
        "".join(
            f'<td data-kind="num"><a href="{escape(url)}">{escape(words)}</a>{mark if estimated else ""}</td>'
            if url
            else '<td data-kind="num">–</td>'
            for words, url, estimated in cells
        )
    )
