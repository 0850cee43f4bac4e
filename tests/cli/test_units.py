"""`giaoban units import` says what it did and where the lists differ."""

from argparse import Namespace
from datetime import date

import pytest

from giaoban.cli import units
from giaoban.cli.args import Parser
from giaoban.ground.org.official.report import Report
from tests.cast import make_cast


def parser(language="vi"):
    return Parser("units", units.DESCRIPTION, language)


def report(**kw):
    found = Report("1.0.4", **kw)
    found.created["đơn vị"] = 413
    return found


def test_what_was_done_is_told_with_the_table_of_differences():
    found = report(known=5, changed=1, unknown_shares=9)
    found.differ("Số xã", unit="Tỉnh Bắc Ninh", code="24", ours="66", theirs="65")
    told = units.lines(found, parser(), dry=False)
    assert told[1] == "Đã nhập 413 dòng; 5 đơn vị đã có sẵn."
    assert told[2] == "      413  đơn vị"
    assert "1 đơn vị đã ghi kết thúc" in told[3]
    assert "9 xã cũ chia về nhiều xã mới" in told[4]
    assert told[5:] == [
        "Chênh lệch:",
        "Nội dung  Đơn vị         Mã  Đã có/công bố  Danh mục",
        "--------  -------------  --  -------------  --------",
        "Số xã     Tỉnh Bắc Ninh  24  66             65",
    ]


def test_a_rehearsal_says_what_would_be_done_in_either_language():
    assert units.lines(report(), parser(), dry=True)[1].startswith("Sẽ nhập 413 dòng")
    assert units.lines(report(), parser("en"), dry=True)[1:] == [
        "Would import 413 rows; 0 units were known.",
        "      413  đơn vị",
        "No differences.",
    ]


def test_a_very_long_table_is_cut_and_says_so():
    found = report()
    for number in range(units.MOST + 3):
        found.differ("Tên", code=str(number))
    assert units.lines(found, parser(), dry=False)[-1] == "… và 3 dòng nữa."


def test_the_day_is_read_or_refused():
    assert units.day("2020-01-31") == date(2020, 1, 31)
    with pytest.raises(SystemExit) as stopped:
        units.run(["import", "--since", "31/01/2020"], "vi")
    assert stopped.value.code == 2


@pytest.mark.django_db
def test_imported_units_are_found_by_the_search():
    from giaoban.ground.search.models import SearchRow

    cast = make_cast()
    units.findable([cast.units["tan_lap"].pk])
    assert [row.title for row in SearchRow.objects.filter(unit=cast.units["tan_lap"])] == ["Xã Tân Lập"]


@pytest.mark.django_db
def test_a_rehearsal_writes_nothing_and_the_import_makes_units_findable():
    from giaoban.ground.org.models import Unit
    from giaoban.ground.search.models import SearchRow

    given = Namespace(province="Lai Châu", since=None, dry_run=True)
    dry = units.bring(given)
    assert not Unit.objects.exists()
    given.dry_run = False
    assert units.bring(given).created == dry.created
    assert SearchRow.objects.count() == Unit.objects.count() > 38
