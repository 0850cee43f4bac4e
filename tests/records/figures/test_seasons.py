"""A body takes the drafts of the crop calendar over and corrects them; its words are then read by its own dates."""

from datetime import date

import pytest
from django.urls import reverse

from giaoban.records.figures import selectors, services
from giaoban.records.figures.models import CropSeason, Observation
from tests.pages import client_of
from tests.records.figures.making import indicator, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def adopted(cast, client, region="bac"):
    client.post(reverse("figures:seasons_adopt"), {"vung": region})
    return {row.code: row for row in selectors.crop_seasons(cast.actor("binh"))}


def test_drafts_are_taken_over_once_and_corrected_with_their_source(cast):
    client, listing = client_of(cast), reverse("figures:seasons")
    assert "Lấy bản gợi ý miền Bắc" in client.get(listing).content.decode()
    rows = adopted(cast, client)
    assert [row.draft for row in rows.values()] == [True] * 4
    url = reverse("figures:season_change", args=[rows["xuan"].pk])
    fields = {"name": "vụ xuân", "start": "01-20", "end": "06-01", "source": "Thông báo 15/TB-SNNMT"}
    for bad in ({"start": "13-01"}, {"start": "02-29"}, {"start": "06-01"}, {"start": "x"}):
        answer = client.post(url, fields | bad)
        assert (answer.status_code, "không dùng được cho lịch thời vụ" in answer.content.decode()) == (422, True)
    assert client.post(url, fields).status_code == 302
    assert adopted(cast, client)["xuan"].start == "01-20"
    text = client.get(listing).content.decode()
    assert text.count("Bản nháp, cần kiểm chứng") == 3
    assert "Thông báo 15/TB-SNNMT" in text


def test_a_season_that_is_typed_is_that_of_the_body(cast):
    client, of = client_of(cast), indicator(cast)
    body = cast.bodies["ubnd"].pk
    assert services.period_of("vụ xuân 2026", seasons=selectors.seasons_of(body)).key == "2026:bac:xuan"
    rows = adopted(cast, client)
    services.season_change(actor=cast.actor("binh"), season=rows["xuan"], start="01-20", end="06-01", draft=False)
    typed = {
        "indicator": of.pk,
        "unit": cast.units["van_hoa"].pk,
        "period": "vụ xuân 2026",
        "role": "actual",
        "amount": "5",
    }
    assert client.post(reverse("figures:enter"), typed).status_code == 302
    made = Observation.objects.get()
    assert (made.period.key, made.period.start, made.period.end) == (
        f"2026:b{body}:xuan",
        date(2026, 1, 20),
        date(2026, 6, 1),
    )
    assert made.period.label == "vụ xuân năm 2026"


@pytest.mark.parametrize(("who", "see", "write"), [("dung", 404, 404), ("hoa", 200, 403)])
def test_others_change_no_season(cast, who, see, write):
    rows = adopted(cast, client_of(cast))
    client = client_of(cast, who)
    assert client.get(reverse("figures:seasons")).status_code == 200
    url = reverse("figures:season_change", args=[rows["xuan"].pk])
    assert client.post(url, {"name": "x", "start": "01-01", "end": "02-01"}).status_code == write
    assert bool(selectors.crop_seasons(cast.actor(who))) == (see == 200)
    if who == "hoa":
        assert client.post(reverse("figures:seasons_adopt"), {"vung": "bac"}).status_code == 403
    assert CropSeason.objects.get(code="xuan").start == "01-01"


def test_an_unknown_region_has_no_drafts(cast):
    body = cast.bodies["ubnd"].pk
    assert refusal(services.seasons_adopt, actor=cast.actor("binh"), body_id=body, region="tây") == "OBS-023"
    answer = client_of(cast).post(reverse("figures:seasons_adopt"), {"vung": "tây"}, follow=True)
    assert "không dùng được" in answer.content.decode()
