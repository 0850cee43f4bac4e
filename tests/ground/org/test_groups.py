"""Groups of addressees as data."""

import pytest
from django.db import transaction

from giaoban.ground.org.models import UnitGroup
from giaoban.ground.org.selectors import group_members, groups_of, match_group
from giaoban.ground.org.selectors.groups import membership_history
from giaoban.ground.org.services import group_close, group_create, group_member_add, group_member_end, group_update
from giaoban.kernel.problems import Problem
from tests.ground.org.country import MERGER, START


def refused(work, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(**kw)
    return refusal.value


def test_a_listed_group_has_its_members_during_their_time(place, django_assert_num_queries):
    group = group_create(name="Các phòng chuyên môn", body=place.committee)
    group_member_add(group=group, unit=place.education, on=START)
    group_member_add(group=group, unit=place.communes["Xã An Thịnh"], on=START, until=MERGER)
    with django_assert_num_queries(1):
        assert [n.name for n in group_members(group=group, on=START)] == ["Phòng Giáo dục và Đào tạo", "Xã An Thịnh"]
    assert [n.short for n in group_members(group=group, on=MERGER)] == ["Phòng GD&ĐT"]
    group_member_end(group=group, unit=place.education, on=MERGER)
    assert group_members(group=group, on=MERGER) == []
    assert [str(m) for m in membership_history(group=group)] == [str(m) for m in group.members.order_by("pk")]


def test_a_unit_is_in_a_group_once_at_a_time(place):
    group = group_create(name="Các phòng")
    group_member_add(group=group, unit=place.education, on=START)
    problem = refused(group_member_add, group=group, unit=place.education, on=MERGER)
    assert problem.sentence().startswith("Đơn vị đã ở trong nhóm vào thời gian đó.")
    assert refused(group_member_add, group=group, unit=place.education, on=MERGER, until=START).code == "ORG-008"


def test_members_of_a_rule_are_not_added_one_by_one(place):
    group = group_create(name="Các xã", rule_kinds=["commune"], rule_under=place.district)
    assert refused(group_member_add, group=group, unit=place.education, on=START).code == "ORG-012"
    assert refused(group_member_end, group=group, unit=place.education, on=START).code == "ORG-012"
    assert next(n.name for n in group_members(group=group, on=START)) == "Thị trấn Thứa"


def test_a_group_is_recognised_by_the_words_people_use(place):
    shared = group_create(name="Các xã, thị trấn", aliases=["UBND các xã thị trấn", "cấp xã"])
    own = group_create(name="các xã thị trấn", body=place.committee)
    groups = list(groups_of(body=place.committee.pk, on=START))
    assert match_group(text="Các xã, thị trấn", groups=groups) == own
    assert match_group(text="CAC XA THI TRAN", groups=[shared]) == shared
    assert match_group(text="Cấp xã", groups=groups) == shared
    assert match_group(text="các trường", groups=groups) is None


def test_a_body_sees_its_own_groups_and_the_shared_ones_while_in_use(place):
    shared, own = group_create(name="Nhóm B"), group_create(name="Nhóm A", body=place.committee)
    assert list(groups_of(body=place.committee.pk, on=START)) == [own, shared]
    assert list(groups_of(body=None, on=START)) == [shared]
    group_close(group=own, on=MERGER)
    assert list(groups_of(body=place.committee.pk, on=MERGER)) == [shared]


def test_names_of_groups_are_unique_where_they_are_used(place):
    group = group_create(name="Các phòng")
    problem = refused(group_create, name="Các phòng")
    assert problem.sentence().startswith("Đã có nhóm mang tên này.")
    group_update(group=group, name="Các phòng, ban", aliases=["phòng ban"])
    assert UnitGroup.objects.get().aliases == ["phòng ban"]
    assert str(group) == "Các phòng, ban"
