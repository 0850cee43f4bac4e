"""Pages of figures lead to the boards of the same indicator, unit and year, though the room does not know them."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse

from giaoban.records.figures import services
from giaoban.records.figures.looks import looks
from tests.pages import client_of, text_of
from tests.records.figures.making import indicator, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_every_page_of_a_figure_leads_to_its_boards(cast):
    of, unit = indicator(cast), cast.units["van_hoa"].pk
    made = record(cast, of)
    asked = services.target_set(
        actor=cast.actor("binh"), indicator=of, unit=cast.units["van_hoa"], period=services.period_of("2026"),
        kind="at_least", amount=Decimal(60), act="12/NQ-HĐND",
    )  # fmt: skip
    board = reverse("boards:indicator", args=[of.pk])
    client = client_of(cast)
    for address, link in (
        (reverse("figures:indicator", args=[of.pk]), f"{board}?don-vi={unit}"),
        (reverse("figures:observation", args=[made.pk]), f"{board}?don-vi={unit}&amp;ky=month&amp;den=2026-11"),
        (reverse("figures:target", args=[asked.pk]), f"{board}?don-vi={unit}"),
        (reverse("figures:unit", args=[unit]), f"{reverse('boards:unit', args=[unit])}?thang=2026-11"),
        (reverse("figures:year") + "?nam=2026", f"{reverse('boards:year')}?nam=2026&amp;don-vi={unit}"),
        (
            reverse("figures:territory") + f"?chi-tieu={of.pk}&ngay=2026-11-20",
            f"{board}?cach=quy-doi&amp;ngay=2026-11-20",
        ),
        (reverse("figures:territory") + f"?chi-tieu={of.pk}&cach=bao-cao", f"{board}?cach=bao-cao"),
    ):
        text = text_of(client.get(address))
        assert f'href="{link}"' in text, address
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_page_that_is_not_mounted_is_no_link_and_a_misspelt_offer_is_refused(cast, monkeypatch):
    config = apps.get_app_config("boards")
    monkeypatch.setattr(config, "figure_looks", ({"of": "unit", "url": "boards:gone", "label": "Không có"},))
    assert looks("unit", 1) == []
    monkeypatch.setattr(config, "figure_looks", ({"off": "unit"},))
    with pytest.raises(TypeError):
        looks("unit", 1)
