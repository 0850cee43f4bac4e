"""One row out of many: searched on the server, asked back where the text is not enough, and never beyond what the form accepts."""

import pytest
from django.urls import reverse

from giaoban.ground import journal
from giaoban.ground.access.models import Role, RoleAssignment
from giaoban.ground.directory.forms import picking
from giaoban.ground.org.models import Person, Post, Unit, UnitName
from tests.cast import SINCE

pytestmark = pytest.mark.django_db
ASSIGN = reverse("directory:assign")
HELD = {"valid_from": "01/11/2026", "classification": "1", "subtree": "on"}


@pytest.fixture
def binh(cast, client, monkeypatch):
    """Bình's browser, in an office with more of everything than one plain list takes; two of its posts have the same title."""
    monkeypatch.setattr(picking, "FEW", 2)
    client.force_login(cast.users["binh"])
    with journal.acting(label="kiểm thử", source="command"):
        for unit in ("van_hoa", "kinh_te"):
            Post.objects.create(body=cast.bodies["ubnd"], unit=cast.units[unit], title="Kế toán", valid_from=SINCE)
    return client


def found(answer):
    """The labels offered."""
    assert answer.status_code == 200
    return [part.split('"')[0] for part in answer.content.decode().split('data-label="')[1:]]


def role():
    return Role.objects.order_by("pk")[0]


def test_a_search_without_accents_finds_posts_by_title_unit_and_holder(binh, cast):
    ask = {"chon": "post"}
    assert len(found(binh.get(ASSIGN, {**ask, "post_text": "ke toan"}))) == 2
    assert len(found(binh.get(ASSIGN, {**ask, "post_text": "ke toan kinh te"}))) == 1
    holder = found(binh.get(ASSIGN, {**ask, "post_text": cast.people["cuong"].full_name}))
    assert len(holder) == 1
    assert found(binh.get(ASSIGN, {**ask, "post_text": "xyzzy"})) == []


def test_a_search_offers_nothing_that_the_form_would_not_take(binh, cast):
    """A post of the other commune exists, but is not Bình's to give roles."""
    strange = cast.posts["dung"]
    assert Post.objects.filter(title=strange.title).exists()
    offered = binh.get(ASSIGN, {"chon": "post", "post_text": strange.title}).content.decode()
    assert f'data-number="{strange.pk}"' not in offered
    sent = binh.post(ASSIGN, {**HELD, "post": strange.pk, "role": role().pk})
    assert sent.status_code == 422
    assert RoleAssignment.objects.filter(post=strange, role=role()).count() == 1, "the one he has in his own commune"


def test_a_head_finds_the_posts_of_the_own_unit_only_and_who_may_give_no_role_none(cast, client, monkeypatch):
    monkeypatch.setattr(picking, "FEW", 0)
    client.force_login(cast.users["cuong"])
    own = found(client.get(ASSIGN, {"chon": "post", "post_text": ""}))
    assert own == [f"{cast.posts['cuong'].title} — Phòng Văn hóa – Xã hội xã An Phú"]
    with journal.acting(label="kiểm thử", source="command"):
        RoleAssignment.objects.filter(post=cast.posts["cuong"]).delete()
    assert client.get(ASSIGN, {"chon": "post", "post_text": ""}).status_code == 403
    client.logout()
    assert client.get(ASSIGN, {"chon": "post", "post_text": ""}).status_code == 302


def test_a_field_that_is_no_picker_has_no_search(binh):
    assert binh.get(ASSIGN, {"chon": "reason"}).status_code == 404
    assert binh.get(ASSIGN, {"chon": "no_such"}).status_code == 404


def test_a_text_that_names_one_row_in_full_is_taken_without_a_script(binh):
    post = Post.objects.get(title="Kế toán", unit__names__name__startswith="Phòng Kinh tế")
    name = UnitName.objects.get(unit=post.unit_id).name
    sent = binh.post(ASSIGN, {**HELD, "post": "", "post_text": f"ke toan — {name}", "role": role().pk})
    assert sent.status_code == 302
    assert RoleAssignment.objects.filter(post=post, role=role()).exists()


