"""A draft is deleted by who made it; what was sent is recalled with a reason."""

import pytest
from django.urls import reverse

from giaoban.ground.journal.models import Entry
from giaoban.ground.notices.models import Notice
from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import Collection, CollectionColumn, CollectionUnit
from giaoban.records.figures.models import Observation
from tests.occasions.collection.making import collection, put, refused, row_of
from tests.pages import client_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_who_made_a_draft_deletes_it_and_the_journal_keeps_what_it_was(cast):
    made = collection(cast, opened=False)
    pk = made.pk
    client = client_of(cast, "binh")
    assert "Xóa" in text_of(client.get(reverse("collection:collection", args=[pk])))
    answer = client.post(reverse("collection:delete", args=[pk]), follow=True)
    assert "Đã xóa “Số liệu tháng 11/2026”" in text_of(answer)
    assert not Collection.objects.exists()
    assert not CollectionColumn.objects.exists()
    assert not CollectionUnit.objects.exists()
    gone = Entry.objects.get(verb="collection.delete", table_name="collection_collection")
    assert gone.before["title"] == "Số liệu tháng 11/2026"


def test_nobody_else_deletes_a_draft_and_nobody_what_was_sent(cast):
    made = collection(cast, opened=False)
    assert refused(services.collection_delete, actor=cast.actor("dung"), collection=made).code == "ACC-002"
    foreign = refused(services.collection_delete, actor=cast.actor("cuong"), collection=made)
    assert foreign.code in ("ACC-001", "COL-023")
    Collection.objects.filter(pk=made.pk).update(maker=cast.users["an"])
    other = refused(services.collection_delete, actor=cast.actor("binh"), collection=made)
    assert other.code == "COL-023"
    assert "Trần Thị Bình" in other.sentence("vi")  # the label under which it was made
    Collection.objects.filter(pk=made.pk).update(maker=cast.users["binh"])
    services.collection_step(actor=cast.actor("binh"), collection=made, verb="start")
    page = text_of(client_of(cast, "binh").post(reverse("collection:delete", args=[made.pk]), follow=True))
    assert "đã gửi cho đơn vị nên không xóa được" in page
    assert Collection.objects.exists()


def test_a_collection_sent_by_mistake_is_recalled_with_a_reason_and_may_be_opened_again(cast):
    made = collection(cast)
    for unit in ("van_hoa", "kinh_te"):
        put(made, cast, "hon", "46", unit=unit, who="binh")
        services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, unit), verb="submit")
    services.row_step(actor=cast.actor("binh"), row=row_of(made, cast, "kinh_te"), verb="approve")
    client, step = client_of(cast, "binh"), reverse("collection:step", args=[made.pk])
    assert "phải có lý do" in text_of(client.post(step, {"verb": "recall", "reason": " "}, follow=True))
    page = text_of(client.post(step, {"verb": "recall", "reason": "Gửi nhầm kỳ."}, follow=True))
    assert "Gửi nhầm kỳ." in page
    made.refresh_from_db()
    assert made.state == "recalled"
    noted = Entry.objects.filter(table_name__in=("collection_collection", "collection_collectionunit"), op="U")
    verbs = [(entry.table_name.removeprefix("collection_"), entry.verb, entry.reason) for entry in noted.order_by("id")]
    assert verbs[-3:] == [
        ("collectionunit", "collection.approve", ""),
        ("collectionunit", "collection.return", "Gửi nhầm kỳ."),
        ("collection", "collection.recall", "Gửi nhầm kỳ."),
    ]
    states = dict(Observation.objects.values_list("unit", "state"))
    assert states == {cast.units["van_hoa"].pk: "draft", cast.units["kinh_te"].pk: "approved"}
    refusal = refused(put, made=made, cast=cast, code="hon", text="5", version=1)
    assert refusal.code == "COL-026"
    assert "đã được rút: Gửi nhầm kỳ. Đơn vị" in refusal.sentence("vi")
    told = Notice.objects.filter(person=cast.people["cuong"], subject__startswith="Đã rút")
    assert [note.text.rstrip().endswith("Lý do: Gửi nhầm kỳ.") for note in told] == [True]
    assert list(selectors.rows_to_fill(cast.actor("cuong"))) == []
    client.post(step, {"verb": "reopen", "reason": "Cần số này"})
    made.refresh_from_db()
    assert (made.state, row_of(made, cast).state) == ("open", "returned")
