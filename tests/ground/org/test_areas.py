"""Mergers, splits, abolitions: both counts are right on their days, and what stood on the old units ends or goes over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from giaoban.ground.org.models import Body, PostHolding, Unit, UnitGroup, UnitLineage
from giaoban.ground.org.selectors import group_members, predecessors, successors, unit_name, units_on, upper_units
from giaoban.ground.org.services import (
    NewUnit,
    body_create,
    group_create,
    group_member_add,
    holding_start,
    post_create,
    unit_abolish,
    unit_alias_add,
    unit_create,
    unit_merge,
    unit_move,
    unit_split,
)
from giaoban.kernel.problems import Problem
from tests.ground.org.country import MERGER, START, area

DAY = timedelta(days=1)


def refused(work, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(**kw)
    return refusal.value


def shares(found):
    return {row.unit: row.share for row in found}


def school(number, parent):
    return unit_create(
        new=NewUnit(kind="school", level="commune", name=f"Trường Tiểu học số {number}", parent=parent), on=START
    )


def test_46_of_60_before_and_36_of_54_after_the_merger_can_both_be_answered(place):
    schools = [school(number, place.district) for number in range(60)]
    every, standard = group_create(name="Các trường"), group_create(name="Trường đạt chuẩn")
    for number, unit in enumerate(schools):
        group_member_add(group=every, unit=unit, on=START)
        if number < 46:
            group_member_add(group=standard, unit=unit, on=START)
    on = date(2023, 8, 1)
    # six pairs merge: in four both have the standard and the merged school keeps it; ten lose it by decision
    for number in range(6):
        unit_merge(
            sources=[schools[2 * number], schools[2 * number + 1]],
            into=NewUnit(kind="school", level="commune", name=f"Trường liên xã {number}", parent=place.district),
            on=on,
        )
    from giaoban.ground.org.services import group_member_end

    for unit in schools[12:16]:
        group_member_end(group=standard, unit=unit, on=on)
    before, after = on - DAY, on
    assert (len(group_members(group=standard, on=before)), len(group_members(group=every, on=before))) == (46, 60)
    assert (len(group_members(group=standard, on=after)), len(group_members(group=every, on=after))) == (36, 54)
    counts = [len(units_on(on=day, under=place.district.pk, kinds=["school"])) for day in (before, after)]
    assert counts == [60, 54]


def test_a_merger_makes_one_unit_of_two_with_the_code_of_one_of_them(place):
    an, phu = place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]
    hamlet = area("Thôn Một", an, kind="hamlet", form="thon")
    unit_alias_add(unit=an, alias="A. Thịnh", on=START)
    new = unit_merge(
        sources=[an, phu, an],
        into=NewUnit(
            kind="commune", level="commune", name="Xã Lâm Thao", form="xa", parent=place.province, code="09001"
        ),
        on=MERGER,
        document="NQ 1658/2025",
        reason="sắp xếp đơn vị hành chính",
    )
    assert not Unit.objects.get(pk=an.pk).holds(MERGER)
    assert unit_name(unit=new.pk, on=MERGER) == "Xã Lâm Thao"
    assert [n.name for n in upper_units(unit=hamlet.pk, on=MERGER)] == ["Xã Lâm Thao", "Tỉnh Bắc Ninh"]
    assert next(n.name for n in upper_units(unit=hamlet.pk, on=MERGER - DAY)) == "Xã An Thịnh"
    assert shares(successors(unit=an.pk, on=MERGER)) == {new.pk: 1}
    assert shares(successors(unit=an.pk, on=MERGER - DAY)) == {an.pk: 1}
    assert shares(predecessors(unit=new.pk, on=MERGER - DAY)) == {an.pk: 1, phu.pk: 1}
    assert {row.document for row in UnitLineage.objects.filter(target=new)} == {"NQ 1658/2025"}


def test_a_unit_may_take_others_into_itself(place):
    town, an = place.communes["Thị trấn Thứa"], place.communes["Xã An Thịnh"]
    kept = unit_merge(sources=[town, an], into=town, on=MERGER)
    assert kept.pk == town.pk
    assert Unit.objects.get(pk=town.pk).holds(MERGER)
    assert shares(successors(unit=an.pk, on=MERGER)) == {town.pk: 1}
    assert shares(predecessors(unit=town.pk, on=START)) == {an.pk: 1, town.pk: 1}


def test_the_merged_unit_takes_one_place_in_each_group_of_the_old_ones(place):
    an, phu = place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]
    group = group_create(name="Các xã phía nam")
    for unit in (an, phu):
        group_member_add(group=group, unit=unit, on=START)
    new = unit_merge(sources=[an, phu], into=NewUnit(kind="commune", level="commune", name="Xã Lâm Thao"), on=MERGER)
    assert [node.id for node in group_members(group=group, on=MERGER)] == [new.pk]
    assert len(group_members(group=group, on=MERGER - DAY)) == 2


def test_bodies_posts_and_holdings_of_a_merged_area_end_with_it(place):
    an = place.communes["Xã An Thịnh"]
    body = body_create(kind="committee", area=an, name="UBND xã An Thịnh", on=START)
    post = post_create(body=body, unit=an, title="Chủ tịch", rank="chair", on=START)
    holding = holding_start(person=place.binh, post=post, on=START)
    future = holding_start(person=place.cuong, post=post, on=MERGER + DAY, kind="deputy_for")
    unit_merge(sources=[an, place.communes["Xã Phú Hòa"]], into=place.communes["Xã Bình Định"], on=MERGER)
    for row in (body, post, holding):
        row.refresh_from_db()
        assert row.valid_to == MERGER
    assert not PostHolding.objects.filter(pk=future.pk).exists()
    assert Body.objects.get(pk=place.committee.pk).valid_to is None


def test_a_merger_needs_two_units_that_exist(place):
    an = place.communes["Xã An Thịnh"]
    new = NewUnit(kind="commune", level="commune", name="Xã Một")
    assert refused(unit_merge, sources=[an, an], into=new, on=MERGER).code == "ORG-005"
    assert refused(unit_merge, sources=[an], into=an, on=MERGER).code == "ORG-005"
    assert refused(unit_merge, sources=[an, place.district], into=new, on=START - DAY).code == "ORG-002"
    assert Unit.objects.get(pk=an.pk).valid_to is None


def test_a_split_shares_the_old_unit_out(place):
    phu = place.communes["Xã Phú Hòa"]
    hamlet = area("Thôn Hai", phu, kind="hamlet", form="thon")
    group = group_create(name="Các xã phía bắc")
    group_member_add(group=group, unit=phu, on=START)
    parts = [
        (NewUnit(kind="commune", level="commune", name="Xã Phú Hòa Đông", code="09002"), Decimal("0.4")),
        (NewUnit(kind="commune", level="commune", name="Xã Phú Hòa Tây", parent=place.province), Decimal("0.6")),
    ]
    east, west = unit_split(unit=phu, parts=parts, on=MERGER, basis="population")
    assert shares(successors(unit=phu.pk, on=MERGER)) == {east.pk: Decimal("0.4"), west.pk: Decimal("0.6")}
    assert next(n.name for n in upper_units(unit=east.pk, on=MERGER)) == "Huyện Lương Tài", "the old unit's place"
    assert [n.name for n in upper_units(unit=west.pk, on=MERGER)] == ["Tỉnh Bắc Ninh"]
    assert upper_units(unit=hamlet.pk, on=MERGER)[0].id == east.pk
    assert {node.id for node in group_members(group=group, on=MERGER)} == {east.pk, west.pk}


def test_a_unit_that_lives_on_keeps_what_it_did_not_give_away(place):
    phu = place.communes["Xã Phú Hòa"]
    new = NewUnit(kind="commune", level="commune", name="Xã Mới")
    (part,) = unit_split(unit=phu, parts=[(new, Decimal("0.25"))], on=MERGER, lives_on=True)
    assert shares(successors(unit=phu.pk, on=MERGER)) == {phu.pk: Decimal("0.75"), part.pk: Decimal("0.25")}
    assert shares(predecessors(unit=phu.pk, on=START)) == {phu.pk: Decimal("0.75")}
    assert shares(predecessors(unit=part.pk, on=START)) == {phu.pk: Decimal("0.25")}
    assert Unit.objects.get(pk=phu.pk).holds(MERGER)


def test_shares_multiply_along_the_way_and_unknown_ones_stay_unknown(place):
    phu, an, binh = (place.communes[n] for n in ("Xã Phú Hòa", "Xã An Thịnh", "Xã Bình Định"))
    one, two = (NewUnit(kind="commune", level="commune", name=f"Xã {word}") for word in ("Một", "Hai"))
    east, west = unit_split(unit=phu, parts=[(one, Decimal("0.4")), (two, Decimal("0.6"))], on=MERGER)
    merged = unit_merge(
        sources=[east, an], into=NewUnit(kind="commune", level="commune", name="Xã Ba"), on=MERGER + DAY
    )
    assert shares(successors(unit=phu.pk, on=MERGER + DAY)) == {merged.pk: Decimal("0.4"), west.pk: Decimal("0.6")}
    assert shares(predecessors(unit=merged.pk, on=START)) == {phu.pk: Decimal("0.4"), an.pk: 1}
    three, four = (NewUnit(kind="commune", level="commune", name=f"Xã {word}") for word in ("Bốn", "Năm"))
    parts = unit_split(unit=binh, parts=[(three, None), (four, None)], on=MERGER)
    assert shares(successors(unit=binh.pk, on=MERGER)) == {part.pk: None for part in parts}


@pytest.mark.parametrize(
    ("given", "lives_on"), [(["0.4", "0.5"], False), (["0.4", None], False), (["1"], True), (["-1", "2"], False)]
)
def test_shares_that_do_not_add_up_are_refused(place, given, lives_on):
    parts = [
        (NewUnit(kind="commune", level="commune", name=f"Xã {n}"), None if share is None else Decimal(share))
        for n, share in enumerate(given)
    ]
    problem = refused(unit_split, unit=place.communes["Xã Phú Hòa"], parts=parts, on=MERGER, lives_on=lives_on)
    assert problem.code == "ORG-006"
    assert "." not in problem.sentence().split("là ")[1].split(",")[0]


def test_a_split_into_nothing_is_refused(place):
    assert refused(unit_split, unit=place.district, parts=[], on=MERGER).code == "ORG-011"


def test_a_unit_with_units_under_it_is_not_abolished(place):
    problem = refused(unit_abolish, unit=place.district, on=MERGER)
    assert problem.code == "ORG-004"
    assert "còn 6 đơn vị trực thuộc" in problem.sentence()


def test_the_district_level_ends_and_both_models_can_be_asked_for(place):
    unit_abolish(unit=place.education, on=MERGER)
    for commune in place.communes.values():
        unit_move(unit=commune, parent=place.province, on=MERGER)
    unit_abolish(unit=place.district, on=MERGER, document="Luật 72/2025/QH15")
    assert [n.kind for n in units_on(on=MERGER - DAY)].count("district") == 1
    after = units_on(on=MERGER)
    assert [n.kind for n in after] == ["province"] + ["commune"] * 5
    assert {n.depth for n in after} == {0, 1}
    assert successors(unit=place.district.pk, on=MERGER) == []
    assert UnitLineage.objects.get(source=place.district).target is None


def test_a_rule_follows_the_tree_through_a_merger(place):
    group = group_create(
        name="Các xã, thị trấn", rule_kinds=["commune"], rule_under=place.district, aliases=["cấp xã trong huyện"]
    )
    assert len(group_members(group=group, on=MERGER)) == 5
    unit_merge(
        sources=[place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]],
        into=NewUnit(kind="commune", level="commune", name="Xã Lâm Thao", parent=place.district),
        on=MERGER,
    )
    assert (len(group_members(group=group, on=MERGER - DAY)), len(group_members(group=group, on=MERGER))) == (5, 4)
    assert UnitGroup.objects.get() == group
