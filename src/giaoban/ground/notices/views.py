"""What people were told, and what could not be delivered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.selectors import one
from giaoban.ground.notices import services
from giaoban.ground.notices.selectors import inbox, undelivered, unread_count

PER_PAGE = 30


@require_GET
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first."""
    actor = actor_of(request)
    context = {
        "page": Paginator(inbox(actor), PER_PAGE).get_page(request.GET.get("trang")),
        "unread": unread_count(actor),
        "may_manage": "notices.manage" in access.verbs_anywhere(actor),
    }
    return render(request, "notices/list.html", context)


@require_POST
@login_required
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to the page it is about."""
    actor = actor_of(request)
    notice = services.notice_read(actor=actor, notice=one(inbox(actor), pk))
    safe = url_has_allowed_host_and_scheme(notice.url, None)
    return redirect(notice.url if notice.url and safe else "notices:list")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all one's notices as read."""
    services.notices_read_all(actor=actor_of(request))
    return redirect("notices:list")


@require_GET
@login_required
def failed(request: HttpRequest) -> HttpResponse:
    """Notices to people of the actor's body that could not be delivered."""
    actor = actor_of(request)
    access.require_anywhere(actor, "notices.manage")
    page = Paginator(undelivered(actor), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "notices/failed.html", {"page": page})


@require_POST
@login_required
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed notice again."""
    actor = actor_of(request)
    services.notice_retry(
        actor=actor, notice=one(undelivered(actor), pk), reason=request.POST.get("reason", "").replace("\x00", "")[:500]
    )
    messages.success(request, _("Đã xếp hàng để gửi lại."))
    return redirect("notices:failed")
