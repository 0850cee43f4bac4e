"""Units through time: names, places in the trees, refusals."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from giaoban.ground import journal
from giaoban.ground.org.models import Body, Unit, UnitLineage, UnitName, UnitParent
from giaoban.ground.org.selectors import (
    lineage_of,
    match_unit,
    tree,
    unit_name,
    unit_names,
    units_named,
    units_on,
    upper_units,
)
from giaoban.ground.org.services import (
    NewUnit,
    unit_alias_add,
    unit_alias_end,
    unit_create,
    unit_move,
    unit_rename,
)
from giaoban.ground.org.services.guard import service
from giaoban.kernel.problems import Problem
from tests.ground.org.country import MERGER, START, area

DAY = timedelta(days=1)


def refused(work, **kw):
    with pytest.raises(Problem) as refusal, transaction.atomic():
        work(**kw)
    return refusal.value


def names(nodes):
    return [node.name for node in nodes]


def test_the_tree_is_in_the_order_of_the_alphabet_each_unit_after_its_upper_one(place):
    nodes = units_on(on=START)
    assert names(nodes) == [
        "Tỉnh Bắc Ninh",
        "Huyện Lương Tài",
        "Phòng Giáo dục và Đào tạo",
        "Thị trấn Thứa",
        "Xã An Thịnh",
        "Xã Bình Định",
        "Xã Đông Sơn",
        "Xã Phú Hòa",
    ]
    assert [node.depth for node in nodes] == [0, 1] + [2] * 6
    assert nodes[2].parent_id == place.district.pk
    assert (nodes[2].short, nodes[0].short) == ("Phòng GD&ĐT", "Bắc Ninh")


def test_only_the_branch_asked_for_is_given(place):
    assert "Tỉnh Bắc Ninh" not in names(units_on(on=START, under=place.district.pk))
    assert names(units_on(on=START, under=place.district.pk, kinds=["office"])) == ["Phòng Giáo dục và Đào tạo"]
    assert names(units_on(on=START, under=place.education.pk, itself=True)) == ["Phòng Giáo dục và Đào tạo"]
    (root,) = tree(on=START, root=place.district.pk)
    assert (root.node.name, len(root.children), root.size) == ("Huyện Lương Tài", 6, 6)
    assert [branch.node.name for branch in tree(on=START)] == ["Tỉnh Bắc Ninh"]
    assert tree(on=START)[0].size == 7


def test_before_the_first_day_there_is_nothing(place):
    assert units_on(on=START - DAY) == []
    assert list(units_named(on=START - DAY)) == []


def test_another_tree_shows_only_units_that_stand_in_it(place):
    agency = unit_create(new=NewUnit(kind="branch", level="province", name="Cục Thuế tỉnh"), on=START)
    branch = unit_create(
        new=NewUnit(kind="branch", level="district", name="Chi cục Thuế", parent=agency, tree="vertical"), on=START
    )
    unit_move(unit=branch, parent=place.district, on=START)
    assert names(units_on(on=START, tree="vertical")) == ["Cục Thuế tỉnh", "Chi cục Thuế"]
    assert "Chi cục Thuế" in names(units_on(on=START, under=place.district.pk))
    assert names(upper_units(unit=branch.pk, on=START, tree="vertical")) == ["Cục Thuế tỉnh"]
    assert units_on(on=START, tree="party") == []


def test_upper_units_come_nearest_first(place):
    assert names(upper_units(unit=place.education.pk, on=START)) == ["Huyện Lương Tài", "Tỉnh Bắc Ninh"]
    assert upper_units(unit=place.province.pk, on=START) == []


def test_a_list_page_of_units_takes_one_query(place, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = list(units_named(on=START))
    assert [(row.name, row.parent_name) for row in rows][:2] == [
        ("Huyện Lương Tài", "Tỉnh Bắc Ninh"),
        ("Phòng Giáo dục và Đào tạo", "Huyện Lương Tài"),
    ]
    with django_assert_num_queries(1):
        units_on(on=START)


def test_each_day_has_its_name(place):
    unit = place.communes["Xã Bình Định"]
    unit_rename(unit=unit, name="Phường Bình Định", form="phuong", on=MERGER, document="NQ 1/2025")
    assert unit_name(unit=unit.pk, on=MERGER - DAY) == "Xã Bình Định"
    assert unit_name(unit=unit.pk, on=MERGER) == "Phường Bình Định"
    assert unit_name(unit=unit.pk, on=START - DAY) == "Xã Bình Định", "before its time: the nearest name"
    assert unit_names(units=[unit.pk, place.education.pk], on=START, short=True) == {
        unit.pk: "Bình Định",
        place.education.pk: "Phòng GD&ĐT",
    }
    assert unit_name(unit=0, on=START) == ""
    (arrow,) = lineage_of(unit=unit.pk)
    assert (arrow.kind, arrow.document, arrow.source_id, arrow.target_id) == ("rename", "NQ 1/2025", unit.pk, unit.pk)


def test_the_old_name_still_finds_the_unit_after_a_rename(place):
    unit = place.communes["Xã Đông Sơn"]
    unit_rename(unit=unit, name="Xã Trung Chính", on=MERGER)
    assert match_unit(text="xã Đông Sơn", on=MERGER)[0].unit == unit.pk
    unit_rename(unit=unit, name="Xã Trung Kênh", on=MERGER + DAY, keep_old=False)
    assert match_unit(text="xã Trung Chính", on=MERGER + DAY, least=0.95) == []


def test_going_back_to_an_old_name_is_possible(place):
    unit = place.communes["Xã Đông Sơn"]
    unit_rename(unit=unit, name="Xã Trung Chính", on=MERGER)
    unit_rename(unit=unit, name="Xã Đông Sơn", on=MERGER + DAY)
    unit_rename(unit=unit, name="Xã Trung Chính", on=MERGER + 2 * DAY)
    assert unit_name(unit=unit.pk, on=MERGER + 2 * DAY) == "Xã Trung Chính"


def test_a_rename_on_the_first_day_of_a_name_corrects_it(place):
    unit = place.communes["Xã An Thịnh"]
    unit_rename(unit=unit, name="Xã An Thịnh Mới", short_name="An Thịnh Mới", on=START)
    assert [n.name for n in unit.names.all()] == ["Xã An Thịnh Mới"]
    assert not lineage_of(unit=unit.pk).exists()


def test_a_unit_without_a_name_can_be_given_one(place):
    unit = Unit.objects.create(kind="organisation", level="commune", valid_from=START)
    unit_rename(unit=unit, name="Hợp tác xã Phú Hòa", on=MERGER)
    assert [(n.name, n.form) for n in unit.names.all()] == [("Hợp tác xã Phú Hòa", "")]


def test_a_unit_moves_on_a_day(place):
    unit = place.communes["Xã Phú Hòa"]
    unit_move(unit=unit, parent=place.province, on=MERGER, document="Luật 72/2025")
    assert names(upper_units(unit=unit.pk, on=MERGER - DAY)) == ["Huyện Lương Tài", "Tỉnh Bắc Ninh"]
    assert names(upper_units(unit=unit.pk, on=MERGER)) == ["Tỉnh Bắc Ninh"]
    assert lineage_of(unit=unit.pk).get().kind == "transfer"
    unit_move(unit=unit, parent=None, on=MERGER + DAY)
    assert upper_units(unit=unit.pk, on=MERGER + DAY) == []


def test_a_unit_cannot_come_to_stand_under_itself(place):
    problem = refused(unit_move, unit=place.province, parent=place.education, on=START)
    assert problem.code == "ORG-003"
    assert problem.sentence().startswith("Tỉnh Bắc Ninh không thể trực thuộc Phòng Giáo dục và Đào tạo")
    assert refused(unit_move, unit=place.province, parent=place.province, on=START).code == "ORG-003"
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitParent.objects.create(unit=place.province, parent=place.province, valid_from=START)


def test_even_a_circle_forced_into_the_table_does_not_hang_the_tree(place):
    UnitParent.objects.create(unit=place.province, parent=place.education, valid_from=START)
    assert len(units_on(on=START, under=place.district.pk)) == 7
    assert len(upper_units(unit=place.education.pk, on=START)) == 3


def test_two_names_or_two_upper_units_at_one_time_are_refused_by_the_database_itself(place):
    unit = place.communes["Xã Bình Định"]
    with pytest.raises(IntegrityError, match="org_unitname_one"), transaction.atomic():
        UnitName.objects.create(unit=unit, name="Tên khác", valid_from=MERGER)
    with pytest.raises(IntegrityError, match="org_unitparent_one"), transaction.atomic():
        UnitParent.objects.create(unit=unit, parent=place.province, valid_from=MERGER)
    UnitParent.objects.create(unit=unit, parent=place.province, tree="party", valid_from=MERGER)


def test_rows_that_end_before_they_begin_are_refused_by_the_database_itself(place):
    with pytest.raises(IntegrityError, match="dates"), transaction.atomic():
        UnitName.objects.create(unit=place.province, name="x", valid_from=MERGER, valid_to=MERGER)


def test_an_overlap_is_told_in_words_that_name_the_rule(place):
    problem = refused(unit_create, new=NewUnit(kind="commune", level="commune", name="Xã Giả", code="09000"), on=MERGER)
    assert problem.code == "ORG-001"
    assert problem.sentence().startswith("Mã này đang thuộc đơn vị khác cùng loại.")
    assert Unit.objects.filter(code="09000").count() == 1
    with translation.override("en"):
        assert "Check the first and last days" in problem.sentence("en")


def test_other_broken_constraints_are_mistakes_of_ours_and_stay_visible(place):
    @service
    def broken(*, reason=""):
        Unit.objects.create(kind="x", level=None, valid_from=START)

    with pytest.raises(IntegrityError):
        broken()


def test_nothing_is_built_on_a_unit_that_is_not_there(place):
    problem = refused(unit_move, unit=place.education, parent=place.district, on=START - DAY)
    assert problem.code == "ORG-002"
    assert problem.sentence() == (
        "Phòng Giáo dục và Đào tạo không hoạt động vào ngày 31/12/2019. Chọn ngày khác hoặc đơn vị khác."
    )
    new = NewUnit(kind="hamlet", level="hamlet", name="Thôn Một", parent=place.district)
    assert refused(unit_create, new=new, on=START - DAY).code == "ORG-002"
    nameless = Unit.objects.create(kind="school", level="commune", valid_from=MERGER)
    assert "Trường học" in refused(unit_rename, unit=nameless, name="x", on=START).sentence()


def test_a_unit_for_a_time_ends_by_itself(place):
    new = NewUnit(kind="office", level="district", name="Ban Quản lý dự án", parent=place.district)
    unit = unit_create(new=new, on=START, until=MERGER)
    assert "Ban Quản lý dự án" in names(units_on(on=MERGER - DAY))
    assert "Ban Quản lý dự án" not in names(units_on(on=MERGER))
    assert not unit.holds(MERGER)
    assert refused(unit_create, new=new, on=MERGER, until=START).code == "ORG-008"


def test_an_alias_is_known_during_its_time(place):
    alias = unit_alias_add(unit=place.education, alias="Ngành giáo dục huyện", on=START)
    assert match_unit(text="ngành Giáo dục huyện", on=START)[0].unit == place.education.pk
    assert refused(unit_alias_add, unit=place.education, alias="nganh giao duc huyen", on=MERGER).code == "ORG-001"
    unit_alias_end(alias=alias, on=MERGER)
    assert match_unit(text="ngành giáo dục huyện", on=MERGER, least=0.9) == []


def test_every_service_leaves_its_verb_and_reason_in_the_journal(place):
    unit = place.communes["Xã Bình Định"]
    unit_rename(unit=unit, name="Phường Bình Định", on=MERGER, reason="Nghị quyết 1")
    told = journal.history(unit)
    assert {(c.verb, c.reason) for c in told[:4]} >= {("org.unit_rename", "Nghị quyết 1")}
    assert told[-1].verb == "org.unit_create"


def test_rows_say_what_they_are(place):
    assert str(place.communes["Xã Bình Định"]) == "Xã, phường, thị trấn, đặc khu 09000"
    assert str(UnitName.objects.first()) == "Tỉnh Bắc Ninh"
    assert "state" in str(UnitParent.objects.first())
    assert str(Body.objects.first()) == f"Ủy ban nhân dân #{place.district.pk}"
    assert "∅" in str(UnitLineage(source=place.province, kind="abolish", on=date(2025, 1, 1)))


def test_the_tree_stays_one_quick_query_for_a_whole_country(db, django_assert_num_queries):
    provinces = [area(f"Tỉnh {number}", kind="province", form="tinh") for number in range(3)]
    units = Unit.objects.bulk_create([Unit(kind="commune", level="commune", valid_from=START) for _ in range(300)])
    UnitName.objects.bulk_create([UnitName(unit=u, name=f"Xã {n}", valid_from=START) for n, u in enumerate(units)])
    UnitParent.objects.bulk_create(
        [UnitParent(unit=u, parent=provinces[n % 3], valid_from=START) for n, u in enumerate(units)]
    )
    with django_assert_num_queries(1):
        nodes = units_on(on=START)
    assert len(nodes) == 303
    assert names(nodes)[1:4] == ["Xã 0", "Xã 3", "Xã 6"]
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("SELECT vn_fold(1)")


def test_names_can_be_asked_for_over_a_stretch_of_time(place):
    unit = place.communes["Xã An Thịnh"]
    unit_rename(unit=unit, name="Phường An Thịnh", on=MERGER)
    during = UnitName.objects.filter(unit=unit).ever_between(START, MERGER)
    assert [name.name for name in during] == ["Xã An Thịnh"]
    assert UnitName.objects.filter(unit=unit).ever_between(START, MERGER + DAY).count() == 2
    assert str(unit_alias_add(unit=unit, alias="A. Thịnh", on=START)) == "A. Thịnh"
