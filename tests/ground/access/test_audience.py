"""Whom a notice is for: those whose role says so, in their own body, for their own unit."""

from datetime import timedelta

import pytest

from giaoban.ground.access.audience import people_who_may
from tests.cast import ON

pytestmark = pytest.mark.django_db


def names(cast, verb, **changes):
    fields = {"body_id": cast.bodies["ubnd"].pk, "on": ON, **changes}
    return {key for key, person in cast.people.items() if person in people_who_may(verb, **fields)}


def test_the_office_is_those_whose_role_is_for_the_whole_body(cast):
    office = names(cast, "reports.review")
    assert "binh" in office
    assert "dung" not in office


def test_a_units_people_are_those_of_that_unit_only(cast):
    culture = names(cast, "reports.submit", reach="unit", unit_id=cast.units["van_hoa"].pk)
    economy = names(cast, "reports.submit", reach="unit", unit_id=cast.units["kinh_te"].pk)
    assert culture
    assert not culture & economy


def test_nobody_is_told_for_no_unit_or_before_the_roles_began(cast):
    assert names(cast, "reports.submit", reach="unit") == set()
    assert names(cast, "reports.review", on=ON - timedelta(days=20000)) == set()


def test_a_role_below_the_level_is_not_told(cast):
    """An's role reaches level 2, Bình's level 1."""
    assert {"an", "binh"} <= names(cast, "tasks.report", classification=1)
    assert "an" in names(cast, "tasks.report", classification=2)
    assert "binh" not in names(cast, "tasks.report", classification=2)
