"""The stories as the demonstration loads them: read, concluded, followed up, and loaded once."""

import json
import tomllib
from collections import Counter
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from giaoban.cli.examples import load_story
from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.directory import demo
from giaoban.ground.directory.demo.days import Days
from giaoban.ground.directory.models import User
from giaoban.ground.files.models import StoredFile
from giaoban.ground.journal.models import Entry
from giaoban.ground.org.models import PostHolding, Unit
from giaoban.ground.org.selectors import successors, unit_name, unit_names, units_on
from giaoban.occasions.meetings.models import Conclusion
from giaoban.occasions.meetings.selectors.follow_up import follow_up
from giaoban.occasions.reports import demo as reports
from giaoban.occasions.reports.selectors import latest_reading
from giaoban.records.figures.models import Observation
from giaoban.records.tasks.models import Task
from tests.tracing import no_tracer

ON = date(2026, 11, 20)
REFORM = date(2025, 7, 1)
FOLDERS = {folder.name: folder for folder in demo.story_folders()}
FIRST = (demo.HOME,)
"""The commune: the districts' months are loaded by the same lines, one of them as a process in tests/cli/test_whole.py."""
PAST = [slug for slug in FOLDERS if slug != demo.HOME]
BECAME = {
    "luong-tai-2019-10": ["Xã Lâm Thao", "Xã Lương Tài", "Xã Trung Chính", "Xã Trung Kênh"],
    "hung-nguyen-2023-05": ["Xã Hưng Nguyên", "Xã Hưng Nguyên Nam", "Xã Lam Thành", "Xã Yên Trung"],
    "bach-thong-2016-03": ["Xã Bạch Thông", "Xã Cẩm Giàng", "Xã Phong Quang", "Xã Phủ Thông", "Xã Vĩnh Thông"],
    "nha-be-2021-02": ["Xã Hiệp Phước", "Xã Nhà Bè"],
    "song-lo-2020-06": ["Xã Hải Lựu", "Xã Sông Lô", "Xã Sơn Đông", "Xã Tam Sơn", "Xã Yên Lãng"],
}
PROVINCES = {
    "luong-tai-2019-10": "Tỉnh Bắc Ninh",
    "hung-nguyen-2023-05": "Tỉnh Nghệ An",
    "bach-thong-2016-03": "Tỉnh Thái Nguyên",
    "nha-be-2021-02": "Thành phố Hồ Chí Minh",
    "song-lo-2020-06": "Tỉnh Phú Thọ",
}


def each(slugs):
    """A test for each story; those of further districts run in `make test-slow`."""
    return pytest.mark.parametrize(
        "slug", [slug if slug in FIRST else pytest.param(slug, marks=pytest.mark.slow) for slug in slugs]
    )


by_story, by_past = each(FOLDERS), each(PAST)


class Stages(dict):
    """The stories that a test asked for, each loaded once."""

    def __missing__(self, slug):
        stage = demo.stage_of(FOLDERS[slug], on=ON)
        with nullcontext() if slug in FIRST else no_tracer():
            load_story(stage, lambda name: None)
        self[slug] = stage
        return stage


@pytest.fixture(scope="module")
def stages(django_db_setup, django_db_blocker, tmp_path_factory):
    """The stories, loaded once for this module when a test asks for them and rolled back at its end."""
    from django.test import override_settings

    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(GIAOBAN_DEMO=True, FILES_ROOT=files), transaction.atomic():
        yield Stages()
        transaction.set_rollback(True)


def expected_of(slug: str) -> dict:
    return json.loads((FOLDERS[slug] / "expected.json").read_text("utf-8"))


def report_of(stage):
    return next(made for (room, key), made in stage.made.items() if room == "reports" and key.startswith("report."))


@by_past
def test_a_storys_report_gives_the_expected_findings_and_no_other(stages, slug):
    found = latest_reading(report_of(stages[slug])).data["findings"]
    wanted = expected_of(slug)["findings"]
    assert Counter((f["template"], f["verdict"]) for f in found) == Counter(
        (f["template"], f["verdict"]) for f in wanted
    )


