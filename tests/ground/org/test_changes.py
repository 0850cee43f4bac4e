"""A merger or division is seen before it is done, and taken back while nothing stands on it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.org.models import (
    Body,
    PostHolding,
    Unit,
    UnitAlias,
    UnitChange,
    UnitLineage,
    UnitName,
    UnitParent,
)
from giaoban.ground.org.selectors import (
    arrows_between,
    changes_of,
    effects_of,
    group_members,
    lineage_told,
    successors,
    unit_name,
    units_on,
    unknown_shares,
)
from giaoban.ground.org.services import (
    NewUnit,
    body_create,
    change_undo,
    group_create,
    group_member_add,
    holding_start,
    post_create,
    rehearse,
    shares_set,
    undo_hindrance,
    unit_abolish,
    unit_alias_add,
    unit_convert,
    unit_merge,
    unit_move,
    unit_rename,
    unit_split,
)
from giaoban.kernel.problems import Problem
from tests.ground.org.country import MERGER, START, area

DAY = timedelta(days=1)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TABLES = (Unit, UnitName, UnitAlias, UnitParent, UnitLineage, Body, PostHolding)


def rows():
    """Every row of the tables that a change touches."""
    return {model: list(model.objects.order_by("pk").values()) for model in TABLES}


def refusal(work, **kw):
    with pytest.raises(Problem) as caught, transaction.atomic():
        work(**kw)
    return caught.value


@pytest.fixture
def two(place):
    """Two communes with all that stands on them: a body, a post, its holder, a hamlet, an alias, a place in a group."""
    an, phu = place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]
    area("Thôn Một", an, kind="hamlet", form="thon")
    unit_alias_add(unit=an, alias="A. Thịnh", on=START)
    body = body_create(kind="committee", area=an, name="UBND xã An Thịnh", on=START)
    post = post_create(body=body, unit=an, title="Chủ tịch", rank="chair", on=START)
    holding_start(person=place.binh, post=post, on=START)
    holding_start(person=place.cuong, post=post, on=MERGER + DAY, kind="deputy_for")
    place.extra["group"] = group_create(name="Các xã phía nam")
    for unit in (an, phu):
        group_member_add(group=place.extra["group"], unit=unit, on=START)
    return an, phu


def merge(place, two, **kw):
    new = NewUnit(kind="commune", level="commune", name="Xã Lâm Thao", form="xa", parent=place.province, code="09001")
    return unit_merge(sources=two, into=new, on=MERGER, **{"document": "NQ 1658/2025", **kw})


def test_a_rehearsed_merger_tells_its_effects_and_changes_nothing(place, two):
    before = rows()
    seen = rehearse(lambda: merge(place, two), lambda unit: effects_of(changes_of(unit=unit.pk).get()))
    assert rows() == before
    assert not UnitChange.objects.exists()
    assert (seen.ended, seen.created, seen.moved) == (("Xã An Thịnh", "Xã Phú Hòa"), ("Xã Lâm Thao",), ("Thôn Một",))
    assert (seen.bodies, seen.posts) == (("UBND xã An Thịnh",), ("Chủ tịch",))
    assert seen.holders == ("Lê Văn Cường – Chủ tịch", "Trần Thị Bình – Chủ tịch")
    assert seen.groups == ("Các xã phía nam",)


def test_what_a_rehearsal_refuses_is_refused_in_the_same_words(place, two):
    assert refusal(lambda: rehearse(lambda: merge(place, two[:1]), lambda unit: unit)).code == "ORG-005"


def test_a_merger_is_taken_back_row_by_row(place, two):
    before = rows()
    with journal.acting(label="Trần Thị Bình, Văn thư"):
        new = merge(place, two)
        change = changes_of(unit=new.pk).get()
        units = change_undo(change=change, at=AT, reason="nhập nhầm ngày")
    assert rows() == before
    assert {unit.pk for unit in units} == {unit.pk for unit in two}
    change.refresh_from_db()
    assert (change.undone_at, change.undone_by, change.made_by) == (
        AT,
        "Trần Thị Bình, Văn thư",
        "Trần Thị Bình, Văn thư",
    )
    assert [node.name for node in group_members(group=place.extra["group"], on=MERGER)] == ["Xã An Thịnh", "Xã Phú Hòa"]
    assert effects_of(change).created == ("Xã Lâm Thao",)


def test_a_change_is_undone_once(place, two):
    change = changes_of(unit=merge(place, two).pk).get()
    change_undo(change=change, at=AT)
    assert refusal(change_undo, change=change, at=AT).code == "ORG-016"


def test_what_came_later_to_the_same_units_is_undone_first(place, two):
    change = changes_of(unit=merge(place, two).pk).get()
    new = Unit.objects.get(pk=change.arrows.first().target_id)
    later = unit_rename(unit=new, name="Xã Lâm Thao Mới", on=MERGER + 30 * DAY)
    problem = refusal(change_undo, change=change, at=AT)
    assert problem.code == "ORG-017"
    assert "đổi tên từ ngày 31/07/2025 (Xã Lâm Thao Mới)" in problem.sentence("vi")
    change_undo(change=changes_of(unit=new.pk).filter(kind="rename").get(), at=AT)
    assert not UnitName.objects.filter(pk=later.pk).exists()
    assert undo_hindrance(change) is None


def test_rows_of_other_tables_on_the_new_unit_keep_the_merger(place, two):
    new = merge(place, two)
    change = changes_of(unit=new.pk).get()
    unit_alias_add(unit=new, alias="L. Thao", on=MERGER)
    problem = refusal(change_undo, change=change, at=AT)
    assert problem.code == "ORG-018"
    assert "1 cách gọi khác của đơn vị" in problem.sentence("vi")
    body_create(kind="committee", area=new, name="UBND xã Lâm Thao", on=MERGER)
    assert "1 cơ quan" in refusal(change_undo, change=change, at=AT).sentence("vi")


def test_an_edited_row_keeps_the_merger(place, two):
    change = changes_of(unit=merge(place, two).pk).get()
    Unit.objects.filter(pk=two[0].pk).update(valid_to=MERGER - DAY)
    problem = refusal(change_undo, change=change, at=AT)
    assert (problem.code, "sửa đơn vị" in problem.sentence("vi")) == ("ORG-019", True)
    Unit.objects.filter(pk=two[0].pk).update(valid_to=MERGER)
    UnitName.objects.filter(unit__in=change.units, name="Xã Lâm Thao").update(name="Xã Khác")
    assert undo_hindrance(change).code == "ORG-019"


def test_splits_renamings_moves_abolitions_and_new_kinds_are_taken_back_too(place):
    before = rows()
    an, phu = place.communes["Xã An Thịnh"], place.communes["Xã Phú Hòa"]
    half = NewUnit(kind="commune", level="commune", name="Xã Nửa")
    for work in (
        lambda: unit_split(unit=an, parts=[(half, None), (phu, None)], on=MERGER),
        lambda: unit_rename(unit=an, name="Xã An Thịnh Mới", on=MERGER),
        lambda: unit_move(unit=an, parent=place.province, on=MERGER),
        lambda: unit_abolish(unit=an, on=MERGER),
        lambda: unit_convert(unit=place.education, kind="service_unit", on=MERGER),
    ):
        work()
        assert rows() != before
        change_undo(change=UnitChange.objects.filter(undone_at=None).get(), at=AT)
        assert rows() == before


def test_a_unit_of_another_kind_is_still_what_it_was_before(place):
    unit = place.education
    unit_convert(unit=unit, kind="service_unit", on=MERGER, document="QĐ 15/2025")
    unit_convert(unit=unit, kind="service_unit", on=MERGER + DAY)
    unit_convert(unit=unit, kind="office", level="commune", on=MERGER + 10 * DAY)
    days = (START, MERGER - DAY, MERGER, MERGER + 9 * DAY, MERGER + 10 * DAY)
    seen = [next(n for n in units_on(on=day, under=place.district.pk) if n.id == unit.pk) for day in days]
    assert [(n.kind, n.level) for n in seen] == [
        ("office", "district"),
        ("office", "district"),
        ("service_unit", "district"),
        ("service_unit", "district"),
        ("office", "commune"),
    ]
    assert [row.kind for row in UnitLineage.objects.filter(source=unit)] == ["convert", "convert"]


def test_a_unit_divided_among_units_that_exist_asks_for_its_parts(place):
    an, phu, town = (place.communes[name] for name in ("Xã An Thịnh", "Xã Phú Hòa", "Thị trấn Thứa"))
    unit_split(unit=an, parts=[(phu, None), (town, None)], on=MERGER, document="NQ 1658")
    assert {row.unit: row.share for row in successors(unit=an.pk, on=MERGER)} == {phu.pk: None, town.pk: None}
    arrows = arrows_between(units=[phu.pk], after=START, until=MERGER)
    (unit, problem), *more = unknown_shares(arrows_between(units=[phu.pk, town.pk], after=START, until=MERGER))
    assert (unit, problem.code, more) == (an.pk, "ORG-022", [])
    assert "Xã An Thịnh chuyển về Xã Phú Hòa và Thị trấn Thứa từ ngày 01/07/2025" in problem.sentence("vi")
    assert lineage_told(arrows) == ["Xã An Thịnh chia về Xã Phú Hòa (chưa rõ phần) từ ngày 01/07/2025 (NQ 1658)."]
    shares = {phu.pk: Decimal("0.25"), town.pk: Decimal("0.75")}
    shares_set(unit=an, on=MERGER, shares=shares, basis="population", reason="số dân 01/4/2024")
    assert {row.unit: row.share for row in successors(unit=an.pk, on=MERGER)} == shares
    arrows = arrows_between(units=[phu.pk], after=START, until=MERGER)
    assert "Xã Phú Hòa (25 % dân số)" in lineage_told(arrows)[0]
    change_undo(change=changes_of(unit=an.pk).get(), at=AT)
    assert unit_name(unit=an.pk, on=MERGER) == "Xã An Thịnh"


@pytest.mark.parametrize(
    ("shares", "code"),
    [(("0.5", "0.4"), "ORG-006"), (("1.5", "-0.5"), "ORG-006"), (("1",), "ORG-011")],
)
def test_parts_that_make_no_whole_are_refused(place, shares, code):
    an, phu, town = (place.communes[name] for name in ("Xã An Thịnh", "Xã Phú Hòa", "Thị trấn Thứa"))
    unit_split(unit=an, parts=[(phu, None), (town, None)], on=MERGER)
    told = dict(zip((phu.pk, town.pk), map(Decimal, shares), strict=False))
    assert refusal(shares_set, unit=an, on=MERGER, shares=told, basis="area").code == code


def test_chains_of_mergers_are_told_one_sentence_each(place):
    an, phu, binh = (place.communes[name] for name in ("Xã An Thịnh", "Xã Phú Hòa", "Xã Bình Định"))
    first = merge(place, (an, phu), document="NQ 1")
    last = unit_merge(
        sources=[first, binh],
        into=NewUnit(kind="commune", level="commune", name="Phường Lớn"),
        on=date(2026, 1, 1),
        document="NQ 2",
    )
    assert lineage_told(arrows_between(units=[last.pk], after=START, until=date(2026, 11, 1))) == [
        "Xã An Thịnh và Xã Phú Hòa sáp nhập thành Xã Lâm Thao từ ngày 01/07/2025 (NQ 1).",
        "Xã Bình Định và Xã Lâm Thao sáp nhập thành Phường Lớn từ ngày 01/01/2026 (NQ 2).",
    ]
    assert arrows_between(units=[], after=START, until=MERGER) == []
    unit_merge(sources=[place.communes["Xã Đông Sơn"], last], into=last, on=date(2026, 2, 1))
    assert lineage_told(arrows_between(units=[last.pk], after=date(2026, 1, 1), until=date(2026, 11, 1))) == [
        "Xã Đông Sơn nhập vào Phường Lớn từ ngày 01/02/2026."
    ]
