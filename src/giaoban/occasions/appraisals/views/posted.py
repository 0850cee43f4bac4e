"""Fields of a POST that has no form."""

from decimal import Decimal

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext

from giaoban.kernel.problems import Problem
from giaoban.records.figures.forms import AmountField


def typed(request: HttpRequest, name: str, most: int) -> str:
    """What was typed: at most so many signs, without the one sign that PostgreSQL cannot store."""
    return request.POST.get(name, "").replace("\x00", "")[:most]


def numbered(request: HttpRequest, name: str) -> int | None:
    """A row's number, None where there is none."""
    text = request.POST.get(name, "")[:18]
    return int(text) if text.isdecimal() else None


def amount(request: HttpRequest, name: str, *, of: str) -> Decimal | None:
    """A number as offices write it, None for none. Errors: SCO-002 with the criterion's code `of`."""
    text = typed(request, name, 40).strip().removesuffix("%").strip()
    try:
        found: Decimal | None = AmountField().clean(text)
    except forms.ValidationError as error:
        raise Problem(
            "SCO-002",
            name=of,
            why=gettext("“%(text)s” không đọc được thành số, ghi theo dạng 1.234,5") % {"text": text[:20]},
        ) from error
    return found
