"""Numbers taken anew: first what would change, then the change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from giaoban.ground import access
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import services
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.occasions.consolidation.services.held import require_draft
from giaoban.occasions.consolidation.views.frame import frame_of, typed

WHERE = {
    "": gettext_lazy("trong lời văn"),
    "plan": gettext_lazy("kế hoạch"),
    "now": gettext_lazy("thực hiện trong kỳ"),
    "total": gettext_lazy("lũy kế"),
    "share": gettext_lazy("đạt kế hoạch"),
    "before": gettext_lazy("cùng kỳ năm trước"),
    "growth": gettext_lazy("tăng, giảm so cùng kỳ"),
}


@require_http_methods(["GET", "POST"])
@login_required
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """What new numbers would change; POST changes exactly what was shown."""
    frame = frame_of(request, pk)
    access.require(frame.actor, "consolidation.draft", frame.report)
    require_draft(frame.report)
    status = 200
    if request.method == "POST":
        try:
            found = services.refresh_apply(actor=frame.actor, report=frame.report, token=typed(request, "token", 40))
        except Problem as problem:
            if problem.code != "CNS-008":
                raise
            messages.error(request, problem.sentence(request.LANGUAGE_CODE))
            status = 409
        else:
            messages.success(request, _("Đã cập nhật %(count)d số liệu.") % {"count": len(found.changes)})
            return redirect("consolidation:report", pk=pk)
    found = refresh_of(frame.actor, frame.report)
    rows = [(change, str(WHERE.get(change.where, change.where))) for change in found.changes]
    context = frame.context | {"rows": rows, "token": found.token, "quiet": bool(found.words or found.data)}
    return render(request, "consolidation/refresh.html", context, status=status)
