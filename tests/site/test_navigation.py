"""The main navigation: what rooms declare, for whom, and where one is."""

import pytest
from django.apps import apps

from giaoban.site import navigation
from giaoban.site.navigation import Entry, address, current_of, declared, register, shown


@pytest.fixture
def entries(monkeypatch):
    found = [
        Entry("desk:home", "Bàn làm việc", order=0),
        Entry("reports:inbox", "Báo cáo", verb="reports.view", order=20),
        Entry("reports:requests", "Yêu cầu", verb="reports.view", order=21),
        Entry("khong:co", "Không có trang", order=30),
        Entry("site:components", "Bộ giao diện", group="Hệ thống", order=90),
    ]
    monkeypatch.setattr(navigation, "declared", lambda: found)
    return found


def test_an_entry_whose_verb_is_not_held_is_left_out(entries):
    labels = [e.label for g in shown("/", frozenset()) for e in g.entries]
    assert labels == ["Bàn làm việc", "Bộ giao diện"]
    labels = [e.label for g in shown("/", {"reports.view"}) for e in g.entries]
    assert labels == ["Bàn làm việc", "Báo cáo", "Yêu cầu", "Bộ giao diện"]


def test_a_page_that_is_not_mounted_leaves_no_dead_link(entries):
    assert address("khong:co") == ""


def test_groups_come_in_the_order_of_their_first_entry(entries):
    assert [g.label for g in shown("/", frozenset())] == ["", "Hệ thống"]


def test_exactly_one_entry_is_current_and_it_is_the_closest(entries):
    groups = shown(address("reports:requests") + "7/", {"reports.view"})
    assert [e.label for g in groups for e in g.entries if e.current] == ["Yêu cầu"]


@pytest.mark.parametrize(
    ("path", "here"),
    [("/", "/"), ("/bao-cao/9/", "/bao-cao/"), ("/bao-cao/yeu-cau/", "/bao-cao/yeu-cau/"), ("/x/", "")],
)
def test_home_is_current_only_for_itself(path, here):
    assert current_of(["/", "/bao-cao/", "/bao-cao/yeu-cau/"], path) == here


def test_what_rooms_declare_is_well_formed_and_points_to_pages():
    rows = declared()
    assert {"desk:home", "reports:inbox"} <= {row.url for row in rows}
    assert [row.url for row in rows if not address(row.url)] == []
    assert rows == sorted(rows, key=lambda e: (e.order, e.url))


def test_a_misspelt_declaration_is_found(monkeypatch):
    monkeypatch.setattr(apps.get_app_config("desk"), "navigation", ({"url": "desk:home", "lable": "x"},))
    with pytest.raises(TypeError):
        declared()


def test_registering_the_same_entry_twice_changes_nothing(monkeypatch):
    monkeypatch.setattr(navigation, "_REGISTERED", [])
    entry = Entry("site:components", "Bộ giao diện")
    register(entry)
    register(entry)
    assert [entry] == navigation._REGISTERED
