"""What the largest story of the demonstration costs: its cards are loaded together, not one by one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.ground.directory.demo import place_load, stage_of
from giaoban.ground.directory.examples import examples_folder
from giaoban.occasions.appraisals.demo import month_load
from giaoban.occasions.appraisals.models import ScoreSheet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 600
"""2,578 while each card was saved, sent and checked by itself."""


def test_the_districts_cards_are_loaded_in_few_queries(settings, tmp_path):
    settings.GIAOBAN_DEMO = True
    settings.FILES_ROOT = tmp_path
    stage = stage_of(examples_folder() / "luong-tai-2019-10", on=date(2026, 11, 20))
    place_load(stage)
    with CaptureQueriesContext(connection) as taken:
        month_load(stage)
    assert ScoreSheet.objects.filter(state="decided").count() > 30
    assert len(taken) <= MOST
