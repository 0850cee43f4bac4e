"""A collection of An Phú: November's figures of three units, three indicators, due on the 25th."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.kernel.problems import Problem
from giaoban.occasions.collection import services
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of

UNITS = ("van_hoa", "kinh_te", "mot_cua")


def indicators(cast):
    """The dictionary: a stock, a sum, a share."""
    body = cast.bodies["ubnd"].pk
    found = {}
    for code, name, measure, kind, limit in (
        ("hon", "Số hộ nghèo", "hộ", "stock", None),
        ("gks", "Số giấy khai sinh", "giấy", "sum", None),
        ("bhyt", "Tỷ lệ bảo hiểm y tế", "%", "rate", Decimal(100)),
    ):
        found[code] = indicator_create(
            actor=cast.actor("binh"),
            body_id=body,
            code=code,
            name=name,
            unit_of_measure=measure,
            kind=kind,
            limit=limit,
        )
    return found


def collection(cast, *, opened=True, units=UNITS, codes=None, **changes):
    """A collection of the clerk Bình."""
    known = codes or indicators(cast)
    fields = {
        "body_id": cast.bodies["ubnd"].pk,
        "title": "Số liệu tháng 11/2026",
        "period": "2026-11",
        "due_on": date(2026, 11, 25),
        "unit_ids": [cast.units[name].pk for name in units],
        "indicator_ids": [row.pk for row in known.values()],
    }
    made = services.collection_create(actor=cast.actor("binh"), **{**fields, **changes})
    if opened:
        made = services.collection_step(actor=cast.actor("binh"), collection=made, verb="start")
    return made


def row_of(made, cast, unit="van_hoa"):
    """One unit's row."""
    return made.units.select_related("collection", "unit").get(unit=cast.units[unit])


def column_of(made, code):
    """One column."""
    return made.columns.get(indicator__code=code)


def put(made, cast, code, text, *, unit="van_hoa", who="cuong", version=0, at=None):
    """Type into one cell."""
    actor = cast.actor(who) if at is None else cast.actor(who, at=at)
    return services.cell_set(
        actor=actor, row=row_of(made, cast, unit), column_id=column_of(made, code).pk, text=text, version=version
    )


def known(cast, indicator, amount, period, *, unit="van_hoa"):
    """A figure on record."""
    return observation_record(
        actor=cast.actor("binh"),
        indicator=indicator,
        unit=cast.units[unit],
        period=period_of(period),
        amount=Decimal(amount),
        source=Source(kind="person"),
    )


def refused(call, **arguments):
    """The problem of a call that must be refused."""
    with pytest.raises(Problem) as caught:
        call(**arguments)
    return caught.value


def changed(client, made, fields, said=None):
    """The answer to a change of a collection that was looked at first where the page asks for that. said: the page that says what it
    means, where it was asked for already."""
    where = reverse("collection:change", args=[made.pk])
    answer = said if said is not None else client.post(where, fields)
    seen = re.search(r'name="seen" value="(\w+)"', answer.content.decode())
    return client.post(where, fields | {"seen": seen[1]}) if seen else answer


def fields_of(made, **more):
    """What the form of a change sends where nothing is changed."""
    return {"title": made.title, "due_on": f"{made.due_on:%Y-%m-%d}", "note": made.note, **more}
