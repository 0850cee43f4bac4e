"""The books of numbers: which there are, and what was given in each. Only read: numbers are given where a document is issued."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.ground import access
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.directory.views.pages import page_of, page_view
from giaoban.ground.numbering import selectors
from giaoban.ground.org.selectors import body_names
from giaoban.kernel.problems import Problem


@page_view
def books(request: HttpRequest) -> HttpResponse:
    """The series of the actor's bodies with the last number of each, the newest periods first."""
    actor = actor_of(request)
    access.require_anywhere(actor, "numbering.view")
    page = page_of(request, selectors.books(actor))
    names = body_names(bodies={series.body_id for series in page}, on=actor.on)
    rows = [(series, names.get(series.body_id, "")) for series in page]
    return render(request, "numbering/books.html", {"page": page, "rows": rows})


@page_view
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """One series: every number given in it, the newest first; voided ones with their reason. Errors: ACC-002."""
    actor = actor_of(request)
    series = selectors.books(actor).filter(pk=pk).first()
    if series is None:
        raise Problem("ACC-002")
    context = {
        "series": series,
        "body": body_names(bodies=[series.body_id], on=actor.on).get(series.body_id, ""),
        "page": page_of(request, selectors.issued_in(actor, series)),
    }
    return render(request, "numbering/book.html", context)
