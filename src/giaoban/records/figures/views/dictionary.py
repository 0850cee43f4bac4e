"""The dictionary of indicators: list, one indicator with its figures and targets, and changing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.ground.org.selectors import unit_names
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.indicators import dims_key
from giaoban.kernel.problems import Problem
from giaoban.records.figures import selectors, services
from giaoban.records.figures.breakdowns import dimension_words, part_words
from giaoban.records.figures.forms import IndicatorForm, ReasonForm, TargetForm
from giaoban.records.figures.models import Indicator
from giaoban.records.figures.states import INDICATOR

PER_PAGE = 50
COURSE = 26
"""So many of the newest periods are shown of an indicator's course."""
INITIAL = (
    "name",
    "unit_of_measure",
    "kind",
    "direction",
    "owner_unit_id",
    "source",
    "legal_basis",
    "field",
    "definition",
    "frequency",
    "calendar",
    "dimensions",
    "limit",
    "sharing",
    "classification",
)
get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The indicators that the actor may see; `?q=` searches, `?trang-thai=` narrows (default: in use)."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    text, state = request.GET.get("q", "").strip()[:200], request.GET.get("trang-thai", "live")
    state = state if state in INDICATOR.states else ""
    rows = selectors.with_counts(selectors.indicators(actor, text=text, state=state))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    owners = unit_names(units={row.owner_unit_id for row in page if row.owner_unit_id}, on=actor.on)
    context = {
        "page_obj": page,
        "rows": [(row, owners.get(row.owner_unit_id or 0, ""), INDICATOR.label(row.state)) for row in page],
        "text": text,
        "state": state,
        "states": [(code, _(INDICATOR.label(code))) for code in ("live", "retired")],
        "may_edit": "figures.edit" in access.verbs_anywhere(actor),
    }
    return render(request, "figures/indicators.html", context)


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: what it means, the words that reports use for it, its targets and figures."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    figures = Paginator(selectors.series(actor, indicator=indicator), PER_PAGE).get_page(request.GET.get("trang"))
    targets = list(selectors.targets(actor, indicator=indicator)[:PER_PAGE])
    units = {row.unit_id for row in figures} | {row.unit_id for row in targets} | {indicator.owner_unit_id or 0}
    having = selectors.units_of_course(actor, indicator)
    names = unit_names(units=units | set(having), on=actor.on)
    unit = unit_asked(request, actor, having)
    may_edit = access.allowed(actor, "figures.edit", indicator)
    context = {
        "indicator": indicator,
        "state": INDICATOR.label(indicator.state),
        "owner": names.get(indicator.owner_unit_id or 0, ""),
        "aliases": list(indicator.aliases.order_by("alias")),
        "dimensions": dimensions_said(indicator),
        "course": selectors.course(actor, indicator=indicator, unit_id=unit)[:COURSE] if unit else [],
        "units": sorted(((pk, names.get(pk, "")) for pk in having), key=lambda pair: sort_key(pair[1])),
        "unit": unit,
        "page_obj": figures,
        "figures": [(row, names.get(row.unit_id, "")) for row in figures],
        "targets": [(row, names.get(row.unit_id, "")) for row in targets],
        "may_edit": may_edit,
        "steps": INDICATOR.verbs(indicator.state) if may_edit else (),
    }
    return render(request, "figures/indicator.html", context)


def dimensions_said(indicator: Indicator) -> str:
    """The breakdowns of an indicator and their parts in words: "giới tính: nam, nữ; lĩnh vực"."""
    said = {
        dimension_words(key): ", ".join(part_words(dims_key({key: value})) for value in values)
        for key, values in sorted(indicator.dimensions.items())
    }
    return "; ".join(f"{name}: {parts}" if parts else name for name, parts in said.items())


def unit_asked(request: HttpRequest, actor: Actor, having: list[int]) -> int:
    """The unit of `?don-vi=` whose course is shown, else the body's area where it has figures, else the first unit; 0 where none has."""
    text = request.GET.get("don-vi", "")[:18]
    if text.isdecimal():
        return int(text)
    area = selectors.area_of(actor)
    return area if area in having else next(iter(having), 0)


def indicator_form(request: HttpRequest, actor: Actor, indicator: Indicator | None = None) -> IndicatorForm:
    """The form, filled with what the indicator has now."""
    others = selectors.indicators(actor, state="live").filter(body_id=actor.body_id or 0)
    if indicator is not None:
        others = others.exclude(pk=indicator.pk)
    initial: dict[str, Any] = {}
    if indicator is not None:
        names = ("code", *INITIAL)
        initial = {name: getattr(indicator, name) for name in names}
        initial |= {"numerator": indicator.numerator_id, "denominator": indicator.denominator_id}
    data = request.POST if request.method == "POST" else None
    form = IndicatorForm(data, initial=initial, others=others, units=selectors.unit_choices(actor))
    if indicator is not None:
        del form.fields["code"]
    return form


