"""A chart says what its numbers say, to the eye and in words; a missing value is a gap."""

from decimal import Decimal as D
from xml.etree import ElementTree

import pytest

from giaoban.kernel.docform import Chart, Field, Series, chart_svg
from giaoban.kernel.docform.charts import chart_png, chart_table, described, number, steps
from tests.kernel.docform.made import chart

NS = {"s": "http://www.w3.org/2000/svg"}


def drawn(what: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(what))


def single(kind: str, *values: D | None, labels: tuple[str, ...] = ()) -> Chart:
    return Chart(
        "c", kind, "Số hộ", labels or tuple(f"Tháng {n + 1}" for n in range(len(values))), (Series("Hộ", values),)
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        ("0", "104", "0 25 50 75 100 125"),
        ("0", "0", "0 0.2 0.4 0.6 0.8 1.0"),
        ("-4.2", "33.1", "-10 0 10 20 30 40"),
        ("-7", "-3", "-8 -6 -4 -2 0"),
        ("3", "9000", "0 2000 4000 6000 8000 10000"),
        ("0", "0.07", "0 0.02 0.04 0.06 0.08"),
    ],
)
def test_the_axis_has_round_values_and_always_zero(low, high, marks):
    assert steps(D(low), D(high)) == [D(mark) for mark in marks.split()]


@pytest.mark.parametrize(
    ("high", "marks"), [("2", "0 1 2"), ("0", "0 1"), ("12", "0 3 6 9 12"), ("40", "0 10 20 30 40")]
)
def test_an_axis_of_counts_has_no_halves(high, marks):
    assert steps(D(0), D(high), whole=True) == [D(mark) for mark in marks.split()]


def test_a_chart_of_counts_is_drawn_on_whole_steps():
    assert ">0,5<" not in chart_svg(single("bar", D(2), D(1)))
    assert ">0,5<" in chart_svg(single("bar", D("1.5"), D(1)))


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.50", "1.234,5"), ("-4.2", "-4,2"), ("1E+3", "1.000"), ("0", "0"), ("12000000", "12.000.000")],
)
def test_numbers_are_written_as_officials_write_them(value, text):
    assert number(D(value)) == text


def test_bars_stand_in_proportion_and_negative_ones_hang_below_zero():
    up, down, flat = drawn(single("bar", D(20), D(-10), D(0))).findall("s:rect", NS)
    assert float(up.attrib["height"]) == pytest.approx(2 * float(down.attrib["height"]), abs=0.2)
    assert float(down.attrib["y"]) == pytest.approx(float(up.attrib["y"]) + float(up.attrib["height"]), abs=0.2)
    assert float(flat.attrib["height"]) == 0


def test_a_missing_value_has_no_bar_no_point_and_breaks_the_line():
    assert len(drawn(chart()).findall("s:rect", NS)) == 7 + 2
    curve = drawn(single("line", D(1), D(2), None, D(4), None, D(6), D(7)))
    assert len(curve.findall("s:circle", NS)) == 5
    assert [len(line.attrib["points"].split()) for line in curve.findall("s:polyline", NS)] == [2, 2]


def test_series_differ_by_more_than_colour():
    lines = drawn(chart("line")).findall("s:polyline", NS)
    assert len({line.attrib.get("stroke-dasharray") for line in lines}) == 2
    assert not drawn(single("line", *[D(1)] * 3)).findall("s:rect", NS)


def test_values_are_written_where_there_is_room_for_them():
    def written(what: Chart) -> int:
        return len([text for text in drawn(what).findall("s:text", NS) if text.attrib.get("font-size") == "11"])

    assert written(single("bar", *[D(100)] * 5)) == 5
    assert written(single("bar", *[D(123456)] * 30)) == 0
    assert written(single("line", *[D(100)] * 5)) == 5
    assert written(single("line", *[D(100)] * 30)) == 0
    assert written(single("bar", None, None)) == 0


def test_long_labels_break_and_too_many_are_left_out():
    names = tuple(f"Xã Thạch Bình Thượng {n}" for n in range(25))
    texts = [text.text for text in drawn(single("bar", *[D(1)] * 25, labels=names)).findall("s:text", NS)]
    assert "Xã Thạch" in " ".join(filter(None, texts))
    assert len(texts) < 60
    months = drawn(single("line", *[D(1)] * 13))
    assert [text.text for text in months.findall("s:text", NS)].count("Tháng") == 13
    assert drawn(single("bar", D(1), D(2))).attrib["viewBox"] == "0 0 660 316"
    assert months.attrib["viewBox"] == "0 0 660 330"
    assert "…" in chart_svg(single("bar", *[D(1)] * 9, labels=("x" * 60,) * 9))


def test_words_of_a_person_are_escaped():
    hostile = Chart("c", "bar", "<script>", ('"&<b>',), (Series("</svg>", (D(1),)), Series("<i>", (D(2),))), "<u>")
    found = drawn(hostile)
    assert found.findtext("s:title", "", NS) == "<script>"
    assert not [each for each in found.iter() if each.tag.endswith(("script", "}b", "}i", "}u"))]


def test_the_description_has_every_value_and_names_what_is_missing():
    told = described(chart())
    assert told.startswith("Biểu đồ cột Biểu đồ 1. Thu ngân sách")
    assert "Tháng 9: chưa có số liệu; Tháng 10: 3.812,5." in told
    assert described(single("line", D(1))).startswith("Biểu đồ đường Số hộ. Hộ: Tháng 1: 1.")


def test_the_table_behind_has_fields_where_observations_are_known():
    table = chart_table(chart())
    assert [column.title for column in table.columns] == ["(triệu đồng)", "Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10"]
    assert table.rows[0].cells[1].runs == (Field("obs:21", "4.120"),)
    assert table.rows[1].cells[3].runs[0].text == "3.300"  # type: ignore[union-attr]
    year = chart_table(single("bar", *[D(n) for n in range(12)]))
    assert (len(year.columns), len(year.rows), year.columns[0].title) == (2, 12, "")


def test_the_picture_is_a_png_sharp_enough_to_print():
    data = chart_png(chart())
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) >= 1400
