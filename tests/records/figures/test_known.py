"""What is on record reaches the checker as plain values: the unit's own approved figures and targets, in the checker's units."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from giaoban.kernel import checks
from giaoban.records.figures import selectors, services
from giaoban.records.figures.models import CropSeason, Indicator
from giaoban.records.figures.selectors.known import better, last_month, seasons_known
from tests.cast import ON
from tests.records.figures.making import indicator, record

pytestmark = pytest.mark.django_db


def known(cast, unit="van_hoa", **changes):
    return selectors.known_of(body_id=cast.bodies["ubnd"].pk, unit_id=cast.units[unit].pk, on=ON, **changes)


def money(cast, **changes):
    return indicator(cast, name="Thu ngân sách", unit_of_measure="triệu đồng", aliases=["thu ngân sách xã"], **changes)


def test_an_observation_comes_in_dong_with_its_step_its_words_and_its_page(cast):
    made = record(cast, money(cast), "8600", printed="8,6 tỷ đồng")
    assert known(cast).observations == (
        checks.Observation(
            indicator="Thu ngân sách",
            unit="VND",
            period="2026-11",
            value=Decimal("8600000000.000000"),
            step=Decimal("100000000"),
            aliases=("thu ngân sách xã",),
            label="số đã ghi tháng 11 năm 2026",
            address=f"/so-lieu/quan-sat/{made.pk}/",
            adds=True,
        ),
    )


def test_what_is_better_and_what_adds_up_is_told_by_the_dictionary(cast):
    poor = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="stock", direction="down", time_op="last")
    record(cast, poor, "4")
    services.target_set(
        actor=cast.actor("binh"), indicator=poor, unit=cast.units["van_hoa"],
        period=services.period_of("2026"), amount=Decimal(3),
    )  # fmt: skip
    assert [(o.adds, o.better) for o in known(cast).observations] == [(False, "down")]
    assert [t.better for t in known(cast).targets] == ["down"]
    assert [better(Indicator(direction=way)) for way in ("up", "down", "none")] == ["up", "down", ""]


NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_only_seasons_that_a_body_has_confirmed_are_told(cast):
    body = cast.bodies["ubnd"]
    rows = [
        ("xuan", "Vụ xuân", "01-20", "06-01", False),
        ("mua", "vụ mùa", "06-10", "11-15", False),
        ("he", "vụ hè thu", "05-01", "09-01", True),
    ]
    for code, name, start, end, draft in rows:
        CropSeason.objects.create(
            recorded_at=NOW, recorded_by="Bình", body=body, code=code, name=name, start=start, end=end, draft=draft
        )
    CropSeason.objects.create(
        recorded_at=NOW,
        recorded_by="Bình",
        body=cast.bodies["dang_uy"],
        code="mua",
        name="vụ mùa",
        start="07-01",
        end="12-01",
        draft=False,
    )
    found = {season.name: (season.first, season.last) for season in seasons_known(body_id=body.pk)}
    assert found == {"vụ xuân": (1, 5), "vụ mùa": (6, 11)}
    assert last_month("01-01") == 12


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-01..2026-10", ("2026-10", True)),
        ("2026-Q3", ("2026-Q3", False)),
        ("2025", ("2025", False)),
        ("2025/2026", None),
        ("2026-10-15..2026-11-14", None),
        ("2026-03..2026-04", None),
    ],
)
def test_periods_are_told_in_the_checkers_keys_or_not_at_all(cast, period, expected):
    record(cast, money(cast), period=period)
    assert [(o.period, o.cumulative) for o in known(cast).observations] == ([expected] if expected else [])


def test_a_stock_is_told_as_of_the_end_of_its_period(cast):
    record(cast, indicator(cast, name="Hồ sơ", unit_of_measure="hồ sơ", kind="stock"), "52", period="2026-10")
    assert [o.moment for o in known(cast).observations] == ["closing"]


def test_only_what_stands_is_told(cast):
    of = money(cast, valid_from=date(2020, 1, 1))
    record(cast, of, "1", state="submitted")
    record(cast, of, None, note="chưa có", period="2026-10")
    record(cast, of, "3", period="2026-09", role="estimate")
    record(cast, of, "4", period="2026-08", unit="kinh_te")
    record(cast, of, "5", period="2023-12")
    record(cast, of, "6", period="2026-07", comparator=">=")
    secret = indicator(cast, name="Thu khác", unit_of_measure="triệu đồng", classification=1)
    record(cast, secret, "7")
    assert known(cast).observations == ()
    first = record(cast, of, "8", period="2026-06")
    record(cast, of, "9", period="2026-06")
    assert [o.value for o in known(cast).observations] == [9_000_000]
    assert known(cast, besides=first.source_ref).observations == ()


def test_the_unit_in_charge_is_told_what_stands_for_the_whole_area_and_no_other_unit_is(cast):
    of = money(cast, owner_unit_id=cast.units["kinh_te"].pk)
    record(cast, of, "12", unit="an_phu")
    assert [o.value for o in known(cast, "kinh_te").observations] == [12_000_000]
    assert known(cast, "van_hoa").observations == ()
    assert [o.value for o in known(cast, "an_phu").observations] == [12_000_000]


def test_targets_and_reported_plans_of_a_year_are_told_as_plans(cast):
    of, binh = money(cast), cast.actor("binh")
    where = {"actor": binh, "indicator": of, "unit": cast.units["van_hoa"]}
    for amount in (50, 60):
        services.target_set(**where, period=services.period_of("2026"), amount=Decimal(amount), act="12/NQ-HĐND")
    services.target_set(**where, period=services.period_of("2025"), kind="range", amount=Decimal(7), high=Decimal(9))
    services.target_set(**where, period=services.period_of("2026-11"), amount=Decimal(5))
    services.target_set(**where, period=services.period_of("2027"), kind="keep")
    found = {t.period: (t.value, t.low, t.high, t.label) for t in known(cast).targets}
    million = 1_000_000
    assert found == {
        "2026": (60 * million, None, None, "12/NQ-HĐND"),
        "2025": (None, 7 * million, 9 * million, "kế hoạch năm 2025"),
    }
    other = indicator(cast, name="Số hộ nghèo", unit_of_measure="hộ")
    made = record(cast, other, "12", role="plan", period="2026")
    assert [t.address for t in known(cast).targets if t.indicator == "Số hộ nghèo"] == [f"/so-lieu/quan-sat/{made.pk}/"]
