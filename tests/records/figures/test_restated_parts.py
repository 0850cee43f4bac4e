"""Parts of a breakdown read for the units of another day: each part adds for itself, a rate of a part is made of its own numerator and
denominator, and what one unit did not report for a part is not made up."""

from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.records.figures import services
from giaoban.records.figures.breakdowns import dimension_words, part_words
from giaoban.records.figures.selectors.above import parts_with_above
from giaoban.records.figures.selectors.lineage import restated_parts
from giaoban.records.figures.selectors.territory import parts_of_breakdown
from tests.queries import queries
from tests.records.figures.test_above import unit as unit_of_kind
from tests.records.figures.test_lineage import TODAY, indicator, school, told
from tests.records.figures.test_territory import merge

pytestmark = pytest.mark.django_db
SEXES = {"gioi": ["nam", "nữ"], "tuoi": []}
PARTS = ("gioi=nam", "gioi=nữ")
POOR = {"Thôn Bắc": (("12", "40"), ("9", "30")), "Thôn Nam": (("8", "20"), ("6", "30"))}
"""Poor and all of men, of women."""


def of_poor(cast):
    """The poor, all, and the share of the poor, by sex."""
    fields = {"unit_of_measure": "người", "kind": "stock", "time_op": "last", "dimensions": SEXES}
    poor = indicator(cast, code="NG1", name="Người nghèo", **fields)
    every = indicator(cast, code="NG2", name="Nhân khẩu", **fields)
    rate = indicator(
        cast, code="NG3", name="Tỷ lệ nghèo", unit_of_measure="%", kind="rate", time_op="none", unit_op="recompute",
        numerator=poor, denominator=every, dimensions=SEXES,
    )  # fmt: skip
    return poor, every, rate


def two(cast):
    """Two hamlets that reported by sex; then they merge."""
    found = of_poor(cast)
    old = [school(cast, name) for name in POOR]
    for unit, sexes in zip(old, POOR.values(), strict=True):
        told(cast, found[0], unit, str(sum(int(one[0]) for one in sexes)))
        told(cast, found[1], unit, str(sum(int(one[1]) for one in sexes)))
        for part, (poor, every) in zip(PARTS, sexes, strict=True):
            told(cast, found[0], unit, poor, dims=part)
            told(cast, found[1], unit, every, dims=part)
    return found, old


def amounts(found, of, unit):
    """{part: amount} of one cell a part."""
    return {
        part: cell.amount for part, cells in found.items() for key, cell in cells.items() if key[:2] == (of.pk, unit.pk)
    }


def test_amounts_add_and_rates_are_made_anew_part_by_part(cast):
    (poor, every, rate), old = two(cast)
    new = merge(cast, old)
    about = {"units": [new.pk], "periods": [services.period_of("2026-05")], "to": TODAY, "parts": PARTS}
    found = restated_parts(cast.actor("binh"), indicators=[poor, every, rate], **about)
    assert amounts(found, poor, new) == {"gioi=nam": 20, "gioi=nữ": 15}
    assert amounts(found, every, new) == {"gioi=nam": 60, "gioi=nữ": 60}
    assert amounts(found, rate, new) == {"gioi=nam": Decimal("33.333333"), "gioi=nữ": 25}, "never the mean of rates"
    nobody = restated_parts(cast.actor("nobody"), indicators=[poor], **about)
    assert nobody == {"gioi=nam": {}, "gioi=nữ": {}}, "only what the actor may see"
    assert restated_parts(cast.actor("binh"), indicators=[poor], **{**about, "parts": ()}) == {}


def test_a_part_that_one_unit_did_not_report_is_told_as_incomplete(cast):
    poor, *_rest = of_poor(cast)
    old = [school(cast, name) for name in POOR]
    told(cast, poor, old[0], "12", dims="gioi=nam")
    told(cast, poor, old[1], "8", dims="gioi=nam")
    told(cast, poor, old[1], "6", dims="gioi=nữ")
    new = merge(cast, old)
    found = restated_parts(
        cast.actor("binh"),
        indicators=[poor],
        units=[new.pk],
        periods=[services.period_of("2026-05")],
        to=TODAY,
        parts=PARTS,
    )
    men, women = (next(iter(found[part].values())) for part in PARTS)
    assert (men.amount, women.amount, women.words) == (20, None, "mới có 1/2 đơn vị")


def test_a_district_is_put_together_from_its_communes_part_by_part(cast):
    poor, *_rest = of_poor(cast)
    district = unit_of_kind(cast, "Huyện Phổ Yên", "district", cast.units["an_phu"])
    for name, men in (("Xã Một", "5"), ("Xã Hai", "7")):
        told(cast, poor, unit_of_kind(cast, name, "commune", district), men, dims="gioi=nam")
    found = parts_with_above(
        cast.actor("binh"), indicators=[poor], units=[district.pk], periods=[services.period_of("2026-05")], to=TODAY,
        parts=PARTS,
    )  # fmt: skip
    assert amounts(found, poor, district) == {"gioi=nam": 12}


def test_the_page_shows_parts_below_each_unit_restated_or_as_reported(cast, client):
    (poor, _every, rate), old = two(cast)
    new = merge(cast, old)
    client.force_login(cast.users["binh"])

    def lines(**query):
        answer = client.get(reverse("figures:territory"), {"chi-tieu": poor.pk, "phan-to": "gioi", **query})
        below = {}
        for _unit, name, _cells, rows in answer.context["rows"]:
            below[name] = [(part, [cell and cell.amount for cell in cells]) for part, cells in rows]
        return answer, below

    answer, below = lines(ngay="2026-11-20")
    assert below["Thôn Hợp Nhất"] == [("Nam", [20]), ("Nữ", [15])]
    assert 'value="gioi" selected>Giới tính' in answer.content.decode()
    assert lines(**{"chi-tieu": rate.pk, "ngay": "2026-11-20"})[1]["Thôn Hợp Nhất"][1] == ("Nữ", [25])
    reported = lines(cach="bao-cao")[1]
    assert {name: reported[name] for name in POOR} == {
        "Thôn Bắc": [("Nam", [12]), ("Nữ", [9])], "Thôn Nam": [("Nam", [8]), ("Nữ", [6])]
    }  # fmt: skip
    assert set(map(len, lines(**{"phan-to": "tuoi"})[1].values())) == {0}, "nothing was reported by age"
    assert set(map(len, lines(**{"phan-to": "<b>"})[1].values())) == {0}
    with queries("figures", "territory_parts"):
        lines(ngay="2026-11-20")
    assert new.pk in {unit for unit, *_rest in answer.context["rows"]}


def test_parts_are_those_declared_else_those_reported_and_have_names(cast):
    poor, *_rest = of_poor(cast)
    told(cast, poor, school(cast, "Thôn Bắc"), "4", dims="tuoi=15-60")
    actor = cast.actor("binh")
    assert parts_of_breakdown(actor, poor, "gioi") == list(PARTS)
    assert parts_of_breakdown(actor, poor, "tuoi") == ["tuoi=15-60"]
    assert parts_of_breakdown(cast.actor("nobody"), poor, "tuoi") == []
    assert parts_of_breakdown(actor, poor, "khac") == []
    assert (part_words("tuoi=15-60"), dimension_words("gioi")) == ("15-60 tuổi", "giới tính")
