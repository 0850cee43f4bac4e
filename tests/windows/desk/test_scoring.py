"""Work that comes a few times a year: own cards, cards to check, recognitions to be registered again."""

from datetime import date

import pytest
from django.urls import reverse

from giaoban.windows.desk.scoring import recognition_cards, scoring_cards
from tests.occasions.appraisals.test_recognitions import recognised
from tests.occasions.appraisals.walk import opened, sent
from tests.pages import client_of, moment  # noqa: F401  (a fixture)
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def titles(cards):
    return {card.key: [item.label for item in card.items] for card in cards}


def test_each_sees_what_waits_for_it_and_nobody_what_is_anothers(cast):
    appraisal = opened(cast)
    sent(cast, appraisal, "kinh_te", 80)
    recognised(cast, date(2022, 4, 20))
    assert titles(scoring_cards(cast.actor("cuong"))) == {"own-scores": [appraisal.title]}
    assert titles(scoring_cards(cast.actor("an"))) == {"score-checks": ["Phòng Kinh tế xã An Phú"]}
    assert titles(recognition_cards(cast.actor("an"))) == {"recognitions": ["Trường Tiểu học An Phú"]}
    for who in ("dung", "khanh", "hoa"):
        assert scoring_cards(cast.actor(who)) == []
        assert recognition_cards(cast.actor(who)) == []


def test_the_home_page_fetches_these_cards_once_it_is_there(cast):
    opened(cast)
    client = client_of(cast, "cuong")
    assert reverse("desk:more") in client.get(reverse("desk:home")).content.decode()
    client.get(reverse("desk:more"))
    with queries("desk", "more"):
        page = client.get(reverse("desk:more")).content.decode()
    assert "Phiếu chấm điểm của đơn vị" in page
    client.logout()
    assert client.get(reverse("desk:more")).status_code == 404
