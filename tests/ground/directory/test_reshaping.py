"""Mergers and divisions on pages: nothing happens before it was seen, only what was seen happens, and it can be taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground.org.models import Unit, UnitChange, UnitLineage
from giaoban.ground.org.selectors import unit_name, units_on
from giaoban.ground.org.services import NewUnit, unit_create
from tests.cast import BEFORE, ON

pytestmark = pytest.mark.django_db
TOMORROW = ON + timedelta(days=1)


@pytest.fixture
def hamlets(cast):
    """Three hamlets of An Phú."""
    shape = {"kind": "hamlet", "level": "hamlet", "form": "thon", "parent": cast.units["an_phu"]}
    return [unit_create(new=NewUnit(name=f"Thôn {name}", **shape), on=BEFORE) for name in ("Bắc", "Nam", "Tây")]


@pytest.fixture
def at_work(cast, client):
    def sign_in(who):
        client.force_login(cast.users[who])
        return client

    return sign_in


def url(name, *arguments):
    return reverse(f"directory:{name}", args=arguments)


def merging(hamlets, **changes):
    form = {
        "other_1": hamlets[1].pk,
        "name": "Thôn Hợp Nhất",
        "on": f"{ON:%d/%m/%Y}",
        "document": "QĐ 812/QĐ-UBND",
        "reason": "sắp xếp thôn",
    }
    return {**form, **changes}


def text_of(answer):
    return answer.content.decode()


def test_a_merger_is_seen_then_done_then_undone(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_merge", hamlets[0].pk)
    assert "Xem trước" in text_of(client.get(page))
    seen = client.post(page, merging(hamlets))
    assert not UnitChange.objects.exists()
    assert "Thôn Bắc và Thôn Nam sáp nhập thành Thôn Hợp Nhất từ ngày 20/11/2026 (QĐ 812/QĐ-UBND)." in text_of(seen)
    done = client.post(page, merging(hamlets, **{"xac-nhan": seen.context["mark"]}))
    new = Unit.objects.latest("pk")
    assert done.url == url("unit", new.pk)
    change = UnitChange.objects.get()
    assert change.made_by == "Trần Thị Bình, Văn thư – Thống kê"
    past = text_of(client.get(url("unit", hamlets[0].pk)))
    assert url("change", change.pk) in past
    assert "Nay là" in past
    assert "Hoàn tác" in text_of(client.get(url("change", change.pk)))
    assert client.post(url("change_undo", change.pk), {"reason": ""}).status_code == 422
    assert client.post(url("change_undo", change.pk), {"reason": "nhầm thôn"}).url == url("change", change.pk)
    assert not Unit.objects.filter(pk=new.pk).exists()
    assert unit_name(unit=hamlets[0].pk, on=TOMORROW) == "Thôn Bắc"
    assert "Đã hoàn tác lúc" in text_of(client.get(url("change", change.pk)))
    again = client.post(url("change_undo", change.pk), {"reason": "lần nữa"})
    assert "đã được hoàn tác trước đó" in text_of(again)


def test_what_changed_since_the_preview_is_shown_again_before_it_is_done(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_merge", hamlets[0].pk)
    seen = client.post(page, merging(hamlets))
    shape = {"kind": "hamlet", "level": "hamlet", "name": "Xóm Mới", "parent": hamlets[1]}
    unit_create(new=NewUnit(**shape), on=BEFORE)
    answer = client.post(page, merging(hamlets, **{"xac-nhan": seen.context["mark"]}))
    assert "Dữ liệu đã thay đổi sau lần xem trước" in text_of(answer)
    assert "Xóm Mới" in text_of(answer)
    assert not UnitChange.objects.exists()


def test_a_form_seen_may_be_corrected(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_merge", hamlets[0].pk)
    answer = client.post(page, merging(hamlets, **{"sua-lai": "1"}))
    assert 'value="Thôn Hợp Nhất"' in text_of(answer)
    assert "Xem trước" in text_of(answer)


def test_units_may_join_one_that_goes_on(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_merge", hamlets[0].pk)
    data = merging(hamlets, name="", other_2=hamlets[2].pk)
    seen = client.post(page, data)
    assert "Thôn Nam và Thôn Tây sáp nhập thành Thôn Bắc" in text_of(seen)
    done = client.post(page, {**data, "xac-nhan": seen.context["mark"]})
    assert done.url == url("unit", hamlets[0].pk)


def test_strangers_neither_preview_nor_merge_nor_undo(cast, hamlets, at_work):
    client = at_work("dung")
    assert client.get(url("unit_merge", hamlets[0].pk)).status_code == 403
    assert client.post(url("unit_merge", hamlets[0].pk), merging(hamlets)).status_code == 403
    clerk = at_work("binh")
    seen = clerk.post(url("unit_merge", hamlets[0].pk), merging(hamlets))
    clerk.post(url("unit_merge", hamlets[0].pk), merging(hamlets, **{"xac-nhan": seen.context["mark"]}))
    change = UnitChange.objects.get()
    stranger = at_work("dung")
    assert "Hoàn tác" not in text_of(stranger.get(url("change", change.pk)))
    assert stranger.post(url("change_undo", change.pk), {"reason": "thử"}).status_code == 403
    assert stranger.get(url("change", change.pk + 1)).status_code == 404
    stranger.logout()
    assert stranger.get(url("change", change.pk)).status_code == 302
    assert UnitChange.objects.get().undone_at is None


def test_a_division_takes_numbers_and_makes_shares_of_them(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_split", hamlets[0].pk)
    data = {
        "name_1": "Thôn Bắc Thượng", "quantity_1": "1.500", "unit_2": hamlets[1].pk, "quantity_2": "500",
        "basis": "population", "on": f"{ON:%d/%m/%Y}", "reason": "tách",
    }  # fmt: skip
    seen = client.post(page, data)
    assert "Thôn Bắc Thượng (75 % dân số) và Thôn Nam (25 % dân số)" in text_of(
        seen
    ) or "Thôn Nam (25 % dân số)" in text_of(seen)
    client.post(page, {**data, "xac-nhan": seen.context["mark"]})
    assert {row.share for row in UnitLineage.objects.filter(kind="split")} == {Decimal("0.75"), Decimal("0.25")}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name_1": ""}, "Nhập tên hoặc chọn đơn vị nhận phần này"),
        ({"quantity_1": "nhiều"}, "không phải là số"),
        ({"quantity_1": "0"}, "Nhập số lớn hơn 0"),
        ({"quantity_1": ""}, "nhập đủ số của mọi phần"),
        ({"basis": ""}, "chọn căn cứ chia"),
        ({"lives_on": "on"}, "nhập đủ số của mọi phần"),
        ({"name_1": "", "quantity_1": "", "name_2": "", "quantity_2": ""}, "Nhập ít nhất một đơn vị nhận"),
    ],
)
def test_a_division_that_makes_no_whole_is_refused_at_its_field(cast, hamlets, at_work, changes, words):
    data = {
        "name_1": "Thôn Một", "quantity_1": "1500", "name_2": "Thôn Hai", "quantity_2": "12,5", "basis": "area",
        "on": f"{ON:%d/%m/%Y}", "reason": "tách",
    }  # fmt: skip
    answer = at_work("binh").post(url("unit_split", hamlets[0].pk), {**data, **changes})
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_a_part_is_new_or_exists_not_both(cast, hamlets, at_work):
    data = {"name_1": "Thôn Một", "unit_1": hamlets[1].pk, "on": f"{ON:%d/%m/%Y}", "reason": "tách"}
    answer = at_work("binh").post(url("unit_split", hamlets[0].pk), data)
    assert "Chọn một trong hai" in text_of(answer)


def test_a_unit_that_goes_on_keeps_what_is_left(cast, hamlets, at_work):
    client = at_work("binh")
    data = {
        "name_1": "Thôn Một", "quantity_1": "40", "lives_on": "on", "rest": "60", "basis": "count", "on": f"{ON:%d/%m/%Y}",
        "reason": "tách",
    }  # fmt: skip
    seen = client.post(url("unit_split", hamlets[0].pk), data)
    client.post(url("unit_split", hamlets[0].pk), {**data, "xac-nhan": seen.context["mark"]})
    assert UnitLineage.objects.get().share == Decimal("0.4")
    assert unit_name(unit=hamlets[0].pk, on=TOMORROW) == "Thôn Bắc"
    page = url("unit_shares", hamlets[0].pk)
    assert client.post(
        page, {f"part_{UnitLineage.objects.get().target_id}": "1", "rest": "3", "basis": "area", "reason": "đo lại"}
    )
    assert UnitLineage.objects.get().share == Decimal("0.25")


def test_unknown_parts_are_entered_later_on_the_page_that_asks(cast, hamlets, at_work):
    client = at_work("binh")
    page = url("unit_split", hamlets[0].pk)
    data = {"unit_1": hamlets[1].pk, "unit_2": hamlets[2].pk, "on": f"{ON:%d/%m/%Y}", "reason": "tách"}
    seen = client.post(page, data)
    assert "Chưa biết phần của Thôn Bắc" in text_of(seen)
    client.post(page, {**data, "xac-nhan": seen.context["mark"]})
    shares = url("unit_shares", hamlets[0].pk)
    assert shares in text_of(client.get(url("unit", hamlets[0].pk)))
    wrong = client.post(shares, {f"part_{hamlets[1].pk}": "10", "basis": "population", "reason": "dân số"})
    assert wrong.status_code == 422
    told = {
        f"part_{hamlets[1].pk}": "1.000",
        f"part_{hamlets[2].pk}": "3.000",
        "basis": "population",
        "reason": "dân số",
    }
    assert client.post(shares, told).status_code == 302
    assert {row.target_id: row.share for row in UnitLineage.objects.all()} == {
        hamlets[1].pk: Decimal("0.25"),
        hamlets[2].pk: Decimal("0.75"),
    }
    assert shares not in text_of(client.get(url("unit", hamlets[0].pk)))
    assert client.get(url("unit_shares", hamlets[1].pk)).status_code == 400
    assert client.get(shares + "?ngay=2020-01-01").status_code == 400


def test_a_unit_becomes_one_of_another_kind_and_its_page_shows_both_times(cast, at_work):
    client = at_work("binh")
    unit = cast.units["mot_cua"]
    data = {"kind": "office", "level": "", "on": f"{ON:%d/%m/%Y}", "document": "QĐ 15", "reason": "tổ chức lại"}
    assert client.post(url("unit_convert", unit.pk), data).status_code == 302
    now, then = (text_of(client.get(url("unit", unit.pk), {"ngay": day})) for day in ("2026-11-20", "2026-11-19"))
    assert "Phòng, ban chuyên môn · Cấp xã" in now
    assert "Đơn vị sự nghiệp · Cấp xã" in then
    assert "Đơn vị sự nghiệp chuyển thành Phòng, ban chuyên môn" in now


def test_the_tree_of_a_country_shows_its_first_levels_and_opens_below(cast, hamlets, at_work, monkeypatch):
    from giaoban.ground.directory.views import units

    client = at_work("binh")
    assert "Thôn Bắc" in text_of(client.get(url("units")))
    monkeypatch.setattr(units, "MOST", 3)
    folded = text_of(client.get(url("units"))).partition("Toàn bộ hệ thống")[2]
    assert "Thôn Bắc" not in folded
    assert f"?duoi={cast.units['tinh'].pk}&amp;" in folded or f"?duoi={cast.units['an_phu'].pk}&amp;" in folded
    assert f"{len(units_on(on=ON, under=cast.units['tinh'].pk))} đơn vị bên dưới" in folded
    monkeypatch.setattr(units, "MOST", 600)
    below = text_of(client.get(url("units"), {"duoi": cast.units["an_phu"].pk}))
    assert "Thôn Bắc" in below
    assert "Văn phòng HĐND và UBND xã An Phú" in below
    assert "Phòng Văn hóa – Xã hội xã Tân Lập" not in below


def test_the_past_of_a_unit_is_told_in_the_order_of_its_days(cast, hamlets, at_work):
    client = at_work("binh")
    client.post(
        url("unit_rename", hamlets[0].pk),
        {"name": "Thôn Bắc Hà", "on": "01/03/2026", "document": "NQ 5", "reason": "đổi"},
    )
    client.post(
        url("unit_move", hamlets[0].pk),
        {
            "parent": cast.units["van_hoa"].pk,
            "tree": "state",
            "on": "01/05/2026",
            "document": "QĐ 9",
            "reason": "chuyển",
        },
    )
    events = client.get(url("unit", hamlets[0].pk)).context["events"]
    assert [(event.on, event.words, event.document) for event in events[:2]] == [
        (date(2026, 5, 1), "Trực thuộc Phòng Văn hóa – Xã hội xã An Phú (chính quyền)", "QĐ 9"),
        (date(2026, 3, 1), "Thôn Bắc đổi tên thành Thôn Bắc Hà", "NQ 5"),
    ]
