"""A report is compared with what the unit reported before, through the process that reads it."""

from decimal import Decimal

import pytest

from giaoban.kernel.checks import Known, Observation, PlannedValue
from giaoban.occasions.reports import selectors
from giaoban.occasions.reports.remembered import as_facts, as_known
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of
from tests.occasions.reports.test_services import receive
from tests.pages import client_of

TEXT = "BÁO CÁO\nKết quả công tác tháng 11 năm 2026\nThu ngân sách tháng 11 đạt {} triệu đồng.\n"


def test_what_is_known_survives_the_way_into_the_process_unchanged():
    known = Known(
        observations=(Observation("thu", "VND", "2026-11", Decimal("8.60"), Decimal("0.01"), aliases=("thu xã",)),),
        targets=(PlannedValue("thu", "VND", "2026", low=Decimal(7), high=Decimal(9), label="12/NQ-HĐND"),),
    )
    assert as_known(as_facts(known)) == known
    assert as_known({}) == as_known(as_facts(Known())) == Known()


def on_record(cast, amount="9375", unit="van_hoa"):
    binh = cast.actor("binh")
    of = indicator_create(
        actor=binh, body_id=cast.bodies["ubnd"].pk, name="Thu ngân sách", unit_of_measure="triệu đồng"
    )
    return observation_record(
        actor=binh,
        indicator=of,
        unit=cast.units[unit],
        period=period_of("2026-11"),
        amount=Decimal(amount),
        source=Source(),
    )


def against_record(submission):
    rows = selectors.items(selectors.latest_reading(submission), "finding")
    return [item for item in rows if item.row["template"].startswith("K")]


@pytest.mark.django_db
def test_a_report_that_contradicts_what_is_on_record_gets_a_finding_with_the_way_there(cast):
    made = on_record(cast)
    submission = receive(cast, text=TEXT.format("9.735"))
    finding = against_record(submission)[0]
    assert "9.735 triệu đồng" in finding.row["message"]
    page = client_of(cast, "binh").get(f"/bao-cao/{submission.pk}/").content.decode()
    assert f'href="/so-lieu/quan-sat/{made.pk}/"' in page
    assert against_record(receive(cast, text=TEXT.format("9.375"))) == []


@pytest.mark.django_db
def test_a_unit_is_never_told_what_another_reported(cast):
    on_record(cast, unit="kinh_te")
    assert against_record(receive(cast, text=TEXT.format("9.735"))) == []
    assert against_record(receive(cast, "cuong", text=TEXT.format("9.735"))) == []
    area = receive(cast, text=TEXT.format("9.735"), unit=None)
    assert against_record(area) == []
