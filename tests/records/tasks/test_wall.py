"""What a task given to an area shows to the other side of the Party's wall: nothing, and nobody there is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.ground.notices.models import Notice
from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.models import Task
from tests.cast import ON, SINCE
from tests.records.tasks.making import assign, person, refusal

pytestmark = pytest.mark.django_db


def give(cast, who, body, lead, **changes):
    return services.task_assign(
        actor=cast.actor(who),
        body_id=cast.bodies[body].pk,
        title="Mật ong rừng",
        text="Rà soát hồ sơ đảng viên của thôn.",
        lead_unit_id=cast.units[lead].pk,
        **changes,
    )


def sees(cast, who, task):
    return selectors.tasks(cast.actor(who)).filter(pk=task.pk).exists()


def test_a_task_of_the_party_for_a_hamlet_stays_behind_its_wall(cast):
    task = give(cast, "khanh", "dang_uy", "thon_dong", classification=2)
    assert sees(cast, "khanh", task)
    assert [who for who in ("an", "binh", "cuong", "dung", "hoa") if sees(cast, who, task)] == []
    assert refusal(services.task_report_done, actor=cast.actor("an"), task=task, result="xong") == "ACC-002"


def test_a_task_of_the_committee_for_a_hamlet_is_not_seen_by_the_party(cast):
    task = give(cast, "binh", "ubnd", "thon_dong")
    assert sees(cast, "binh", task)
    assert not sees(cast, "khanh", task)


def test_the_giver_still_acts_for_its_hamlet(cast):
    task = give(cast, "khanh", "dang_uy", "thon_dong")
    services.task_report_done(actor=cast.actor("khanh"), task=task, result="Đã rà soát 12 hồ sơ.")
    task.refresh_from_db()
    assert task.state == "reported"


def test_the_pages_answer_404_across_the_wall(cast):
    client = Client()
    client.force_login(cast.users["khanh"])
    typed = {"title": "Việc Đảng", "text": "Nội dung của Đảng", "leads": [cast.units["thon_dong"].pk]}
    client.post(reverse("tasks:create"), typed)
    task = Task.objects.get()
    assert task.body_id == cast.bodies["dang_uy"].pk
    client.force_login(cast.users["binh"])
    assert client.get(reverse("tasks:task", args=[task.pk])).status_code == 404
    step = client.post(reverse("tasks:step", args=[task.pk]), {"verb": "report_done", "text": "xong"})
    assert step.status_code == 404
    task.refresh_from_db()
    assert task.state == "assigned"


def test_a_task_of_the_provinces_party_reaches_the_communes_party_only(cast):
    from giaoban.ground.org.models import Body, BodyName

    made = cast.bodies["tinh_uy"] = Body.objects.create(kind="party", area=cast.units["tinh"], valid_from=SINCE)
    BodyName.objects.create(body=made, name="Tỉnh ủy Nam Bình", short_name="Tỉnh ủy", valid_from=SINCE)
    person(cast, "tu", body="tinh_uy", unit="tinh", verbs=("tasks.view", "tasks.assign"))
    task = give(cast, "tu", "tinh_uy", "an_phu")
    assert sees(cast, "khanh", task)
    assert [who for who in ("an", "binh", "cuong", "dung") if sees(cast, who, task)] == []
    told = set(Notice.objects.values_list("person__full_name", flat=True))
    assert told == {cast.people["khanh"].full_name}


def test_nobody_below_the_tasks_level_is_told(cast):
    from giaoban.ground.access.models import RoleAssignment

    loan = person(cast, "loan", unit="van_hoa", scope=cast.units["van_hoa"])
    RoleAssignment.objects.filter(post=cast.posts["loan"]).update(classification=0)
    task = give(cast, "an", "ubnd", "van_hoa", classification=2)
    assert not selectors.tasks(loan).filter(pk=task.pk).exists()
    assert not Notice.objects.filter(person=cast.people["loan"]).exists()
    assign(cast, lead="van_hoa")
    assert Notice.objects.filter(person=cast.people["loan"]).exists()


def test_the_morning_reminder_passes_over_who_may_not_see_the_task(cast):
    from giaoban.ground.access.models import RoleAssignment
    from giaoban.records.tasks.jobs import reminders

    person(cast, "loan", unit="van_hoa", scope=cast.units["van_hoa"])
    RoleAssignment.objects.filter(post=cast.posts["loan"]).update(classification=0)
    secret = give(cast, "an", "ubnd", "van_hoa", classification=1, due_on=ON + timedelta(days=1))
    plain = give(cast, "an", "ubnd", "van_hoa", due_on=ON + timedelta(days=1))
    found = {row.person.pk: row.soon for row in reminders(ON)}
    assert found[cast.people["loan"].pk] == [plain]
    assert found[cast.people["cuong"].pk] == [secret, plain]
