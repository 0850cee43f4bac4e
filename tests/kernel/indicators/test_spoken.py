"""Verdicts, what is handed down and questions in English; the sentences keep their arithmetic."""

from datetime import date
from decimal import Decimal

from giaoban.kernel.calendar import parse_period
from giaoban.kernel.indicators import Actuals, Past, Target, handing, questions, verdict
from giaoban.kernel.quantity import INFINITY, Interval
from giaoban.kernel.wording import said

YEAR = parse_period("2026")


def reached(value: str, key: str = "2026-9M", **more: object) -> Actuals:
    return Actuals(value=Interval.point(Decimal(value)), reached=parse_period(key), **more)  # type: ignore[arg-type]


def english(target: Target, actuals: Actuals) -> str:
    return said(verdict(target, actuals, YEAR, on=date(2026, 10, 5)).sentence, "en")


def test_a_target_behind_time_shows_its_arithmetic_in_english() -> None:
    target = Target(kind="at_least", amount=Decimal(2000), unit="người", nature="sum", direction="up")
    assert english(target, reached("1234.5")) == (
        "Target: at least 2,000 người; the first 9 months of 2026: 1,234.5 người, 61.7% of the target;"
        " 9 of 12 months have passed (75% of the time): behind."
    )


def test_what_may_not_be_exceeded_is_over_its_pace_and_not_slow() -> None:
    target = Target(kind="at_most", amount=Decimal(100), unit="vụ", nature="sum", direction="down")
    found = verdict(target, reached("76"), YEAR, on=date(2026, 10, 5))
    assert (found.status, found.words, said(found.words, "en")) == (
        "behind",
        "vượt mức theo thời gian",
        "over the level for the time passed",
    )
    assert found.sentence.endswith("đã qua 9/12 tháng (75 % thời gian): vượt mức theo thời gian.")
    assert "chậm tiến độ" not in found.sentence
    assert verdict(target, reached("75"), YEAR, on=date(2026, 10, 5)).words == "đúng tiến độ"


def test_a_change_names_last_year_and_what_it_means() -> None:
    target = Target(kind="change_at_least", amount=Decimal("-5"), unit="vụ", nature="sum", direction="down")
    found = english(target, reached("20", same_part=Decimal(40), last_year=Decimal(60)))
    assert "the same period of last year: 40 vụ, that is at most 38 vụ" in found


def test_what_cannot_be_judged_says_why() -> None:
    target = Target(kind="at_least", amount=Decimal("99.5"), unit="%", nature="rate", direction="up")
    assert english(target, Actuals()) == "Target: at least 99.5%; no result yet: cannot be judged yet."


def test_what_is_handed_down_is_added_up_in_english() -> None:
    above = Target(kind="equal", amount=Decimal(10), unit="tỷ đồng")
    found = handing(above, [Target(kind="equal", amount=Decimal("4.5"))], missing=["Thôn Tây"])
    assert said(found.sentence, "en") == (
        "The targets of 1 unit add up to 4.5 billion dong, below the overall target 10 billion dong by 5.5 billion dong."
        " Without a target: Thôn Tây."
    )


def test_an_odd_figure_is_asked_about_in_english() -> None:
    before = Past(Decimal(55), parse_period("2026-10").named)
    asked = questions(Decimal(560), earlier=[before], unit="người")
    assert [said(each.sentence, "en") for each in asked] == [
        "560 người is 10.2 times October 2026 (55 người). Is this figure right?"
    ]


def test_a_level_told_only_from_above_is_not_yet_there() -> None:
    target = Target(kind="at_least", amount=Decimal(95), unit="%", nature="stock", direction="up")
    told = Actuals(
        value=Interval(-INFINITY, Decimal(90), False, True), reached=parse_period("2026-9M"), last_year=Decimal(80)
    )
    found = verdict(target, told, YEAR, on=date(2026, 10, 5))
    assert (found.status, "dưới 90 %; chưa đến mức giao: chậm tiến độ." in found.sentence) == ("behind", True)
