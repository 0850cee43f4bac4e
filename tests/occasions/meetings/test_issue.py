"""A conclusion is issued: one numbered notice, one instruction per point, each task given; then followed up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from giaoban.ground.org.models import PostHolding, UnitGroup, UnitGroupMember
from giaoban.ground.org.selectors import unit_name
from giaoban.occasions.direction.models import Instruction, InstructionTask
from giaoban.occasions.meetings import services
from giaoban.occasions.meetings.models import Conclusion, Session
from giaoban.occasions.meetings.selectors.follow_up import follow_up, given_at
from giaoban.occasions.meetings.selectors.minutes import minutes
from giaoban.occasions.meetings.services.issuing import chair_of
from giaoban.records.documents.models import Document
from giaoban.records.documents.signing import Signer
from giaoban.records.figures.services import indicator_create, period_of, target_set
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.services import task_accept, task_confirm, task_report_done
from giaoban.records.tasks.sources import Given, given
from tests.cast import AT, BEFORE, ON
from tests.occasions.meetings.month import CONCLUSION, OCTOBER, concluded, planned
from tests.occasions.meetings.test_sessions import refusal
from tests.pages import client_of
from tests.records.tasks.making import heads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def settled(cast, text=CONCLUSION, who="binh", **changes):
    session = concluded(cast, text, **changes)
    for task in session.conclusion.tasks.filter(state="proposed"):
        edited = services.Edited(
            title=task.title, text=task.text, lead_unit_id=cast.units["kinh_te"].pk, due_on=task.due_on
        )
        services.proposal_edit(actor=cast.actor("binh"), session=session, task_id=task.pk, edited=edited)
    return session


def issued(cast, **changes):
    session = settled(cast, **changes)
    services.conclusion_issue(actor=cast.actor("binh"), session=session)
    return session


def test_issuing_makes_the_notice_the_instructions_and_the_tasks_at_once(cast):
    session = settled(cast)
    document = services.conclusion_issue(actor=cast.actor("binh"), session=session, version=1)
    assert (document.state, document.number, document.kind) == ("issued", 1, "conclusion")
    assert document.recipients[-1] == "Lưu: VT."
    assert document.text.startswith("Sau khi nghe các báo cáo")
    assert "Phòng Kinh tế xã An Phú" in document.recipients
    points = list(document.points.order_by("order"))
    assert [point.label for point in points] == ["1", "2", "3", "4"]
    assert document.text[points[1].span_start : points[1].span_end].startswith("2. Yêu cầu")
    instructions = list(Instruction.objects.order_by("pk"))
    assert [row.point for row in instructions] == points
    assert {row.subject_ref for row in instructions} == {f"meetings.session/{session.pk}"}
    proposals = list(session.conclusion.tasks.order_by("order").select_related("task"))
    for proposal in proposals:
        assert proposal.task.source_quote == proposal.quote
        assert proposal.task.title == proposal.title
        assert proposal.task.due_on == proposal.due_on
        lead = proposal.task.assignments.get(kind="lead")
        assert lead.unit_id == proposal.lead_unit_id
    helpers = proposals[0].task.assignments.filter(kind="cooperating")
    assert [row.unit_id for row in helpers] == [cast.units["van_phong"].pk]
    assert Conclusion.objects.get().document == document


def test_tasks_of_a_group_are_given_as_one_batch(cast):
    group = UnitGroup.objects.create(body=cast.bodies["ubnd"], name="Các phòng chuyên môn")
    for name in ("kinh_te", "van_hoa"):
        UnitGroupMember.objects.create(group=group, unit=cast.units[name], valid_from=BEFORE)
    session = concluded(cast, "1. Các phòng chuyên môn gửi báo cáo tháng trước ngày 25/11/2026.\n")
    [task] = session.conclusion.tasks.all()
    units = [cast.units["kinh_te"].pk, cast.units["van_hoa"].pk]
    services.proposal_expand(actor=cast.actor("binh"), session=session, task_id=task.pk, unit_ids=units)
    services.conclusion_issue(actor=cast.actor("binh"), session=session)
    given = list(Task.objects.order_by("pk"))
    assert len(given) == 2
    assert {row.batch for row in given} == {given[0].ref}
    proposals = session.conclusion.tasks.order_by("pk").select_related("task")
    assert [row.task.assignments.get(kind="lead").unit_id for row in proposals] == units


def test_two_tasks_of_one_unit_with_the_same_words_are_two_tasks(cast):
    session = settled(cast)
    quote = "Giao Phòng Kinh tế khảo sát tuyến đường."
    for _ in range(2):
        services.proposal_add(actor=cast.actor("binh"), session=session, quote=quote)
    services.conclusion_issue(actor=cast.actor("binh"), session=session)
    assert Task.objects.count() == 6
    assert Instruction.objects.filter(point=None).count() == 1


def test_nothing_is_issued_while_a_task_waits_or_none_is_kept_or_the_text_changed(cast):
    session, who = concluded(cast), {"actor": cast.actor("binh")}
    issue = services.conclusion_issue
    assert refusal(issue, **who, session=session) == "MTG-007"
    assert refusal(issue, **who, session=session, version=9) == "MTG-004"
    for task in session.conclusion.tasks.all():
        services.proposal_dismiss(**who, session=session, task_id=task.pk, reason="Không giao")
    assert refusal(issue, **who, session=session) == "MTG-016"
    assert refusal(issue, **who, session=planned(cast)) == "MTG-005"
    assert Document.objects.count() == Task.objects.count() == 0


def test_a_refusal_half_way_leaves_no_document_no_number_and_no_task(cast):
    session, late = settled(cast), cast.actor("binh")
    Conclusion.objects.filter(session=session).first().tasks.filter(lead_unit=cast.units["van_hoa"]).update(
        due_on=date(2026, 11, 1)
    )
    assert refusal(services.conclusion_issue, actor=late, session=session).startswith("TSK-")
    assert (Document.objects.count(), Task.objects.count(), Instruction.objects.count()) == (0, 0, 0)


def test_an_issued_conclusion_cannot_be_changed_or_issued_again(cast):
    session = issued(cast)
    who = {"actor": cast.actor("binh"), "session": session}
    task = session.conclusion.tasks.first()
    assert refusal(services.conclusion_issue, **who) == "MTG-006"
    assert refusal(services.conclusion_set, **who, text="Bản khác của kết luận", version=1) == "MTG-006"
    assert refusal(services.proposal_dismiss, **who, task_id=task.pk, reason="x") == "MTG-006"
    assert refusal(services.proposal_add, **who, quote="x") == "MTG-006"


def test_a_deadline_before_the_session_is_refused_when_the_task_is_kept(cast):
    session = concluded(cast, "1. Giao Phòng Kinh tế rà soát chợ trước ngày 01/11/2026.\n")
    [task] = session.conclusion.tasks.all()
    assert "due_passed" in task.doubts
    assert refusal(services.proposal_keep, actor=cast.actor("binh"), session=session, task_id=task.pk) == "MTG-021"


def test_a_text_marked_secret_is_refused_and_not_stored(cast):
    from giaoban.ground.files.models import StoredFile
    from tests.occasions.meetings.month import opened

    session = opened(cast)
    assert (
        refusal(services.conclusion_set, actor=cast.actor("binh"), session=session, text=f"MẬT\n{CONCLUSION}")
        == "DOC-002"
    )
    assert (Conclusion.objects.count(), StoredFile.objects.count()) == (0, 0)


def next_session(cast, days):
    """The session some days later, its follow-up item, and the clerk on that day."""
    actor = cast.actor("binh", at=AT + timedelta(days=days))
    session = planned(cast, held_on=actor.on, period=f"{actor.on:%Y-%m}")
    return session, session.items.get(kind="follow_up"), actor


def test_the_next_session_begins_with_on_time_late_and_open(cast):
    first = issued(cast)
    in_time, late, *_ = [row.task for row in first.conclusion.tasks.order_by("order").select_related("task")]
    for task, days in ((in_time, 2), (late, 50)):
        at = AT + timedelta(days=days)
        actor = cast.actor("binh", at=at)
        task_accept(actor=actor, task=task)
        task_report_done(actor=actor, task=task, result="Đã xong")
        task_confirm(actor=actor, task=task)
    services.session_close(actor=cast.actor("binh"), session=first)
    session, item, actor = next_session(cast, 51)
    found = follow_up(actor, item, session)
    counts = found.tally
    assert (counts.total, counts.on_time, counts.late, counts.overdue, counts.open) == (4, 1, 1, 1, 1)
    assert {row.late for row in found.lines} == {"done_on_time", "done_late", "overdue", "no_deadline"}
    assert found.lines[0].result == "Đã xong"
    head = cast.actor("cuong", at=actor.at)
    assert [row.unit for row in follow_up(head, item, session).lines] == ["Phòng Văn hóa – Xã hội xã An Phú"]


def test_the_follow_up_of_a_closed_session_stays_as_it_was(cast):
    services.session_close(actor=cast.actor("binh"), session=issued(cast, **OCTOBER))
    session = issued(cast)
    item = session.items.get(kind="follow_up")
    live = follow_up(cast.actor("binh"), item, session)
    services.session_close(actor=cast.actor("binh"), session=session)
    item.refresh_from_db()
    for task in Task.objects.filter(source_ref=f"meetings.session/{session.previous_id}"):
        actor = cast.actor("binh", at=AT + timedelta(days=3))
        task_report_done(actor=actor, task=task, result="Xong sau phiên họp")
    kept = follow_up(cast.actor("giang"), item, session)
    assert (kept.tally, kept.lines, kept.frozen) == (live.tally, live.lines, True)
    told = minutes(cast.actor("giang"), session).items[0].outcome
    assert told == "4 nhiệm vụ: 0 hoàn thành đúng hạn, 0 hoàn thành chậm, 0 quá hạn, 4 đang thực hiện."


def test_tasks_of_still_earlier_sessions_are_not_forgotten(cast):
    services.session_close(actor=cast.actor("binh"), session=issued(cast, **OCTOBER))
    services.session_close(actor=cast.actor("binh"), session=issued(cast))
    session, item, actor = next_session(cast, 30)
    found = follow_up(actor, item, session)
    assert (found.tally.total, len(found.older)) == (4, 4)
    assert given_at(actor, session).tally.total == 0


def test_who_may_not_conclude_cannot_issue(cast):
    session = settled(cast)
    assert refusal(services.conclusion_issue, actor=cast.actor("giang"), session=session) == "ACC-001"
    assert refusal(services.conclusion_issue, actor=cast.actor("dung"), session=session) == "ACC-002"


def test_a_head_who_may_not_see_the_session_is_told_its_name_and_sentence_without_a_way_there(cast):
    """The unit's head has the task and its sentence; the session's pages answer 404, so no link leads to them."""
    heads(cast)
    session = settled(cast)
    services.conclusion_issue(actor=cast.actor("binh"), session=session)
    task = Task.objects.filter(assignments__unit=cast.units["kinh_te"], assignments__kind="lead").order_by("pk")[0]
    head, office = cast.actor("kien"), cast.actor("binh")
    assert given(office, task) == Given(reverse("meetings:agenda", args=[session.pk]), session.title)
    assert given(head, task) == Given("", session.title)
    page = client_of(cast, "kien").get(reverse("tasks:task", args=[task.pk])).content.decode()
    assert session.title in page
    assert reverse("meetings:agenda", args=[session.pk]) not in page
    assert "chỉ mở cho người được phân quyền" in page


def test_a_task_given_from_a_conclusion_serves_the_indicator_and_the_years_target_of_its_unit(cast):
    indicator = indicator_create(
        actor=cast.actor("binh"),
        body_id=cast.bodies["ubnd"].pk,
        name="Tỷ lệ giải ngân",
        unit_of_measure="%",
        code="GN01",
    )
    unit = cast.units["kinh_te"]
    target = target_set(
        actor=cast.actor("binh"),
        indicator=indicator,
        unit=unit,
        period=period_of("2026"),
        kind="at_least",
        amount=Decimal(95),
    )
    session = settled(cast)
    first, *others = session.conclusion.tasks.order_by("order", "pk")
    client = client_of(cast)
    url = reverse("meetings:proposal", args=[session.pk, first.pk])
    card = {"verb": "edit", "lead": unit_name(unit=unit.pk, on=ON), "title": first.title, "text": first.text}
    assert "Không thấy chỉ tiêu" in client.post(url, {**card, "indicator": "XX99"}, follow=True).content.decode()
    page = client.post(url, {**card, "indicator": "gn01"}, follow=True).content.decode()
    assert '<option value="GN01 Tỷ lệ giải ngân">' in page
    assert 'value="GN01 Tỷ lệ giải ngân" list="chi-tieu"' in page
    client.post(url, card)
    services.conclusion_issue(actor=cast.actor("binh"), session=session)
    first.refresh_from_db()
    served = InstructionTask.objects.get(task=first.task)
    assert (served.indicator, served.target) == (indicator, target)
    assert not InstructionTask.objects.filter(task__in=[row.task_id for row in others], indicator=indicator).exists()
    shown = client.get(reverse("direction:instruction", args=[served.instruction_id])).content.decode()
    assert "Phục vụ chỉ tiêu: GN01 Tỷ lệ giải ngân" in shown


def test_the_notice_is_signed_by_the_chair_of_the_session_and_not_by_who_shares_the_post(cast):
    post = cast.posts["hoa"]
    PostHolding.objects.create(post=post, person=cast.people["giang"], kind="holder", valid_from=date(2026, 11, 2))
    for label, signer in (("Vũ Thu Giang, Phó Chủ tịch", "giang"), ("Người đã nghỉ, Phó Chủ tịch", None), ("", None)):
        session = Session(chair_post=post, chair_label=label)
        assert chair_of(session, ON) == Signer(post.pk, cast.people[signer].pk if signer else None)
    assert chair_of(Session(chair_label="Vũ Thu Giang"), ON) is None
    made = settled(cast)
    made.chair_post, made.chair_label = post, "Vũ Thu Giang, Phó Chủ tịch UBND xã"
    made.save(update_fields=["chair_post", "chair_label"])
    services.conclusion_issue(actor=cast.actor("binh"), session=made)
    assert Document.objects.get().signer_label == "Vũ Thu Giang"
