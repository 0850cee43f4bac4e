"""A unit without an account: fill in its row, submit it. The link is its only right, and only for its own row.

The secret of the link appears in one address only; opening it ties the link to the visitor's session and leads on to /thu-thap/phieu/.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.access import Actor
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.middleware import link_open, link_visitor
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.selectors import body_name
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import selectors
from giaoban.occasions.collection.clock import due_sentence
from giaoban.occasions.collection.forms import CommentForm
from giaoban.occasions.collection.views.cell import cell_context, commented, saved
from giaoban.occasions.collection.views.form import form_context, posted
from giaoban.occasions.collection.views.matrix import changes_answer, tag_of

SAVES, LOOKS, FORMS, WINDOW = 2000, 3000, 60, 3600
"""Cells that one link may save, times that its open pages may ask for news, and forms it may send, within so many seconds."""


@never_cache
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link. Errors: DIR-003 for an unknown, ended, revoked or used-up one, DIR-010 after too many attempts."""
    link_open(request, token, at=timezone.now())
    return redirect("collection:link")


def visitor(request: HttpRequest) -> Actor:
    """Who the link of this session makes of the visitor. Errors: DIR-003."""
    return link_visitor(request, at=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The unit's form."""
    actor = visitor(request)
    row = selectors.row_get(actor)
    problems: dict[int, Problem] = {}
    if request.method == "POST":
        throttle("collection.form", f"link:{actor.link_id}", limit=FORMS, seconds=WINDOW)
        with acting(actor, source="link"):
            problems, done = posted(request, actor, row)
        if done:
            return redirect("collection:link")
    tag = tag_of(selectors.stamp(actor, row.collection, only=row))
    context = form_context(request, actor, row, problems) | {
        "tag": tag,
        "collection": row.collection,
        "body_name": body_name(body=row.collection.body_id, on=actor.on),
        "due": due_sentence(row.collection.due_on, actor.on, bare=True),
    }
    return render(request, "collection/link.html", context, status=422 if problems else 200)


@require_GET
def changes(request: HttpRequest) -> HttpResponseBase:
    """What others have saved in the unit's own row meanwhile; 304 where nothing."""
    actor = visitor(request)
    throttle("collection.look", f"link:{actor.link_id}", limit=LOOKS, seconds=WINDOW)
    row = selectors.row_get(actor)
    return changes_answer(request, actor, row.collection, row)


@never_cache
@require_POST
def save_cell(request: HttpRequest, column: int) -> HttpResponse:
    """Save one cell of the unit's own row."""
    actor = visitor(request)
    throttle("collection.cell", f"link:{actor.link_id}", limit=SAVES, seconds=WINDOW)
    with acting(actor, source="link"):
        return saved(request, actor, selectors.row_get(actor), column)


@never_cache
@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, column: int) -> HttpResponse:
    """What was said about one of the unit's values, and its answer."""
    actor = visitor(request)
    row = selectors.row_get(actor)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        throttle("collection.form", f"link:{actor.link_id}", limit=FORMS, seconds=WINDOW)
        with acting(actor, source="link"):
            if commented(request, actor, row, column, form):
                return redirect("collection:link_cell", column=column)
    context = cell_context(actor, row, column) | {"form": form, "collection": row.collection, "changes": []}
    return render(request, "collection/link_cell.html", context, status=422 if form.errors else 200)
