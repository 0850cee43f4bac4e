"""The year's targets: judged from what is recorded, handed down, registered, held against each other; each page for those who may."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground.org import services as org
from giaoban.kernel.calendar import parse_period
from giaoban.records.figures import selectors, services
from giaoban.records.figures.models import CurrentValue, Target
from tests.cast import SINCE
from tests.pages import client_of
from tests.queries import queries
from tests.records.figures.making import indicator, record, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
D = Decimal


def target(cast, of, amount="120", kind="at_least", *, who="binh", unit="an_phu", period="2026", **more):
    fields = {"amount": None if amount is None else D(amount), "kind": kind, "act": "12/NQ-HĐND", **more}
    return services.target_set(
        actor=cast.actor(who), indicator=of, unit=cast.units[unit], period=services.period_of(period), **fields
    )


def months(cast, of, *amounts, year=2026, unit="an_phu"):
    for month, amount in enumerate(amounts, 1):
        record(cast, of, str(amount), unit=unit, period=f"{year}-{month:02d}")


def verdicts(cast, who="binh", **narrow):
    actor = cast.actor(who)
    rows = selectors.judged(actor, selectors.targets_of(actor, year=2026, **narrow), on=actor.on)
    return {row.target.indicator.name: row for row in rows}


def test_months_add_up_and_are_held_against_the_months_elapsed(cast):
    of = indicator(cast, unit_of_measure="giấy")
    target(cast, of)
    months(cast, of, *[10] * 10)
    found = verdicts(cast)[of.name].verdict
    assert found.status == "on_pace"
    assert found.sentence == (
        "Giao từ 120 giấy trở lên; 10 tháng đầu năm 2026 đạt 100 giấy, bằng 83,3 % mức giao; "
        "đã qua 10/12 tháng (83,3 % thời gian): đúng tiến độ."
    )


def test_a_cumulative_figure_counts_before_the_months_and_an_estimate_says_so(cast):
    of = indicator(cast)
    target(cast, of)
    months(cast, of, 10, 10)
    record(cast, of, "119", unit="an_phu", period="2026-01..2026-11", role="estimate")
    row = verdicts(cast)[of.name]
    assert (row.verdict.status, row.actuals.estimate, row.reached.low) == ("on_pace", True, 119)


def test_a_change_is_held_against_the_same_part_of_last_year(cast):
    of = indicator(cast, direction="down")
    target(cast, of, "-5", "change_at_least")
    months(cast, of, 100, 100, 100, year=2025)
    months(cast, of, 95, 95)
    found = verdicts(cast)[of.name].verdict
    assert (found.status, "cùng kỳ năm trước 200" in found.sentence) == ("on_pace", True)


def test_a_stock_says_which_figure_of_last_year_it_is_held_against_and_names_another_one(cast):
    poor = indicator(cast, name="Số hộ nghèo", unit_of_measure="hộ", kind="stock", time_op="last", direction="down")
    given = target(cast, poor, "135", "at_most")
    record(cast, poor, "162", unit="an_phu", period="2025-12")
    record(cast, poor, "149", unit="an_phu", period="2026-10")
    found = verdicts(cast)[poor.name].verdict.sentence
    assert "giảm từ 162 (năm trước, số tháng 12 năm 2025) xuống 149, đạt 48,1 % mức phải giảm" in found
    assert "hai số" not in found
    record(cast, poor, "171", unit="an_phu", period="2025")
    found = verdicts(cast)[poor.name].verdict.sentence
    assert "giảm từ 171 (năm trước, số năm 2025) xuống 149, đạt 61,1 % mức phải giảm" in found
    assert "171 hộ (năm 2025) và 162 hộ (tháng 12 năm 2025); ở đây lấy số năm 2025." in found
    url, client = reverse("figures:target", args=[given.pk]), client_of(cast, "binh")
    page = client.get(url).content.decode()
    assert "171 hộ (năm 2025)</dd>" in page
    assert "171,0" not in page
    cast.users["binh"].language = "en"
    cast.users["binh"].save(update_fields=["language"])
    english = client.get(url).content.decode()
    assert "149 hộ (the first 10 months of 2026)" in english
    assert "171 hộ (2025)</dd>" in english
    listed = client.get(reverse("figures:indicators")).content.decode()
    assert re.search(r"<option[^>]*>In use</option><option[^>]*>Retired</option>", listed)


def test_a_rate_is_told_against_last_december_and_is_no_contradiction_to_the_whole_year(cast):
    rate = indicator(cast, name="Hồ sơ trực tuyến", unit_of_measure="%", kind="rate", time_op="none", direction="up")
    target(cast, rate, "80")
    record(cast, rate, "60", unit="an_phu", period="2025-12")
    record(cast, rate, "70", unit="an_phu", period="2026-10")
    assert (
        "tăng từ 60 (năm trước, số tháng 12 năm 2025) lên 70, đạt 50 % mức"
        in verdicts(cast)[rate.name].verdict.sentence
    )
    record(cast, rate, "50", unit="an_phu", period="2025")
    found = verdicts(cast)[rate.name].verdict.sentence
    assert "tăng từ 50 (năm trước, số năm 2025) lên 70" in found
    assert "hai số" not in found


def test_a_rate_is_computed_from_its_parts_not_from_rates(cast):
    part, whole = indicator(cast, name="Trả đúng hạn"), indicator(cast, name="Đã trả")
    rate = indicator(cast, name="Tỷ lệ đúng hạn", unit_of_measure="%", kind="rate", numerator=part, denominator=whole)
    target(cast, rate, "99", "above")
    months(cast, part, 90, 10)
    months(cast, whole, 100, 10)
    row = verdicts(cast)[rate.name]
    assert (row.verdict.status, row.reached.low.quantize(D("0.1"))) == ("behind", D("90.9"))
    record(cast, rate, "99.5", unit="an_phu", period="2026-Q1")
    assert verdicts(cast)[rate.name].verdict.status == "on_pace"


def test_a_rate_without_parts_is_told_for_its_own_period_and_only_approved_figures_count(cast):
    rate = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate", direction="down")
    target(cast, rate, "3", "below")
    record(cast, rate, "2.5", unit="an_phu", period="2026-09")
    record(cast, rate, "9", unit="an_phu", period="2026-10", state="submitted")
    row = verdicts(cast)[rate.name]
    assert (row.actuals.reached.key, row.reached.low) == ("2026-09", D("2.5"))


def test_a_rate_told_every_month_counts_with_its_newest_month_not_with_january(cast):
    rate = indicator(cast, name="Tỷ lệ bảo hiểm y tế", unit_of_measure="%", kind="rate", direction="up")
    target(cast, rate, "90")
    months(cast, rate, 88, 89, 91)
    row = verdicts(cast)[rate.name]
    assert (row.actuals.reached.key, row.reached.low) == ("2026-03", D("91"))
    record(cast, rate, "92", unit="an_phu", period="2026-Q1")
    assert verdicts(cast)[rate.name].reached.low == 92


def test_parts_stand_below_their_whole_and_count_with_it(cast):
    jobs, new = indicator(cast, name="Việc làm"), indicator(cast, name="Việc làm mới")
    whole = target(cast, jobs, "6300", "range", high=D(6500))
    target(cast, new, "3000", "range", high=D(3200), part_of=whole)
    record(cast, jobs, "6400", unit="an_phu", period="2026")
    found = verdicts(cast)
    assert set(found) == {"Việc làm"}
    assert found["Việc làm"].verdict.status == "unknown"
    record(cast, new, "3100", unit="an_phu", period="2026")
    assert verdicts(cast)["Việc làm"].verdict.status == "met"


def test_a_weighted_mean_and_a_target_by_reference(cast):
    growth = indicator(cast, name="Tăng trưởng", unit_of_measure="%", kind="rate")
    whole = target(cast, growth, "12", "weighted_mean")
    for name, weight, value in (("Dịch vụ", 60, "12.5"), ("Công nghiệp", 40, "11.5")):
        one = indicator(cast, name=name, unit_of_measure="%", kind="rate")
        target(cast, one, value, part_of=whole, weight=D(weight))
        record(cast, one, value, unit="an_phu", period="2026")
    above = target(cast, indicator(cast, name="Của tỉnh", unit_of_measure="%", kind="rate"), "1", "at_most")
    poor = indicator(cast, name="Hộ nghèo", unit_of_measure="%", kind="rate", direction="down")
    target(cast, poor, None, "by_reference", reference=above)
    record(cast, poor, "0.9", unit="an_phu", period="2026")
    found = verdicts(cast)
    assert (found["Tăng trưởng"].verdict.status, found["Tăng trưởng"].reached) == ("met", None)
    assert found["Hộ nghèo"].verdict.status == "met"
    assert "12,1 %" in found["Tăng trưởng"].verdict.sentence


def test_a_reporting_month_from_the_15th_counts_for_its_own_year(cast):
    of = indicator(cast, calendar="reporting15")
    target(cast, of)
    record_15 = {"unit": "an_phu"}
    for month in ("2026-01", "2026-02"):
        record(cast, of, "10", period="2026-03", **record_15) if month == "2026-02" else None
        services.observation_record(
            actor=cast.actor("binh"),
            indicator=of,
            unit=cast.units["an_phu"],
            period=services.period_of(month, calendar="reporting15"),
            amount=D(10),
            source=services.Source(),
        )
    row = verdicts(cast)[of.name]
    assert (row.reached.low, row.actuals.reached.start) == (20, date(2025, 12, 15))


@pytest.fixture
def hamlets(cast):
    """Two more hamlets beside Thôn Đông."""
    kind = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    for name in ("Thôn Tây", "Thôn Nam"):
        cast.units[name] = org.unit_create(new=org.NewUnit(name=name, **kind), on=SINCE)
    return [cast.units[name] for name in ("thon_dong", "Thôn Tây", "Thôn Nam")]


def test_a_target_is_handed_down_and_the_sum_is_held_against_it(cast, hamlets):
    of = indicator(cast, name="Rãnh thoát nước", unit_of_measure="km")
    whole = target(cast, of, "10")
    client, url = client_of(cast), reverse("figures:target_hand_down", args=[whole.pk])
    assert "Thôn Tây" in client.get(url).content.decode()
    wrong = client.post(url, {f"phan-{hamlets[0].pk}": "bốn", f"phan-{hamlets[1].pk}": "3"})
    assert (wrong.status_code, Target.objects.count()) == (422, 1)
    page = client.post(url, {f"phan-{hamlets[0].pk}": "4,5", f"phan-{hamlets[1].pk}": "3", "act": "5/KH"}, follow=True)
    text = page.content.decode()
    assert "Đã phân giao cho 2 đơn vị" in text
    assert "thấp hơn mức chung 10 km là 2,5 km. Chưa giao: Thôn Nam." in text
    child = Target.objects.get(unit=hamlets[0])
    assert (child.parent, child.origin, child.act, child.amount) == (whole, "handed_down", "5/KH", D("4.5"))
    assert client.get(url).context["rows"][0][2] in ("4,5", "3", "")
    client.post(url, {f"phan-{unit.pk}": "5" for unit in hamlets[:2]} | {"act": "5/KH"})
    actor = cast.actor("binh")
    below = selectors.handed_down_from(actor, whole)
    assert sorted((row.amount, row.version) for row in below) == [(5, 2), (5, 2)]
    assert selectors.checked(whole, below, missing=[]).status == "fits"
    assert selectors.target_get(actor, child.pk).version == 2


def test_a_unit_elsewhere_is_given_nothing_of_it(cast, hamlets):
    of = indicator(cast)
    whole = target(cast, of, unit="thon_dong")
    share = services.Share(unit=hamlets[1], amount=D(1))
    assert refusal(services.target_hand_down, actor=cast.actor("binh"), target=whole, shares=[share]) == "OBS-021"


def test_a_unit_registers_its_own_and_never_over_what_it_was_given(cast):
    of = indicator(cast, name="Rãnh thoát nước", unit_of_measure="km")
    whole = target(cast, of, "10")
    client, url = client_of(cast, "cuong"), reverse("figures:target_register")
    form = {"indicator": of.pk, "unit": cast.units["van_hoa"].pk, "period": "2026", "amount": "2,5"}
    assert client.get(url).status_code == 200
    assert client.post(url, form | {"amount": ""}).status_code == 422
    page = client.post(url, form, follow=True)
    assert "Đơn vị đăng ký" in page.content.decode()
    made = Target.objects.get(origin="registered")
    assert (made.amount, made.parent) == (D("2.5"), whole)
    refused = client.post(url, form | {"unit": cast.units["kinh_te"].pk})
    assert refused.status_code in (403, 422)
    target(cast, of, "3", unit="van_hoa")
    assert "đã được giao" in client.post(url, form).content.decode()


def test_the_board_shows_verdicts_counts_and_the_same_rows_as_a_file(cast):
    of, other = indicator(cast, name="Cấp giấy"), indicator(cast, name="Hộ nghèo", unit_of_measure="hộ", kind="stock")
    target(cast, of)
    target(cast, other, "40", "at_most")
    record(cast, other, "50", unit="an_phu", period="2025")
    months(cast, of, 5, 5)
    client, url = client_of(cast), reverse("figures:year")
    page = client.get(url)
    text = page.content.decode()
    assert "chậm tiến độ" in text.lower()
    assert "đã qua 2/12 tháng" in text
    counts = {code: count for code, _word, _tone, count in page.context["statuses"]}
    assert counts == {"met": 0, "on_pace": 0, "behind": 1, "over_pace": 0, "missed": 0, "unknown": 1}
    assert [row.target.indicator for row, _ in client.get(url, {"ket-luan": "behind"}).context["rows"]] == [of]
    assert [row.target.indicator for row, _ in client.get(url, {"q": "ho ngheo"}).context["rows"]] == [other]
    rows = b"".join(client.get(url, {"xuat": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("CT001,Cấp giấy,giấy chứng nhận,Xã An Phú,≥ 120,10,")
    assert "Chưa giao chỉ tiêu" in client.get(url, {"nam": "2030"}).content.decode()
    client.post("/ngon-ngu/", {"language": "en"})
    english = client.get(url).content.decode()
    assert "of the time): behind." in english
    assert "chậm tiến độ" not in english
    assert client.get(url, {"nam": "9" * 5000, "don-vi": "9" * 5000}).status_code == 200


def test_the_pages_keep_to_their_queries_however_many_targets(cast):
    def fill(numbers):
        for number in numbers:
            one = indicator(cast, name=f"Chỉ tiêu {number}")
            target(cast, one)
            months(cast, one, number, number)
        return one

    of = fill(range(2))
    client = client_of(cast)
    pages = {
        "year": reverse("figures:year"),
        "target": reverse("figures:target", args=[Target.objects.filter(indicator=of).get().pk]),
        "unit": reverse("figures:unit", args=[cast.units["an_phu"].pk]),
        "month": reverse("figures:month"),
        "public": reverse("figures:public_dictionary"),
    }
    for name, url in pages.items():
        client.get(url)
        with queries("figures", name, is_list=name != "target"):
            assert client.get(url).status_code == 200
    fill(range(2, 9))
    for name, url in pages.items():
        with queries("figures", name, is_list=name != "target"):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize(("who", "see", "write"), [("dung", 404, 404), ("hoa", 200, 403), ("cuong", 200, 403)])
def test_the_stranger_finds_nothing_and_a_reader_hands_nothing_down(cast, who, see, write):
    of = indicator(cast)
    made = target(cast, of)
    client = client_of(cast, who)
    assert client.get(reverse("figures:target", args=[made.pk])).status_code == see
    assert client.post(reverse("figures:target_hand_down", args=[made.pk]), {}).status_code == write
    assert bool(client.get(reverse("figures:year")).context["rows"]) == (see == 200)


def test_a_head_sees_the_bodys_unrestricted_figures_and_no_restricted_ones(cast):
    of, secret = indicator(cast), indicator(cast, name="Quân số", who="an", classification=2)
    total = record(cast, of, "5", unit="an_phu")
    hidden = record(cast, secret, "6", who="an", unit="an_phu")
    party = cast.bodies["dang_uy"].pk
    cuong = cast.actor("cuong")
    assert selectors.observation_get(cuong, total.pk) == total
    assert refusal(selectors.observation_get, cuong, hidden.pk) == "ACC-002"
    assert refusal(record, cast, of, "7", who="cuong", unit="an_phu") == "ACC-001"
    assert refusal(services.observation_step, actor=cuong, observation=total, verb="lock") == "ACC-001"
    theirs = indicator(cast, who="khanh", body_id=party)
    other = record(cast, theirs, "1", who="khanh", unit="vp_dang")
    assert refusal(selectors.observation_get, cuong, other.pk) == "ACC-002"
    text = client_of(cast, "cuong").get(reverse("figures:unit", args=[cast.units["an_phu"].pk])).content.decode()
    assert (of.name in text, secret.name in text) == (True, False)


def test_the_unit_page_shows_thirteen_months_and_marks_estimates(cast):
    of, by_report = indicator(cast), indicator(cast, name="Hồ sơ", unit_of_measure="hồ sơ", calendar="reporting15")
    record(cast, of, "40", period="2025-11")
    record(cast, of, "46", role="estimate")
    period = services.period_of("2026-11", calendar="reporting15")
    services.observation_record(
        actor=cast.actor("binh"),
        indicator=by_report,
        unit=cast.units["van_hoa"],
        period=period,
        amount=D(9),
        source=services.Source(),
    )
    page = client_of(cast).get(reverse("figures:unit", args=[cast.units["van_hoa"].pk]))
    assert [p.key for p in page.context["months"]][::12] == ["2026-11", "2025-11"]
    rows = {row.name: values for row, values in page.context["rows"]}
    assert [(cell.words, cell.estimated) for cell in (rows[of.name][-1], rows[of.name][0])] == [
        ("40", False),
        ("46", True),
    ]
    assert (rows["Hồ sơ"][0].words, rows["Hồ sơ"][1].words) == ("9", "–")
    assert "chốt ngày 14" in page.content.decode()
    record(cast, of, "47")
    board = selectors.board(cast.actor("binh"), units=[cast.units["van_hoa"].pk], keys=["2026-11"])
    assert board.at(of.pk, cast.units["van_hoa"].pk, "2026-11").amount == 47
    assert board.estimated == frozenset()


def test_the_month_of_all_units_stands_side_by_side(cast):
    of = indicator(cast)
    record(cast, of, "7", unit="thon_dong", period="2026-10")
    client = client_of(cast)
    page = client.get(reverse("figures:month"), {"thang": "2026-10"})
    assert [node.name for node in page.context["units"]] == ["Thôn Đông"]
    assert page.context["rows"][0][1][0].words == "7"
    assert "Chưa có số liệu" in client.get(reverse("figures:month"), {"thang": "x"}).content.decode()


def test_the_course_of_an_indicator_sets_each_period_beside_the_year_before(cast):
    of = indicator(cast)
    months(cast, of, 10, 20, year=2025)
    months(cast, of, 11)
    target(cast, of)
    points = selectors.course(cast.actor("binh"), indicator=of, unit_id=cast.units["an_phu"].pk)
    assert [(p.period.key, p.of_before) for p in points][:2] == [("2026", ""), ("2026-01", "110 %")]
    text = client_of(cast).get(reverse("figures:indicator", args=[of.pk])).content.decode()
    assert "Diễn biến" in text


NEW = {"name": "Hộ nghèo", "unit_of_measure": "hộ", "kind": "stock", "direction": "down"}


def test_what_a_dictionary_says_is_kept_on_the_form(cast):
    client = client_of(cast)
    described = {
        "field": "Giảm nghèo",
        "definition": "Hộ dưới chuẩn",
        "frequency": "year",
        "calendar": "reporting15",
        "sharing": "open",
        "dimensions": "gioi: nam, nữ; tuoi:",
        "limit": "1.000",
    }
    assert client.post(reverse("figures:indicator_create"), NEW | {"dimensions": "Giới: nam"}).status_code == 422
    answer = client.post(reverse("figures:indicator_create"), NEW | described)
    assert answer.status_code == 302, answer.context["form"].errors
    of = selectors.indicators(cast.actor("binh")).get()
    assert (of.dimensions, of.limit, of.calendar) == ({"gioi": ["nam", "nữ"], "tuoi": []}, 1000, "reporting15")
    page = client.get(reverse("figures:indicator_change", args=[of.pk])).content.decode()
    assert "gioi: nam, nữ; tuoi: " in page
    assert refusal(record, cast, of, "1001") == "OBS-017"
    assert refusal(record, cast, of, "5", dims="vung=1") == "IND-002"
    assert record(cast, of, "5", dims="tuoi=60; gioi=nữ").dims == "gioi=nữ;tuoi=60"
    assert refusal(indicator, cast, name="X", dimensions={"A": []}) == "IND-002"
    with pytest.raises(TypeError):
        indicator(cast, name="X", colour="xanh")


def test_anybody_reads_the_dictionary_but_nothing_restricted_and_no_figure(cast, client):
    of = indicator(cast, name="Hộ nghèo", field="Giảm nghèo", source="Sổ hộ nghèo")
    secret = indicator(cast, name="Quân số dự bị", who="an", classification=1)
    share = indicator(cast, name="Tỷ lệ", unit_of_measure="%", kind="rate", numerator=secret, denominator=of, who="an")
    record(cast, of, "98765")
    url = reverse("figures:public_dictionary")
    text = client.get(url).content.decode()
    assert ("Hộ nghèo" in text, "Sổ hộ nghèo" in text, share.name in text) == (True, True, True)
    assert secret.name not in text
    assert "98765" not in text
    assert "98.765" not in text
    told = client.get(url, {"xuat": "json", "q": "ho ngheo"}).json()["indicators"]
    assert [(row["code"], row["field"], row["body"]) for row in told] == [
        (of.code, "Giảm nghèo", "Ủy ban nhân dân xã An Phú")
    ]
    rows = b"".join(client.get(url, {"xuat": "csv", "linh-vuc": "Giảm nghèo"}).streaming_content).decode()
    assert rows.count("\n") == 2
    assert client.post(url).status_code == 405


def test_the_dictionary_is_not_fetched_without_end(cast, client):
    indicator(cast)
    url = reverse("figures:public_dictionary")
    answers = [client.get(url, {"xuat": "json"}).status_code for _ in range(22)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_words_of_every_kind_of_target(cast):
    of = indicator(cast)
    said = {
        "≥ 120": {}, "> 120": {"kind": "above"}, "5/7": {"kind": "n_of_m", "amount": "5", "high": D(7)},
        "nâng lên 120": {"kind": "raise_to"}, "duy trì 100": {"kind": "keep", "amount": "100"},
        "giữ như cùng kỳ": {"kind": "keep", "amount": None}, "giảm 5 %": {"kind": "change_at_least", "amount": "-5"},
        "tăng 1 điểm %": {"kind": "change_at_least", "amount": "1", "points": True}, "đạt và vượt 9": {"kind": "exceed", "amount": "9"},
        "đạt và vượt mức cấp trên giao": {"kind": "exceed", "amount": None},
        "theo mức cấp trên giao": {"kind": "by_reference", "amount": None},
        "mọi thành phần đều đạt": {"kind": "all_parts", "amount": None}, "6 – 7": {"kind": "range", "amount": "6", "high": D(7)},
    }  # fmt: skip
    for words, fields in said.items():
        assert target(cast, of, **{"amount": "120", **fields}).words == words
    assert CurrentValue.objects.count() == 0
    with pytest.raises(TypeError):
        target(cast, of, colour="xanh")


def test_seasons_terms_and_semesters_are_stored_with_their_names(cast):
    season = services.period_of("vụ đông xuân 2025-2026")
    assert (season.label, season.key, season.kind) == ("vụ đông xuân 2025-2026", "2026:nam:dong_xuan", "season")
    assert services.period_of("2026:nam:dong_xuan") == season
    assert services.period_of("học kỳ I năm học 2025-2026").label == "học kỳ I năm học 2025-2026"
    year = services.period_of("2026", calendar="disbursement")
    assert (year.end, year.value) == (date(2027, 2, 1), parse_period("2026", calendar="disbursement"))
    month = services.period_of("2026-13", calendar="disbursement")
    assert month.pk != services.period_of("2027-01", calendar="disbursement").pk
