"""The number that the next document would be given. Reads only; nothing is reserved by it."""

from datetime import date

from giaoban.ground.numbering.models import Series
from giaoban.ground.numbering.pattern import render
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import body_name
from giaoban.records.documents.kinds import symbol_of
from giaoban.records.documents.services import PARTY_PATTERN, PATTERN, SERIES


def next_symbol(*, body: Body, kind: str, on: date) -> str:
    """The number and symbol that a body's next document of a kind gets on a day ("04/BC-UBND"), unless another one is issued before it.

    Two queries.
    """
    series = Series.objects.filter(body=body, kind=SERIES).order_by("-period").first()
    pattern = series.pattern if series is not None else PARTY_PATTERN if body.kind == "party" else PATTERN
    number = series.next if series is not None and series.period == str(on.year) else 1
    symbol = symbol_of(kind, body_kind=body.kind, body_name=body_name(body=body.pk, on=on))
    return render(pattern, number=number, symbol=symbol, year=on.year)
