"""Bodies, posts, people, and who holds which post when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.org.models import Person, PostHolding
from giaoban.ground.org.selectors import (
    bodies_named,
    body_name,
    body_names,
    holdings_on,
    people_with_posts,
    posts_with_holders,
)
from giaoban.ground.org.services import (
    body_create,
    body_end,
    body_rename,
    holding_end,
    holding_start,
    person_create,
    person_erase,
    person_update,
    post_create,
    post_end,
    unit_abolish,
)
from giaoban.kernel.problems import Problem
from tests.ground.org.country import MERGER, START

DAY = timedelta(days=1)
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def refused(work, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(**kw)
    return refusal.value


def test_a_post_passes_from_one_person_to_the_next(place):
    first = holding_start(person=place.binh, post=place.head, on=START)
    assert refused(holding_start, person=place.cuong, post=place.head, on=MERGER).code == "ORG-007"
    holding_end(holding=first, on=MERGER)
    holding_start(person=place.cuong, post=place.head, on=MERGER)
    assert [h.person.full_name for h in holdings_on(on=MERGER - DAY)] == ["Trần Thị Bình"]
    assert [h.person.full_name for h in holdings_on(on=MERGER)] == ["Lê Văn Cường"]


def test_a_deputy_needs_no_seat_and_an_acting_head_does(place):
    holding_start(person=place.binh, post=place.head, on=START)
    holding_start(person=place.cuong, post=place.head, on=START, kind="deputy_for", until=MERGER)
    other = person_create(full_name="Phạm Dung")
    problem = refused(holding_start, person=other, post=place.head, on=START, kind="acting")
    assert problem.code == "ORG-007"
    assert problem.sentence().startswith("Chức vụ Trưởng phòng chỉ có 1 người giữ và đã đủ")
    assert refused(holding_start, person=place.cuong, post=place.head, on=START).code == "ORG-007"


def test_a_post_with_two_seats_takes_two(place):
    deputies = post_create(body=place.committee, unit=place.education, title="Phó Trưởng phòng", seats=2, on=START)
    holding_start(person=place.binh, post=deputies, on=START)
    holding_start(person=place.cuong, post=deputies, on=START)
    third = person_create(full_name="Phạm Dung")
    assert refused(holding_start, person=third, post=deputies, on=START).code == "ORG-007"


def test_one_person_may_hold_several_posts_but_one_only_once_at_a_time(place):
    chair = post_create(body=place.committee, unit=place.district, title="Ủy viên", rank="member", on=START)
    holding_start(person=place.binh, post=place.head, on=START)
    holding_start(person=place.binh, post=chair, on=START)
    problem = refused(holding_start, person=place.binh, post=place.head, on=MERGER)
    assert problem.code == "ORG-001"
    assert problem.sentence().startswith("Người này đã giữ chức vụ đó")
    (binh,) = [p for p in people_with_posts(on=START) if p.pk == place.binh.pk]
    assert {h.post.title for h in binh.posts_on} == {"Trưởng phòng", "Ủy viên"}
    assert {h.body_name for h in binh.posts_on} == {"Ủy ban nhân dân huyện Lương Tài"}


def test_nobody_holds_a_post_outside_its_time(place):
    short = post_create(body=place.committee, unit=place.education, title="Tổ trưởng", on=START, until=MERGER)
    assert refused(holding_start, person=place.binh, post=short, on=START - DAY).code == "ORG-009"
    assert refused(holding_start, person=place.binh, post=short, on=MERGER).code == "ORG-009"
    assert refused(holding_start, person=place.binh, post=short, on=START, until=MERGER + DAY).code == "ORG-009"
    assert refused(holding_start, person=place.binh, post=short, on=MERGER, until=START).code == "ORG-008"
    assert "…" in refused(holding_start, person=place.binh, post=place.head, on=START - DAY).sentence()
    assert holding_start(person=place.binh, post=short, on=START).valid_to == MERGER


def test_a_holding_that_would_only_begin_is_taken_back(place):
    later = holding_start(person=place.binh, post=place.head, on=MERGER)
    holding_end(holding=later, on=MERGER)
    assert not PostHolding.objects.exists()


def test_a_post_ends_with_who_holds_it_and_a_body_with_its_posts(place):
    holding = holding_start(person=place.binh, post=place.head, on=START)
    other = post_create(body=place.committee, unit=place.education, title="Chuyên viên", on=START)
    post_end(post=other, on=MERGER)
    assert refused(post_end, post=other, on=START).code == "ORG-008"
    assert refused(body_end, body=place.committee, on=MERGER + DAY).code == "ORG-013"
    unit_abolish(unit=place.education, on=MERGER + DAY)
    body_end(body=place.committee, on=MERGER + DAY)
    assert refused(body_end, body=place.committee, on=START).code == "ORG-008"
    holding.refresh_from_db()
    place.head.refresh_from_db()
    assert (holding.valid_to, place.head.valid_to) == (MERGER + DAY, MERGER + DAY)
    assert [p.title for p in posts_with_holders(on=MERGER)] == ["Trưởng phòng"]
    assert list(bodies_named(on=MERGER + DAY)) == []


def test_list_pages_take_two_queries_at_most(place, django_assert_num_queries):
    holding_start(person=place.binh, post=place.head, on=START)
    with django_assert_num_queries(2):
        (post,) = posts_with_holders(on=START)
    assert (post.unit_name, post.body_name) == ("Phòng Giáo dục và Đào tạo", "Ủy ban nhân dân huyện Lương Tài")
    assert [h.person.full_name for h in post.holders_on] == ["Trần Thị Bình"]
    with django_assert_num_queries(2):
        assert [p.full_name for p in people_with_posts(on=START)] == ["Trần Thị Bình", "Lê Văn Cường"]
    with django_assert_num_queries(1):
        (body,) = bodies_named(on=START)
    assert (body.name, body.short_name, body.area_name) == (
        "Ủy ban nhân dân huyện Lương Tài",
        "UBND huyện",
        "Huyện Lương Tài",
    )


def test_a_body_has_its_name_on_each_day(place):
    body = place.committee
    body_rename(body=body, name="Ủy ban nhân dân thị xã Lương Tài", on=MERGER)
    assert body_name(body=body.pk, on=MERGER - DAY) == "Ủy ban nhân dân huyện Lương Tài"
    assert body_name(body=body.pk, on=MERGER, short=True) == "Ủy ban nhân dân thị xã Lương Tài"
    assert body_names(bodies=[body.pk], on=START, short=True) == {body.pk: "UBND huyện"}
    body_rename(body=body, name="UBND thị xã Lương Tài", short_name="UBND thị xã", on=MERGER)
    assert body_name(body=body.pk, on=MERGER, short=True) == "UBND thị xã"
    assert body_name(body=0, on=MERGER) == ""
    body.names.all().delete()
    assert body_rename(body=body, name="UBND", on=MERGER).valid_to is None


def test_an_area_has_one_body_of_a_kind_at_a_time(place):
    problem = refused(body_create, kind="committee", area=place.district, name="UBND", on=MERGER)
    assert problem.sentence().startswith("Địa bàn đã có cơ quan loại này")
    body_create(kind="council", area=place.district, name="Hội đồng nhân dân huyện", on=START, code="H05")
    assert (
        refused(body_create, kind="party", area=place.district, name="Huyện ủy", code="H05", on=START).code == "ORG-001"
    )


def test_a_persons_fields_are_changed_and_the_name_is_tidied(place):
    assert place.binh.full_name == "Trần Thị Bình"
    person = person_update(person=place.binh, phone="0987654321", birth=date(1985, 4, 30), reason="cập nhật")
    assert Person.objects.get(pk=person.pk).phone == "0987654321"
    assert Person.objects.get(pk=person.pk).sort_key == place.binh.sort_key


def test_removing_a_persons_data_removes_them_here_and_in_the_history(place):
    person = person_erase(person=place.binh, at=AT, reason="đơn ngày 01/03/2026")
    assert (person.phone, person.email, person.birth, person.erased_at) == ("", "", None, AT)
    told = {f.column: f.before for c in journal.history(person, reveal=True) for f in c.fields if c.op == "U"}
    assert told["phone"] == journal.ERASED
    assert str(person) == "Trần Thị Bình"
    assert refused(person_erase, person=place.binh, at=AT, reason="nữa").code == "ORG-010"
    assert refused(person_update, person=place.binh, phone="1").code == "ORG-010"


def test_removing_data_needs_a_reason_and_otherwise_removes_nothing(place):
    assert refused(person_erase, person=place.binh, at=AT, reason="").code == "JRN-001"
    assert Person.objects.get(pk=place.binh.pk).phone == "0912345678"


def test_rows_say_what_they_are(place):
    holding = holding_start(person=place.binh, post=place.head, on=START)
    assert str(holding) == f"{place.binh.pk} @ {place.head.pk}"
    assert str(place.head) == "Trưởng phòng"
    assert str(place.committee.names.get()) == "Ủy ban nhân dân huyện Lương Tài"
