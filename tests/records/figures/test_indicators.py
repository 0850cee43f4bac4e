"""The dictionary of indicators, and finding the one that a report means."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.records.figures import selectors, services
from giaoban.records.figures.measures import convert, counted, fits
from tests.cast import ON
from tests.records.figures.making import indicator, record, refusal

pytestmark = pytest.mark.django_db


def test_an_indicator_gets_the_next_code_and_a_roll_up_that_fits_its_kind(cast):
    one = indicator(cast)
    two = indicator(cast, name="Tỷ lệ hộ nghèo", unit_of_measure="%", kind="rate")
    stock = indicator(cast, name="Tổng số hộ", unit_of_measure="hộ", kind="stock", code="DS01")
    assert [one.code, two.code, stock.code] == ["CT001", "CT002", "DS01"]
    assert (two.time_op, two.unit_op) == ("none", "none"), "rates are never added up or averaged"
    assert (stock.time_op, stock.unit_op) == ("last", "sum")


def test_a_code_is_given_once_per_body(cast):
    indicator(cast, code="KT01")
    assert refusal(indicator, cast, code="KT01") == "OBS-001"
    assert indicator(cast, "dung", code="KT01", body_id=cast.bodies["ubnd_tl"].pk).code == "KT01"


def test_a_share_that_is_recomputed_names_both_parts_of_the_same_body(cast):
    part, whole = indicator(cast), indicator(cast, name="Số hồ sơ")
    rate = {"kind": "rate", "name": "Tỷ lệ cấp giấy", "unit_of_measure": "%"}
    assert indicator(cast, numerator=part, denominator=whole, **rate).unit_op == "recompute"
    assert refusal(indicator, cast, numerator=part, **rate) == "OBS-008"
    foreign = indicator(cast, "dung", body_id=cast.bodies["ubnd_tl"].pk)
    assert refusal(indicator, cast, numerator=part, denominator=foreign, **rate) == "OBS-008"


def test_an_indicator_needs_a_name_and_a_unit_of_measure(cast):
    assert refusal(indicator, cast, name=" ") == "OBS-013"
    assert refusal(indicator, cast, unit_of_measure="") == "OBS-013"


def test_the_meaning_of_an_indicator_with_figures_changes_only_by_a_new_version(cast):
    of, binh = indicator(cast, aliases=["giấy đã cấp"]), cast.actor("binh")
    changed = services.indicator_change(actor=binh, indicator=of, unit_of_measure="giấy", name="Giấy chứng nhận đã cấp")
    assert (changed.unit_of_measure, changed.name) == ("giấy", "Giấy chứng nhận đã cấp")
    record(cast, of)
    change = {"actor": binh, "indicator": of}
    assert refusal(services.indicator_change, **change, kind="stock") == "OBS-009"
    assert services.indicator_change(**change, source="Sổ cấp giấy").source == "Sổ cấp giấy"
    new = services.indicator_version(**change, on=date(2027, 1, 1), unit_of_measure="hồ sơ")
    of.refresh_from_db()
    assert (of.state, of.valid_to, new.version, new.valid_from) == ("retired", date(2027, 1, 1), 2, date(2027, 1, 1))
    assert [a.alias for a in new.aliases.all()] == ["giấy đã cấp"]
    assert of.observations.count() == 1


def test_only_those_who_keep_the_dictionary_change_it(cast):
    of = indicator(cast)
    assert refusal(indicator, cast, "dung") == "ACC-001"
    assert refusal(indicator, cast, "giang") == "ACC-001"
    for who, code in (("dung", "ACC-002"), ("giang", "ACC-001")):
        actor = cast.actor(who)
        assert refusal(services.indicator_change, actor=actor, indicator=of, name="x") == code
        assert refusal(services.indicator_alias_add, actor=actor, indicator=of, alias="x") == code
        assert refusal(services.indicator_retire, actor=actor, indicator=of, on=ON) == code
        assert refusal(services.indicator_version, actor=actor, indicator=of, on=ON) == code
    assert refusal(selectors.indicator_get, cast.actor("dung"), of.pk) == "ACC-002"


def test_an_indicator_is_found_by_code_name_and_phrase_with_and_without_accents(cast):
    from giaoban.ground import search

    of, binh = indicator(cast, aliases=["giấy đỏ đã trao"]), cast.actor("binh")
    for text in ("CT001", "chứng nhận đã cấp", "chung nhan", "giay do"):
        assert list(selectors.indicators(binh, text=text)) == [of], text
    assert list(selectors.indicators(binh, text="không có")) == []
    assert [hit.url for hit in search.find(binh, "giay do", 5)] == [f"/so-lieu/chi-tieu/{of.pk}/"]
    assert list(search.find(cast.actor("dung"), "giay do", 5)) == []


def test_a_phrase_belongs_to_one_indicator_of_a_unit_of_measure(cast):
    binh = cast.actor("binh")
    of, other = indicator(cast, aliases=["tiếp nhận"]), indicator(cast, name="Giấy tiếp nhận")
    cases = indicator(cast, name="Hồ sơ tiếp nhận", unit_of_measure="hồ sơ")
    add = services.indicator_alias_add
    assert refusal(add, actor=binh, indicator=other, alias="Tiếp nhận") == "OBS-007"
    assert add(actor=binh, indicator=of, alias=" tiếp  nhận ").pk == of.aliases.get().pk
    assert add(actor=binh, indicator=cases, alias="tiếp nhận").indicator == cases
    services.indicator_alias_remove(actor=binh, alias=of.aliases.get())
    assert add(actor=binh, indicator=other, alias="tiếp nhận").indicator == other


def test_a_phrase_finds_its_indicator_whatever_its_accents_and_order(cast):
    binh = cast.actor("binh")
    early = indicator(cast, name="Hồ sơ giải quyết trước hạn", unit_of_measure="hồ sơ", aliases=["trả sớm hạn"])
    share = indicator(cast, name="Tỷ lệ hồ sơ giải quyết trước hạn", unit_of_measure="%", kind="rate")
    late = indicator(cast, name="Hồ sơ giải quyết quá hạn", unit_of_measure="hồ sơ", aliases=["trả trễ hạn"])

    def best(phrase, unit):
        found = selectors.match_indicator(binh, phrase, unit, ON)
        return (found[0].indicator, found[0].score) if found else (None, 0)

    assert best("trả sớm hạn", "hồ sơ") == (early, 1.0)
    assert best("tra som han", "hồ sơ") == (early, 0.97)
    assert best("trả trễ hạn", "hồ sơ")[0] == late
    assert best("giải quyết trước hạn hồ sơ", "%")[0] == share
    assert best("giải quyết trước hạn", "")[1] < best("giải quyết trước hạn", "hồ sơ")[1]
    assert best("diện tích gieo trồng lúa", "ha") == (None, 0)
    assert selectors.match_indicator(cast.actor("dung"), "trả sớm hạn", "hồ sơ", ON) == []


@pytest.mark.parametrize(
    ("amount", "given", "wanted", "expected"),
    [
        ("39981000000", "VND", "triệu đồng", "39981"),
        ("39.981", "tỷ đồng", "triệu đồng", "39981"),
        ("12", "hồ sơ", "hồ sơ", "12"),
        ("1500", "kg", "tấn", "1500"),
        ("65", "phần trăm", "%", "65"),
    ],
)
def test_amounts_of_money_are_turned_into_the_indicators_unit(amount, given, wanted, expected):
    assert convert(Decimal(amount), given, wanted) == Decimal(expected)


@pytest.mark.parametrize(
    ("given", "wanted", "expected"),
    [
        ("trường", "trường công lập", True),
        ("", "hộ", True),
        ("%", "hộ", False),
        ("VND", "tỷ đồng", True),
        ("triệu đồng", "triệu đồng/người/năm", False),
        ("hộ", "hồ sơ", False),
        ("Hồ sơ", "hồ sơ", True),
    ],
)
def test_units_of_measure_fit_or_do_not(given, wanted, expected):
    assert fits(given, wanted) is expected


def test_what_is_counted_one_by_one_is_told_from_measures():
    assert [counted(unit) for unit in ("hồ sơ", "người", "ha", "%", "triệu đồng", "", "phép màu")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip
