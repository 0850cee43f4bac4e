"""The year's targets: the board, one target with what was handed down, handing down, a unit's own registration."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import csv_answer, form_page
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.selectors import unit_names, units_on
from giaoban.ground.org.sorting import sort_key
from giaoban.kernel.problems import Problem
from giaoban.kernel.quantity import vietnamese
from giaoban.kernel.wording import said
from giaoban.records.figures import selectors, services
from giaoban.records.figures.forms import AmountField, RegisterForm
from giaoban.records.figures.models import Target
from giaoban.records.figures.printing import in_language, spread, written
from giaoban.records.figures.standing import standing, standings

PER_PAGE = 50
TONES = {"met": "ok", "on_pace": "info", "behind": "warn", "missed": "bad", "unknown": "muted"}
YEARS = range(1990, 2101)
MOST_UNITS = 400
"""So many units fit on one page of handing down."""


def year_asked(request: HttpRequest, actor: Actor) -> int:
    """The year of `?nam=`, else this one."""
    text = request.GET.get("nam", "")[:4]
    return int(text) if text.isdecimal() and int(text) in YEARS else actor.on.year


@require_GET
@login_required
def board(request: HttpRequest) -> HttpResponseBase:
    """The board of a year; `?nam=`, `?don-vi=`, `?ket-luan=`, `?q=` narrow, `?xuat=csv` gives the same rows as a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.view")
    year = year_asked(request, actor)
    every = selectors.targets_of(actor, year=year)
    units = unit_asked(request, actor, every)
    rows = selectors.judged(actor, [row for row in every if row.unit_id == units], on=actor.on)
    text, status = squeeze(request.GET.get("q", "")[:200]), request.GET.get("ket-luan", "")
    words = standings()
    counts: Counter[str] = Counter(standing(row) for row in rows)
    shown = [
        row for row in rows if (not text or text in squeeze(f"{row.target.indicator.code} {row.target.indicator.name}"))
    ]
    shown = [row for row in shown if status not in words or standing(row) == status]
    if request.GET.get("xuat") == "csv":
        return csv_answer(f"chi-tieu-nam-{year}", header(), lines(shown))
    names, language = unit_names_of(actor, every), get_language() or "vi"
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "year": year,
        "years": [year + 1, year, year - 1, year - 2],
        "page_obj": page,
        "rows": [(row, TONES[row.verdict.status]) for row in page],
        "units": names,
        "unit": units,
        "unit_name": dict(names).get(units, ""),
        "statuses": [(code, said(words[code], language), TONES.get(code, "warn"), counts[code]) for code in words],
        "status": status,
        "text": request.GET.get("q", "")[:200],
        "already": sum(row.verdict.already for row in rows),
        "may_register": "figures.record" in access.verbs_anywhere(actor),
    }
    return render(request, "figures/year.html", context)


def unit_asked(request: HttpRequest, actor: Actor, targets: list[Target]) -> int:
    """The unit of `?don-vi=`, else the body's area where it has targets, else the first unit with any."""
    text, having = request.GET.get("don-vi", "")[:18], {row.unit_id for row in targets}
    if text.isdecimal():
        return int(text)
    area = selectors.area_of(actor)
    return area if area in having or not having else min(having)


def unit_names_of(actor: Actor, targets: list[Target]) -> list[tuple[int, str]]:
    """The units with targets by name."""
    names = unit_names(units={row.unit_id for row in targets}, on=actor.on)
    return sorted(names.items(), key=lambda pair: sort_key(pair[1]))


def header() -> list[str]:
    """Titles of the file's columns."""
    return [
        _("Mã chỉ tiêu"),
        _("Chỉ tiêu"),
        _("Đơn vị tính"),
        _("Đơn vị được giao"),
        _("Mức giao"),
        _("Đã đạt"),
        _("So với mức giao"),
        _("Kết luận"),
        _("Cách tính"),
        _("Văn bản giao"),
    ]


