"""Whom a notice is for: those whose role says so, in their own body, for their own unit."""

from datetime import timedelta

import pytest

from giaoban.ground.access.audience import people_of_units, people_who_may
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


def test_the_people_of_many_units_are_those_of_each_in_one_go(cast, django_assert_max_num_queries):
    body = cast.bodies["ubnd"].pk
    units = [cast.units[name].pk for name in ("van_hoa", "kinh_te", "mot_cua", "truong", "an_phu", "van_phong")]
    for verb in ("reports.submit", "reports.view", "appraisals.submit"):
        for level in (0, 1, 2):
            more = {"body_id": body, "on": ON, "classification": level}
            with django_assert_max_num_queries(6):
                found = people_of_units(verb, units=units, **more)
            one = {unit: list(people_who_may(verb, unit_id=unit, reach="unit", **more)) for unit in units}
            assert found == one
    assert any(people_of_units("reports.submit", body_id=body, on=ON, units=units).values())
    assert people_of_units("reports.submit", body_id=body, on=ON, units=[]) == {}
    school, culture = cast.units["truong"].pk, cast.units["van_hoa"].pk
    both = people_of_units("reports.submit", body_id=body, on=ON, units=[school, culture])
    assert both[school] == both[culture] != [], "who answers for an office answers for what lies below it"
