"""The components that pages are built from. See the page at /bo-giao-dien and docs/dev/design.md."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect
from django.forms.widgets import Input, Select, Textarea
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from giaoban.ground import access
from giaoban.ground.journal import Change
from giaoban.ground.journal.models import Op
from giaoban.kernel.calendar import parse_period
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import said
from giaoban.site.states import icon_of, tone_of
from giaoban.site.tables import do_column, do_table, page_link

register = template.Library()
register.tag("table", do_table)
register.tag("column", do_column)

LONG_CHANGE = 6
"""A change of more fields is folded."""
NOTE_OF_LEVEL = {"debug": "muted", "info": "info", "success": "ok", "warning": "warn", "error": "bad"}


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """A drawing of the sprite; with `label` it is read aloud, without it is decoration. `size`: "" or "lg"."""
    css = f"gb-icon gb-icon-{size}" if size else "gb-icon"
    use = format_html('<use href="{}#{}"></use>', static("vendor/icons/icons.svg"), name)
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', css, label, use)
    return format_html('<svg class="{}" aria-hidden="true" focusable="false">{}</svg>', css, use)


@register.simple_tag
def badge(label: object, tone: str = "muted", symbol: str = "") -> SafeString:
    """A short word with colour and icon, its first letter a capital. Errors: KeyError for an unknown tone."""
    drawing = icon(symbol or icon_of(tone))
    words = in_language(label) if isinstance(label, str) else str(label)
    return format_html('<span class="gb-badge gb-tone-{}">{}{}</span>', tone, drawing, capfirst(words))


@register.simple_tag
def state(code: str, label: object) -> SafeString:
    """The badge of a state: the room gives code and word (translated here: workflow tables are plain), the tone follows from the code."""
    return badge(gettext(str(label)), tone_of(code))


@register.simple_tag
def num(value: Decimal | int | None, places: int | None = None) -> str:
    """A number as this country writes it (1.234,5), "–" for None. `places`: decimal places, None keeps what it has."""
    return "–" if value is None else number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.simple_tag
def percent(value: Decimal | int | None, places: int | None = None) -> str:
    """A share as the reader's language writes it: 76,7 %, in English 76.7%; "–" for None."""
    if value is None:
        return "–"
    return f"{num(value, places)}%" if get_language() == "en" else f"{num(value, places)} %"


@register.filter
def period_name(key: str) -> str:
    """A reporting period as people write it: "2026-11" as "tháng 11 năm 2026", "November 2026"; what is no key as it is."""
    try:
        return in_language(parse_period(key).named)
    except Problem:
        return key


@register.filter("said")
def in_language(text: str) -> str:
    """A sentence of the kernel in the reader's language; any other text as it is."""
    return said(text, get_language() or "vi")


@register.filter
def iso_day(text: str) -> str:
    """A day kept as "2026-11-25" written 25/11/2026. Errors: ValueError for another form."""
    return f"{date.fromisoformat(text):%d/%m/%Y}"


