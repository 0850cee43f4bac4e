"""The published units come into the tables once, beside what is known already, and say where they differ."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import Unit, UnitLineage, UnitName
from giaoban.ground.org.official import NEW_DAY, Arrow, catalogue, read_catalogue, units_import
from giaoban.ground.org.official.report import facts
from giaoban.ground.org.selectors import successors, unit_name, units_named, units_on, unknown_shares, upper_units
from giaoban.ground.org.selectors.telling import arrows_between
from giaoban.ground.org.services import NewUnit, unit_abolish, unit_create, unit_merge
from giaoban.kernel.problems import Problem

LAST = date(2025, 6, 30)
START = date(2000, 1, 1)
FACTS = Path(__file__).resolve().parents[4] / "shared" / "law" / "data" / "provinces_2025.json"


@cache
def whole():
    return read_catalogue()


def bac_ninh():
    return catalogue.narrowed(whole(), "Bắc Ninh")


def quang_ninh():
    return catalogue.narrowed(whole(), "Quảng Ninh")


def bring(found=None):
    return units_import(catalogue=found or bac_ninh(), whole=False)


def named(name, on, kind="commune"):
    return units_named(on=on).filter(kind=kind, name=name).get()


def known(name, kind, parent=None, code="", on=START):
    new = NewUnit(kind=kind, level=kind, name=name, parent=parent, code=code)
    return unit_create(new=new, on=on)


def test_the_lists_hold_the_country_before_and_after():
    found = whole()
    kinds = ("province", "district", "commune")
    assert [found.count("old", kind=kind) for kind in kinds] == [63, 696, 10_035]
    assert [found.count("new", kind=kind) for kind in kinds] == [34, 0, 3_321]
    assert [found.count("new", form=form) for form in ("tinh", "thanh_pho_tw")] == [28, 6]
    assert [found.count("new", form=form) for form in ("xa", "phuong", "dac_khu")] == [2_621, 687, 13]
    of_communes = [arrow for arrow in found.arrows if arrow.target.startswith("commune")]
    divided = {arrow.source for arrow in of_communes if not arrow.whole}
    moved = {arrow.source for arrow in of_communes if arrow.whole} | {
        o for o in found.goes_on.values() if "commune" in o
    }
    assert (len(divided), len(moved), divided & moved) == (471, 9_569, set())
    assert sum(arrow.source in divided for arrow in of_communes) > 2 * 471
    assert Arrow("district:318", "commune:11948", True) in found.arrows


@pytest.mark.skipif(not FACTS.is_file(), reason="the shared facts are not beside the project")
def test_the_published_counts_are_those_of_the_shared_facts():
    shared = {row["code"]: row for row in json.loads(FACTS.read_text("utf-8"))}
    ours = facts()["provinces"]
    assert set(ours) == set(shared)
    for code, row in ours.items():
        other = shared[code]
        forms = {"xa": "Xã", "phuong": "Phường", "dac_khu": "Đặc khu"}
        assert (row["name"], [row[form] for form in forms]) == (other["name"], [other[word] for word in forms.values()])
        assert row["formed_from"] == [each["code"] for each in other["formed_from"]]


@pytest.mark.parametrize("text", ["Bắc Ninh", "bac ninh", "24", "27", "Tỉnh Bắc Giang"])
def test_a_province_is_chosen_by_name_or_code_old_or_new(text):
    found = catalogue.narrowed(whole(), text)
    assert [row.name for row in found.new.values() if row.kind == "province"] == ["Tỉnh Bắc Ninh"]
    assert {row.name for row in found.old.values() if row.kind == "province"} == {"Tỉnh Bắc Ninh", "Tỉnh Bắc Giang"}
    assert found.count("new", kind="commune") == 99


def test_a_province_that_stayed_itself_is_chosen_by_its_name():
    found = catalogue.narrowed(whole(), "Cao Bằng")
    assert found.goes_on["province:04"] == "province:04"
    assert found.count("new", kind="commune") == 56


def test_a_province_that_is_none_is_refused():
    with pytest.raises(Problem, match="ORG-025"):
        catalogue.narrowed(whole(), "Nam Bình")


def test_without_the_package_the_import_says_what_to_install(monkeypatch):
    monkeypatch.setattr(catalogue, "find_spec", lambda name: None)
    with pytest.raises(Problem, match="ORG-023"):
        read_catalogue()


def test_a_package_of_another_make_is_refused_with_its_version(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "_package", lambda: (tmp_path, "9.9"))
    with pytest.raises(Problem) as refused:
        read_catalogue()
    assert (refused.value.code, "9.9" in refused.value.sentence("vi")) == ("ORG-024", True)


@pytest.mark.django_db
def test_a_province_comes_in_with_both_trees_and_what_became_of_the_old_units():
    report, made = bring()
    assert (report.known, report.differences, len(made)) == (0, [], Unit.objects.count())
    new = named("Tỉnh Bắc Ninh", NEW_DAY, "province")
    assert len(units_on(on=NEW_DAY, under=new.pk)) == 99
    assert not Unit.objects.on(NEW_DAY).filter(kind="district").exists()
    old = named("Tỉnh Bắc Ninh", LAST, "province")
    assert (old.code, new.code, old.pk != new.pk) == ("27", "24", True)
    assert [row.unit for row in successors(unit=old.pk, on=NEW_DAY)] == [new.pk]
    thua = named("Thị trấn Thứa", LAST)
    assert [node.name for node in upper_units(unit=thua.pk, on=LAST)] == ["Huyện Lương Tài", "Tỉnh Bắc Ninh"]
    ((heir,),) = [[unit_name(unit=row.unit, on=NEW_DAY) for row in successors(unit=thua.pk, on=NEW_DAY)]]
    assert heir == "Xã Lương Tài"
    assert UnitLineage.objects.get(source=old).document == "Nghị quyết 202/2025/QH15"
    assert unit_name(unit=thua.pk, on=LAST, short=True) == "Thứa"


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_the_journal_has_one_entry():
    bring()
    entries = Entry.objects.filter(verb="org.units_import")
    assert str(Unit.objects.count()) in str(entries.get().after)
    report, made = bring()
    assert (dict(report.created), made, entries.count()) == ({}, [], 1)
    assert report.known == Unit.objects.count()


@pytest.mark.django_db
def test_a_commune_that_stayed_is_one_unit_under_its_new_upper_unit():
    found = quang_ninh()
    bring(found)
    province = named("Tỉnh Quảng Ninh", LAST, "province")
    assert named("Tỉnh Quảng Ninh", NEW_DAY, "province").pk == province.pk
    kept = [new for new, old in found.goes_on.items() if new.startswith("commune")]
    unit = Unit.objects.get(kind="commune", code=found.new[kept[0]].code, valid_to=None)
    assert unit.valid_from == date(2025, 1, 1)
    assert [node.kind for node in upper_units(unit=unit.pk, on=LAST)] == ["district", "province"]
    assert [node.kind for node in upper_units(unit=unit.pk, on=NEW_DAY)] == ["province"]
    assert set(unit.became.values_list("kind", flat=True)) <= {"transfer", "rename"}


@pytest.mark.django_db
def test_divided_communes_wait_for_their_parts():
    report, _made = bring(quang_ninh())
    arrows = UnitLineage.objects.filter(kind="split")
    assert arrows.count() > report.unknown_shares > 0
    assert set(arrows.values_list("share", flat=True)) == {None}
    torn = unknown_shares(arrows_between(units=arrows.values_list("target", flat=True), after=LAST, until=NEW_DAY))
    assert len(torn) == report.unknown_shares
    assert {problem.code for _unit, problem in torn} == {"ORG-022"}


def lists_of_luong_tai():
    """The old communes of huyện Lương Tài as listed, by name."""
    return {row.name: row for row in bac_ninh().old.values() if row.upper == "district:264"}


@pytest.mark.django_db
def test_units_known_by_code_or_by_name_are_not_doubled():
    listed = lists_of_luong_tai()
    province = known("Tỉnh Bắc Ninh", "province", code="27")
    district = known("Huyện Lương Tài", "district", province)
    thua = known("Thị trấn Thứa", "commune", district)
    other = known("Xã An Thịnh (cũ)", "commune", district, code=listed["Xã An Thịnh"].code)
    merged = NewUnit(kind="commune", level="commune", name="Xã Lương Tài", code="09496", parent=province)
    unit_merge(sources=[thua, known("Xã Tạm", "commune", district)], into=merged, on=NEW_DAY)
    unit_abolish(unit=other, on=NEW_DAY)
    report, _made = bring()
    assert report.known == 5
    assert named("Thị trấn Thứa", LAST).pk == thua.pk
    assert Unit.objects.filter(kind="district", names__name="Huyện Lương Tài").count() == 1
    assert [row.unit for row in successors(unit=thua.pk, on=NEW_DAY)] == [named("Xã Lương Tài", NEW_DAY).pk]
    told = [(d.what, d.ours, d.theirs) for d in report.differences]
    assert ("Tên", "Xã An Thịnh (cũ)", "Xã An Thịnh") in told
    assert report.changed == 1
    assert list(other.became.values_list("kind", flat=True)) == ["merge"]


@pytest.mark.django_db
def test_nobodys_open_unit_is_ended_it_is_told_instead():
    province = known("Tỉnh Bắc Ninh", "province", code="27")
    thua = known("Thị trấn Thứa", "commune", known("Huyện Lương Tài", "district", province), code="09496")
    report, _made = bring()
    thua.refresh_from_db()
    assert thua.valid_to is None
    told = {(d.unit, d.ours): d.theirs for d in report.differences}
    assert told["Thị trấn Thứa", "đang hoạt động, chưa ghi sáp nhập"] == "Xã Lương Tài"
    assert not thua.became.exists()
    new = named("Xã Lương Tài", NEW_DAY)
    assert (new.code, new.pk != thua.pk) == ("", True)
    assert ("Xã Lương Tài", "đơn vị khác") in told
    assert UnitName.objects.filter(unit=thua).count() == 1


@pytest.mark.django_db
def test_what_somebody_recorded_otherwise_is_told_and_kept():
    province = known("Tỉnh Bắc Ninh", "province", code="27")
    district = known("Huyện Lương Tài", "district", province)
    thua, other = known("Thị trấn Thứa", "commune", district), known("Xã Khác", "commune", district)
    unit_merge(sources=[thua, other], into=NewUnit(kind="commune", level="commune", name="Phường Khác"), on=NEW_DAY)
    report, _made = bring()
    told = {(d.unit, d.ours): d.theirs for d in report.differences}
    assert told["Thị trấn Thứa", "đã ghi nhập vào đơn vị khác"] == "Xã Lương Tài"
    assert [unit_name(unit=row.unit, on=NEW_DAY) for row in successors(unit=thua.pk, on=NEW_DAY)] == ["Phường Khác"]


@pytest.mark.django_db
def test_a_list_with_other_counts_is_told():
    found = bac_ninh()
    found.new = {key: row for key, row in found.new.items() if row.name != "Xã Lương Tài"}
    found.new["province:99"] = catalogue.Listed("province:99", "province", "tinh", "99", "Tỉnh Mới", "Mới")
    found.arrows = [arrow for arrow in found.arrows if arrow.target in found.new]
    report, _made = units_import(catalogue=found, whole=True)
    told = {(d.what, d.unit): (d.ours, d.theirs) for d in report.differences}
    assert told["Số xã", "Tỉnh Bắc Ninh"] == ("66", "65")
    assert ("Tỉnh không có trong danh sách công bố", "Tỉnh Mới") in told
    assert told["Số lượng từ 01/7/2025", "Xã, phường, thị trấn, đặc khu"] == ("3321", "98")
