"""Criteria sets: the list and the library, one set, changing a draft, its file."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.directory.history import lines
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import form_page
from giaoban.kernel.problems import Problem
from giaoban.kernel.scorecard import shown, write_set
from giaoban.occasions.appraisals import services
from giaoban.occasions.appraisals.forms import CriterionForm, HeadForm, ImportForm, PublishForm
from giaoban.occasions.appraisals.library import shipped
from giaoban.occasions.appraisals.models import ScoreCriterion, ScoreSet
from giaoban.occasions.appraisals.selectors.sets import doubts, set_get, sets, value_of
from giaoban.occasions.appraisals.services.sets import HEAD
from giaoban.occasions.appraisals.states import SET
from giaoban.occasions.appraisals.views.posted import typed
from giaoban.occasions.appraisals.views.results import file_of
from giaoban.records.figures.printing import in_language

LARGEST = 500_000
get_or_post = require_http_methods(["GET", "POST"])


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The body's sets, and those that are shipped."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.view")
    rows = [(row, SET.label(row.state)) for row in sets(actor)]
    taken = {row.code for row, _word in rows}
    context = {
        "rows": rows,
        "library": [(each, doubts(each), each.code in taken) for each in shipped().values()],
        "may_manage": "appraisals.manage" in access.verbs_anywhere(actor) and access.whole(actor, "appraisals.manage"),
    }
    return render(request, "appraisals/sets.html", context)


@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Take a shipped set over as a draft."""
    actor = actor_of(request)
    made = services.set_take(actor=actor, body_id=actor.body_id or 0, code=typed(request, "bo", 40))
    messages.success(request, _("Đã lấy bộ tiêu chí làm dự thảo. Kiểm tra, sửa rồi đưa vào sử dụng."))
    return redirect("appraisals:set", pk=made.pk)


@get_or_post
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Take a set over from a file."""
    actor = actor_of(request)
    access.require_anywhere(actor, "appraisals.manage")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()

    def do(data: dict[str, Any]) -> ScoreSet:
        content = data["file"].read(LARGEST * 4 + 1)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem("SCO-001", where=gettext("tệp"), why=gettext("không phải chữ UTF-8")) from error
        return services.set_import(actor=actor, body_id=actor.body_id or 0, text=text)

    return form_page(
        request,
        form,
        do,
        title=_("Nhập bộ tiêu chí từ tệp"),
        back=reverse("appraisals:sets"),
        submit=_("Nhập bộ tiêu chí"),
        said=_("Đã nhập bộ tiêu chí làm dự thảo."),
        done=lambda made: reverse("appraisals:set", args=[made.pk]),
    )


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One set."""
    actor = actor_of(request)
    row = set_get(actor, pk)
    found = value_of(row)
    rules = {each.pk: found.criteria[place] for place, each in enumerate(row.criteria.all())}
    groups = [
        (
            group,
            [
                (each, rules[each.pk], words_of(rules[each.pk]))
                for each in row.criteria.all()
                if each.group_id == group.pk
            ],
        )
        for group in row.groups.all()
    ]
    may = access.allowed(actor, "appraisals.manage", row) and access.whole(actor, "appraisals.manage")
    context = {
        "row": row,
        "state": SET.label(row.state),
        "found": found,
        "groups": groups,
        "doubts": doubts(found),
        "may_manage": may,
        "may_edit": may and row.state == "draft",
    }
    return render(request, "appraisals/set.html", context)


def number(value: Decimal) -> str:
    """A number as the language in use writes it."""
    return in_language(shown(value))


def words_of(criterion: Any) -> str:
    """How a criterion is scored, in a few words."""
    rule = criterion.rule
    steps = "; ".join(
        _("từ %(least)s: %(points)s") % {"least": number(step.at_least), "points": number(step.points)}
        for step in rule.steps
    )
    answers = "; ".join(f"{number(choice.points)} – {choice.label}" for choice in rule.choices)
    bounds = "; ".join(
        f"{name + ' ' if name else ''}{rule.compare} {number(value)}" for name, value in rule.bounds.items()
    )
    return {
        "manual": _("chấm tay"),
        "yes_no": _("đạt hoặc chưa đạt"),
        "choice": answers,
        "count_bands": _("theo số lượng: %(steps)s") % {"steps": steps},
        "share_bands": _("theo tỷ lệ: %(steps)s") % {"steps": steps},
        "share": _("tỷ lệ × điểm tối đa"),
        "threshold": bounds or _("chưa có ngưỡng"),
        "faults": _("trừ %(points)s điểm mỗi lỗi") % {"points": number(rule.each)},
        "items": _("%(points)s điểm mỗi mục") % {"points": number(rule.each)},
        "mean": _("tổng điểm các hồ sơ / số hồ sơ"),
    }[rule.kind]


