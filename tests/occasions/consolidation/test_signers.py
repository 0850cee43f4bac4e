"""Who signs a consolidated report: one holder of a post by name, told before it is issued where that person left."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from giaoban.ground.numbering.models import Issued
from giaoban.ground.org.models import PostHolding
from giaoban.records.documents.signing import Signer
from tests.cast import ON
from tests.occasions.consolidation.making import month
from tests.occasions.consolidation.test_pages import address
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_a_post_with_two_holders_signs_in_the_name_that_was_chosen_and_in_no_name_of_somebody_who_left(cast):
    made = month(cast, culture=False)
    client, post, giang = client_of(cast, "an"), cast.posts["hoa"], cast.people["giang"]
    second = PostHolding.objects.create(post=post, person=giang, kind="holder", valid_from=date(2026, 11, 2))
    chosen = f"{post.pk}-{giang.pk}"
    assert f'<option value="{chosen}">' in client.get(address("details", made.report)).content.decode()
    fields = {"title": "Tình hình tháng 10", "signer": chosen, "recipients": "UBND tỉnh"}
    assert client.post(address("details", made.report), fields).status_code == 302
    made.report.refresh_from_db()
    assert made.report.signer == Signer(post.pk, giang.pk)
    assert "Vũ Thu Giang" in text_of(client.get(address("preview", made.report)))
    second.valid_to = ON
    second.save(update_fields=["valid_to"])
    sentence = f"Vũ Thu Giang đã thôi giữ chức vụ “{post.title}” từ ngày 20/11/2026"
    dialog = text_of(client.get(address("report", made.report))).split('id="ban-hanh"')[1].split("</dialog>")[0]
    assert sentence in dialog
    assert sentence in text_of(client.post(address("issue", made.report), follow=True)).split("<dialog")[0]
    assert not Issued.objects.exists()
    details = client.get(address("details", made.report)).content.decode()
    assert f'<option value="{chosen}" selected>' in details, "the choice of the report is not replaced silently"
    other = fields | {"signer": f"{post.pk}-{cast.people['binh'].pk}"}
    assert client.post(address("details", made.report), other).status_code == 422
    other = fields | {"signer": f"{post.pk}-{cast.people['hoa'].pk}"}
    assert client.post(address("details", made.report), other).status_code == 302
    client.post(address("issue", made.report))
    made.report.refresh_from_db()
    assert made.report.document.signer_label == "Đỗ Minh Hòa"


def test_a_draft_of_before_keeps_whoever_it_was_shown_with(cast):
    made = month(cast, culture=False)
    made.report.signer_person = None
    made.report.save(update_fields=["signer_person"])
    step = import_module("giaoban.occasions.consolidation.migrations.0005_signer_is_a_person")
    PostHolding.objects.filter(post=cast.posts["an"]).update(valid_from=date(2020, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(step.FILL)
    made.report.refresh_from_db()
    assert made.report.signer == Signer(cast.posts["an"].pk, cast.people["an"].pk)
