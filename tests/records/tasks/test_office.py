"""The office's steps with a role of some units only: for tasks that one of these leads, and never a unit's own report."""

import io
import unicodedata
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import ValidationError
from django.test.utils import CaptureQueriesContext

from giaoban.records.tasks import selectors, services
from giaoban.records.tasks.forms import MOST_FILES, FilesField
from tests.records.tasks.making import assign, person, refusal

pytestmark = pytest.mark.django_db
ALL = ("tasks.view", "tasks.report", "tasks.assign", "tasks.confirm", "tasks.extend")
LATER = date(2026, 12, 31)


def head(cast, unit="van_hoa"):
    """A head whose role for one unit holds every right of the room."""
    return person(cast, "loan", unit=unit, scope=cast.units[unit], verbs=ALL)


def test_a_cooperating_unit_moves_no_deadline_and_takes_no_lead(cast):
    loan, task = head(cast), assign(cast, lead="kinh_te", cooperating=["van_hoa"])
    own = cast.units["van_hoa"].pk
    assert refusal(services.task_extend, actor=loan, task=task, new_due_on=LATER, reason="x") == "ACC-001"
    assert refusal(services.task_reassign, actor=loan, task=task, lead_unit_id=own, reason="x") == "ACC-001"
    assert refusal(services.task_cancel, actor=loan, task=task, reason="x") == "ACC-001"
    assert selectors.abilities(loan, task) == {"progress"}


def test_the_lead_units_role_still_moves_the_deadline(cast):
    loan, task = head(cast), assign(cast, lead="van_hoa", cooperating=["kinh_te"])
    assert {"extend", "reassign", "cancel"} <= selectors.abilities(loan, task)
    assert services.task_extend(actor=loan, task=task, new_due_on=LATER, reason="chờ số liệu").due_on == LATER


def test_a_unit_whose_part_ended_does_not_call_the_task_off(cast):
    loan, task = head(cast), assign(cast, lead="van_hoa")
    economy = cast.units["kinh_te"].pk
    services.task_reassign(actor=cast.actor("binh"), task=task, lead_unit_id=economy, reason="đúng chức năng")
    loan = cast.fresh(loan)
    assert refusal(services.task_cancel, actor=loan, task=task, reason="x") == "ACC-001"
    assert "cancel" not in selectors.abilities(loan, task)


def test_a_head_does_not_confirm_what_the_own_unit_did(cast):
    loan, task = head(cast), assign(cast, lead="van_hoa")
    services.task_report_done(actor=loan, task=task, result="Đã rà soát.")
    task.refresh_from_db()
    assert refusal(services.task_confirm, actor=loan, task=task) == "TSK-014"
    assert "confirm" not in selectors.abilities(loan, task)
    task.refresh_from_db()
    assert task.state == "reported"
    assert services.task_confirm(actor=cast.actor("binh"), task=task).state == "closed"


def test_a_head_confirms_what_a_unit_below_did(cast):
    loan, task = head(cast), assign(cast, lead="truong")
    services.task_report_done(actor=cast.actor("binh"), task=task, result="Đã rà soát.")
    task.refresh_from_db()
    assert "confirm" in selectors.abilities(loan, task)
    assert services.task_confirm(actor=loan, task=task).state == "closed"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("task_report_done", {"result": "xong"}),
        ("task_progress", {"text": "đang làm"}),
        ("task_cancel", {"reason": "trùng việc"}),
        ("task_extend", {"new_due_on": LATER, "reason": "chờ"}),
    ],
)
def test_the_task_is_locked_before_anything_is_asked_about_it(cast, step, said):
    task, actor = assign(cast), cast.actor("binh")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        getattr(services, step)(actor=actor, task=task, **said)
    asked = [row["sql"] for row in queries if 'FROM "tasks_' in row["sql"]]
    assert "FOR UPDATE" in asked[0]


@pytest.mark.parametrize("words", ["MẬT\nNội dung", "Nội dung\nTỐI\u00a0MẬT.", unicodedata.normalize("NFD", "MẬT")])
def test_a_task_with_the_stamp_of_a_state_secret_is_refused(cast, words):
    assert refusal(assign, cast, text=words) == "TSK-009"
    assert assign(cast, text="Bảo mật thông tin: MẬT khẩu mạnh.").pk


def test_a_step_takes_ten_files_at_most():
    files = [SimpleUploadedFile(f"{n}.txt", io.BytesIO(b"x").read()) for n in range(MOST_FILES + 1)]
    field = FilesField()
    assert len(field.clean(files[:-1])) == MOST_FILES
    with pytest.raises(ValidationError, match="10"):
        field.clean(files)
