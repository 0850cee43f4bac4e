"""An instruction and its tasks come into being together, or not at all."""

from datetime import timedelta

import pytest

from giaoban.occasions.direction import selectors, services
from giaoban.occasions.direction.models import Instruction
from giaoban.records.documents.models import DocumentPoint
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.sources import Given, given
from tests.cast import ON
from tests.records.documents.test_services import draft as document_draft
from tests.records.tasks.making import heads, person, refusal

pytestmark = pytest.mark.django_db


def drafted(cast, unit="van_hoa", **changes):
    fields = {"title": "Rà soát", "text": "Rà soát nhà văn hóa thôn.", "lead_unit_id": cast.units[unit].pk}
    return services.TaskDraft(**{**fields, **changes})


def instruct(cast, who="binh", tasks=None, **changes):
    fields = {
        "body_id": cast.bodies["ubnd"].pk,
        "kind": "any_time",
        "subject_ref": "",
        "text": "Các phòng rà soát ngay nhà văn hóa thôn.",
        "given_on": ON,
        "tasks": [drafted(cast)] if tasks is None else tasks,
        "given_by": "Nguyễn Văn An",
    }
    return services.instruction_issue(actor=cast.actor(who), **{**fields, **changes})


def test_an_instruction_gives_its_tasks_with_their_source(cast):
    made = instruct(cast, tasks=[drafted(cast), drafted(cast, "kinh_te", due_on=ON + timedelta(days=5), quote="câu 2")])
    first, second = [row.task for row in made.tasks.order_by("pk")]
    assert (first.source_kind, first.source_ref) == ("manual", f"direction.instruction/{made.pk}")
    assert given(cast.actor("binh"), first).url == f"/chi-dao/{made.pk}/"
    assert given(cast.actor("dung"), first) == Given()
    assert (second.due_on, second.source_quote) == (ON + timedelta(days=5), "câu 2")
    assert made.given_by == "Nguyễn Văn An"
    assert list(selectors.tasks_under(cast.actor("binh"), made)) == [first, second]
    assert selectors.instruction_of(cast.actor("binh"), second) == made


def test_a_session_point_carries_its_session_and_point(cast):
    document = document_draft(cast)
    point = DocumentPoint.objects.create(document=document, order=1, label="1.", text="Rà soát")
    made = instruct(cast, kind="session_point", subject_ref="meetings.session/7", point=point)
    task = made.tasks.get().task
    assert (task.source_kind, task.source_ref, made.point) == ("session", "meetings.session/7", point)


def test_one_text_for_several_units_is_one_task_each(cast):
    units = (cast.units["kinh_te"].pk, cast.units["mot_cua"].pk)
    made = instruct(cast, tasks=[drafted(cast, lead_unit_ids=units)])
    tasks = [row.task for row in made.tasks.order_by("pk")]
    assert len(tasks) == 3
    assert {task.batch for task in tasks} == {tasks[0].ref}


def test_nothing_is_written_where_one_task_is_refused(cast):
    assert refusal(instruct, cast, tasks=[drafted(cast), drafted(cast, text="")]) == "TSK-001"
    assert (Instruction.objects.count(), Task.objects.count()) == (0, 0)


def test_an_instruction_has_words_a_task_and_a_day_that_has_come(cast):
    assert refusal(instruct, cast, text=" ") == "INS-001"
    assert refusal(instruct, cast, tasks=[]) == "INS-002"
    assert refusal(instruct, cast, given_on=ON + timedelta(days=1)) == "INS-003"
    assert refusal(instruct, cast, "dung") == "ACC-001"
    assert refusal(instruct, cast, "giang") == "ACC-001"


def test_a_unit_sees_the_instructions_that_gave_it_work_and_no_others(cast):
    made = instruct(cast, tasks=[drafted(cast)])
    verbs = ["direction.view", "tasks.view"]
    lan = person(cast, "lan", unit="van_hoa", scope=cast.units["van_hoa"], verbs=verbs)
    khoa = person(cast, "khoa", unit="kinh_te", scope=cast.units["kinh_te"], verbs=verbs)
    heads(cast)
    assert list(selectors.instructions(lan)) == [made]
    assert list(selectors.instructions(khoa)) == []
    assert refusal(selectors.instruction_get, cast.actor("dung"), made.pk) == "ACC-002"
