"""Units and people named in a file: found, or told with what to do; and what the program itself may read."""

from datetime import date

import pytest

from giaoban.ground.org.models import Person, PostHolding, Unit, UnitLineage, UnitName
from giaoban.kernel.schema import Field, Kind
from giaoban.records.registers.levels import EVERYTHING, level_at, level_everywhere
from giaoban.records.registers.lookups import Finder, area_of
from tests.cast import BEFORE, SINCE

pytestmark = pytest.mark.django_db
UNIT = Field(name="u", kind=Kind.UNIT, label="Đơn vị")
PERSON = Field(name="p", kind=Kind.PERSON, label="Người")
FILE = Field(name="f", kind=Kind.FILE, label="Tệp")


def test_a_unit_is_found_by_its_name_or_told_with_the_nearest(cast):
    find = Finder(cast.actor("binh"), cast.bodies["ubnd"].pk)
    assert find(UNIT, "Phòng Kinh tế") == (cast.units["kinh_te"].pk, "")
    assert find(UNIT, "truong tieu hoc an phu") == (cast.units["truong"].pk, "")
    assert find(UNIT, str(cast.units["kinh_te"].pk)) == (cast.units["kinh_te"].pk, "")
    assert find(UNIT, str(cast.units["van_hoa_tl"].pk)) == (None, "")
    assert find(UNIT, "Phòng Kinh tê An Phúc")[1].startswith(" Có phải “Phòng Kinh tế")
    assert find(UNIT, "Sở Ngoại vụ") == (None, "")


def test_a_unit_that_is_no_more_is_told_with_what_it_became(cast):
    old = Unit.objects.create(kind="commune", level="commune", valid_from=BEFORE, valid_to=SINCE)
    UnitName.objects.create(unit=old, name="Xã An Lạc Cũ", form="xa", valid_from=BEFORE, valid_to=SINCE)
    UnitLineage.objects.create(source=old, target=cast.units["an_phu"], on=SINCE, kind="merge", document="NQ")
    found, told = Finder(cast.actor("binh"), cast.bodies["ubnd"].pk)(UNIT, "Xã An Lạc Cũ")
    assert found is None
    assert told == " “Xã An Lạc Cũ” không còn từ 01/07/2025, nay là Xã An Phú."


def test_a_person_is_found_by_full_name_among_those_who_hold_a_post(cast):
    find = Finder(cast.actor("binh"), cast.bodies["ubnd"].pk)
    assert find(PERSON, "le manh cuong") == (cast.people["cuong"].pk, "")
    assert find(PERSON, str(cast.people["an"].pk)) == (cast.people["an"].pk, "")
    assert find(PERSON, "Phạm Thùy Dung") == (None, "")
    twin = Person.objects.create(full_name="Nguyễn Văn An")
    PostHolding.objects.create(person=twin, post=cast.posts["giang"], valid_from=date(2026, 1, 1))
    assert find(PERSON, "Nguyễn Văn An") == (None, " Có nhiều người cùng tên này.")
    assert find(FILE, "7") == (7, "")
    assert find(FILE, "tệp") == (None, "")


def test_levels_are_those_of_the_roles_that_reach_a_unit(cast):
    an, cuong, system = (cast.actor(name) for name in ("an", "cuong", "system"))
    own, other = cast.units["van_hoa"].pk, cast.units["kinh_te"].pk
    assert (level_at(an, own), level_at(cuong, own), level_at(cuong, other), level_at(cuong, None)) == (2, 1, 0, 0)
    assert (level_everywhere(an), level_everywhere(cuong), level_everywhere(cast.actor("nobody"))) == (2, 1, 0)
    assert level_at(system, None) == level_everywhere(system) == EVERYTHING
    assert area_of(system, cast.bodies["dang_uy"].pk) == (cast.units["an_phu"].pk, ("state", "party"))
