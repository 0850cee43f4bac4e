"""Figures are added, never changed; whoever may not, cannot."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giaoban.ground import journal
from giaoban.records.figures import selectors, services
from giaoban.records.figures.models import Observation, Target
from tests.records.figures.making import REPORT, indicator, record, refusal

pytestmark = pytest.mark.django_db


def test_a_figure_is_recorded_once_however_often_it_is_sent(cast):
    of = indicator(cast)
    first = record(cast, of)
    assert record(cast, of, "46.000") == first
    assert (first.amount, first.revision, first.quote) == (Decimal("46"), 1, REPORT.quote)
    assert Observation.objects.count() == 1


def figure(cast, of, amount, period="2026-11", unit="van_hoa", **more):
    return services.Figure(
        indicator=of,
        unit=cast.units[unit],
        period=services.period_of(period),
        amount=Decimal(amount),
        source=REPORT,
        **more,
    )


def test_many_figures_are_what_one_after_the_other_would_be(cast):
    of, other, binh = indicator(cast), indicator(cast, name="Số hồ sơ", unit_of_measure="hồ sơ"), cast.actor("binh")
    first = record(cast, of)
    told = [
        figure(cast, of, "46"),
        figure(cast, of, "50", unit="kinh_te"),
        figure(cast, other, "7"),
        figure(cast, other, "8"),
        figure(cast, of, "47"),
        figure(cast, other, "8"),
    ]
    made = services.observations_record(actor=binh, figures=told)
    assert made[0] == first
    assert [(row.indicator, row.amount, row.revision, row.supersedes) for row in made[1:]] == [
        (of, 50, 1, None),
        (other, 7, 1, None),
        (other, 8, 2, made[2]),
        (of, 47, 2, first),
        (other, 8, 2, made[2]),
    ]
    assert made[5] == made[3]
    assert Observation.objects.count() == 5
    assert services.observations_record(actor=binh, figures=[]) == []


def test_more_figures_take_no_more_queries(cast):
    of, counts = indicator(cast), []
    for months in ((1, 2), (3, 4, 5, 6, 7, 8)):
        told = [figure(cast, of, str(month), f"2026-{month:02d}") for month in months]
        binh = cast.actor("binh")
        with CaptureQueriesContext(connection) as taken:
            services.observations_record(actor=binh, figures=told)
        counts.append(len(taken))
    assert Observation.objects.count() == 8
    assert counts[0] == counts[1]


def test_one_figure_at_fault_holds_all_back(cast):
    of, binh = indicator(cast), cast.actor("binh")
    held = record(cast, of)
    services.observation_step(actor=binh, observation=held, verb="lock")
    told = [figure(cast, of, "3", "2026-10"), figure(cast, of, "9")]
    assert refusal(services.observations_record, actor=binh, figures=told) == "OBS-003"
    assert refusal(services.observations_record, actor=cast.actor("dung"), figures=told[:1]) == "ACC-002"
    assert Observation.objects.count() == 1


def test_a_correction_is_a_further_revision_and_nothing_is_overwritten(cast):
    of = indicator(cast)
    first = record(cast, of)
    second = record(cast, of, "47", note="Đếm lại")
    assert (second.revision, second.supersedes) == (2, first)
    binh = cast.actor("binh")
    assert list(selectors.current(binh)) == [second]
    assert [o.amount for o in selectors.revisions(binh, first)] == [47, 46]
    found = selectors.value(binh, indicator=of, unit=cast.units["van_hoa"], period=first.period)
    assert found == second


def test_missing_is_not_zero(cast):
    of, binh = indicator(cast), cast.actor("binh")
    period = services.period_of("2026-11")
    assert selectors.value(binh, indicator=of, unit=cast.units["van_hoa"], period=period) is None
    assert refusal(record, cast, of, None) == "OBS-006"
    said = record(cast, of, None, note="Đơn vị chưa thống kê")
    assert said.amount is None
    assert record(cast, of, "0").amount == 0


@pytest.mark.parametrize("values", [{"low": 5, "high": 3}, {"low": 5}, {"amount": Decimal(1), "low": 1, "high": 2}])
def test_a_range_needs_both_ends_in_order(cast, values):
    values = {k: Decimal(v) for k, v in values.items()}
    assert refusal(record, cast, indicator(cast), values.pop("amount", None), **values) == "OBS-006"


def test_a_range_is_kept_as_it_was_stated(cast):
    made = record(cast, indicator(cast), None, low=Decimal(6300), high=Decimal(6500), role="plan")
    assert (made.amount, made.low, made.high) == (None, 6300, 6500)


def statements(made):
    return [
        ("UPDATE figures_observation SET amount = 1 WHERE id = %s", made.pk),
        ("UPDATE figures_observation SET state = 'locked', note = 'x' WHERE id = %s", made.pk),
        ("DELETE FROM figures_observation WHERE id = %s", made.pk),
        ("TRUNCATE figures_observation CASCADE -- %s", made.pk),
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_database_itself_refuses_to_change_a_figure(cast, number):
    sql, pk = statements(record(cast, indicator(cast)))[number]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [pk])
    assert Observation.objects.get().amount == 46


def test_a_locked_figure_takes_no_revision_until_it_is_unlocked_with_a_reason(cast):
    of, an = indicator(cast), cast.actor("an")
    made = record(cast, of)
    assert services.observation_lock(actor=an, body_id=made.body_id, period=made.period) == 1
    made.refresh_from_db()
    assert record(cast, of, "46").state == "locked"
    assert refusal(record, cast, of, "47") == "OBS-003"
    assert refusal(services.observation_step, actor=an, observation=made, verb="unlock") == "OBS-011"
    services.observation_step(actor=an, observation=made, verb="unlock", reason="Sở yêu cầu rà soát")
    assert record(cast, of, "47").revision == 2
    assert refusal(services.observation_step, actor=an, observation=made, verb="lock") == "ACC-002"


def test_a_report_that_is_confirmed_raises_the_state_of_the_same_figure(cast):
    of = indicator(cast)
    assert record(cast, of, state="submitted").state == "submitted"
    assert record(cast, of, state="approved").state == "approved"
    assert record(cast, of, state="submitted").state == "approved"
    assert Observation.objects.count() == 1


def test_a_unit_must_be_the_bodys(cast):
    of = indicator(cast)
    assert record(cast, of, unit="an_phu").unit == cast.units["an_phu"]
    assert record(cast, of, unit="thon_dong").unit == cast.units["thon_dong"]
    assert refusal(record, cast, of, unit="van_hoa_tl") == "OBS-012"


def test_a_period_outside_the_indicators_life_is_refused(cast):
    of = indicator(cast)
    assert refusal(record, cast, of, period="2024") == "OBS-002"
    services.indicator_retire(actor=cast.actor("binh"), indicator=of, on=services.period_of("2026-11").start)
    assert refusal(record, cast, of) == "OBS-002"
    assert record(cast, of, period="2026-10").amount == 46


def test_the_stranger_can_neither_record_nor_lock_nor_see(cast):
    of, dung = indicator(cast), cast.actor("dung")
    made = record(cast, of)
    assert refusal(record, cast, of, who="dung") == "ACC-002"
    assert refusal(selectors.observation_get, dung, made.pk) == "ACC-002"
    assert refusal(services.observation_step, actor=dung, observation=made, verb="lock") == "ACC-002"
    assert services.observation_lock(actor=dung, body_id=made.body_id, period=made.period) == 0
    assert list(selectors.current(dung)) == list(selectors.indicators(dung)) == []


def test_a_head_records_for_the_own_unit_and_for_no_other(cast):
    of = indicator(cast)
    assert record(cast, of, who="cuong").recorded_by.startswith("Lê Mạnh Cường")
    assert refusal(record, cast, of, who="cuong", unit="kinh_te") == "ACC-001"


def test_who_may_only_look_records_nothing(cast):
    of = indicator(cast)
    made = record(cast, of, unit="mot_cua")
    giang = cast.actor("giang")
    assert selectors.observation_get(giang, made.pk) == made
    assert refusal(record, cast, of, "47", who="giang", unit="mot_cua") == "ACC-001"
    assert refusal(services.observation_step, actor=giang, observation=made, verb="lock") == "ACC-001"


def test_the_journal_tells_who_recorded_and_why(cast):
    from giaoban.ground.directory.actor import acting

    binh = cast.actor("binh")
    with acting(binh, source="web"):
        made = record(cast, indicator(cast), reason="Ghi từ báo cáo tháng 11")
    change = journal.history(made)[0]
    assert (change.verb, change.reason) == ("figures.record", "Ghi từ báo cáo tháng 11")
    assert "Bình" in change.who


def test_a_series_is_newest_first_and_of_one_role(cast):
    of, binh = indicator(cast), cast.actor("binh")
    for period, amount in (("2026-09", 10), ("2026-11", 12), ("2026-10", 11)):
        record(cast, of, str(amount), period=period)
    record(cast, of, "99", role="plan")
    rows = selectors.series(binh, indicator=of, unit=cast.units["van_hoa"], role="actual")
    assert [(o.period.code, o.amount) for o in rows] == [("2026-11", 12), ("2026-10", 11), ("2026-09", 10)]


def target(cast, of, who="binh", *, unit="van_hoa", period="2026", **changes):
    fields = {"kind": "at_least", "amount": Decimal(60), "act": "12/NQ-HĐND"}
    return services.target_set(
        actor=cast.actor(who),
        indicator=of,
        unit=cast.units[unit],
        period=services.period_of(period),
        **{**fields, **changes},
    )


def test_a_changed_target_is_a_further_version_and_the_last_one_counts(cast):
    of = indicator(cast)
    first = target(cast, of)
    assert target(cast, of) == first
    second = target(cast, of, amount=Decimal(70), act="30/NQ-HĐND")
    assert (first.version, second.version) == (1, 2)
    assert list(selectors.targets(cast.actor("binh"), indicator=of)) == [second]
    assert Target.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Target.objects.filter(pk=first.pk).update(amount=5)


@pytest.mark.parametrize(
    "values",
    [
        {"amount": None},
        {"kind": "range"},
        {"kind": "range", "high": Decimal(5)},
        {"kind": "n_of_m"},
        {"kind": "n_of_m", "high": Decimal(59)},
        {"high": Decimal(90)},
        {"weight": Decimal(0)},
    ],
)
def test_a_target_says_what_it_needs_and_no_more(cast, values):
    assert refusal(target, cast, indicator(cast), **values) == "OBS-010"


def test_targets_are_set_by_those_who_keep_the_dictionary_only(cast):
    of = indicator(cast)
    assert refusal(target, cast, of, who="dung") == "ACC-002"
    assert refusal(target, cast, of, who="giang", unit="mot_cua") == "ACC-001"
    assert target(cast, of, kind="keep", amount=None).amount is None
