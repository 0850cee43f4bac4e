"""What every page of the room does alike: days, pages of lists, forms whose service may refuse, steps of one object, its history."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from giaoban.ground import access
from giaoban.ground.directory import history as chronicle
from giaoban.ground.directory.forms import picking
from giaoban.ground.directory.middleware import actor as actor_of
from giaoban.kernel.problems import Problem

PER_PAGE = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r")
View = Callable[..., HttpResponseBase]


def page_view(view: View) -> View:
    """A page that is only read, by those who have signed in."""
    return require_GET(login_required(view))


def form_view(view: View) -> View:
    """A page with a form, for those who have signed in."""
    return require_http_methods(["GET", "POST"])(login_required(view))


def day_of(request: HttpRequest, today: date) -> date:
    """The day a page is asked for (`?ngay=2026-11-25` or 25/11/2026), else today. Errors: DIR-011 for what is no date."""
    text = request.GET.get("ngay", "").strip()
    if not text:
        return today
    try:
        found: date = forms.DateField().clean(text)
    except forms.ValidationError as error:
        raise Problem("DIR-011", text=text[:40]) from error
    return found


def page_of(request: HttpRequest, rows: QuerySet[Any, Any]) -> "Page[Any]":
    """The page of a list that is asked for (`?trang=`)."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))


def form_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    back: str,
    submit: str,
    said: str = "",
    lead: str = "",
    done: Callable[[Any], HttpResponse | str] | None = None,
) -> HttpResponse:
    """Show a form, or what fits one of its fields; when it is sent, do what it asks and go back, or say why not.

    do: called with the cleaned data. done: from its result to an address or a whole answer; otherwise `back`. said: told on arrival.
    """
    if picking.asked(request):
        return picking.answer(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            result = do(form.cleaned_data)
        except Problem as problem:
            if problem.status in {403, 404}:
                raise
            form.add_error(None, problem.sentence(getattr(request, "LANGUAGE_CODE", "vi")))
        else:
            answer = done(result) if done is not None else back
            if isinstance(answer, HttpResponse):
                return answer
            if said:
                messages.success(request, said)
            return redirect(answer)
    context = {"form": form, "title": title, "back": back, "submit": submit, "lead": lead}
    return render(request, "directory/form.html", context, status=422 if form.errors else 200)


def step_page(
    request: HttpRequest,
    form_class: Callable[..., forms.Form],
    do: Callable[[dict[str, Any]], Any],
    *,
    of: Model,
    verb: str,
    initial: dict[str, Any] | None = None,
    choices: dict[str, Any] | None = None,
    **words: Any,
) -> HttpResponse:
    """A step in the life of one object, its end included: `form_page` for those who may do `verb` with it. Errors: ACC-001, ACC-002.

    initial: what the form begins with, besides today as its day. choices: what the form chooses from. words: see `form_page`.
    """
    actor = actor_of(request)
    access.require(actor, verb, of)
    form = form_class(request.POST or None, initial={"on": actor.on, **(initial or {})}, **(choices or {}))
    return form_page(request, form, do, **words)


def history_page(request: HttpRequest, obj: Model, *, title: str, back: str, reveal: bool = False) -> HttpResponse:
    """The history tab of an object; sensitive values only with `reveal`."""
    changes = chronicle.lines(obj, on=actor_of(request).on, reveal=reveal)
    return render(request, "directory/history.html", {"title": title, "changes": changes, "back": back})


class Echo:
    """Hands back what the csv writer writes."""

    def write(self, value: str) -> str:
        """The line itself."""
        return value


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Rows as a CSV file for spreadsheets, streamed; what a spreadsheet would run as a formula is made text."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + str(writer.writerow(header))
        for row in rows:
            yield str(writer.writerow([plain(value) for value in row]))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def plain(value: object) -> str:
    """A cell as text that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