@register.inclusion_tag("components/empty.html")
def empty(
    title: str, text: str, url: str = "", action: str = "", symbol: str = "inbox", boxed: bool = True
) -> dict[str, Any]:
    """Nothing here yet: what this place is for and what to do now, with at most one action."""
    return {"title": title, "text": text, "url": url, "action": action, "symbol": symbol, "boxed": boxed}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: "Page[Any]", counted: tuple[int, int, int] | None = None) -> dict[str, Any]:
    """Links to the other pages of a list (`?trang=`), keeping its filters. counted: (first, last, all) where lines are no entries."""
    request: HttpRequest | None = context.get("request")
    numbers = [
        (number, page_link(request, number)) if isinstance(number, int) else (None, "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    first, last, total = counted or (page.start_index(), page.end_index(), page.paginator.count)
    return {
        "page": page,
        "first": first,
        "last": last,
        "total": total,
        "numbers": numbers,
        "before": page_link(request, page.number - 1) if page.has_previous() else "",
        "after": page_link(request, page.number + 1) if page.has_next() else "",
    }


def kind_of(field: BoundField) -> str:
    """How a field is laid out: "hidden", "check", "choices", "file", or "plain"."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "file" if isinstance(widget, ClearableFileInput) or getattr(widget, "input_type", "") == "file" else "plain"


def css_of(field: BoundField) -> str:
    """The classes of a field's widget, with those the form gave it kept."""
    widget = field.field.widget
    own = str(widget.attrs.get("class", ""))
    base = ""
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        base = "form-check-input"
    elif isinstance(widget, Select):
        base = "form-select"
    elif isinstance(widget, Input | Textarea):
        base = "form-control"
    return " ".join(filter(None, (base, "is-invalid" if field.errors else "", own)))


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", help: str = "") -> dict[str, Any]:
    """A form field: label above, help, widget, errors; wired with aria-describedby and aria-invalid."""
    kind = kind_of(bound)
    attrs: dict[str, str | bool] = {"class": css_of(bound)}
    help_text = help or bound.help_text
    described = []
    if "placeholder" in bound.field.widget.attrs:
        attrs["placeholder"] = ""  # the label and the help say it, and stay while one types
    if help_text and kind != "hidden":
        described.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
        attrs["aria-invalid"] = "true"
    if described and kind != "choices":
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "help": help_text,
        "described": " ".join(described),
        "widget": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "css": attrs["class"],
        "required": bound.field.required or getattr(bound.field, "conditional", False),
    }


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form in order, with the errors of the form as a whole above them."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """The errors that belong to no single field."""
    return {"errors": form.non_field_errors()}


@register.inclusion_tag("components/filedrop.html")
def filedrop(bound: BoundField, text: str = "", limit: str = "") -> dict[str, Any]:
    """A file field that also takes a dropped file. `limit` says in words what is taken."""
    described = " ".join(filter(None, (f"{bound.auto_id}_helptext", f"{bound.auto_id}_error" if bound.errors else "")))
    attrs: dict[str, str | bool] = {"class": css_of(bound), "aria-describedby": described}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {"field": bound, "widget": bound.as_widget(attrs=attrs), "text": text, "limit": limit or bound.help_text}


@register.simple_block_tag
def card(content: SafeString, title: str = "", id: str = "") -> SafeString:
    """A framed part of a page; `title` becomes its heading."""
    head = format_html('<div class="gb-card-head"><h2>{}</h2></div>', title) if title else ""
    attr = format_html(' id="{}"', id) if id else ""
    return format_html('<section class="gb-card"{}>{}<div class="gb-card-body">{}</div></section>', attr, head, content)


@register.simple_block_tag
def note(content: SafeString, tone: str = "info", symbol: str = "") -> SafeString:
    """A notice inside a page. Errors: KeyError for an unknown tone."""
    return format_html(
        '<div class="gb-note gb-tone-{}">{}<div>{}</div></div>', tone, icon(symbol or icon_of(tone)), content
    )


@register.inclusion_tag("components/messages.html")
def messages_list(messages: Iterable[Any] | None) -> dict[str, Any]:
    """Django's messages as notices, announced politely."""
    rows = [(NOTE_OF_LEVEL.get(m.level_tag, "info"), str(m)) for m in messages or ()]
    return {"rows": [(tone, icon_of(tone), text) for tone, text in rows]}


@register.simple_tag
def opener(target: str, label: str, style: str = "secondary", symbol: str = "") -> SafeString:
    """The button that opens a dialog; a link to it where there is no JavaScript."""
    drawing = icon(symbol) if symbol else ""
    return format_html(
        '<a class="btn btn-{}" href="#{}" data-dialog="{}" role="button">{}{}</a>',
        style,
        target,
        target,
        drawing,
        label,
    )


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: SafeString, id: str, title: str) -> SafeString:
    """A dialog with a heading and a close button; the content brings its own form or buttons."""
    return render_to_string("components/dialog.html", {"id": id, "title": title, "content": content})


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm(
    context: Context,
    id: str,
    title: str,
    text: str,
    url: str,
    action: str,
    tone: str = "primary",
    reason: bool = False,
    proposed: str = "",
    **hidden: str,
) -> dict[str, Any]:
    """A dialog that asks before a POST to `url`; `reason=True` asks why (`proposed`: what stands there at first); further keywords are
    sent along as hidden fields."""
    return {
        "id": id, "title": title, "text": text, "url": url, "action": action, "tone": tone, "reason": reason,
        "proposed": proposed,
        "hidden": hidden.items(), "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.simple_block_tag
def tabs(content: SafeString, label: str) -> SafeString:
    """Views of one object as links; `label` names the group aloud. Holds {% tab %}."""
    return format_html('<nav aria-label="{}"><ul class="gb-tabs">{}</ul></nav>', label, content)


@register.simple_tag(takes_context=True)
def tab(context: Context, url: str, label: str, active: bool | None = None, count: int | None = None) -> SafeString:
    """One tab; it is the current one when `active` says so or its address is the page's."""
    request: HttpRequest | None = context.get("request")
    here = active if active is not None else request is not None and url in (request.path, request.get_full_path())
    chip = format_html('<span class="gb-num-chip">{}</span>', num(count)) if count is not None else ""
    current = mark_safe(' aria-current="page"') if here else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', url, current, capfirst(gettext(str(label))), chip)


@register.inclusion_tag("components/history.html")
def history(changes: Iterable[Change]) -> dict[str, Any]:
    """The history of an object, newest first: `journal.history(...)`. Verbs are told by the titles rooms declared for them."""
    titles, kinds = access.titles(), dict(Op.choices)
    rows: list[dict[str, Any]] = [
        {
            "change": change,
            "verb": titles.get(change.verb) or kinds.get(change.op, change.op),
            "op": kinds.get(change.op, "") if change.verb in titles else "",
            "long": len(change.fields) > LONG_CHANGE,
        }
        for change in changes
    ]
    return {"rows": rows}


@register.simple_block_tag
def tiles(content: SafeString) -> SafeString:
    """A row of figures that matter now. Holds {% tile %}."""
    return format_html('<div class="gb-tiles">{}</div>', content)


@register.simple_tag
def tile(value: Decimal | int | str | None, label: str, tone: str = "", url: str = "") -> SafeString:
    """One figure with its name, a link where `url` is given."""
    shown = value if isinstance(value, str) else num(value)
    css = f"gb-tile gb-tile-{tone}" if tone else "gb-tile"
    label = capfirst(str(label))
    if url:
        return format_html('<a class="{}" href="{}"><strong>{}</strong><span>{}</span></a>', css, url, shown, label)
    return format_html('<div class="{}"><strong>{}</strong><span>{}</span></div>', css, shown, label)


@register.inclusion_tag("components/progress.html")
def progress(value: int, total: int, label: str) -> dict[str, Any]:
    """How much of a whole is done, in words too."""
    return {"value": value, "total": total, "label": label}


@register.simple_block_tag
def facts(content: SafeString) -> SafeString:
    """A list of names and values. Holds {% fact %}."""
    return format_html('<dl class="gb-facts">{}</dl>', content)


@register.simple_tag
def fact(label: str, value: object) -> SafeString:
    """One name with its value, "–" where there is none."""
    return format_html("<dt>{}</dt><dd>{}</dd>", label, "–" if value in (None, "") else value)
