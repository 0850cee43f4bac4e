"""Who signs: a person in a post, chosen by name, refused once the post is left."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse

from giaoban.ground.org.models import Post, PostHolding
from giaoban.ground.org.selectors import body_name, unit_name
from giaoban.kernel.problems import Problem
from giaoban.records.documents.models import Document
from giaoban.records.documents.signing import Signer, signer_choices, signer_of, signer_told
from tests.cast import ON
from tests.pages import client_of, text_of
from tests.records.documents.test_pages import form
from tests.records.documents.test_services import draft, issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def held(cast, post="hoa", who="giang", since=date(2026, 11, 2), **more):
    return PostHolding.objects.create(
        post=cast.posts[post], person=cast.people[who], valid_from=since, **{"kind": "holder", **more}
    )


def test_signers_stand_by_rank_a_line_for_each_holder_and_without_who_stands_in_for_them(cast):
    held(cast)
    actor, post = cast.actor("binh"), cast.posts["hoa"]
    found = signer_choices(actor)
    ranks = [Post.objects.get(pk=key.partition("-")[0]).rank for key, _label in found]
    assert ranks == sorted(ranks, key=("chair", "vice_chair", "head", "deputy").index)
    both = [label for key, label in found if key.startswith(f"{post.pk}-")]
    assert both == [f"{post.title} – Đỗ Minh Hòa", f"{post.title} – Vũ Thu Giang"]
    assert dict(found)[f"{cast.posts['an'].pk}-{cast.people['an'].pk}"].endswith("– Nguyễn Văn An")
    assert len([key for key, _label in found if key.startswith(f"{cast.posts['an'].pk}-")]) == 1
    school = Post.objects.create(
        body=post.body, unit=cast.units["truong"], title="Hiệu trưởng", rank="head", valid_from=ON
    )
    fresh = cast.fresh(actor)
    assert all(not key.startswith(f"{school.pk}-") for key, _label in signer_choices(fresh)), "nobody is there to sign"
    PostHolding.objects.create(post=school, person=cast.people["binh"], kind="acting", valid_from=ON)
    label = dict(signer_choices(fresh))[f"{school.pk}-{cast.people['binh'].pk}"]
    assert label == f"Hiệu trưởng, {unit_name(unit=cast.units['truong'].pk, on=ON)} – Trần Thị Bình"


def test_the_second_holder_of_a_post_is_chosen_on_the_page_and_stands_on_the_sheet(cast):
    held(cast)
    client = client_of(cast)
    chosen = f"{cast.posts['hoa'].pk}-{cast.people['giang'].pk}"
    client.post(reverse("documents:create"), form(cast, signer=chosen))
    row = Document.objects.get()
    assert (row.signer_post_id, row.signer_person_id) == (cast.posts["hoa"].pk, cast.people["giang"].pk)
    assert row.signer_label == "Vũ Thu Giang"
    assert "Vũ Thu Giang" in text_of(client.get(reverse("documents:document", args=[row.pk])))
    assert (
        f'<option value="{chosen}" selected>' in client.get(reverse("documents:edit", args=[row.pk])).content.decode()
    )


def test_who_left_the_post_before_the_day_signs_nothing_and_is_named_with_the_day(cast):
    second = held(cast)
    row = draft(cast, signer=Signer(cast.posts["hoa"].pk, cast.people["giang"].pk))
    second.valid_to = ON
    second.save(update_fields=["valid_to"])
    with pytest.raises(Problem) as caught:
        issue(cast, row)
    assert caught.value.code == "DOC-016"
    sentence = "Vũ Thu Giang đã thôi giữ chức vụ “Phó Chủ tịch UBND xã An Phú” từ ngày 20/11/2026"
    assert sentence in caught.value.sentence()
    row.refresh_from_db()
    assert (row.state, row.number) == ("draft", None)
    client = client_of(cast)
    where = reverse("documents:edit", args=[row.pk])
    page = client.get(where).content.decode()
    assert "Phó Chủ tịch UBND xã An Phú – Vũ Thu Giang" in page
    answer = client.post(where, form(cast, signer=f"{cast.posts['hoa'].pk}-{cast.people['giang'].pk}"))
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    told = client_of(cast, "an").post(reverse("documents:step", args=[row.pk]), {"verb": "issue"}, follow=True)
    assert sentence in text_of(told)


def test_somebody_who_never_held_the_post_or_only_stands_in_is_refused(cast):
    post = cast.posts["an"].pk
    for who in ("giang", "hoa"):
        with pytest.raises(Problem) as caught:
            draft(cast, signer=Signer(post, cast.people[who].pk))
        assert caught.value.code == "DOC-017"
    assert not Document.objects.exists()
    with pytest.raises(Problem) as caught:
        draft(cast, signer=Signer(post, 10**9))
    assert caught.value.code == "DOC-017"


def test_a_post_of_another_body_signs_nothing_and_who_signed_before_stays(cast):
    row = draft(cast)
    other = Signer(cast.posts["dung"].pk, cast.people["dung"].pk)
    with pytest.raises(Problem) as caught:
        draft(cast, signer=other, document=row)
    assert caught.value.code == "DOC-017"
    assert f"“{cast.posts['dung'].title} ({body_name(body=row.body_id, on=ON)})”" in caught.value.sentence()
    row.refresh_from_db()
    assert (row.signer_post_id, row.signer_label) == (cast.posts["an"].pk, "Nguyễn Văn An")
    told = signer_told(other, body_id=row.body_id, on=ON)
    assert told is not None
    assert told.code == "DOC-017"
    with pytest.raises(Problem) as caught:
        draft(cast, signer=Signer(10**9))
    assert caught.value.code == "DOC-017"


def test_a_post_without_a_person_is_signed_in_by_who_holds_it_at_issue_and_by_nobody_who_left(cast):
    row = draft(cast, signer=Signer(cast.posts["hoa"].pk))
    Document.objects.filter(pk=row.pk).update(signer_person=None)
    PostHolding.objects.filter(post=cast.posts["hoa"], kind="holder").update(valid_to=ON)
    with pytest.raises(Problem) as caught:
        issue(cast, row)
    assert caught.value.code == "DOC-016"
    assert "Đỗ Minh Hòa đã thôi giữ chức vụ" in caught.value.sentence()
    told = signer_told(Signer(cast.posts["hoa"].pk), body_id=row.body_id, on=ON)
    assert told is not None
    assert told.code == "DOC-016"
    held(cast, since=ON)
    issue(cast, row)
    row.refresh_from_db()
    assert (row.signer_person_id, row.signer_label) == (cast.people["giang"].pk, "Vũ Thu Giang")
    empty = Post.objects.create(
        body=cast.posts["hoa"].body, unit=cast.units["truong"], title="Hiệu trưởng", rank="head", valid_from=ON
    )
    with pytest.raises(Problem) as caught:
        issue(cast, draft(cast, signer=Signer(empty.pk)))
    assert caught.value.code == "DOC-017"


def test_a_choice_is_read_from_its_value_and_nothing_else_is_one():
    assert [signer_of(text) for text in ("12-34", "12-", "12")] == [Signer(12, 34), Signer(12), Signer(12)]
    assert [signer_of(text) for text in ("", "-", "-3", "a-3", "1-b", "9" * 20, "²-1")] == [None] * 7
    assert (Signer(12, 34).key, Signer(12).key) == ("12-34", "12-")


def test_a_document_of_before_keeps_the_person_whose_name_it_shows(cast):
    held(cast, since=date(2025, 9, 1), valid_to=date(2026, 3, 1))
    mine = [draft(cast, signer=Signer(cast.posts["hoa"].pk)), draft(cast, signer=None), draft(cast)]
    Document.objects.filter(pk=mine[0].pk).update(signer_label="Vũ Thu Giang")
    Document.objects.filter(pk=mine[2].pk).update(signer_label="Người không còn trong danh sách")
    Document.objects.update(signer_person=None)
    step = import_module("giaoban.records.documents.migrations.0005_signer_is_a_person")
    with connection.cursor() as cursor:
        cursor.execute(step.FILL)
    found = dict(Document.objects.values_list("pk", "signer_person"))
    assert [found[row.pk] for row in mine] == [cast.people["giang"].pk, None, None]
    labels = dict(Document.objects.values_list("pk", "signer_label"))
    assert labels[mine[2].pk] == "Người không còn trong danh sách"
