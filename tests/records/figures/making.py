"""Indicators and figures of An Phú, as its clerk makes them."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.records.figures import services

REPORT = services.Source(kind="report", ref="reports.submission/1", start=10, end=20, quote="46 giấy chứng nhận")


def indicator(cast, who="binh", **changes):
    fields = {
        "body_id": cast.bodies["ubnd"].pk,
        "name": "Số giấy chứng nhận đã cấp",
        "unit_of_measure": "giấy chứng nhận",
    }
    return services.indicator_create(actor=cast.actor(who), **{**fields, **changes})


def record(cast, of, amount="46", who="binh", *, unit="van_hoa", period="2026-11", **changes):
    fields = {
        "indicator": of,
        "unit": cast.units[unit],
        "period": services.period_of(period),
        "amount": None if amount is None else Decimal(amount),
        "source": REPORT,
    }
    return services.observation_record(actor=cast.actor(who), **{**fields, **changes})


def refusal(call, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        call(*args, **kwargs)
    return caught.value.code
