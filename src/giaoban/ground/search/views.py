"""The page on which everything is found."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.ground.search.selectors import SHORTEST, find
from giaoban.ground.search.words import terms
from giaoban.kernel.problems import Problem

PER_PAGE = 20
NUMBER = re.compile(r"[0-9]{1,18}\Z")


@require_GET
@login_required
def results(request: HttpRequest) -> HttpResponse:
    """What the actor finds for `?q=`, page by page (`?trang=`); one more than a page is asked for to know whether there is another."""
    actor = actor_of(request)
    query = request.GET.get("q", "").strip()[:200]
    wanted = request.GET.get("trang", "1")
    number = min(max(int(wanted), 1), 500) if NUMBER.match(wanted) else 1
    hits = find(actor, query, PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
    short = bool(query) and sum(map(len, terms(query, exact=False))) < SHORTEST
    context = {
        "query": query,
        "hits": hits[:PER_PAGE],
        "number": number,
        "more": len(hits) > PER_PAGE,
        "hint": Problem("SEA-001").sentence(getattr(request, "LANGUAGE_CODE", "vi")) if short else "",
    }
    return render(request, "search/results.html", context)
