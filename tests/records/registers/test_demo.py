"""The stories' registers load as they are told, and their figures are those of the pages."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.ground.directory.demo import place_load, stage_of
from giaoban.ground.directory.examples import examples_folder
from giaoban.records.figures.models import Observation
from giaoban.records.registers.demo import month_load
from giaoban.records.registers.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 20)


def loaded(story):
    stage = stage_of(examples_folder() / story, on=TODAY)
    place_load(stage)
    month_load(stage)
    return stage


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.GIAOBAN_DEMO = True
    settings.FILES_ROOT = tmp_path


def test_schools_before_and_after_the_merger():
    loaded("hung-nguyen-2023-05")
    rows = Observation.objects.filter(indicator__code="truong.chuan").order_by("period__start")
    assert [row.amount for row in rows] == [Decimal("76.666667"), Decimal("66.666667")]
    assert all(row.source_kind == "register" for row in rows)


def test_machines_of_the_district_are_those_that_were_counted():
    loaded("luong-tai-2019-10")
    kinds = Entry.objects.filter(register__code="it-assets").values_list("data__kind", flat=True)
    counted = {kind: list(kinds).count(kind) for kind in set(kinds)}
    assert counted["may_ban"] + counted["may_xach_tay"] == 387
    assert (counted["may_xach_tay"], counted["may_in"], counted["may_quet"], counted["may_photo"]) == (14, 252, 27, 12)
    share = Observation.objects.get(indicator__code="cntt.diet-vi-rut", unit__kind="district")
    assert round(share.amount) == 91
