"""Small drawings of the room: cells of a chart's table, sparklines, bars. Drawn on the server, so that they need no script."""

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from giaoban.windows.boards.charts import HEIGHT, WIDTH, Bar, Point, Spark

register = template.Library()


@register.simple_tag
def point_cell(point: Point) -> SafeString:
    """A cell of the table behind a chart: the number for the script, the words for people, the way to where it comes from."""
    words = point.words or "–"
    inner = format_html('<a href="{}">{}</a>', point.url, words) if point.url else words
    if point.remark:
        inner = format_html('{}<span class="gb-sub">{}</span>', inner, point.remark)
    return format_html('<td data-kind="num" data-value="{}" data-words="{}">{}</td>', point.plain, words, inner)


@register.simple_tag
def spark_svg(drawing: Spark | None, label: str = "") -> SafeString | str:
    """A small line with its gaps; with `label` read aloud, else decoration beside the same numbers. Empty where there is no figure."""
    if drawing is None:
        return ""
    told = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    level = (
        format_html('<line class="bd-level" x1="0" x2="{}" y1="{}" y2="{}"/>', WIDTH, drawing.level, drawing.level)
        if drawing.level is not None
        else ""
    )
    runs = format_html_join("", '<polyline points="{}"/>', ((run,) for run in drawing.runs))
    dots = format_html_join("", '<circle cx="{}" cy="{}" r="2.2"/>', drawing.dots)
    return format_html(
        '<svg class="bd-spark" viewBox="0 0 {} {}" focusable="false" {}>{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        told,
        level,
        runs,
        dots,
    )


@register.simple_tag
def bar_svg(drawing: Bar | None, tone: str = "info") -> SafeString | str:
    """A bar beside a number, decoration; empty for a gap. `tone`: of a state ("ok", "warn", "bad", "info", "muted")."""
    if drawing is None:
        return ""
    tick = (
        format_html('<line class="bd-tick" x1="{}" x2="{}" y1="0" y2="10"/>', drawing.tick, drawing.tick)
        if drawing.tick is not None
        else ""
    )
    return format_html(
        '<svg class="bd-bar bd-tone-{}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="bd-bed" width="100" height="10"/><rect width="{}" height="10"/>{}</svg>',
        tone,
        drawing.width,
        tick,
    )


@register.simple_tag(takes_context=True)
def same_but(context: Context, name: str, value: object) -> str:
    """The address of this page with one thing of its query string changed; its pages start again at the first."""
    query = context["request"].GET.copy()
    for each in ("trang", "dang", "bang"):
        query.pop(each, None)
    query[name] = str(value)
    return f"?{query.urlencode()}"
