"""The books of numbers, read on their pages by those of the body."""

import pytest
from django.urls import reverse

from giaoban.ground.numbering.services import number_issue, number_void, series_define
from tests.cast import ON
from tests.pages import client_of
from tests.queries import queries

pytestmark = pytest.mark.django_db
BOOKS = reverse("numbering:books")


def given(cast, kind, count, *, symbol):
    """A book of the People's Committee with so many numbers given."""
    actor, body = cast.actor("binh"), cast.bodies["ubnd"]
    series_define(actor=actor, body=body, kind=kind, period="2026", pattern="{number:02d}/{symbol}")
    fields = {"actor": actor, "body": body, "kind": kind, "on": ON, "symbol": symbol, "subject_ref": "x/1"}
    return [number_issue(**fields) for _ in range(count)]


def test_a_book_shows_its_last_number_and_what_was_voided(cast):
    *_, last = given(cast, "decision", 3, symbol="QĐ-UBND")
    number_void(actor=cast.actor("binh"), issued=last, reason="Cấp nhầm ngày")
    client = client_of(cast)
    page = client.get(BOOKS).content.decode()
    assert ">QĐ-UBND</a>" in page
    assert "03/QĐ-UBND" in page
    book = client.get(reverse("numbering:book", args=[last.series_id])).content.decode()
    assert book.index("03/QĐ-UBND") < book.index("01/QĐ-UBND")
    assert "Cấp nhầm ngày" in book


def test_the_stranger_of_another_commune_sees_no_book_of_this_one(cast):
    [issued] = given(cast, "decision", 1, symbol="QĐ-UBND")
    stranger = client_of(cast, "dung")
    assert "QĐ-UBND" not in stranger.get(BOOKS).content.decode()
    assert stranger.get(reverse("numbering:book", args=[issued.series_id])).status_code == 404


def test_the_list_of_books_keeps_to_its_queries_however_many_there_are(cast):
    client = client_of(cast)
    for number in range(12):
        given(cast, f"kind{number}", 1 + number % 3, symbol=f"K{number}-UBND")
    client.get(BOOKS)
    with queries("numbering", "books", is_list=True):
        assert client.get(BOOKS).content.decode().count("-UBND</a>") == 12