def test_a_text_that_is_not_enough_is_asked_back_and_the_answer_taken(binh):
    data = {**HELD, "post": "", "post_text": "kế toán", "role": role().pk}
    asked = binh.post(ASSIGN, data)
    assert asked.status_code == 422
    posts = Post.objects.filter(title="Kế toán").order_by("pk")
    assert all(f'name="post_meant" value="{post.pk}"' in asked.content.decode() for post in posts)
    assert 'value="kế toán"' in asked.content.decode()
    sent = binh.post(ASSIGN, {**data, "post_meant": posts[1].pk})
    assert sent.status_code == 302
    assert list(RoleAssignment.objects.filter(post__in=posts).values_list("post", flat=True)) == [posts[1].pk]


def test_a_name_over_the_number_of_another_row_does_not_choose_that_row(binh):
    """Without a script the number of the row first shown stays in the form while somebody types another name."""
    posts = Post.objects.filter(title="Kế toán").order_by("pk")
    sent = binh.post(ASSIGN, {**HELD, "post": posts[0].pk, "post_text": "không có chức vụ này", "role": role().pk})
    assert sent.status_code == 422
    assert "Không thấy tên hoặc mã" in sent.content.decode()
    assert not RoleAssignment.objects.filter(post__in=posts).exists()


def test_an_emptied_field_is_nothing_whatever_number_was_there(binh):
    post = Post.objects.filter(title="Kế toán").order_by("pk")[0]
    sent = binh.post(ASSIGN, {**HELD, "post": post.pk, "post_text": "", "role": role().pk})
    assert sent.status_code == 422
    unit = binh.post(ASSIGN, {**HELD, "post": post.pk, "role": role().pk, "unit": post.unit_id, "unit_text": ""})
    assert unit.status_code == 302
    assert RoleAssignment.objects.get(post=post).unit_id is None


def test_units_are_found_by_code_and_by_an_earlier_name(binh, cast):
    unit = cast.units["kinh_te"]
    with journal.acting(label="kiểm thử", source="command"):
        Unit.objects.filter(pk=unit.pk).update(code="H99.01")
        UnitName.objects.filter(unit=unit).update(valid_from=SINCE)
        UnitName.objects.create(
            unit=unit, name="Phòng Tài chính cũ", valid_from=SINCE.replace(year=2000), valid_to=SINCE
        )
    page = reverse("directory:post_new")
    name = UnitName.objects.get(unit=unit, valid_to=None).name
    assert found(binh.get(page, {"chon": "unit", "unit_text": "h99.01"})) == [name]
    assert found(binh.get(page, {"chon": "unit", "unit_text": "tai chinh cu"})) == [name]


def test_people_of_one_name_are_asked_for_with_what_tells_them_apart(binh, cast):
    with journal.acting(label="kiểm thử", source="command"):
        Person.objects.filter(pk=cast.people["cuong"].pk).update(full_name=cast.people["an"].full_name)
    name = cast.people["an"].full_name
    sent = binh.post(reverse("directory:body_new"), {"name": "Ban mới", "keeper_text": name})
    assert sent.status_code == 422
    asked = sent.content.decode()
    assert asked.count('name="keeper_meant"') == 2
    assert f"{cast.posts['cuong'].title}, " in asked


def test_a_long_list_shows_the_row_it_was_opened_for(binh, cast):
    post = cast.posts["cuong"]
    shown = binh.get(ASSIGN, {"chuc-vu": post.pk}).content.decode()
    assert f'name="post" value="{post.pk}" data-picker-number' in shown
    assert f'value="{post.title} — ' in shown
    assert 'role="listbox"' not in shown


def test_few_rows_are_one_plain_list_under_headings(cast, client):
    client.force_login(cast.users["binh"])
    shown = client.get(reverse("directory:post_new")).content.decode()
    assert '<optgroup label="' in shown
    assert "data-picker" not in shown.split('name="unit"')[1].split("</select>")[0]
