"""The sections of a report are renamed, added, moved, taken out and brought back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import services
from giaoban.occasions.consolidation.forms import codes_of
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.occasions.consolidation.views.blocks import back
from giaoban.occasions.consolidation.views.frame import Frame, frame_of, told, typed

STAY = {"ACC-002", "CNS-001", "CNS-010", "CNS-011", "CNS-012", "CNS-015", "CNS-021", "CNS-022", "DOC-002"}
WITH_BLOCKS = "*"
"""What is chosen where the blocks of a section go out with it."""


@require_POST
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What the pressed button says; the answer leads to the section."""
    frame = frame_of(request, pk)
    key = typed(request, "section", 40)
    with told(request, STAY):
        key = do(request, frame, key)
    return back(pk, f"phan-{key}" if key else "")


def do(request: HttpRequest, frame: Frame, key: str) -> str:
    """Do it; the key of the section to show. Errors: those of the services; FLW-001 for an unknown button."""
    verb = typed(request, "verb", 20)
    title = typed(request, "title", 300)
    match verb:
        case "rename":
            services.section_rename(
                actor=frame.actor, report=frame.report, key=key, before=typed(request, "before", 300), title=title
            )
        case "up" | "down":
            services.section_move(actor=frame.actor, report=frame.report, key=key, to=verb)
        case "add":
            kind, codes = typed(request, "kind", 10) or "text", codes_of(typed(request, "indicators", 8000))
            made = services.section_add(
                actor=frame.actor, report=frame.report, title=title, kind=kind, after=key, codes=codes
            )
            messages.success(request, _("Đã thêm phần “%(title)s”.") % {"title": " ".join(title.split())})
            return made
        case "remove":
            to = typed(request, "to", 40)
            if not to:
                raise Problem("CNS-022")
            where = "" if to == WITH_BLOCKS else to
            count = services.section_remove(actor=frame.actor, report=frame.report, key=key, to=where)
            told = (
                _("Đã chuyển %(count)d khối, bỏ phần.")
                if where
                else _("Đã bỏ phần cùng %(count)d khối; lấy lại được ở cuối trang.")
            )
            messages.success(request, told % {"count": count})
            return where
        case "restore":
            services.section_restore(actor=frame.actor, report=frame.report, key=key)
        case _:
            raise CONSOLIDATED.refusal(frame.report.state, verb)
    return key
