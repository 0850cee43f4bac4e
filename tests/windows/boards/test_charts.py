"""Charts as plain values: what is drawn, what is read aloud, and that a gap is never zero. No database."""

from decimal import Decimal

import pytest

from giaoban.windows.boards.charts import GAP, HEIGHT, Chart, Point, Series, bar, range_of, spark
from giaoban.windows.boards.templatetags.boards import bar_svg, point_cell, spark_svg


def point(text, url=""):
    return GAP if text is None else Point(Decimal(text), text, url)


def series(*texts, name="Thực hiện", look="line"):
    return Series(name, tuple(map(point, texts)), look)


def test_what_is_read_aloud_names_the_ends_the_newest_figure_and_the_gaps():
    chart = Chart("line", "Rác thải", "Kỳ", ("08/2026", "09/2026", "10/2026"), (series("12", None, "9"),))
    assert chart.description == (
        "Biểu đồ đường: Rác thải. Từ 08/2026 đến 10/2026. Thực hiện: thấp nhất 9 (10/2026), cao nhất 12 (08/2026), "
        "mới nhất 9 (10/2026), 1 chỗ không có số liệu. Bảng số liệu ở ngay dưới biểu đồ; phím mũi tên đọc từng dòng."
    )


def test_a_level_is_said_once_and_an_empty_series_not_at_all():
    chart = Chart("line", "T", "Kỳ", ("1", "2"), (series("5", "5", name="Mức giao"), series(None, None, name="Rỗng")))
    assert "Mức giao: 5 ở mọi kỳ có số." in chart.description
    assert "Rỗng" not in chart.description
    assert not chart.empty
    assert Chart("bar", "T", "Kỳ", ("1",), (series(None),)).empty


def test_bars_of_things_have_no_newest_one():
    chart = Chart("hbar", "Tiến độ", "Chỉ tiêu", ("A", "B"), (series("10", "20"),))
    assert "mới nhất" not in chart.description
    assert "Từ A" not in chart.description


def test_the_table_behind_a_chart_has_a_line_a_label():
    chart = Chart("line", "T", "Kỳ", ("1", "2"), (series("5", "6"), series("7", None)))
    assert [(label, [p.plain for p in points]) for label, points in chart.rows] == [
        ("1", ["5", "7"]),
        ("2", ["6", ""]),
    ]


def test_a_gap_breaks_the_small_line_and_a_lone_figure_is_a_dot():
    drawing = spark([Decimal(0), Decimal(10), None, Decimal(5), None])
    assert drawing.runs == ("3.0,29.0 31.5,3.0",)
    assert drawing.dots == ((Decimal("88.5"), Decimal("16.0")),)
    assert spark([None, None]) is None


def test_small_drawings_of_one_scale_compare():
    low, high = [Decimal(1), Decimal(2)], [Decimal(9), Decimal(10)]
    scale = range_of([low, high])
    assert scale == (Decimal(1), Decimal(10))
    heights = [
        float(run.runs[0].split(",")[1].split()[0]) for run in (spark(low, scale=scale), spark(high, scale=scale))
    ]
    assert heights[0] > heights[1]
    assert range_of([[None]], Decimal(4)) is None


def test_equal_figures_are_drawn_in_the_middle_and_a_level_where_it_belongs():
    assert spark([Decimal(7), Decimal(7)]).runs[0].endswith(f",{HEIGHT / 2:.1f}")
    assert spark([Decimal(0), Decimal(5)], level=Decimal(10)).level == Decimal("3.0")


@pytest.mark.parametrize(
    ("value", "width"), [("60", "50.0"), ("150", "100.0"), ("-5", "0.0"), ("0", "0.0"), (None, None)]
)
def test_a_bar_is_full_at_most_and_missing_is_no_bar(value, width):
    found = bar(None if value is None else Decimal(value), most=Decimal(120), tick=Decimal(60))
    assert found is None if width is None else (str(found.width), str(found.tick)) == (width, "50.0")
    assert bar(Decimal(5), most=Decimal(0)) is None


def test_what_people_wrote_is_escaped_in_cells_and_drawings():
    cell = point_cell(Point(Decimal("1.5"), "<b>", "/x?a=1&b=2", "<i>"))
    assert "<b>" not in cell
    assert 'data-value="1.5"' in cell
    assert 'href="/x?a=1&amp;b=2"' in cell
    assert point_cell(GAP) == '<td data-kind="num" data-value="" data-words="–">–</td>'
    drawn = spark_svg(spark([Decimal(1), Decimal(2)], level=Decimal(3)), '"><script>')
    assert "<script>" not in drawn
    assert "bd-level" in drawn
    assert spark_svg(None) == "" == bar_svg(None)
    assert 'aria-hidden="true"' in bar_svg(bar(Decimal(5), most=Decimal(10)))
