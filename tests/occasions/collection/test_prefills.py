"""What registers suggest for a collection, and the steps that many observations take together."""

from datetime import date

import pytest
from django.urls import reverse

from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import Cell
from giaoban.occasions.collection.selectors.sheets import open_registers
from giaoban.records.figures.models import Indicator, Observation
from giaoban.records.figures.services import indicator_create, observations_step
from giaoban.records.registers.origin import entries_on
from giaoban.records.registers.services import entry_create, figures_record
from tests.cast import ON
from tests.occasions.collection.making import collection, indicators, known, refused, row_of
from tests.pages import client_of, text_of
from tests.records.registers.making import catalog, register, well

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_a_register_suggests_its_indicators_unit_by_unit_and_writes_no_value(cast):
    wells = register(cast)
    well(cast, wells, "G1", clean="yes")
    well(cast, wells, "G2", clean="no")
    codes = {
        code: indicator_create(
            actor=cast.actor("binh"),
            body_id=cast.bodies["ubnd"].pk,
            code=code,
            name=name,
            unit_of_measure=measure,
            kind="rate" if measure == "%" else "stock",
        )
        for code, name, measure in (("wells.clean", "Giếng nước sạch", "%"), ("wells.clean.mau", "Số giếng", "giếng"))
    }
    made = collection(cast, codes=codes, units=("kinh_te", "van_hoa"))
    lines = {line.row.unit_id: line.boxes for line in selectors.sheet(cast.actor("binh"), made).lines}
    share, wells_there = lines[cast.units["kinh_te"].pk]
    assert (share.value, share.suggestion.value) == (None, 50)
    assert share.suggestion.source == "Giếng khoan, tính đến 20/11/2026"
    assert wells_there.suggestion.text == "2"
    assert all(box.suggestion is None for box in lines[cast.units["van_hoa"].pk])
    assert not Cell.objects.exists()
    assert services.prefills_compute(actor=cast.actor("binh"), collection=made) == 2
    asked = {"actor": cast.actor("dung"), "collection": made}
    assert refused(services.prefills_compute, **asked).code == "ACC-002"


def test_the_cells_of_one_stop_units_are_suggested_from_the_book_of_dossiers_with_the_way_back(cast):
    book = catalog(cast, "dossiers")
    filed = [
        # received, due, finished, result
        ("2026-10-28", "2026-11-03", "2026-11-02", "giai_quyet"),
        ("2026-11-03", "2026-11-05", "2026-11-06", "giai_quyet"),
        ("2026-11-04", "2026-11-19", None, None),
        ("2026-11-18", "2026-11-25", None, None),
    ]
    for number, (received, due, finished, result) in enumerate(filed, 1):
        typed = {"number": f"H{number}", "domain": "ho_tich", "procedure": "Khai sinh", "channel": "truc_tuyen",
                 "unit": cast.units["mot_cua"].pk, "received_on": received, "due_on": due, "finished_on": finished,
                 "result": result}  # fmt: skip
        entry_create(actor=cast.actor("an"), register=book, typed=typed, start=date(2026, 1, 1))
    figures_record(actor=cast.actor("an"), register=book, code="2026-11", by_unit=False)
    asked = (
        "hs.ky-truoc",
        "hs.tiep-nhan",
        "hs.giai-quyet",
        "hs.dang-trong-han",
        "hs.dang-qua-han",
        "hs.ty-le-som-dung",
    )
    codes = {code: Indicator.objects.get(code=code) for code in asked}
    made = collection(cast, codes=codes, units=("kinh_te", "mot_cua"))
    lines = {line.row.unit_id: line.boxes for line in selectors.sheet(cast.actor("binh"), made).lines}
    centre, elsewhere = (lines[cast.units[name].pk] for name in ("mot_cua", "kinh_te"))
    told = {box.column.code: (box.suggestion.text, box.value) for box in centre}
    assert told == {code: (text, None) for code, text in zip(asked, ("1", "3", "2", "1", "1", "50"), strict=True)}
    assert all(box.suggestion is None for box in elsewhere), "a unit that the book does not mention is not at zero"
    one = centre[0].suggestion
    assert one.source == "Sổ theo dõi hồ sơ một cửa, tính đến 20/11/2026"
    page = text_of(client_of(cast, "binh").get(one.link))
    assert [f"H{number} – Khai sinh" in page for number in (1, 2, 3, 4)] == [True] * 4
    form = reverse("collection:form", args=[made.pk, row_of(made, cast, "mot_cua").pk])
    assert one.link in client_of(cast, "binh").get(form).content.decode().replace("&amp;", "&")
    asker = selectors.sheet(cast.actor("binh"), made).lines
    assert all(box.value is None for line in asker for box in line.boxes)


def test_who_may_not_look_into_the_register_is_told_its_name_without_an_address(cast):
    wells = register(cast)
    well(cast, wells, "G1", clean="yes")
    figures_record(actor=cast.actor("an"), register=wells, code="2026-11")
    code = {"wells.clean.mau": Indicator.objects.get(code="wells.clean.mau")}
    made = collection(cast, codes=code, units=("kinh_te",), period="2026-12")
    shown = selectors.sheet(cast.actor("binh"), made).lines[0].boxes[0].suggestion
    assert shown.told == ["1", "Giếng khoan, tính đến 20/11/2026", entries_on(wells.pk, ON, cast.units["kinh_te"].pk)]
    prefills = list(row_of(made, cast, "kinh_te").prefills.all())
    assert [open_registers(cast.actor(who), prefills) for who in ("binh", "dung", "link")] == [{wells.pk}, set(), set()]


def test_many_figures_take_a_step_together_and_those_elsewhere_stay(cast):
    codes = indicators(cast)
    one, two = known(cast, codes["hon"], "46", "2026-10"), known(cast, codes["gks"], "3", "2026-10")
    both = [one.pk, two.pk]
    assert observations_step(actor=cast.actor("binh"), observations=[one.pk], verb="lock") == 1
    assert observations_step(actor=cast.actor("binh"), observations=both, verb="lock") == 1
    assert observations_step(actor=cast.actor("dung"), observations=both, verb="unlock", reason="thử") == 0
    assert refused(observations_step, actor=cast.actor("binh"), observations=both, verb="unlock").code == "OBS-011"
    assert refused(observations_step, actor=cast.actor("binh"), observations=both, verb="drop").code == "FLW-001"
    assert refused(observations_step, actor=cast.actor("giang"), observations=both, verb="lock").code == "ACC-001"
    assert set(Observation.objects.values_list("state", flat=True)) == {"locked"}
