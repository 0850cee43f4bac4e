"""A task is given, taken on, reported done, sent back, confirmed; each by whom it concerns and nobody else."""

import io
from datetime import date, timedelta

import pytest

from giaoban.ground import access
from giaoban.ground.access.models import Grant
from giaoban.ground.files.selectors import attachments_of
from giaoban.ground.notices.models import Notice
from giaoban.ground.org.models import UnitLineage
from giaoban.ground.org.services import NewUnit, unit_merge
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Assignment, Task
from tests.cast import AT, ON
from tests.records.tasks.making import assign, heads, later, person, refusal

pytestmark = pytest.mark.django_db


def done(cast, actor, task, text="Đã rà soát 12 nhà văn hóa."):
    return services.task_report_done(actor=actor, task=task, result=text)


def closed(cast, loan, task):
    """The task reported by its unit and confirmed by the office."""
    return services.task_confirm(actor=cast.actor("binh"), task=done(cast, loan, task))


def test_a_task_gets_the_next_number_of_its_bodys_year(cast):
    first, second = assign(cast), assign(cast)
    assert (first.ref, second.ref) == ("NV-2026-0001", "NV-2026-0002")
    assert first.state == "assigned"
    assert [(a.kind, a.unit_id) for a in first.assignments.all()] == [("lead", cast.units["van_hoa"].pk)]
    elsewhere = services.task_assign(
        actor=cast.actor("dung"),
        body_id=cast.bodies["ubnd_tl"].pk,
        title="Việc khác",
        text="Làm việc khác.",
        lead_unit_id=cast.units["van_hoa_tl"].pk,
    )
    assert elsewhere.ref == "NV-2026-0001"


def test_the_head_takes_it_on_reports_it_done_and_the_office_confirms(cast):
    loan, _ = heads(cast)
    task = services.task_accept(actor=loan, task=assign(cast))
    assert task.state == "doing"
    file = services.Enclosure(io.BytesIO(b"danh sach"), "danh sách.txt")
    task = services.task_report_done(actor=loan, task=task, result="Đã lập danh sách.", enclosures=[file])
    assert (task.state, task.reported_on, task.result) == ("reported", ON, "Đã lập danh sách.")
    event = task.events.get(kind="report_done")
    assert [a.name for a in attachments_of(cast.actor("binh"), event)] == ["danh sách.txt"]
    task = services.task_confirm(actor=cast.actor("binh"), task=task)
    assert (task.state, task.closed_on) == ("closed", ON)
    assert [e.kind for e in task.events.order_by("pk")] == ["accept", "report_done", "confirm"]


def test_a_report_that_is_sent_back_lets_the_clock_run_on(cast):
    loan, _ = heads(cast)
    task = done(cast, loan, assign(cast))
    assert refusal(services.task_send_back, actor=cast.actor("binh"), task=task, reason=" ") == "TSK-005"
    task = services.task_send_back(actor=cast.actor("binh"), task=task, reason="Thiếu thôn Đông")
    assert (task.state, task.reported_on) == ("doing", None)
    again = done(cast, later(cast, "loan", 12), task, "Đã bổ sung thôn Đông.")
    assert again.reported_on == ON + timedelta(days=12)
    assert selectors.tally(Task.objects.all(), ON + timedelta(days=12)).overdue == 1


def test_the_stranger_and_another_unit_do_not_even_know_of_it(cast):
    _, kien = heads(cast)
    task = assign(cast)
    for actor in (cast.actor("dung"), kien, cast.actor("khanh"), cast.actor("link"), cast.actor("nobody")):
        assert refusal(services.task_accept, actor=actor, task=task) == "ACC-002"
        assert refusal(selectors.task_get, actor, task.pk) == "ACC-002"
        assert list(selectors.tasks(actor)) == []


def test_a_cooperating_unit_sees_and_tells_its_progress_but_does_not_report_done(cast):
    _, kien = heads(cast)
    task = assign(cast, cooperating=["kinh_te"])
    assert selectors.task_get(kien, task.pk) == task
    assert services.task_progress(actor=kien, task=task, text="Đã góp số liệu.").kind == "progress"
    assert refusal(services.task_progress, actor=kien, task=task, text=" ") == "TSK-005"
    assert refusal(done, cast, kien, task) == "TSK-002"
    assert refusal(services.task_accept, actor=kien, task=task) == "TSK-002"
    assert selectors.abilities(kien, task) == {"progress"}


