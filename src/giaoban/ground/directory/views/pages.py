"""What every page of the room does alike: days, pages of lists, forms whose service may refuse."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from giaoban.kernel.problems import Problem

PER_PAGE = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    """Show a form; when it is sent, do what it asks and go back, or say why not.

    do: called with the cleaned data. done: from its result to an address or a whole answer; otherwise `back`. said: told on arrival.
    """
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
