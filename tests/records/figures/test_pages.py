"""The pages of figures: table, dictionary, one figure; each for those who may, and for nobody else."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.records.figures import selectors, services
from giaoban.records.figures.models import Indicator, Observation, Target
from tests.pages import client_of
from tests.queries import queries
from tests.records.figures.making import indicator, record
from tests.records.tasks.making import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def year_of_figures(cast):
    """Plan, actual and last year of one indicator in November."""
    of = indicator(cast, valid_from=date(2025, 1, 1))
    record(cast, of, "50", role="plan")
    record(cast, of, "40", period="2025-11")
    return of, record(cast, of, "46")


def test_the_table_sets_what_was_reached_against_plan_and_last_year(cast):
    of, made = year_of_figures(cast)
    page = client_of(cast).get(reverse("figures:table"), {"ky": made.period_id})
    line = page.context["lines"][0]
    assert (line.indicator, line.of_plan, line.of_before) == (of, "92 %", "115 %")
    text = page.content.decode()
    assert reverse("figures:observation", args=[made.pk]) in text
    assert "tháng 11 năm 2026" in text


def test_a_target_stands_for_the_plan_and_the_years_plan_for_the_months(cast):
    of = indicator(cast)
    made = record(cast, of, "46", period="2026-01..2026-11")
    services.target_set(
        actor=cast.actor("binh"),
        indicator=of,
        unit=cast.units["van_hoa"],
        period=services.period_of("2026"),
        kind="at_least",
        amount=Decimal(60),
        act="12/NQ-HĐND",
    )
    page = client_of(cast).get(reverse("figures:table"), {"ky": made.period_id})
    line = page.context["lines"][0]
    assert (line.plan_of_year, line.target.words, line.of_plan) == (True, "≥ 60", "76,7 %")
    assert "12/NQ-HĐND" in page.content.decode()


def test_rates_are_subtracted_never_divided(cast):
    of = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate")
    record(cast, of, "3.2", period="2025-11")
    made = record(cast, of, "2.7")
    page = client_of(cast).get(reverse("figures:table"), {"ky": made.period_id})
    assert page.context["lines"][0].of_before == "-0,5 điểm %"


def test_missing_is_shown_as_missing_never_as_zero(cast):
    of = indicator(cast)
    made = record(cast, of, None, note="Đơn vị chưa thống kê")
    page = client_of(cast).get(reverse("figures:table"), {"ky": made.period_id})
    line = page.context["lines"][0]
    assert (line.of_plan, line.of_before, line.plan) == ("", "", None)
    assert "chưa có" in page.content.decode()


def test_the_table_is_narrowed_and_goes_out_as_a_file_with_the_same_rows(cast):
    of, made = year_of_figures(cast)
    other = indicator(cast, name="Số hộ nghèo", unit_of_measure="hộ")
    record(cast, other, "12", unit="kinh_te")
    client, query = client_of(cast), {"ky": made.period_id}
    assert [line.indicator for line in client.get("/so-lieu/", query).context["lines"]] == [of, other]
    assert [line.indicator for line in client.get("/so-lieu/", query | {"q": "ho ngheo"}).context["lines"]] == [other]
    narrowed = client.get("/so-lieu/", query | {"don-vi": cast.units["van_hoa"].pk})
    assert [line.indicator for line in narrowed.context["lines"]] == [of]
    answer = client.get("/so-lieu/", query | {"xuat": "csv"})
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert rows[1].startswith("CT001,Số giấy chứng nhận đã cấp,giấy chứng nhận,Phòng Văn hóa")
    assert ",50,46,,40,92 %,115 %,46 giấy chứng nhận" in rows[1]


def test_the_table_takes_the_same_queries_whatever_it_holds(cast):
    _of, made = year_of_figures(cast)
    client, query = client_of(cast), {"ky": made.period_id}
    client.get("/so-lieu/", query)
    with queries("figures", "table", is_list=True):
        client.get("/so-lieu/", query)
    for number in range(30):
        record(cast, indicator(cast, name=f"Chỉ tiêu {number}"), str(number), unit="kinh_te")
    with queries("figures", "table", is_list=True):
        client.get("/so-lieu/", query)


def test_lists_and_pages_keep_to_their_queries(cast):
    of, made = year_of_figures(cast)
    client = client_of(cast)
    for name, url in (
        ("indicators", reverse("figures:indicators")),
        ("indicator", reverse("figures:indicator", args=[of.pk])),
        ("observation", reverse("figures:observation", args=[made.pk])),
    ):
        client.get(url)
        with queries("figures", name, is_list=name == "indicators"):
            assert client.get(url).status_code == 200


def test_the_table_opens_at_the_newest_month_that_has_begun(cast):
    of = indicator(cast)
    for period in ("2026", "2026-10", "2026-11", "2026-12"):
        record(cast, of, "1", period=period, role="plan")
    assert client_of(cast).get("/so-lieu/").context["period"].code == "2026-11"


def test_a_page_without_figures_says_how_to_get_them(cast):
    assert "Ghi vào sổ số liệu" in client_of(cast).get("/so-lieu/").content.decode()


def test_a_figure_shows_its_source_its_revisions_and_the_number_marked(cast):
    of, first = year_of_figures(cast)
    source = services.Source(
        kind="report", ref="reports.submission/7", start=5, end=7, quote="Đã cấp 47 giấy chứng nhận."
    )
    made = record(cast, of, "47", source=source, printed="47 giấy chứng nhận")
    page = client_of(cast).get(reverse("figures:observation", args=[made.pk]))
    text = page.content.decode()
    assert "<mark>47 giấy chứng nhận</mark>" in text
    assert "/bao-cao/7/so-lieu/5-7/" in text
    assert [row.revision for row, _word in page.context["revisions"]] == [2, 1]
    old = client_of(cast).get(reverse("figures:observation", args=[first.pk])).content.decode()
    assert "đã được thay bằng số khác" in old
    assert selectors.trace(record(cast, of, "48", source=services.Source(kind="person"))).url == ""


PAGES_OF_ONE = ("observation", "observation_history")


def test_a_part_of_a_breakdown_is_named_wherever_its_figure_stands(cast):
    of = indicator(
        cast, name="Lượt người tập huấn", dimensions={"gioi": ["nam", "nữ"], "tuoi": ["duoi_35"], "linh_vuc": []}
    )
    made = record(cast, of, "10", dims="gioi=nữ;tuoi=duoi_35")
    client = client_of(cast)
    page = client.get(reverse("figures:indicator", args=[of.pk])).content.decode()
    assert "giới tính: nam, nữ; lĩnh vực; nhóm tuổi: dưới 35 tuổi" in page
    pages = [page, *(client.get(reverse(f"figures:{name}", args=[made.pk])).content.decode() for name in PAGES_OF_ONE)]
    assert all("nữ, dưới 35 tuổi" in each and "gioi=" not in each.split("<main")[1] for each in pages)


def test_a_correction_by_hand_keeps_the_old_value_and_says_why(cast):
    _of, made = year_of_figures(cast)
    client, url = client_of(cast), reverse("figures:observation_correct", args=[made.pk])
    assert client.post(url, {"amount": "bốn mươi", "reason": "x"}).status_code == 422
    assert client.post(url, {"amount": "1.047,5"}).status_code == 422
    answer = client.post(url, {"amount": "1.047,5", "reason": "Cộng sót hai thôn"}, follow=True)
    new = Observation.objects.get(supersedes=made)
    assert (new.amount, new.source_kind, new.note) == (Decimal("1047.5"), "person", "Cộng sót hai thôn")
    assert "Cộng sót hai thôn" in answer.content.decode()
    history = client.get(reverse("figures:observation_history", args=[new.pk])).content.decode()
    assert "Ghi số liệu" in history


def test_a_figure_that_no_report_states_is_entered_by_hand(cast):
    of, client, url = indicator(cast), client_of(cast), reverse("figures:enter")
    assert of.name in client.get(url, {"chi-tieu": of.pk}).content.decode()
    fields = {"indicator": of.pk, "unit": cast.units["thon_dong"].pk, "period": "11/2025", "role": "actual"}
    assert "Chưa có giá trị" in client.post(url, fields).content.decode()
    assert client.post(url, fields | {"amount": "12,5", "unit": cast.units["van_hoa_tl"].pk}).status_code == 422
    client.post(url, fields | {"amount": "12,5", "note": "Sổ của thôn"})
    made = Observation.objects.get()
    assert (made.amount, made.period.code, made.source_kind) == (Decimal("12.5"), "2025-11", "person")
    for who in ("hoa", "dung"):
        answer = client_of(cast, who).post(url, fields | {"amount": "1"})
        assert answer.status_code == (403 if who == "hoa" else 422), "the stranger's dictionary has no such indicator"


def test_old_units_are_offered_for_figures_of_their_past(cast):
    from giaoban.ground.org import services as org

    new = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    old = org.unit_create(new=org.NewUnit(name="Thôn Cũ", **new), on=date(2000, 1, 1))
    org.unit_merge(sources=[old, cast.units["thon_dong"]], into=cast.units["thon_dong"], on=date(2026, 7, 1))
    choices = selectors.unit_choices(cast.actor("binh"), past=True)
    assert choices[-1] == (old.pk, "Thôn Cũ (đến 30/06/2026)")
    assert old.pk not in dict(selectors.unit_choices(cast.actor("binh")))


def test_the_figures_of_a_period_are_locked_and_one_is_opened_with_a_reason(cast):
    _of, made = year_of_figures(cast)
    client, step = client_of(cast, "an"), reverse("figures:observation_step", args=[made.pk])
    answer = client.post(reverse("figures:lock"), {"ky": made.period_id}, follow=True)
    assert "Đã chốt 2 số liệu tháng 11 năm 2026" in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "locked"
    refused = client.post(step, {"verb": "unlock"}, follow=True)
    assert "phải có lý do" in refused.content.decode()
    client.post(step, {"verb": "unlock", "reason": "Rà soát lại"})
    made.refresh_from_db()
    assert made.state == "approved"
    assert client.post(reverse("figures:lock"), {"ky": "không"}).status_code == 302


@pytest.mark.parametrize(
    ("state", "mark"), [("draft", "dự thảo, chưa tính"), ("submitted", "chờ duyệt, chưa tính"), ("approved", "")]
)
def test_a_figure_that_is_not_approved_says_so_beside_its_number(cast, state, mark):
    made = record(cast, indicator(cast), state="approved")
    type(made).objects.filter(pk=made.pk).update(state=state)
    page = client_of(cast).get(reverse("figures:table")).content.decode()
    assert ">46<" in page
    assert ("chưa tính" in page) == bool(mark)
    assert mark in page


NEW = {"name": "Số hộ nghèo", "unit_of_measure": "hộ", "kind": "stock", "direction": "down"}


def test_the_dictionary_is_kept_on_its_pages(cast):
    client = client_of(cast)
    answer = client.post(reverse("figures:indicator_create"), NEW | {"owner_unit_id": cast.units["kinh_te"].pk})
    made = Indicator.objects.get()
    assert answer.url == reverse("figures:indicator", args=[made.pk])
    assert (made.code, made.time_op, made.owner_unit) == ("CT001", "last", cast.units["kinh_te"])
    assert "Số hộ nghèo" in client.get(reverse("figures:indicators"), {"q": "ho ngheo"}).content.decode()
    change = reverse("figures:indicator_change", args=[made.pk])
    assert "Số hộ nghèo" in client.get(change).content.decode()
    client.post(change, NEW | {"name": "Tổng số hộ nghèo"})
    made.refresh_from_db()
    assert made.name == "Tổng số hộ nghèo"
    record(cast, made, "12")
    refused = client.post(change, NEW | {"unit_of_measure": "người"})
    assert (refused.status_code, "Lập phiên bản mới" in refused.content.decode()) == (422, True)
    client.post(reverse("figures:indicator_version", args=[made.pk]), NEW | {"unit_of_measure": "người"})
    newest = Indicator.objects.get(version=2)
    assert newest.unit_of_measure == "người"
    client.post(reverse("figures:indicator_retire", args=[newest.pk]), {"reason": "Không theo dõi nữa"})
    newest.refresh_from_db()
    assert newest.state == "retired"
    history = client.get(reverse("figures:indicator_history", args=[newest.pk])).content.decode()
    assert "Không theo dõi nữa" in history


def test_phrases_and_targets_are_kept_on_the_page_of_an_indicator(cast):
    of, client = indicator(cast), client_of(cast)
    alias = reverse("figures:alias_add", args=[of.pk])
    client.post(alias, {"cach-goi": "giấy đã trao"})
    assert [a.alias for a in of.aliases.all()] == ["giấy đã trao"]
    other = indicator(cast, name="Giấy khác")
    taken = client.post(reverse("figures:alias_add", args=[other.pk]), {"cach-goi": "giấy đã trao"}, follow=True)
    assert "đang thuộc chỉ tiêu" in taken.content.decode()
    client.post(alias, {"bo": of.aliases.get().pk})
    assert not of.aliases.exists()
    form = {
        "unit": cast.units["van_hoa"].pk,
        "period": "2026",
        "kind": "at_least",
        "amount": "1.200",
        "act": "12/NQ-HĐND",
    }
    url = reverse("figures:target_set", args=[of.pk])
    wrong = client.post(url, form | {"period": "mùa thu"})
    assert (wrong.status_code, "không đọc được" in wrong.content.decode()) == (422, True)
    assert client.post(url, form | {"amount": ""}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert Target.objects.get().amount == 1200
    assert "≥ 1.200" in client.get(reverse("figures:indicator", args=[of.pk])).content.decode()


@pytest.mark.parametrize(("who", "see", "write"), [("dung", 404, 404), ("hoa", 200, 403)])
def test_the_stranger_finds_nothing_and_a_reader_changes_nothing(cast, who, see, write):
    of, made = year_of_figures(cast)
    client = client_of(cast, who)
    for name, pk in (("indicator", of.pk), ("indicator_history", of.pk), ("observation", made.pk)):
        assert client.get(reverse(f"figures:{name}", args=[pk])).status_code == see, name
    for name in ("indicator_change", "indicator_version", "indicator_retire", "alias_add", "target_set"):
        answer = client.post(reverse(f"figures:{name}", args=[of.pk]), NEW | {"reason": "x", "cach-goi": "y"})
        assert answer.status_code == write, name
    assert client.post(reverse("figures:observation_correct", args=[made.pk]), {}).status_code == write
    assert client.post(reverse("figures:observation_step", args=[made.pk]), {"verb": "lock"}).status_code == write
    table = client.get("/so-lieu/", {"ky": made.period_id}).content.decode()
    assert (of.name in table) == (who == "hoa")
    assert bool(client.get(reverse("figures:indicators")).context["rows"]) == (who == "hoa")


def recorder(cast):
    """Somebody who may record figures of the office of culture, and lock none."""
    person(cast, "loan", unit="van_hoa", scope=cast.units["van_hoa"], verbs=("figures.view", "figures.record"))
    return client_of(cast, "loan")


def test_a_correction_by_who_may_not_approve_waits_for_approval(cast):
    _, observation = year_of_figures(cast)
    typed = {"amount": "47", "reason": "Đếm lại sổ cấp."}
    recorder(cast).post(reverse("figures:observation_correct", args=[observation.pk]), typed)
    newest = Observation.objects.get(supersedes=observation)
    assert (newest.amount, newest.state) == (Decimal(47), "submitted")
    client_of(cast).post(reverse("figures:observation_correct", args=[newest.pk]), {**typed, "amount": "48"})
    assert Observation.objects.get(supersedes=newest).state == "approved"


@pytest.mark.parametrize(("who", "state"), [("loan", "submitted"), ("binh", "approved")])
def test_a_figure_that_is_typed_is_approved_only_by_who_may_approve(cast, who, state):
    of = indicator(cast)
    client = recorder(cast) if who == "loan" else client_of(cast, who)
    typed = {
        "indicator": of.pk,
        "unit": cast.units["van_hoa"].pk,
        "period": "2026-11",
        "role": "actual",
        "amount": "46",
    }
    assert client.post(reverse("figures:enter"), typed).status_code == 302
    assert Observation.objects.get().state == state


def test_a_number_of_five_thousand_digits_is_no_unit_and_no_phrase(cast):
    of, _ = year_of_figures(cast)
    client = client_of(cast)
    assert client.get(reverse("figures:table"), {"don-vi": "9" * 5000}).status_code == 200
    assert client.post(reverse("figures:alias_add", args=[of.pk]), {"bo": "9" * 5000}).status_code == 302
