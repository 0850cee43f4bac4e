"""A report is compared with the registers: how many units there are, what those of the area reported, which documents are in force."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.ground.org.models import Unit, UnitLineage, UnitName, UnitParent
from giaoban.kernel.checks import Known, LegalDocument, UnitCount
from giaoban.occasions.reports.recording import on_record
from giaoban.occasions.reports.remembered import as_facts, as_known
from giaoban.records.documents.legal import Facts
from giaoban.records.documents.registering import legal_save
from giaoban.records.figures.selectors.known import members_known, units_known
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of
from tests.cast import BEFORE, ON
from tests.occasions.reports.test_remembered import against_record
from tests.occasions.reports.test_services import receive
from tests.pages import client_of

MERGED = date(2026, 9, 1)
HEAD = "BÁO CÁO\nKết quả công tác tháng 11 năm 2026\nAn Phú, ngày 20 tháng 11 năm 2026\n"


def test_registers_survive_the_way_into_the_process_unchanged():
    known = Known(
        units=(UnitCount("xã", 14, date(2020, 1, 1), date(2025, 6, 30), ("Xã A",), "/x/"),),
        documents=(LegalDocument("30/2020/NĐ-CP", "Nghị định", issued_on=date(2020, 3, 5)),),
        members=("Thôn Đông", "Thôn Tây"),
    )
    assert as_known(as_facts(known)) == known


def unit(cast, name, *, kind, form="", parent="an_phu", since=BEFORE, until=None):
    made = Unit.objects.create(
        kind=kind, level="commune" if kind == "school" else "hamlet", valid_from=since, valid_to=until
    )
    UnitName.objects.create(unit=made, name=name, form=form, valid_from=since)
    UnitParent.objects.create(unit=made, tree="state", parent=cast.units[parent], valid_from=since, valid_to=until)
    return made


@pytest.fixture
def schools(cast):
    """With the school of the cast 60 schools until August 2026; twelve of them were merged into six then: 54."""
    for number in range(47):
        unit(cast, f"Trường Mầm non số {number}", kind="school", parent="van_hoa")
    for number in range(6):
        made = unit(cast, f"Trường Tiểu học và THCS số {number}", kind="school", parent="van_hoa", since=MERGED)
        for form in ("Tiểu học", "THCS"):
            old = unit(cast, f"Trường {form} số {number}", kind="school", parent="van_hoa", until=MERGED)
            UnitLineage.objects.create(source=old, target=made, on=MERGED, kind="merge")
    return cast


@pytest.mark.django_db
def test_the_number_of_schools_before_and_after_a_merger_is_known_by_its_day(schools, django_assert_num_queries):
    with django_assert_num_queries(3):
        known = units_known(body_id=schools.bodies["ubnd"].pk, on=ON)
    told = [(u.count, u.valid_from, u.valid_to) for u in known if u.noun == "trường"]
    assert told == [(54, MERGED, None), (60, BEFORE, date(2026, 8, 31))]
    assert len(str(as_facts(Known(units=known)))) < 12_000


@pytest.mark.django_db
def test_a_report_that_still_counts_the_schools_before_the_merger_is_asked_about_it(schools):
    sentence = "Toàn xã có {} trường đạt chuẩn quốc gia.\n"
    submission = receive(schools, text=HEAD + sentence.format("46/60"))
    finding = against_record(submission)[0]
    assert "danh mục đơn vị có 54 trường" in finding.row["message"]
    assert "con số 60 đúng đến 31/8/2026" in finding.row["message"]
    page = client_of(schools, "binh").get(f"/bao-cao/{submission.pk}/").content.decode()
    assert f'href="/to-chuc/don-vi/{schools.units["an_phu"].pk}/"' in page
    assert against_record(receive(schools, text=HEAD + sentence.format("36/54"))) == []


@pytest.mark.django_db
def test_a_total_of_some_of_the_schools_is_nobodys_mistake(schools):
    assert against_record(receive(schools, text=HEAD + "Có 3/5 trường tiểu học đạt chuẩn.\n")) == []
    assert against_record(receive(schools, text=HEAD + "Có 3/5 trường vùng khó khăn đạt chuẩn.\n")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "asked"), [("2/2 thôn", False), ("3/3 thôn", True), ("9/9 thôn", False)])
def test_of_hamlets_only_a_number_that_was_right_on_another_day_is_asked_about(cast, said, asked):
    unit(cast, "Thôn Tây", kind="hamlet", form="thon")
    unit(cast, "Thôn Nam", kind="hamlet", form="thon", until=MERGED)
    found = against_record(receive(cast, text=f"{HEAD}Đã họp {said} trên địa bàn.\n"))
    assert bool(found) == asked


@pytest.mark.django_db
def test_where_forms_are_mixed_only_all_of_them_together_are_counted(cast):
    unit(cast, "Tổ dân phố 1", kind="hamlet", form="to_dan_pho")
    known = {u.noun: u.count for u in units_known(body_id=cast.bodies["ubnd"].pk, on=ON) if u.valid_to is None}
    assert known["thôn, tổ dân phố"] == known["tổ dân phố, thôn"] == 2
    assert "thôn" not in known


def reported(cast, amounts, *, unit_op="sum"):
    binh = cast.actor("binh")
    indicator = indicator_create(
        actor=binh,
        body_id=cast.bodies["ubnd"].pk,
        name="Diện tích gieo trồng",
        unit_of_measure="ha",
        unit_op=unit_op,
    )
    units = {"Thôn Đông": cast.units["thon_dong"], "Thôn Tây": unit(cast, "Thôn Tây", kind="hamlet", form="thon")}
    for name, amount in amounts.items():
        observation_record(
            actor=binh,
            indicator=indicator,
            unit=units[name],
            period=period_of("2026-11"),
            amount=Decimal(amount),
            source=Source(),
        )
    return indicator


SOWN = "BÁO CÁO\nKết quả công tác tháng 11 năm 2026\nDiện tích gieo trồng tháng 11 đạt {} ha.\n"


@pytest.mark.django_db
def test_the_value_of_the_whole_is_compared_with_the_sum_of_its_hamlets(cast):
    reported(cast, {"Thôn Đông": "120", "Thôn Tây": "80"})
    submission = receive(cast, text=SOWN.format("210"), unit=None, period="2026-11")
    finding = next(item for item in against_record(submission) if item.row["template"] == "K6")
    assert "cộng 2 đơn vị được 200" in finding.row["message"]
    assert [link["label"].split(",")[0] for link in finding.row["links"]] == ["Thôn Đông", "Thôn Tây"]
    assert against_record(receive(cast, text=SOWN.format("200"), unit=None, period="2026-11")) == []


@pytest.mark.django_db
def test_no_sum_is_told_to_a_unit_nor_where_one_member_is_missing(cast):
    reported(cast, {"Thôn Đông": "120", "Thôn Tây": "80"})
    assert against_record(receive(cast, text=SOWN.format("210"), period="2026-11")) == []
    unit(cast, "Thôn Nam", kind="hamlet", form="thon")
    assert against_record(receive(cast, text=SOWN.format("210"), unit=None, period="2026-11")) == []


@pytest.mark.django_db
def test_figures_that_do_not_add_up_are_not_added(cast):
    reported(cast, {"Thôn Đông": "120", "Thôn Tây": "80"}, unit_op="average")
    body = cast.bodies["ubnd"].pk
    assert members_known(body_id=body, period="2026-11", on=ON)[1] == ()
    assert members_known(body_id=body, period="tháng mười", on=ON) == ((), ())


@pytest.mark.django_db
def test_a_document_that_was_replaced_is_asked_about(cast):
    said = HEAD + "Thực hiện Nghị định số 61/2018/NĐ-CP, xã đã tiếp nhận 12 hồ sơ.\n"
    submission = receive(cast, text=said)
    finding = next(item for item in against_record(submission) if item.row["template"] == "K8")
    assert "đã hết hiệu lực từ 1/7/2025, được thay bằng 118/2025/NĐ-CP" in finding.row["message"]
    page = client_of(cast, "binh").get(f"/bao-cao/{submission.pk}/").content.decode()
    assert 'href="/van-ban/phap-luat/' in page
    assert against_record(receive(cast, text=said.replace("61/2018", "118/2025"))) == []


@pytest.mark.django_db
def test_of_two_documents_of_one_number_a_report_is_asked_which_it_means(cast):
    facts = Facts(
        "318/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", "Việc của năm 2019", date(2019, 3, 15), confidence="verified"
    )
    other = legal_save(actor=cast.actor("binh"), facts=facts)
    said = HEAD + "Thực hiện Quyết định số 318/QĐ-TTg{}, xã đã xét 12 tiêu chí.\n"
    finding = next(item for item in against_record(receive(cast, text=said.format(""))) if item.row["template"] == "K8")
    assert finding.row["severity"] == "question"
    assert all(day in finding.row["message"] for day in ("ngày 15/3/2019", "ngày 8/3/2022"))
    assert f"/van-ban/phap-luat/{other.pk}/" in [link["address"] for link in finding.row["links"]]
    assert len(finding.row["links"]) == 2
    assert against_record(receive(cast, text=said.format(" ngày 15/3/2019"))) == []


@pytest.mark.django_db
def test_all_that_is_known_takes_a_bounded_number_of_queries_and_bytes(schools, django_assert_max_num_queries):
    reported(schools, {"Thôn Đông": "120", "Thôn Tây": "80"})
    with django_assert_max_num_queries(14):
        known = on_record(body_id=schools.bodies["ubnd"].pk, unit_id=None, on=ON, period="2026-11")
    assert len(str(as_facts(known))) < 40_000