def lines(rows: list[selectors.Judged]) -> Iterator[list[str]]:
    """Rows of the file, parts under their whole."""
    for row in rows:
        target, verdict, language = row.target, row.verdict, get_language() or "vi"
        yield [
            target.indicator.code,
            target.indicator.name,
            target.indicator.unit_of_measure,
            row.unit,
            target.words,
            in_language(spread(row.reached)),
            written(verdict.share) if verdict.share is not None else "",
            said(verdict.words, language),
            said(verdict.sentence, language),
            target.act,
        ]
        yield from lines(list(row.parts))


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One target: the verdict with its arithmetic, its parts, and what was handed down held against it."""
    actor = actor_of(request)
    target = selectors.target_get(actor, pk)
    siblings = selectors.targets_of(actor, year=target.period.cut.year, units=[target.unit_id])
    found = [row for row in with_parts(selectors.judged(actor, siblings, on=actor.on)) if row.target.pk == target.pk]
    row = found[0] if found else selectors.judged(actor, [target], on=actor.on)[0]
    below = selectors.handed_down_from(actor, target)
    handed = selectors.judged(actor, below, on=actor.on)
    given = {child.unit_id for child in below}
    missing = [node.name for node in children_of(actor, target) if node.id not in given] if below else []
    context = {
        "row": row,
        "tone": TONES[row.verdict.status],
        "parts": [(part, TONES[part.verdict.status]) for part in row.parts],
        "handed": [(child, TONES[child.verdict.status]) for child in handed],
        "check": selectors.checked(target, below, missing=missing) if below else None,
        "may_hand_down": access.allowed(actor, "figures.edit", target) and bool(children_of(actor, target)),
    }
    return render(request, "figures/target.html", context)


def with_parts(rows: list[selectors.Judged]) -> Iterator[selectors.Judged]:
    """Every row and the parts below it."""
    for row in rows:
        yield row
        yield from with_parts(list(row.parts))


def children_of(actor: Actor, target: Target) -> list[Any]:
    """The areas right under a target's unit (communes of a district, hamlets of a commune), remembered for the request."""
    key = ("figures.children", target.unit_id)
    if key not in actor.memory:
        nodes = units_on(on=actor.on, under=target.unit_id)
        areas = [node for node in nodes if node.depth == 1 and node.body_id is None]
        actor.memory[key] = areas or [node for node in nodes if node.depth == 1]
    found: list[Any] = actor.memory[key]
    return found


@require_http_methods(["GET", "POST"])
@login_required
def hand_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the units below their part: one line for each, empty for none; the sum is held against the target before and after."""
    actor = actor_of(request)
    target = selectors.target_get(actor, pk)
    access.require(actor, "figures.edit", target)
    units = children_of(actor, target)[:MOST_UNITS]
    now = {row.unit_id: row for row in selectors.handed_down_from(actor, target)}
    typed = {node.id: request.POST.get(f"phan-{node.id}", "").strip()[:30] for node in units}
    act = request.POST.get("act", target.act)[:200]
    errors: dict[int, str] = {}
    if request.method == "POST":
        shares, errors = shares_of(units, typed)
        if not errors:
            try:
                made = services.target_hand_down(actor=actor, target=target, shares=shares, act=act)
            except Problem as problem:
                if problem.status in {403, 404}:
                    raise
                messages.error(request, problem.sentence(request.LANGUAGE_CODE))
            else:
                messages.success(request, _("Đã phân giao cho {count} đơn vị.").format(count=len(made)))
                return redirect("figures:target", pk=target.pk)
    else:
        typed = {unit: vietnamese(row.amount) for unit, row in now.items() if row.amount is not None}
    rows = [(node.id, node.name, typed.get(node.id, ""), errors.get(node.id, "")) for node in units]
    context = {"target": target, "rows": rows, "act": act, "errors": bool(errors)}
    return render(request, "figures/hand_down.html", context, status=422 if errors else 200)


def shares_of(units: list[Any], typed: dict[int, str]) -> tuple[list[services.Share], dict[int, str]]:
    """What was typed as shares, and the sentences of what is no number."""
    field, shares, errors = AmountField(), [], {}
    for node in units:
        try:
            amount: Decimal | None = field.clean(typed.get(node.id, ""))
        except ValidationError as error:
            errors[node.id] = " ".join(error.messages)
            continue
        if amount is not None:
            shares.append(services.Share(unit=selectors.unit_get(node.id), amount=amount))
    return shares, errors


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """A unit registers how much it will do."""
    actor = actor_of(request)
    access.require_anywhere(actor, "figures.record")
    known = {row.pk: row for row in selectors.indicators(actor, state="live").filter(body_id=actor.body_id or 0)}
    form = RegisterForm(
        request.POST if request.method == "POST" else None,
        indicators=known.values(),
        units=selectors.unit_choices(actor),
        initial={
            "unit": actor.unit_id,
            "period": str(actor.on.year),
            "indicator": request.GET.get("chi-tieu", "")[:18],
        },
    )

    def store(data: dict[str, Any]) -> Target:
        return services.target_register(
            actor=actor,
            indicator=known[data["indicator"]],
            unit=selectors.unit_get(data["unit"]),
            period=services.period_of(data["period"]),
            amount=data["amount"],
            note=data["note"],
        )

    return form_page(
        request,
        form,
        store,
        title=_("Đăng ký chỉ tiêu"),
        lead=_("Đơn vị tự đăng ký khối lượng sẽ làm trong kỳ; chỉ tiêu đã được giao thì không đăng ký thay."),
        back=reverse("figures:year"),
        submit=_("Đăng ký chỉ tiêu"),
        said=_("Đã đăng ký chỉ tiêu."),
        done=lambda made: reverse("figures:target", args=[made.pk]),
    )
