"""One collection: who has come, who has not, and what the office does about it."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.services.links import link_create, link_end
from giaoban.ground.org.selectors import unit_name, unit_names
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.forms import ChangeForm, LinkForm
from giaoban.occasions.collection.models import Collection
from giaoban.occasions.collection.rights import require_manage
from giaoban.occasions.collection.selectors.history import history_of
from giaoban.occasions.collection.states import COLLECTION, OPEN
from giaoban.occasions.collection.tell import tell_link
from giaoban.occasions.collection.views.closing import close_words
from giaoban.occasions.collection.views.frame import frame
from giaoban.occasions.collection.views.posted import typed

FRESH = "collection.fresh_link"
"""Session key of a link that was just made: shown on the next page and forgotten."""
FIELD_OF = {
    "COL-004": "due_on",
    "COL-015": "units",
    "COL-016": "units",
    "COL-021": "indicators",
    "COL-022": "breakdowns",
    "COL-049": "breakdowns",
}
STAY = {"COL-001", "COL-002", "COL-007", "COL-020", "COL-023", "COL-024", "COL-025", "COL-026", "COL-029", "FLW-001"}


@require_GET
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The units of a collection with how full and how punctual each is; just after a link was made, the message with it, once."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    context = frame(actor, asked)
    rows = selectors.progress(actor, asked)
    open_rows = [row.name for row in rows if row.expected and row.row.state in OPEN]
    waiting = list(selectors.waiting_comments(actor, asked)[:50])
    names = unit_names(units={each.row.unit_id for each in waiting}, on=asked.ends_on) if waiting else {}
    context |= {
        "rows": rows,
        "overall": selectors.overall(rows),
        "steps": COLLECTION.verbs(asked.state),
        "own": services.made_by(asked, actor),
        "text": selectors.text_for_all(
            asked, open_rows, address=request.build_absolute_uri(reverse("collection:collection", args=[pk]))
        ),
        "late": open_rows,
        "close_words": close_words(rows) if context["may_manage"] and asked.state == "open" else "",
        "to_approve": sum(row.row.state == "submitted" for row in rows),
        "questions": [(each, names.get(each.row.unit_id, "")) for each in waiting],
        "link_form": LinkForm(),
        "twice": selectors.asked_twice(asked) if asked.state == "draft" and context["may_manage"] else [],
    }
    fresh = request.session.pop(FRESH, None)
    if fresh and fresh["collection"] == pk:
        until = timezone.localdate(
            datetime.fromisoformat(fresh["until"]) - timedelta(seconds=1)
        )  # the last day in full
        context |= {"address": fresh["address"], "until": until, "unit": fresh["unit"], "asked": asked}
    return render(request, "collection/collection.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What a collection asks, of whom, until when. A change that concerns units of an open collection says first what it means (`seen`
    names what was said), and is made when that has been read."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    require_manage(actor, asked)
    bound = (request.POST,) if request.method == "POST" else ()
    form = ChangeForm(*bound, actor=actor, collection=asked)
    effect = None
    if request.method == "POST" and form.is_valid():
        try:
            effect = changed(request, actor, asked, form)
        except Problem as problem:
            form.add_error(FIELD_OF.get(problem.code), problem.sentence(request.LANGUAGE_CODE))
        else:
            if effect is None:
                return redirect("collection:collection", pk=pk)
    context = frame(actor, asked) | {"form": form, "effect": effect, "seen": seen_of(effect) if effect else ""}
    context["may_assign"] = effect is not None and "access.assign" in access.verbs_anywhere(actor)
    if effect is not None:
        form.fields["reason"].required = effect.takes_out  # what the field says of itself
    if effect is not None and typed(request, "seen"):
        context["moved"] = typed(request, "seen") != context["seen"]
    return render(request, "collection/change.html", context, status=422 if form.errors else 200)


def changed(request: HttpRequest, actor: Actor, asked: Collection, form: ChangeForm) -> services.Effect | None:
    """Make the change; or give back what it would mean, where that has not been read yet. Errors: those of `collection_change`."""
    wanted = form.wanted()
    effect = services.collection_foresee(actor=actor, collection=asked, wanted=wanted)
    if effect.matters and typed(request, "seen") != seen_of(effect):
        return effect
    try:
        made = services.collection_change(actor=actor, collection=asked, wanted=wanted)
    except Problem as problem:
        if problem.code != "COL-048":
            raise
        form.add_error("reason", problem.sentence(request.LANGUAGE_CODE))
        return effect
    if made.matters:
        messages.success(request, changed_said(made))
    return None


def seen_of(effect: services.Effect) -> str:
    """A short name of what was said about a change: another one where it means something else by now."""
    return sha256(repr(effect).encode()).hexdigest()[:32]


def changed_said(made: services.Effect) -> str:
    """What a change of an open collection did."""
    said = [_("Đã sửa đợt thu thập.")]
    if made.cells:
        said.append(_("%(n)d ô có số ra khỏi bảng; số đã báo vẫn được giữ.") % {"n": made.cells})
    if made.units_out:
        said.append(_("%(n)d đơn vị không phải nộp nữa.") % {"n": len(made.units_out)})
    if made.units_in:
        said.append(_("Đã đề nghị thêm %(n)d đơn vị.") % {"n": len(made.units_in)})
    if made.back:
        said.append(_("%(n)d đơn vị đã nộp phải điền thêm.") % {"n": len(made.back)})
    if made.filling:
        said.append(_("%(n)d đơn vị đang điền phải điền thêm.") % {"n": len(made.filling)})
    if made.told or made.untold:
        said.append(_("Đã báo %(n)d đơn vị.") % {"n": made.told})
    if made.without_role:
        said.append(_("Chưa ai có quyền điền số liệu ở: %(names)s.") % {"names": ", ".join(made.without_role)})
    if made.untold:
        said.append(_("Không có ai để báo, cần báo riêng: %(names)s.") % {"names": ", ".join(made.untold)})
    return " ".join(said)


@require_POST
@login_required
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close, recall or reopen."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    verb, reason = typed(request, "verb", 20), typed(request, "reason", 500)
    try:
        services.collection_step(actor=actor, collection=asked, verb=verb, reason=reason)
    except Problem as problem:
        refuse(request, problem)
    else:
        if verb == "start":
            messages.success(request, opened_said(services.units_told(asked, actor=actor)))
    return redirect("collection:collection", pk=pk)


def opened_said(told: tuple[int, int]) -> str:
    """What opening did: how many units were told, how many have nobody to be told and need a link."""
    units, without = told
    said = [_("Đã mở đợt thu thập, đã báo %(n)d đơn vị.") % {"n": units}]
    if without:
        said.append(_("%(n)d đơn vị không có tài khoản nhận báo: mở tên đơn vị để tạo đường dẫn.") % {"n": without})
    return " ".join(said)


def refuse(request: HttpRequest, problem: Problem) -> None:
    """Show a refusal on the next page. Errors: the problem itself where it is not one to stay for."""
    if problem.code not in STAY:
        raise problem
    messages.error(request, problem.sentence(request.LANGUAGE_CODE))


@require_POST
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a collection that was never opened."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    title = asked.title
    try:
        services.collection_delete(actor=actor, collection=asked)
    except Problem as problem:
        refuse(request, problem)
        return redirect("collection:collection", pk=pk)
    messages.success(request, _("Đã xóa “%(title)s”.") % {"title": title})
    return redirect("collection:list")


@require_POST
@login_required
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind everybody who has not submitted."""
    actor = actor_of(request)
    names = services.units_remind(actor=actor, collection=selectors.collection_get(actor, pk))
    if names:
        messages.success(request, _("Đã nhắc %(names)s.") % {"names": ", ".join(names)})
    else:
        messages.info(request, _("Mọi đơn vị đã nộp, không phải nhắc đơn vị nào."))
    return redirect("collection:collection", pk=pk)


