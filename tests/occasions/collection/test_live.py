"""What another person saves reaches an open table: a short stamp, and the table only where it has changed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.occasions.collection import selectors, services
from tests.occasions.collection.making import collection, column_of, put, row_of
from tests.pages import client_of, text_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_an_open_table_is_told_nothing_until_something_changed_and_then_the_cell_with_its_version(cast):
    made = collection(cast)
    client, where = client_of(cast, "binh"), reverse("collection:changes", args=[made.pk])
    tag = client.get(where)["ETag"]
    assert f'data-tag="{tag}"'.replace('"', "") in text_of(
        client.get(reverse("collection:matrix", args=[made.pk]))
    ).replace("&quot;", "").replace('"', "")
    with queries("collection", "changes_none"):
        same = client.get(where, headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    put(made, cast, "hon", "46")
    told = client.get(where, headers={"If-None-Match": tag})
    assert told.status_code == 200
    assert told["ETag"] != tag
    unit, column = str(cast.units["van_hoa"].pk), str(column_of(made, "hon").pk)
    cell = told.json()["cells"][unit][column]
    assert (cell["text"], cell["version"], cell["by"].startswith("Lê Mạnh Cường")) == ("46", 1, True)
    assert told.json()["rows"][unit] == {"state": "Đang điền", "open": True}
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    after = client.get(where, headers={"If-None-Match": told["ETag"]})
    assert after.json()["rows"][unit] == {"state": "Đã nộp", "open": False}


def test_a_unit_is_told_of_its_own_row_alone_and_a_stranger_of_nothing(cast):
    made = collection(cast)
    put(made, cast, "hon", "46", unit="kinh_te", who="binh")
    unit = client_of(cast, "cuong")
    whole = reverse("collection:changes", args=[made.pk])
    before = unit.get(whole)
    assert set(before.json()["rows"]) == {str(cast.units["van_hoa"].pk)}
    put(made, cast, "hon", "47", unit="kinh_te", who="binh", version=1)
    assert unit.get(whole, headers={"If-None-Match": before["ETag"]}).status_code == 304
    own = reverse("collection:row_changes", args=[made.pk, row_of(made, cast).pk])
    other = reverse("collection:row_changes", args=[made.pk, row_of(made, cast, "kinh_te").pk])
    assert unit.get(own).status_code == 200
    assert unit.get(other).status_code == 404
    assert client_of(cast, "dung").get(whole).status_code == 404


def test_the_page_behind_a_link_hears_of_its_own_row_and_nobody_without_a_link_does(cast):
    made = collection(cast)
    office, row = client_of(cast, "binh"), row_of(made, cast)
    page = text_of(office.post(reverse("collection:make_link", args=[made.pk, row.pk]), {"email": ""}, follow=True))
    where, unit = reverse("collection:link_changes"), Client()
    assert unit.get(where).status_code == 404
    shown = text_of(unit.get(re.search(r"/thu-thap/mo/[^\s<]+", page)[0], follow=True))
    assert f'data-live="{where}"' in shown
    tag = unit.get(where)["ETag"]
    put(made, cast, "hon", "46", unit="kinh_te", who="binh")
    assert unit.get(where, headers={"If-None-Match": tag}).status_code == 304
    put(made, cast, "hon", "47", who="binh")
    told = unit.get(where, headers={"If-None-Match": tag}).json()["cells"]
    assert set(told) == {str(cast.units["van_hoa"].pk)}


def test_a_comment_and_an_emptied_cell_are_changes_too(cast):
    made = collection(cast)
    row, actor = row_of(made, cast), cast.actor("binh")
    seen = [selectors.stamp(actor, made)]
    put(made, cast, "hon", "46")
    seen.append(selectors.stamp(actor, made))
    put(made, cast, "hon", "", version=1)
    seen.append(selectors.stamp(actor, made))
    services.comment_add(actor=actor, row=row, column_id=column_of(made, "hon").pk, text="Đúng chưa?")
    seen.append(selectors.stamp(actor, made))
    assert len(set(seen)) == 4
    assert selectors.stamp(actor, made) == seen[-1]
    assert selectors.stamp(actor, made, only=row_of(made, cast, "kinh_te")) not in seen
