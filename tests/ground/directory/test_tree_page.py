"""The page of the organisation opens with the reader's own area; what stands under no other unit, the Party's above all, is found."""

import pytest
from django.urls import reverse

from giaoban.ground.directory.views import units as page
from giaoban.ground.org.models import Unit, UnitName, UnitParent
from tests.cast import BEFORE
from tests.pages import client_of, moment, text_of  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
URL = reverse("directory:units")
OWN = "Địa bàn của cơ quan"


def party(cast, name, parent=None):
    made = Unit.objects.create(kind="party_org", level="commune", valid_from=BEFORE)
    UnitName.objects.create(unit=made, name=name, valid_from=BEFORE)
    if parent is not None:
        UnitParent.objects.create(unit=made, tree="party", parent=parent, valid_from=BEFORE)
    return made


def own_part(text):
    return text.partition(OWN)[2].partition("</section>")[0]


def test_the_own_area_comes_first_and_open_also_where_the_country_is_folded(cast, monkeypatch):
    monkeypatch.setattr(page, "MOST", 3)
    text = text_of(client_of(cast).get(URL))
    assert "Phòng Kinh tế xã An Phú" in own_part(text), "an area of a few units is shown open"
    assert "Xã Tân Lập" not in own_part(text)
    assert text.index(OWN) < text.index("Toàn bộ hệ thống") < text.rindex("Tỉnh Nam Bình")
    other = text_of(client_of(cast, "dung").get(URL))
    assert "Phòng Văn hóa – Xã hội xã Tân Lập" in own_part(other)
    below = text_of(client_of(cast).get(URL, {"duoi": cast.units["an_phu"].pk}))
    assert OWN not in below, "who looks below one unit sees that unit"


def test_the_party_opens_its_own_line_and_its_roots_stand_by_themselves(cast):
    root = party(cast, "Đảng bộ xã Bình Minh")
    party(cast, "Chi bộ 1", parent=root)
    text = text_of(client_of(cast, "khanh").get(URL))
    assert "Văn phòng Đảng ủy xã An Phú" in own_part(text)
    assert "Phòng Kinh tế" not in own_part(text)
    for line in ("party", "state"):
        text = text_of(client_of(cast).get(URL, {"cay": line}))
        roots = text.partition("<h2>Tổ chức, cơ quan đảng</h2>")[2].partition("</section>")[0]
        assert "Đảng bộ xã Bình Minh" in roots, line
        assert ("Chi bộ 1" in roots) == (line == "party")


def test_units_of_every_line_are_found_by_name_without_accents_or_code(cast):
    party(cast, "Đảng bộ xã Bình Minh")
    client = client_of(cast)
    text = text_of(client.get(URL, {"q": "dang bo binh minh"}))
    found = text.partition("Đơn vị tìm thấy")[2].partition("</section>")[0]
    assert "Đảng bộ xã Bình Minh" in found
    assert found.count("<li>") == 1
    assert "Không có đơn vị nào tên như vậy" in text_of(client.get(URL, {"q": "không hề có"}))
    assert client.get(URL, {"q": "%", "duoi": "²"}).status_code == 200