@require_POST
@login_required
def approve_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve every unit whose figures wait."""
    actor = actor_of(request)
    asked: Collection = selectors.collection_get(actor, pk)
    count = services.rows_approve(actor=actor, collection=asked)
    messages.success(request, _("Đã duyệt số liệu của %(count)d đơn vị.") % {"count": count})
    return redirect("collection:collection", pk=pk)


@require_POST
@login_required
def prefill(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the registers again."""
    actor = actor_of(request)
    count = services.prefills_compute(actor=actor, collection=selectors.collection_get(actor, pk))
    messages.success(request, _("Các sổ theo dõi gợi ý được %(count)d ô.") % {"count": count})
    return redirect("collection:collection", pk=pk)


@require_POST
@login_required
def excuse(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Say why nothing is expected of a unit this time."""
    actor = actor_of(request)
    services.unit_excuse(actor=actor, row=selectors.row_get(actor, pk, row), reason=typed(request, "reason", 300))
    return redirect("collection:form", pk=pk, row=row)


@require_GET
@login_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every change of the collection."""
    actor = actor_of(request)
    asked = selectors.collection_get(actor, pk)
    access.require(actor, "collection.manage", asked)
    return render(request, "collection/history.html", frame(actor, asked) | {"changes": history_of(asked, on=actor.on)})


@require_POST
@login_required
def make_link(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A link for one unit's row, shown once with a message ready to copy, mailed as well where an address is given."""
    actor = actor_of(request)
    asked = selectors.row_get(actor, pk, row)
    access.require(actor, "collection.manage", asked)
    if asked.collection.state != "open":
        raise Problem("COL-002", title=asked.collection.title)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["email"][0]))
        return redirect("collection:form", pk=pk, row=row)
    made = link_create(
        actor=actor,
        obj=asked,
        verbs=["collection.view", "collection.fill"],
        purpose=asked.collection.title[:200],
        until=link_end(asked.collection.due_on, at=actor.at),
        unit=asked.unit,
        permission="collection.manage",
    )
    address = request.build_absolute_uri(reverse("collection:open", args=[made.token]))
    unit = unit_name(unit=asked.unit_id, on=asked.collection.ends_on)
    request.session[FRESH] = {"collection": pk, "address": address, "until": made.link.until.isoformat(), "unit": unit}
    mail = form.cleaned_data["email"]
    if mail:
        told = {"asked": asked.collection, "unit": unit, "address": address}
        text = render_to_string("collection/message.txt", told).strip()
        with transaction.atomic():
            tell_link(asked, address=mail, message=text, secret=address, actor=actor)
        messages.success(request, _("Đang gửi thư kèm đường dẫn đến %(address)s.") % {"address": mail})
    return redirect("collection:collection", pk=pk)