def parts_of(actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """The form's answer with the indicators that it names in place of their numbers."""
    found = dict(data)
    for name in ("numerator", "denominator"):
        number = found.get(name)
        found[name] = selectors.indicator_get(actor, number) if number else None
    return found


@get_or_post
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new indicator."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.edit")
    return form_page(
        request,
        indicator_form(request, actor),
        lambda data: services.indicator_create(actor=actor, body_id=actor.body_id or 0, **parts_of(actor, data)),
        title=_("Lập chỉ tiêu"),
        back=reverse("figures:indicators"),
        submit=_("Lập chỉ tiêu"),
        said=_("Đã lập chỉ tiêu."),
        done=lambda made: reverse("figures:indicator", args=[made.pk]),
    )


def edited(
    request: HttpRequest, pk: int, *, title: str, submit: str, said: str, lead: str, do: Callable[..., Indicator]
) -> HttpResponse:
    """The form of an indicator that exists; `do` is called with actor, indicator and the changed fields."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    access.require(actor, "figures.edit", indicator)

    def change(data: dict[str, Any]) -> Indicator:
        fields = parts_of(actor, data)
        for name in ("numerator", "denominator"):
            part = fields.pop(name)
            fields[f"{name}_id"] = part.pk if part else None
        return do(actor=actor, indicator=indicator, **fields)

    return form_page(
        request,
        indicator_form(request, actor, indicator),
        change,
        title=title.format(name=indicator.name),
        back=reverse("figures:indicator", args=[pk]),
        submit=submit,
        said=said,
        lead=lead,
        done=lambda made: reverse("figures:indicator", args=[made.pk]),
    )


@get_or_post
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an indicator in place."""
    return edited(
        request,
        pk,
        title=_("Sửa chỉ tiêu: {name}"),
        submit=_("Lưu"),
        said=_("Đã lưu chỉ tiêu."),
        lead=_(
            "Chỉ tiêu đã có số liệu thì đơn vị tính, loại và cách tính không đổi được nữa; khi đó lập phiên bản mới."
        ),
        do=services.indicator_change,
    )


@get_or_post
@login_required
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version of an indicator today; the old one keeps its figures."""

    def begin(*, actor: Actor, indicator: Indicator, **fields: Any) -> Indicator:
        return services.indicator_version(actor=actor, indicator=indicator, on=actor.on, **fields)

    return edited(
        request,
        pk,
        title=_("Phiên bản mới của chỉ tiêu: {name}"),
        submit=_("Lập phiên bản mới"),
        said=_("Đã lập phiên bản mới. Số liệu đã ghi vẫn thuộc phiên bản cũ."),
        lead=_("Phiên bản mới dùng từ hôm nay; phiên bản cũ ngừng dùng và giữ nguyên số liệu."),
        do=begin,
    )


@get_or_post
@login_required
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop using an indicator."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    access.require(actor, "figures.edit", indicator)
    back = reverse("figures:indicator", args=[pk])
    return form_page(
        request,
        ReasonForm(request.POST if request.method == "POST" else None),
        lambda data: services.indicator_retire(actor=actor, indicator=indicator, on=actor.on, reason=data["reason"]),
        title=_("Ngừng dùng chỉ tiêu: {name}").format(name=indicator.name),
        back=back,
        submit=_("Ngừng dùng chỉ tiêu"),
        said=_("Đã ngừng dùng chỉ tiêu. Số liệu đã ghi được giữ nguyên."),
    )


@get_or_post
@login_required
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a target of an indicator."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    access.require_anywhere(actor, "figures.edit")
    set_now = selectors.targets_of(actor, year=actor.on.year) + selectors.targets_of(actor, year=actor.on.year + 1)
    others = {row.pk: row for row in set_now}
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        units=selectors.unit_choices(actor),
        others=[(row.pk, f"{row.indicator} – {row.words}") for row in set_now if row.indicator_id != pk],
    )

    def give(data: dict[str, Any]) -> object:
        return services.target_set(
            actor=actor,
            indicator=indicator,
            unit=selectors.unit_get(data["unit"]),
            period=services.period_of(data["period"]),
            part_of=others.get(data["part_of"] or 0),
            reference=others.get(data["reference"] or 0),
            **{name: data[name] for name in ("kind", "amount", "high", "points", "weight", "act", "issued_on")},
        )

    return form_page(
        request,
        form,
        give,
        title=_("Giao chỉ tiêu: {name}").format(name=indicator.name),
        back=reverse("figures:indicator", args=[pk]),
        submit=_("Giao chỉ tiêu"),
        said=_("Đã giao chỉ tiêu."),
    )


@require_POST
@login_required
def alias(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember a phrase for an indicator (`cach-goi`), or forget one (`bo`, its number)."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    gone = request.POST.get("bo", "")[:18]
    try:
        if gone.isdecimal():
            found = indicator.aliases.filter(pk=int(gone)).first()
            if found is not None:
                services.indicator_alias_remove(actor=actor, alias=found)
        else:
            words = request.POST.get("cach-goi", "").replace("\x00", "")[:300]
            services.indicator_alias_add(actor=actor, indicator=indicator, alias=words)
    except Problem as problem:
        if problem.status in {403, 404}:
            raise
        messages.error(request, problem.sentence(request.LANGUAGE_CODE))
    return redirect(reverse("figures:indicator", args=[pk]) + "#cach-goi")


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of an indicator, its phrases and targets."""
    actor = actor_of(request)
    indicator = selectors.indicator_get(actor, pk)
    context = {"indicator": indicator, "changes": lines(indicator, on=actor.on)}
    return render(request, "figures/indicator_history.html", context)
