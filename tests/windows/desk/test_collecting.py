"""Forms to fill in and forms to approve on the desk."""

import pytest

from giaoban.occasions.collection import services
from giaoban.windows.desk.collecting import collection_cards
from tests.occasions.collection.making import collection, put, row_of

pytestmark = pytest.mark.django_db


def titles(cards):
    return {card.key: [item.label for item in card.items] for card in cards}


def test_a_unit_sees_its_form_until_it_is_submitted_and_the_office_from_then_on(cast):
    made = collection(cast)
    assert titles(collection_cards(cast.actor("cuong"))) == {"own-figures": [made.title]}
    assert collection_cards(cast.actor("dung")) == []
    put(made, cast, "hon", "46")
    services.row_step(actor=cast.actor("cuong"), row=row_of(made, cast), verb="submit")
    assert collection_cards(cast.actor("giang")) == []
    assert titles(collection_cards(cast.actor("binh"))) == {"figures-to-approve": ["Phòng Văn hóa – Xã hội xã An Phú"]}
