"""The agenda of a session: its items, their order, what was said of them, and the agenda as it was frozen."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.agenda_diff import agenda_diff
from giaoban.occasions.meetings.models import Session
from giaoban.occasions.meetings.models.agenda import ITEM_KINDS
from giaoban.occasions.meetings.selectors import conclusions, follow_up
from giaoban.occasions.meetings.selectors import sessions as reads
from giaoban.occasions.meetings.states import ITEM
from giaoban.occasions.meetings.unit_words import Units
from giaoban.occasions.meetings.views.frame import Frame, frame_of, told
from giaoban.occasions.reports.views.posted import typed

STEPS = ("discuss", "postpone", "reset")


def page_of(frame: Frame) -> dict[str, Any]:
    """What the agenda shows."""
    session = frame.session
    names = conclusions.unit_list(session) if frame.may_prepare else {}
    lines = reads.agenda(frame.actor, session, names)
    first = next((line.item for line in lines if line.item.kind == "follow_up"), None)
    return {
        **frame.context,
        "lines": [(line, ITEM.label(line.item.state)) for line in lines],
        "last": len(lines),
        "waiting": sum(line.item.state == "waiting" and line.item.kind != "follow_up" for line in lines),
        "last_version": vars(session)["last_version"],
        "nobody_there": not vars(session)["anyone_there"],
        "kinds": [(code, title) for code, title in ITEM_KINDS if code != "follow_up"],
        "to_hear": len(reads.reports_to_hear(frame.actor, session)) if frame.may_prepare else 0,
        "follow_up": follow_up.follow_up(frame.actor, first, session, names) if first is not None else None,
        "conclusion": getattr(session, "conclusion", None),
        "units": list(names.values()),
    }


@require_GET
@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda."""
    return render(request, "meetings/agenda.html", page_of(frame_of(request, pk)))


def after(request: HttpRequest, frame: Frame, anchor: str = "") -> HttpResponse:
    """htmx gets the list of items, others go back to the page."""
    if getattr(request, "htmx", False):
        return render(request, "meetings/_items.html", page_of(frame_of(request, frame.session.pk)))
    response = redirect("meetings:agenda", pk=frame.session.pk)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


def unit_typed(request: HttpRequest, name: str, units: Units) -> int | None:
    """The unit whose name was typed or chosen, accents and case aside; None for an empty field. Errors: MTG-012."""
    words = typed(request, name, 200).strip()
    if not words:
        return None
    found = units.find(words)
    if found.unit is None or not found.sure:
        raise Problem("MTG-012", text=words)
    return found.unit


def units_of(session: Session) -> Units:
    """The units that a field may name."""
    return conclusions.units_to_address(session)


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item at the end."""
    frame = frame_of(request, pk)
    kind = typed(request, "kind", 12)

    def do() -> None:
        services.agenda_item_add(
            actor=frame.actor,
            session=frame.session,
            title=typed(request, "title", 500),
            kind=kind if kind in dict(ITEM_KINDS) else "other",
            unit_id=unit_typed(request, "unit", units_of(frame.session)),
        )

    told(request, do, "MTG-002", "MTG-012")
    return redirect("meetings:agenda", pk=pk)


@require_POST
@login_required
def add_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of the period that came in since, one item each."""
    frame = frame_of(request, pk)
    wanted = reads.reports_to_hear(frame.actor, frame.session)
    made = services.agenda_reports_add(actor=frame.actor, session=frame.session, submissions=wanted)
    messages.success(request, _("Đã đưa %(count)s báo cáo vào chương trình.") % {"count": len(made)})
    return redirect("meetings:agenda", pk=pk)


@require_POST
@login_required
def change(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Move, mark, edit or remove an item, as the pressed button says."""
    frame = frame_of(request, pk)
    who: dict[str, Any] = {"actor": frame.actor, "session": frame.session, "item_id": item}
    verb = typed(request, "verb", 20)
    if verb in ("up", "down"):
        services.agenda_item_move(**who, by=-1 if verb == "up" else 1)
    elif verb in STEPS:
        services.agenda_item_step(**who, verb=verb)
    elif verb == "remove":
        services.agenda_item_remove(**who)
    elif verb == "edit":
        told(request, lambda: save(request, frame, who), "MTG-002", "MTG-012")
        return redirect("meetings:agenda", pk=pk)
    else:
        raise Problem("MTG-003")
    return after(request, frame, f"nd-{item}" if verb != "remove" else "")


def save(request: HttpRequest, frame: Frame, who: dict[str, Any]) -> None:
    """Store what the item's form holds. Errors: as `agenda_item_edit`; MTG-012."""
    kind = typed(request, "kind", 12)
    services.agenda_item_edit(
        **who,
        title=typed(request, "title", 500),
        kind=kind if kind in dict(ITEM_KINDS) else "other",
        unit_id=unit_typed(request, "unit", units_of(frame.session)),
        note=typed(request, "note", 4000),
        outcome=typed(request, "outcome", 8000),
    )


@require_POST
@login_required
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the agenda as it stands."""
    frame = frame_of(request, pk)
    made = services.agenda_freeze(actor=frame.actor, session=frame.session)
    messages.success(request, _("Chương trình đã chốt, bản %(version)s.") % {"version": made.version})
    return redirect("meetings:agenda", pk=pk)


@require_GET
@login_required
def compare(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """A frozen agenda, and what changed since the one before it. Errors: MTG-003."""
    frame = frame_of(request, pk)
    frozen = {row.version: row for row in reads.versions(frame.session)}
    if version not in frozen:
        raise Problem("MTG-003")
    before = frozen.get(version - 1)
    context = {
        **frame.context,
        "version": frozen[version],
        "before": before,
        "diff": agenda_diff(before.rows, frozen[version].rows) if before else [],
        "versions": list(frozen.values()),
        "kinds": dict(ITEM_KINDS),
    }
    return render(request, "meetings/version.html", context)
