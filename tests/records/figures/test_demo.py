"""What a demonstration says twice, it says once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from giaoban.ground.directory.demo.days import Days
from giaoban.ground.directory.demo.stage import Stage
from giaoban.records.figures.demo import record
from giaoban.records.figures.models import CurrentValue
from tests.records.figures.making import indicator

pytestmark = pytest.mark.django_db
MONTHS = {"months_from": -12, "amounts": ["171", "162", "160"]}
YEAR = {"period": "2025", "as_month": "2025-12", "amount": "150"}


@pytest.mark.parametrize(
    ("today", "told"), [(date(2026, 11, 20), 162), (date(2026, 12, 20), 171), (date(2030, 1, 20), 150)]
)
def test_the_figure_of_a_year_is_that_of_its_december_whenever_the_story_is_loaded(cast, today, told):
    of = indicator(cast, kind="stock", unit_of_measure="hộ", valid_from=date(2024, 1, 1))
    stage = Stage("xa", Path(), Days.around(today), {}, {})
    for row in (MONTHS, YEAR):
        record(stage, row, cast.actor("binh"), of, cast.units["an_phu"])
    assert CurrentValue.objects.get(indicator=of, period__key="2025").amount == Decimal(told)