@get_or_post
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head of a draft."""
    actor = actor_of(request)
    row = set_get(actor, pk)
    access.require(actor, "appraisals.manage", row)
    bands = "\n".join(
        f"{band.code} | {band.title} | {shown(band.at_least)}" + (f" | {', '.join(band.needs)}" if band.needs else "")
        for band in row.bands.all()
    )
    initial = {name: getattr(row, name) for name in HEAD} | {
        "bands": bands,
        "cap": shown(row.cap) if row.cap is not None else "",
    }
    return form_page(
        request,
        HeadForm(request.POST if request.method == "POST" else None, initial=initial),
        lambda data: services.set_change(actor=actor, score_set=row, **data),
        title=_("Sửa bộ tiêu chí"),
        lead=row.title,
        back=reverse("appraisals:set", args=[pk]),
        submit=_("Lưu"),
        said=_("Đã lưu bộ tiêu chí."),
    )


def initial_of(row: ScoreCriterion | None) -> dict[str, Any]:
    """The form of a criterion as it is."""
    if row is None:
        return {"kind": "manual", "role": "score", "compare": ">=", "confidence": "high"}
    names = ("code", "title", "role", "evidence", "measure", "indicator", "whole_indicator", "confidence", "source")
    rule = row.rule
    lines = [f"{step['from']} | {step['points']}" for step in rule.get("steps", [])]
    lines += [f"{choice['points']} | {choice['label']}" for choice in rule.get("choices", [])]
    lines += [f"{name} | {value}" if name else value for name, value in rule.get("bounds", {}).items()]
    return {name: getattr(row, name) for name in names} | {
        "group": row.group.code,
        "maximum": shown(row.maximum),
        "kind": rule.get("kind", "manual"),
        "levels": "\n".join(lines),
        "compare": rule.get("compare", ">="),
        "each": str(rule.get("each", "")).replace(".", ","),
    }


@get_or_post
@login_required
def criterion(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """Add a criterion to a draft, or change one."""
    actor = actor_of(request)
    score_set = set_get(actor, pk)
    access.require(actor, "appraisals.manage", score_set)
    old = next((each for each in score_set.criteria.all() if each.pk == row), None)
    if row is not None and old is None:
        raise Problem("APR-014")
    form = CriterionForm(request.POST if request.method == "POST" else None, initial=initial_of(old))
    return form_page(
        request,
        form,
        lambda data: services.criterion_save(
            actor=actor, score_set=score_set, fields=form.fields_of(), group_title=data["group_title"], pk=row
        ),
        title=_("Sửa tiêu chí") if old else _("Thêm tiêu chí"),
        lead=score_set.title,
        back=reverse("appraisals:set", args=[pk]),
        submit=_("Lưu tiêu chí"),
        said=_("Đã lưu tiêu chí."),
    )


@require_POST
@login_required
def criterion_off(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take a criterion out of a draft."""
    actor = actor_of(request)
    services.criterion_remove(actor=actor, score_set=set_get(actor, pk), pk=row)
    return redirect("appraisals:set", pk=pk)


@get_or_post
@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft into use; where something is unverified, the text it was compared with is asked for."""
    actor = actor_of(request)
    row = set_get(actor, pk)
    access.require(actor, "appraisals.manage", row)
    return form_page(
        request,
        PublishForm(request.POST if request.method == "POST" else None),
        lambda data: services.set_step(actor=actor, score_set=row, verb="publish", compared=data["compared"]),
        title=_("Đưa bộ tiêu chí vào sử dụng"),
        lead=row.title,
        back=reverse("appraisals:set", args=[pk]),
        submit=_("Đưa vào sử dụng"),
        said=_("Bộ tiêu chí đã đưa vào sử dụng; từ nay sửa bằng phiên bản mới."),
    )


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a set, or begin its next version."""
    actor = actor_of(request)
    row = set_get(actor, pk)
    if typed(request, "verb", 20) == "version":
        made = services.set_version(actor=actor, score_set=row)
        messages.success(request, _("Đã lập phiên bản mới làm dự thảo."))
        return redirect("appraisals:set", pk=made.pk)
    services.set_step(actor=actor, score_set=row, verb="retire", compared=typed(request, "reason", 500))
    return redirect("appraisals:set", pk=pk)


@require_GET
@login_required
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The set as TOML."""
    row = set_get(actor_of(request), pk)
    return file_of(write_set(value_of(row)).encode(), "application/toml", f"{row.code}-{row.version}.toml")


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of a set, its criteria and bands."""
    actor = actor_of(request)
    row = set_get(actor, pk)
    return render(request, "appraisals/set_history.html", {"row": row, "changes": lines(row, on=actor.on)})
