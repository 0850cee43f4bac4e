"""What the values of an indicator can be at all: shares end at 100 %, counts begin at 0; comparisons, changes and money know no bound."""

from decimal import Decimal

import pytest

from giaoban.kernel.problems import Problem
from giaoban.records.figures.bounds import highest, lowest
from giaoban.records.figures.services import Source, indicator_create, observation_record, period_of


@pytest.mark.parametrize(
    "name",
    [
        "Tỷ lệ hộ nghèo",
        "Tỉ lệ hộ cận nghèo",
        "Tỷ lệ dân số tham gia bảo hiểm y tế",
        "Tỷ lệ bao phủ bảo hiểm y tế",
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "Tỷ lệ văn bản đi được ký số",
        "Tỷ lệ trường đạt chuẩn quốc gia",
        "Tỷ lệ hài lòng của người dân",
    ],
)
def test_a_share_of_what_is_counted_ends_at_100(name):
    assert highest(name, "%") == 100
    assert lowest(name, "%") == 0


@pytest.mark.parametrize(
    "name",
    [
        "Tỷ lệ hoàn thành kế hoạch",
        "Tỷ lệ thực hiện kế hoạch thủy lợi",
        "Tỷ lệ hộ nghèo giảm so với đầu năm",
        "Tốc độ tăng trưởng kinh tế",
        "Thu ngân sách lũy kế so với dự toán năm",
        "Chỉ số sản xuất công nghiệp",
        "Tỷ lệ sinh",
    ],
)
def test_a_comparison_or_what_is_not_known_has_no_bound(name):
    assert highest(name, "%") is None
    assert lowest(name, "%") is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [
        (("Hồ sơ trả đúng hạn", "hồ sơ"), ("Hồ sơ đã giải quyết", "hồ sơ"), 100),
        (("Diện tích lúa được tưới", "ha"), ("Diện tích lúa", "ha"), 100),
        (("Số lớp đã mở", "lớp"), ("Số lớp theo kế hoạch", "lớp"), None),
        (("Vốn đã chi", "đồng"), ("Vốn được giao", "đồng"), None),
        (("Số bác sĩ", "người"), ("Số giường", "giường"), None),
    ],
)
def test_a_rate_with_parts_is_a_share_where_the_one_is_among_the_other(numerator, denominator, wanted):
    assert highest("Tỷ lệ", "%", numerator=numerator, denominator=denominator) == wanted


@pytest.mark.parametrize(
    ("name", "unit", "wanted"),
    [
        ("Số hộ nghèo", "hộ", 0),
        ("Diện tích lúa", "ha", 0),
        ("Sản lượng", "nghìn tấn", 0),
        ("Dân số tăng thêm", "người", None),
        ("Thu ngân sách", "triệu đồng", None),
        ("Nhiệt độ trung bình", "°C", None),
    ],
)
def test_counts_and_sizes_begin_at_none_and_changes_and_money_do_not(name, unit, wanted):
    assert lowest(name, unit) == wanted
    assert highest(name, unit) is None


def test_a_percentage_with_a_limit_set_by_hand_begins_at_none():
    assert lowest("Tỷ lệ sử dụng máy", "%", limit=Decimal(100)) == 0


@pytest.mark.django_db
def test_a_new_share_refuses_more_than_100_and_a_plan_completion_does_not(cast):
    made = {
        name: indicator_create(
            actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, name=name, unit_of_measure="%", kind="rate"
        )
        for name in ("Tỷ lệ hộ nghèo", "Tỷ lệ hoàn thành kế hoạch thu")
    }
    given = {"unit": cast.units["van_hoa"], "period": period_of("2026-10"), "amount": Decimal(120)}
    source = Source(kind="person")
    with pytest.raises(Problem) as caught:
        observation_record(actor=cast.actor("binh"), indicator=made["Tỷ lệ hộ nghèo"], source=source, **given)
    assert caught.value.code == "OBS-017"
    plan = made["Tỷ lệ hoàn thành kế hoạch thu"]
    assert observation_record(actor=cast.actor("binh"), indicator=plan, source=source, **given).amount == 120
    assert made["Tỷ lệ hộ nghèo"].limit == 100
