"""What registers suggest for a collection, and the steps that many observations take together."""

import pytest

from giaoban.occasions.collection import selectors, services
from giaoban.occasions.collection.models import Cell
from giaoban.records.figures.models import Observation
from giaoban.records.figures.services import indicator_create, observations_step
from tests.occasions.collection.making import collection, indicators, known, refused
from tests.records.registers.making import register, well

pytestmark = pytest.mark.django_db


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
