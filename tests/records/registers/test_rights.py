"""Who sees and does what: units, bodies, restricted fields; the same for list, filter, search, sort, export, form and history."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from giaoban.ground import search
from giaoban.kernel.problems import Problem
from giaoban.records.registers import selectors, services
from giaoban.records.registers.asked import Asked, asked_of
from tests.cast import AT
from tests.records.registers.making import SMALL, register, typed_of, well

pytestmark = pytest.mark.django_db
HIDDEN = "987.654.321"


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


def client_of(cast, who):
    client = Client()
    client.force_login(cast.users[who])
    return client


def two_wells(cast):
    of = register(cast)
    own = well(cast, of, code="V1", who="an", unit=cast.units["van_hoa"].pk, cost="987654321", depth="10")
    return of, own, well(cast, of, code="K1", who="an", cost="5", depth="20")


def test_a_unit_sees_and_writes_its_own_entries_only(cast):
    of, own, other = two_wells(cast)
    live, cuong = services.live_of(of), cast.actor("cuong")
    assert list(selectors.entries(cuong, live, Asked())) == [own]
    with pytest.raises(Problem) as caught:
        selectors.entry_get(cuong, other.pk)
    assert caught.value.code == "ACC-002"
    with pytest.raises(Problem) as caught:
        services.entry_correct(
            actor=cuong, entry=own, typed=typed_of(own, unit=cast.units["kinh_te"].pk), reason="Chuyển"
        )
    assert caught.value.code == "ACC-001"
    with pytest.raises(Problem) as caught:
        well(cast, of, code="K2", who="cuong")
    assert caught.value.code == "ACC-001"


def test_the_stranger_finds_nothing_at_any_address(cast):
    of, own, _other = two_wells(cast)
    review = services.review_open(actor=cast.actor("an"), register=of, opens_on=AT.date(), closes_on=AT.date())
    services.figures_record(actor=cast.actor("an"), register=of, code="2026-11")
    calculation = selectors.calculations(cast.actor("an"), of)[0]
    version = services.live_of(of).version
    client = client_of(cast, "dung")
    for name, pk in (
        ("entries", of.pk), ("export", of.pk), ("entry_create", of.pk), ("merge", of.pk), ("imports", of.pk), ("figures", of.pk),
        ("versions", of.pk), ("edit", of.pk), ("reviews", of.pk), ("entry", own.pk), ("entry_edit", own.pk), ("entry_end", own.pk),
        ("entry_void", own.pk), ("entry_history", own.pk), ("version", version.pk), ("toml", version.pk), ("preview", version.pk),
        ("review", review.pk), ("calculation", calculation.pk),
    ):  # fmt: skip
        assert client.get(reverse(f"registers:{name}", args=[pk])).status_code in (403, 404), name
    assert of.name not in client.get(reverse("registers:list")).content.decode()


def test_a_reader_may_look_and_nothing_else(cast):
    of, own, _other = two_wells(cast)
    client = client_of(cast, "giang")
    assert client.get(reverse("registers:list")).status_code == 200
    for name, pk in (("entry_create", of.pk), ("imports", of.pk), ("edit", of.pk), ("create", None), ("merge", of.pk)):
        args = [pk] if pk else []
        assert client.get(reverse(f"registers:{name}", args=args)).status_code in (403, 404), name
    assert client.get(reverse("registers:entry", args=[own.pk])).status_code == 404


def test_a_restricted_field_is_nowhere_for_who_may_not_see_it(cast):
    """Bình reads up to level 1; the cost is of level 2."""
    of, own, _other = two_wells(cast)
    pages = [
        reverse("registers:entries", args=[of.pk]),
        reverse("registers:entries", args=[of.pk]) + "?f-cost-tu=900000000",
        reverse("registers:entries", args=[of.pk]) + "?sap-xep=-cost",
        reverse("registers:entry", args=[own.pk]),
        reverse("registers:entry_edit", args=[own.pk]),
        reverse("registers:entry_history", args=[own.pk]),
        reverse("registers:export", args=[of.pk]) + "?dang=csv",
    ]
    for page in pages:
        low, high = (client_of(cast, who).get(page) for who in ("binh", "an"))
        text = [
            b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
            for answer in (low, high)
        ]
        assert HIDDEN not in text[0], page
        assert "Chi phí" not in text[0], page
        assert HIDDEN in text[1] or "987654321" in text[1], page
    live = services.live_of(of)
    narrowed = asked_of({"f-cost-tu": "900000000"})
    assert len(selectors.entries(cast.actor("binh"), live, narrowed)) == 2, (
        "a condition on it is as if nobody had asked"
    )
    assert len(selectors.entries(cast.actor("an"), live, narrowed)) == 1


def test_a_form_does_not_lose_what_its_user_may_not_see(cast):
    _of, own, _other = two_wells(cast)
    typed = {name: value for name, value in own.data.items() if name != "cost"}
    changed = services.entry_correct(
        actor=cast.actor("binh"), entry=own, typed={**typed, "depth": "11", "cost": "1"}, reason="Đo lại"
    )
    assert (changed.data["depth"], changed.data["cost"]) == ("11", "987654321")


def test_rules_and_warnings_over_restricted_fields_are_for_those_who_may_see_them(cast):
    text = SMALL.replace('when = "next_test <= on"', 'when = "cost > 100"')
    of = register(cast, text)
    own = well(cast, of, who="an", cost="987654321")
    live = services.live_of(of)
    assert [one.id for one in selectors.warnings_of(cast.actor("an"), live, own)] == ["due"]
    assert selectors.warnings_of(cast.actor("binh"), live, own) == ()
    for who, count in (("an", 1), ("binh", 0)):
        assert len(selectors.entries(cast.actor(who), live, Asked(warning="due"))) == count


def test_entries_are_found_by_their_open_words_only(cast):
    text = SMALL.replace('label_vi = "Ghi chú"', 'label_vi = "Ghi chú"\nlevel = 2').replace(
        'title = ["code", "note"]', 'title = ["code"]'
    )
    of = register(cast, text)
    well(cast, of, who="an", code="GIENG77", note="bimat")
    assert [hit.title for hit in search.find(cast.actor("an"), "gieng77", 5)] == ["GIENG77"]
    assert search.find(cast.actor("an"), "bimat", 5) == []
    assert list(selectors.entries(cast.actor("an"), services.live_of(of), Asked(text="bimat"))) == []