def test_a_head_neither_confirms_nor_extends_nor_calls_off_its_own_task(cast):
    loan, _ = heads(cast)
    task = done(cast, loan, assign(cast))
    assert refusal(services.task_confirm, actor=loan, task=task) == "ACC-001"
    assert refusal(services.task_send_back, actor=loan, task=task, reason="x") == "ACC-001"
    assert refusal(services.task_cancel, actor=loan, task=task, reason="x") == "ACC-001"
    assert refusal(services.task_extend, actor=loan, task=task, new_due_on=ON, reason="x") == "ACC-001"
    assert refusal(assign, cast, "loan") == "ACC-001"
    assert refusal(services.task_confirm, actor=cast.actor("giang"), task=task) == "ACC-002"


def test_a_reader_of_the_whole_body_sees_and_does_nothing(cast):
    task = assign(cast)
    hoa = cast.actor("hoa")
    assert selectors.task_get(hoa, task.pk) == task
    assert selectors.abilities(hoa, task) == frozenset()
    assert refusal(services.task_accept, actor=hoa, task=task) == "ACC-001"


def test_a_report_needs_its_result(cast):
    loan, _ = heads(cast)
    assert refusal(done, cast, loan, assign(cast), " ") == "TSK-006"


def test_an_extension_keeps_the_old_day_the_reason_and_who(cast):
    loan, _ = heads(cast)
    task = assign(cast, due_on=date(2026, 11, 25))
    binh = cast.actor("binh")
    moved = services.task_extend(actor=binh, task=task, new_due_on=date(2026, 12, 4), reason="Mưa lũ")
    change = moved.due_changes.get()
    assert moved.due_on == date(2026, 12, 4)
    assert (change.old_due_on, change.new_due_on, change.reason, change.by) == (
        date(2026, 11, 25),
        date(2026, 12, 4),
        "Mưa lũ",
        binh.label,
    )
    earlier = {"actor": binh, "task": moved, "new_due_on": date(2026, 12, 1)}
    assert refusal(services.task_extend, **earlier, reason="x") == "TSK-012"
    assert refusal(services.task_extend, actor=binh, task=moved, new_due_on=date(2026, 12, 9), reason="") == "TSK-005"
    task = done(cast, loan, moved)
    assert refusal(services.task_extend, actor=binh, task=task, new_due_on=date(2026, 12, 9), reason="x") == "TSK-007"


def test_a_task_says_what_by_when_and_to_whom(cast):
    assert refusal(assign, cast, title=" ", text="") == "TSK-001"
    assert refusal(assign, cast, due_on=ON - timedelta(days=1)) == "TSK-013"
    assert refusal(assign, cast, cooperating=["van_hoa"]) == "TSK-003"
    assert refusal(assign, cast, classification=3) == "TSK-009"
    assert refusal(assign, cast, "dung") == "ACC-001"
    assert Task.objects.count() == 0


def test_the_head_of_a_unit_gives_work_in_it_and_burdens_no_other(cast):
    assert assign(cast, "cuong").ref == "NV-2026-0001"
    assert refusal(assign, cast, "cuong", cooperating=["kinh_te"]) == "ACC-001"


def test_one_text_for_several_units_is_one_task_each_under_one_batch(cast):
    loan, kien = heads(cast)
    units = [cast.units["van_hoa"].pk, cast.units["kinh_te"].pk]
    work = services.Work(title="Tổng vệ sinh", text="Ra quân tổng vệ sinh.", due_on=ON, source_ref="x/1")
    made = services.tasks_assign(
        actor=cast.actor("binh"), body_id=cast.bodies["ubnd"].pk, work=work, lead_unit_ids=units, cooperating=units[1:]
    )
    assert [task.batch for task in made] == [made[0].ref] * 2
    assert {task.source_ref for task in made} == {"x/1"}
    done(cast, loan, made[0])
    assert [Task.objects.get(pk=t.pk).state for t in made] == ["reported", "assigned"]
    assert list(selectors.tasks(kien)) == [made[0], made[1]][::-1]  # co-operates in the first, leads the second
    assert list(selectors.batch_of(cast.actor("binh"), made[0])) == [made[1]]
    twice = {"body_id": cast.bodies["ubnd"].pk, "work": work, "lead_unit_ids": [units[0], units[0]]}
    assert refusal(services.tasks_assign, actor=cast.actor("binh"), **twice) == "TSK-008"


def test_a_number_that_a_refused_task_took_is_free_again(cast):
    work = services.Work(title="Việc", text="Làm việc.")
    bad = [cast.units["van_hoa"].pk, 987654]
    args = {"actor": cast.actor("binh"), "body_id": cast.bodies["ubnd"].pk, "work": work, "lead_unit_ids": bad}
    assert refusal(services.tasks_assign, **args) == "TSK-004"
    assert Task.objects.count() == 0
    assert assign(cast).ref == "NV-2026-0001"


