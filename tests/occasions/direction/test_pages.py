"""The pages of direction: list, an instruction outside a session, one instruction, history."""

import pytest
from django.urls import reverse

from giaoban.occasions.direction.models import Instruction
from giaoban.records.tasks.models import Task
from tests.occasions.direction.test_services import drafted, instruct
from tests.pages import client_of
from tests.queries import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def form(cast, **changes):
    fields = {
        "given_by": "Nguyễn Văn An – Chủ tịch UBND xã",
        "given_on": "2026-11-20",
        "instruction": "Kiểm tra ngay các điểm sạt lở.",
        "title": "Kiểm tra điểm sạt lở",
        "text": "Kiểm tra, lập danh sách điểm sạt lở.",
        "leads": [cast.units["kinh_te"].pk, cast.units["van_hoa"].pk],
        "due_on": "2026-11-23",
    }
    return {**fields, **changes}


def test_an_instruction_outside_a_session_gives_its_tasks(cast):
    client = client_of(cast)
    page = client.post(reverse("direction:create"), form(cast), follow=True).content.decode()
    made = Instruction.objects.get()
    assert "Kiểm tra ngay các điểm sạt lở." in page
    assert Task.objects.filter(source_ref=f"direction.instruction/{made.pk}").count() == 2
    task = text_of_task(client, Task.objects.order_by("pk")[0])
    assert f'href="/chi-dao/{made.pk}/"' in task
    history = client.get(reverse("direction:history", args=[made.pk])).content.decode()
    assert "Trần Thị Bình" in history


def text_of_task(client, task):
    return client.get(reverse("tasks:task", args=[task.pk])).content.decode()


def test_a_form_with_faults_gives_nothing(cast):
    client = client_of(cast)
    for bad in ({"leads": []}, {"given_on": "2026-11-21"}, {"due_on": "2026-11-01"}, {"instruction": ""}):
        assert client.post(reverse("direction:create"), form(cast, **bad)).status_code == 422
    assert (Instruction.objects.count(), Task.objects.count()) == (0, 0)


def test_a_stranger_finds_no_instruction_and_a_reader_writes_none(cast):
    made = instruct(cast)
    for name in ("instruction", "history"):
        assert client_of(cast, "dung").get(reverse(f"direction:{name}", args=[made.pk])).status_code == 404
    assert client_of(cast, "hoa").get(reverse("direction:instruction", args=[made.pk])).status_code == 200
    assert client_of(cast, "hoa").get(reverse("direction:create")).status_code == 403


@pytest.mark.parametrize("many", [1, pytest.param(60, marks=pytest.mark.slow)])
def test_the_list_takes_as_many_queries_for_sixty_instructions_as_for_one(cast, many):
    for _ in range(many):
        made = instruct(cast, tasks=[drafted(cast)])
    client = client_of(cast)
    client.get(reverse("direction:list"))
    with queries("direction", "list", is_list=True):
        assert client.get(reverse("direction:list")).status_code == 200
    with queries("direction", "instruction"):
        assert client.get(reverse("direction:instruction", args=[made.pk])).status_code == 200