@by_past
def test_a_storys_report_gives_the_expected_figures(stages, slug):
    read = Counter(str(figure["num"]) for figure in latest_reading(report_of(stages[slug])).data["figures"])
    figures = expected_of(slug)["figures"]
    assert read - Counter(figure["num"] for figure in figures) == Counter()
    assert Counter(figure["num"] for figure in figures if not figure.get("optional")) - read == Counter()


def test_the_communes_reports_show_their_deliberate_slips_and_no_other(stages):
    stage = stages[demo.HOME]
    wanted = tomllib.loads((FOLDERS[demo.HOME] / "sources" / "expected.toml").read_text("utf-8"))
    assert sorted(wanted) == sorted(row["file"] for row in stage.rows("reports"))
    for name, row in wanted.items():
        submission = stage.made["reports", name]
        if row.get("scan"):
            assert submission.unreadable_code in {"", "EXT-022"}
            continue
        assert submission.unreadable_code == ""
        reading = latest_reading(submission)
        found = [[f["template"], f["verdict"]] for f in reading.data["findings"]] if reading else []
        assert sorted(found) == sorted(row.get("findings", []))
        assert reading is None or "{" not in reading.text


@by_story
def test_the_next_session_opens_with_the_tally_of_the_last_ones_tasks(stages, slug):
    stage = stages[slug]
    last, following = (stage.made["meetings", row["key"]] for row in stage.rows("sessions")[:2])
    wanted = next(row["expected"] for row in stage.rows("sessions") if "expected" in row)
    first = following.items.order_by("order").first()
    assert (following.previous_id, first.kind) == (last.pk, "follow_up")
    with stage.acting(stage.clerk, stage.days.moment(stage.days.on)) as actor:
        tally = follow_up(actor, first, following).tally
    assert {name: getattr(tally, name) for name in wanted} == wanted


@by_story
def test_every_proposed_task_was_settled_and_every_kept_one_given(stages, slug):
    stage = stages[slug]
    conclusion = Conclusion.objects.get(session__body=stage.body)
    assert conclusion.state == "issued"
    assert set(conclusion.tasks.values_list("state", flat=True)) <= {"kept", "dismissed"}
    assert conclusion.tasks.filter(state="kept").count() == Task.objects.filter(body=stage.body).count()


@by_story
def test_figures_of_a_report_stand_in_the_book_with_their_sentence(stages, slug):
    stage = stages[slug]
    told = sum(len(row["figures"]) for row in stage.rows("recorded"))
    rows = Observation.objects.filter(body=stage.body, source_kind="report")
    assert rows.count() == told > 0
    assert not rows.filter(quote="").exists()


@by_past
def test_what_became_of_the_district_stands_in_the_tree(stages, slug):
    stage = stages[slug]
    district = stage.unit(stage.story["area"])
    communes = [node.id for node in units_on(on=stage.story["held_on"], under=district.pk, kinds=["commune"])]
    assert len(communes) == stage.story.get("communes", len(communes)) == len(stage_communes(stage))
    assert not Unit.objects.on(REFORM).filter(pk=district.pk).exists()
    later = {share.unit for unit in communes for share in successors(unit=unit, on=REFORM)}
    assert sorted(unit_names(units=list(later), on=REFORM).values()) == BECAME[slug]
    upper = [share.unit for share in successors(unit=stage.units[first_province(stage)].pk, on=REFORM)]
    assert [unit_name(unit=unit, on=REFORM) for unit in upper] == [PROVINCES[slug]]


def stage_communes(stage) -> list[str]:
    rows = [row for row in stage.rows("lists") if row["parent"] == stage.story["area"]]
    return [name for row in rows for name in row["names"]]


def first_province(stage) -> str:
    return next(row["name"] for row in stage.rows("units") if row["kind"] == "province")


@by_past
def test_a_storys_accounts_work_on_its_day(stages, slug):
    stage = stages[slug]
    users = User.objects.filter(username__in=stage.users)
    assert {user.clock_on for user in users} == {stage.story["clock_on"]}
    assert stage.story["clock_on"] > stage.story["held_on"]
    assert {"chair", "head"} <= {row.get("role") for row in stage.rows("people")}