def test_the_unit_that_a_lead_merged_into_sees_the_task_and_acts(cast):
    heads(cast)
    task = assign(cast)
    unit = merged(cast, on=ON + timedelta(days=2))
    person(cast, "moi", unit=unit, scope=unit)
    moi = later(cast, "moi", 3)
    assert selectors.tasks(cast.actor("moi")).count() == 0, "before the merger"
    assert selectors.task_get(moi, task.pk) == task
    assert services.task_accept(actor=moi, task=task).state == "doing"
    done(cast, moi, task)
    assert Assignment.objects.get(task=task).unit == cast.units["van_hoa"]
    side = selectors.sides(moi, task)[0]
    assert side.now == ("Phòng Văn hóa – Kinh tế",)
    told = selectors.people_of(
        unit_id=cast.units["van_hoa"].pk, body_id=cast.bodies["ubnd"].pk, on=ON + timedelta(days=3)
    )
    assert cast.people["moi"] in told


def merged(cast, *, on):
    """The offices of culture and of economy become one, on a day."""
    new = NewUnit(
        kind="office",
        level="commune",
        name="Phòng Văn hóa – Kinh tế",
        parent=cast.units["an_phu"],
        body=cast.bodies["ubnd"],
    )
    return unit_merge(sources=[cast.units["van_hoa"], cast.units["kinh_te"]], into=new, on=on)


def district(cast):
    """A task of the People's Committee of An Phú that the other commune, behind its own wall, has a part in."""
    dung = person(cast, "oanh", body="ubnd_tl", unit="van_hoa_tl", scope=None, verbs=["tasks.view", "tasks.report"])
    return assign(cast, lead="tan_lap"), dung


def test_a_unit_of_another_body_acts_by_a_right_that_ends_with_the_task(cast):
    task, oanh = district(cast)
    assert selectors.task_get(oanh, task.pk) == task
    services.task_accept(actor=oanh, task=task)
    services.task_confirm(actor=cast.actor("binh"), task=done(cast, oanh, task))
    after = cast.fresh(oanh, at=AT + timedelta(minutes=1))
    assert selectors.task_get(after, task.pk).state == "closed"
    assert not access.allowed(after, "tasks.report", task)


@pytest.mark.parametrize("path", ["cancel", "reassign"])
def test_a_lent_right_ends_on_every_way_out_and_reading_stays(cast, path):
    task, oanh = district(cast)
    binh = cast.actor("binh")
    if path == "cancel":
        services.task_cancel(actor=binh, task=task, reason="Không cần nữa")
    else:
        services.task_reassign(actor=binh, task=task, lead_unit_id=cast.units["van_hoa"].pk, reason="Đúng chức năng")
    after = cast.fresh(oanh, at=AT + timedelta(minutes=1))
    assert selectors.task_get(after, task.pk) == task
    assert refusal(services.task_progress, actor=after, task=task, text="x") in ("ACC-001", "TSK-007")
    assert not Grant.objects.filter(verb="tasks.report", until__gt=after.at).exists()


def test_a_task_opened_again_lends_the_right_again(cast):
    task, oanh = district(cast)
    binh = cast.actor("binh")
    services.task_confirm(actor=binh, task=done(cast, oanh, task))
    reopened = services.task_reopen(actor=later(cast, "binh", 1), task=task, reason="Kiểm tra thấy thiếu")
    assert (reopened.state, reopened.reported_on, reopened.closed_on) == ("doing", None, None)
    assert done(cast, cast.fresh(oanh, at=AT + timedelta(days=1, minutes=1)), reopened).state == "reported"


def test_the_unit_that_lost_its_part_reads_on_but_acts_no_more(cast):
    loan, kien = heads(cast)
    task = services.task_accept(actor=loan, task=assign(cast))
    binh = cast.actor("binh")
    moved = services.task_reassign(
        actor=binh,
        task=task,
        lead_unit_id=cast.units["kinh_te"].pk,
        cooperating=[cast.units["mot_cua"].pk],
        reason="Đúng chức năng hơn",
    )
    assert moved.state == "assigned"
    assert refusal(services.task_accept, actor=loan, task=task) == "TSK-002"
    assert refusal(services.task_progress, actor=loan, task=task, text="x") == "TSK-002"
    assert selectors.task_get(loan, task.pk) == task
    assert services.task_accept(actor=kien, task=task).state == "doing"
    assert "Phòng Kinh tế" in moved.events.get(kind="reassign").text


