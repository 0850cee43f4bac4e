"""Units for a task are chosen out of many by typing, with and without scripts, on pages that stay light."""

import pytest
from django.urls import reverse

from giaoban.ground.directory.forms import picking
from giaoban.ground.org.models import Unit, UnitName, UnitParent
from giaoban.records.tasks.models import Task
from tests.cast import BEFORE
from tests.pages import client_of, text_of
from tests.records.tasks.making import assign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
CREATE = reverse("tasks:create")
WORK = {"title": "Tổng vệ sinh", "text": "Ra quân tổng vệ sinh.", "due_on": "2026-11-27"}
CULTURE, ECONOMY = "Phòng Văn hóa – Xã hội xã An Phú", "Phòng Kinh tế xã An Phú"


@pytest.fixture
def office(cast, monkeypatch):
    """Bình's browser in an office with more units than one plain list takes."""
    monkeypatch.setattr(picking, "FEW", 2)
    return client_of(cast)


def leads():
    rows = Task.objects.order_by("pk")
    return [task.assignments.get(kind="lead").unit_id for task in rows]


def test_a_search_offers_the_units_that_the_form_takes(cast, office):
    found = text_of(office.get(CREATE, {"chon": "leads", "leads_text": "kinh te"}))
    assert f'data-number="{cast.units["kinh_te"].pk}"' in found
    assert found.count("data-number") == 1
    assert "data-number" not in text_of(office.get(CREATE, {"chon": "leads", "leads_text": "Tân Lập"})), (
        "not ours to give work to"
    )
    assert office.get(CREATE, {"chon": "title"}).status_code == 404
    assert client_of(cast, "giang").get(CREATE, {"chon": "leads"}).status_code == 403


def test_units_are_chosen_by_boxes_and_by_names_typed_without_scripts(cast, office):
    units = {name: unit.pk for name, unit in cast.units.items()}
    sent = {**WORK, "leads": [units["mot_cua"]], "leads_text": f"{ECONOMY}; {CULTURE.lower()}", "cooperating_text": "Thôn Đông",
            "monitoring_text": "Văn phòng HĐND và UBND xã An Phú"}  # fmt: skip
    assert office.post(CREATE, sent).status_code == 302
    assert leads() == [units["mot_cua"], units["kinh_te"], units["van_hoa"]]
    first = Task.objects.earliest("pk")
    others = first.assignments.exclude(kind="lead").values_list("kind", "unit")
    assert sorted(others) == [("cooperating", units["thon_dong"]), ("monitoring", units["van_phong"])]


def test_a_name_that_is_not_clear_is_asked_about_and_what_was_chosen_stays(cast, office):
    units = {name: unit.pk for name, unit in cast.units.items()}
    answer = office.post(CREATE, {**WORK, "leads": [units["mot_cua"]], "leads_text": f"phòng; {ECONOMY}; xyzzy"})
    page = text_of(answer)
    assert (answer.status_code, Task.objects.count()) == (422, 0)
    assert "Chưa rõ: “phòng; xyzzy”" in page
    asked = page.split("Ý là mục nào?")[1].split("</fieldset>")[0]
    assert {f'value="{units[name]}"' in asked for name in ("kinh_te", "van_hoa", "van_phong")} == {True}
    assert "checked" not in asked
    assert f'value="{units["mot_cua"]}" id="id_leads_{units["mot_cua"]}_chosen" checked' in page
    nothing = office.post(CREATE, WORK)
    assert "Chưa chọn đơn vị chủ trì" in text_of(nothing)
    strange = office.post(CREATE, {**WORK, "leads": [units["van_hoa_tl"]]})
    assert (strange.status_code, Task.objects.count()) == (422, 0)


def test_parts_are_divided_anew_by_the_same_fields(cast, office):
    task = assign(cast, cooperating=["kinh_te"])
    url = reverse("tasks:task", args=[task.pk])
    page = text_of(office.get(url))
    assert f'id="phan-cong-cooperating_{cast.units["kinh_te"].pk}_chosen" checked' in page
    assert f'hx-get="{url}"' in page
    assert ECONOMY in text_of(office.get(url, {"chon": "cooperating", "cooperating_text": "kinh te"}))
    sent = {
        "verb": "reassign",
        "lead": cast.units["kinh_te"].pk,
        "cooperating": [cast.units["van_hoa"].pk],
        "reason": "Đúng việc",
    }
    assert office.post(reverse("tasks:step", args=[task.pk]), sent).status_code == 302
    current = task.assignments.filter(valid_to=None).values_list("kind", "unit")
    assert sorted(current) == [("cooperating", cast.units["van_hoa"].pk), ("lead", cast.units["kinh_te"].pk)]


def test_pages_stay_light_in_an_office_of_hundreds_of_units(cast):
    units = Unit.objects.bulk_create(Unit(kind="hamlet", level="hamlet", valid_from=BEFORE) for _ in range(300))
    UnitName.objects.bulk_create(
        UnitName(unit=unit, name=f"Thôn số {number} của xã An Phú", form="thon", valid_from=BEFORE)
        for number, unit in enumerate(units)
    )
    UnitParent.objects.bulk_create(
        UnitParent(unit=unit, tree="state", parent=cast.units["an_phu"], valid_from=BEFORE) for unit in units
    )
    task, client = assign(cast), client_of(cast)
    for url in (CREATE, reverse("direction:create"), reverse("tasks:task", args=[task.pk])):
        answer = client.get(url)
        assert answer.status_code == 200
        assert len(answer.content) < 150_000, (url, len(answer.content))
    offered = text_of(client.get(reverse("direction:create"), {"chon": "leads", "leads_text": "thon so 77 "}))
    assert "Thôn số 77 của xã An Phú" in offered