def test_the_commune_of_today_works_by_the_real_clock_and_has_forty_people(stages):
    stage = stages[demo.HOME]
    assert set(User.objects.filter(username__in=stage.users).values_list("clock_on", flat=True)) == {None}
    held = PostHolding.objects.filter(post__body__in=stage.bodies.values()).exclude(kind="deputy_for")
    assert held.count() == 40


def test_the_party_committees_month_is_behind_its_own_wall(stages):
    stage = stages[demo.HOME]
    session, report = stage.made["meetings", "dang"], stage.made["reports", "ban-xay-dung-dang.docx"]
    at = stage.days.moment(ON)
    for name, sees in (("vpdang", True), ("vanthu", False), ("chutich", False)):
        with stage.acting(name, at) as actor:
            assert access.allowed(actor, "meetings.view", session) is sees
            assert access.allowed(actor, "reports.view", report) is sees


def test_loading_again_finds_everything_there_and_changes_nothing(stages):
    assert all(stages[slug] for slug in FIRST)
    before = (Entry.objects.count(), StoredFile.objects.count(), User.objects.count())
    for slug in stages:
        again = demo.stage_of(FOLDERS[slug], on=ON)
        assert demo.stage_there(again), slug
        assert not demo.place_load(again)
    assert (Entry.objects.count(), StoredFile.objects.count(), User.objects.count()) == before


@pytest.mark.slow
def test_the_reports_of_all_stories_can_be_handed_in_to_one_body(stages):
    given = reports.load(actor=Actor.system("kiểm thử"), body=stages[demo.HOME].body)
    assert [summary.story for summary in given] == sorted(PAST)
    assert all(summary.figures and not summary.trouble for summary in given)


def test_days_are_counted_back_to_working_days_also_beyond_the_calendar():
    days = Days.around(date(2026, 11, 24))
    assert days.day("D-2") == date(2026, 11, 20)
    assert days.day("D+1") == date(2026, 11, 25)
    assert Days.around(date(2041, 5, 8)).day("D-3") == date(2041, 5, 3)
    assert days.moment("D-4 16:10").hour == 16
    assert [days.period(code) for code in ("M", "M-1", "M-11", "Y", "Y-1", "C-1", "2019-10")] == [
        "2026-11",
        "2026-10",
        "2025-12",
        "2026",
        "2025",
        "2026-01..2026-10",
        "2019-10",
    ]
    assert days.fill("{thang+2}/{nam+2}, {ky-1}, {ngay-1}, {ngaydai-1}, {khac}") == (
        "1/2027, 10/2026, 23/11/2026, ngày 23 tháng 11 năm 2026, {khac}"
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_next_years_demonstration_is_alive_too(settings, tmp_path):
    settings.GIAOBAN_DEMO, settings.FILES_ROOT = True, tmp_path
    stage = demo.stage_of(FOLDERS[demo.HOME], on=date(2027, 3, 4))
    load_story(stage, lambda name: None)
    session = stage.made["meetings", "nay"]
    assert (session.title, session.period) == ("Giao ban tháng 2 năm 2027", "2027-02")
    assert Task.objects.filter(body=stage.body, due_on__gt=date(2027, 3, 4)).count() == 4


def test_a_folder_named_by_the_environment_is_taken(monkeypatch, tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "story.toml").write_text("", "utf-8")
    monkeypatch.setenv("GIAOBAN_EXAMPLES", str(tmp_path))
    assert [folder.name for folder in demo.story_folders()] == ["a"]
    before = demo.fingerprint()
    (tmp_path / "a" / "more.toml").write_text("x = 1", "utf-8")
    assert demo.fingerprint() != before


def test_an_installed_package_finds_what_came_with_it(monkeypatch, tmp_path: Path):
    monkeypatch.delenv("GIAOBAN_EXAMPLES", raising=False)
    monkeypatch.setattr(
        "giaoban.ground.directory.examples.giaoban.__file__", str(tmp_path / "lib" / "giaoban" / "x.py")
    )
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert demo.examples_folder() == tmp_path / "share" / "giaoban" / "examples"