def test_readers_go_on_seeing_closed_tasks(cast):
    loan, _ = heads(cast)
    task = closed(cast, loan, assign(cast))
    assert selectors.task_get(loan, task.pk).state == "closed"
    assert selectors.abilities(loan, task) == frozenset()
    assert refusal(services.task_progress, actor=loan, task=task, text="x") == "TSK-007"
    assert refusal(done, cast, loan, task) == "FLW-001"


def test_a_post_that_a_task_names_acts_without_a_role_in_the_unit(cast):
    giang = cast.actor("giang")
    task = assign(cast, lead="mot_cua", lead_post_id=cast.posts["giang"].pk)
    assert services.task_accept(actor=giang, task=task).state == "doing"


def test_the_unit_hears_of_a_task_once_and_who_gave_it_does_not(cast):
    heads(cast)
    task = assign(cast, cooperating=["kinh_te"])
    told = {notice.person_id for notice in Notice.objects.filter(event__startswith="tasks.assigned")}
    assert {cast.people["loan"].pk, cast.people["kien"].pk} <= told
    assert cast.people["binh"].pk not in told
    services.task_send_back(
        actor=cast.actor("binh"), task=done(cast, cast.actor("loan"), task), reason="Thiếu thôn Đông"
    )
    back = Notice.objects.filter(event__startswith="tasks.sent_back", person=cast.people["loan"])
    assert "Thiếu thôn Đông" in back.get().text
    services.task_confirm(actor=cast.actor("binh"), task=done(cast, cast.actor("loan"), task))
    assert Notice.objects.filter(event__startswith="tasks.confirmed", person=cast.people["kien"]).count() == 1


def test_a_unit_hears_that_it_need_not_go_on_and_the_others_nothing_twice(cast):
    heads(cast)
    task = assign(cast, cooperating=["kinh_te"])
    binh = later(cast, "binh", 1)
    services.task_reassign(
        actor=binh,
        task=task,
        lead_unit_id=cast.units["mot_cua"].pk,
        cooperating=[cast.units["kinh_te"].pk],
        reason="Đúng chức năng",
    )
    ended = Notice.objects.filter(event__startswith="tasks.ended")
    assert ended.filter(person=cast.people["loan"]).count() == 1
    assert not ended.filter(person=cast.people["kien"]).exists()
    assert Notice.objects.filter(event__startswith="tasks.assigned", person=cast.people["kien"]).count() == 1
    services.task_cancel(actor=binh, task=task, reason="Trùng việc")
    assert "Trùng việc" in ended.get(person=cast.people["kien"]).text


def test_a_task_given_last_year_is_numbered_in_this_one(cast):
    first = assign(cast, issued_on=date(2025, 12, 30), due_on=None)
    assert (first.ref, assign(cast).ref) == ("NV-2026-0001", "NV-2026-0002")


def test_parts_may_change_around_a_unit_that_has_merged(cast):
    task = assign(cast)
    merged(cast, on=ON + timedelta(days=2))
    changed = services.task_reassign(
        actor=later(cast, "binh", 3),
        task=task,
        lead_unit_id=cast.units["van_hoa"].pk,
        cooperating=[cast.units["mot_cua"].pk],
        reason="Thêm phối hợp",
    )
    assert changed.assignments.filter(valid_to=None).count() == 2
    gone = {"actor": later(cast, "binh", 3), "task": task, "lead_unit_id": cast.units["kinh_te"].pk, "reason": "x"}
    assert refusal(services.task_reassign, **gone) == "TSK-004"


def test_a_unit_that_gave_a_part_away_and_lives_on_keeps_its_tasks_to_itself(cast):
    task = assign(cast)
    UnitLineage.objects.create(source=cast.units["van_hoa"], target=cast.units["kinh_te"], on=ON, kind="split")
    _, kien = heads(cast)
    assert refusal(selectors.task_get, kien, task.pk) == "ACC-002"


def test_the_tally_counts_each_task_once_in_one_query(cast, django_assert_num_queries):
    loan, _ = heads(cast)
    closed(cast, loan, assign(cast))
    late = assign(cast, due_on=ON)
    services.task_confirm(actor=later(cast, "binh", 3), task=done(cast, later(cast, "loan", 3), late))
    assign(cast, due_on=None, due_words="thường xuyên")
    assign(cast, due_on=ON + timedelta(days=1))
    assign(cast, due_on=ON + timedelta(days=20))
    services.task_cancel(actor=cast.actor("binh"), task=assign(cast), reason="Trùng")
    with django_assert_num_queries(1):
        tally = selectors.tally(Task.objects.all(), ON + timedelta(days=5))
    assert tally == selectors.Tally(total=6, on_time=1, late=1, open=2, overdue=1, cancelled=1)
