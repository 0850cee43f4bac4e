"""Programs read tasks, give them and take their steps, by the rules of the pages and the rights of the person whose key they use."""

import pytest

from giaoban.records.tasks.models import Task
from tests.programs import Program
from tests.records.tasks.making import assign, heads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def give(program, *rows, key="k1"):
    return program.send("tasks", {"rows": list(rows)}, key=key)


def take(program, task, step, text="", key="", **more):
    return program.send(f"tasks/{task.pk}/steps", {"step": step, "text": text, **more}, key=key or f"{step}-{text}")


def test_tasks_are_read_as_their_pages_tell_them(cast):
    first = assign(cast, cooperating=["kinh_te"])
    second = assign(cast, lead="kinh_te", title="Thứ hai", due_on=None)
    program = Program(cast)
    told = program.get("tasks").json()
    assert [row["number"] for row in told] == [second.pk, first.pk]
    assert (told[1]["lead"], told[1]["lead_name"]) == (cast.units["van_hoa"].pk, "Phòng Văn hóa – Xã hội xã An Phú")
    assert [row["lateness"] for row in told] == ["no_deadline", "open"]
    assert [row["number"] for row in program.get("tasks", before=second.pk, limit=1).json()] == [first.pk]
    assert program.get("tasks", unit=cast.units["kinh_te"].pk, late="open").json() == [told[1]]
    whole = program.get(f"tasks/{first.pk}").json()
    assert [(part["kind"], part["unit"]) for part in whole["parts"]] == [
        ("lead", cast.units["van_hoa"].pk),
        ("cooperating", cast.units["kinh_te"].pk),
    ]
    assert {"cancel", "extend"} <= set(whole["can"])
    assert program.get("tasks", state="x").status_code == 422


def test_tasks_are_given_once_per_key_and_a_refused_text_is_told(cast):
    units = {name: unit.pk for name, unit in cast.units.items()}
    good = {
        "title": "Rà soát",
        "text": "Rà soát nhà văn hóa\u0000 thôn.",
        "leads": [units["van_hoa"], units["kinh_te"]],
        "due_on": "2026-12-10",
    }
    sent = (good, good | {"leads": [units["tan_lap"]]}, good | {"due_on": "2020-01-01"})
    program = Program(cast)
    answer = give(program, *sent)
    told = answer.json()
    assert (answer.status_code, told["recorded"]) == (200, 1)
    assert [(row["row"], row["code"]) for row in told["refused"]] == [(2, "TSK-015"), (3, "TSK-013")]
    made = Task.objects.filter(pk__in=told["numbers"][0]).order_by("pk")
    assert [task.text for task in made] == ["Rà soát nhà văn hóa thôn."] * 2
    assert give(program, *sent).json() == told | {"repeated": True}
    assert give(program, good).json()["code"] == "DIR-033"
    assert Task.objects.count() == 2


def test_a_task_walks_from_its_unit_to_the_office_by_keys(cast):
    heads(cast)
    task = assign(cast)
    unit, office = Program(cast, "loan"), Program(cast)
    assert take(unit, task, "accept").json()["state"] == "doing"
    assert take(unit, task, "accept", key="other").json()["code"] == "FLW-001"
    assert take(unit, task, "progress", "Xong một nửa").json()["state"] == "doing"
    again = take(unit, task, "progress", "Xong một nửa").json()
    assert (again["repeated"], task.events.filter(kind="progress").count()) == (True, 1)
    assert take(unit, task, "report_done", "").json()["code"] == "TSK-006"
    assert take(unit, task, "report_done", "Đã rà soát 12 nhà văn hóa").json()["state"] == "reported"
    assert take(office, task, "send_back", "Thiếu biên bản").json()["state"] == "doing"
    assert take(office, task, "extend", "Mưa lũ").status_code == 422
    assert take(office, task, "extend", "Mưa lũ", due_on="2027-01-10").json()["state"] == "doing"
    assert take(unit, task, "report_done", "Đủ biên bản").json()["state"] == "reported"
    assert take(office, task, "confirm").json()["state"] == "closed"
    assert take(office, task, "reopen", "Còn sót").json()["state"] == "doing"
    assert take(office, task, "cancel", "Không cần nữa").json()["state"] == "cancelled"
    kinds = [event["kind"] for event in office.get(f"tasks/{task.pk}").json()["events"]]
    assert kinds[:3] == ["cancel", "reopen", "confirm"]


def test_the_stranger_another_unit_and_a_key_for_something_else_learn_and_do_nothing(cast):
    heads(cast)
    task = assign(cast)
    for who in ("dung", "kien"):
        program = Program(cast, who)
        assert program.get("tasks").json() == [], who
        assert program.get(f"tasks/{task.pk}").status_code == 404, who
        assert take(program, task, "accept").status_code == 404, who
    lead = Program(cast, "loan")
    assert take(lead, task, "confirm").status_code == 403
    assert give(lead, {"title": "x", "text": "y", "leads": [cast.units["van_hoa"].pk]}).json()["recorded"] == 0
    reads = Program(cast, "loan", ["tasks.view"])
    assert take(reads, task, "accept").json()["code"] == "DIR-031"
    assert Program(cast, "loan", ["tasks.report"]).get("tasks").json()["code"] == "DIR-031"
    task.refresh_from_db()
    assert (task.state, Task.objects.count()) == ("assigned", 1)
