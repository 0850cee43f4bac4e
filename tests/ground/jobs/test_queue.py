"""Jobs enter the queue with their transaction, run, are tried again, and never twice for one key."""

import gc
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.ground.jobs import daily, defer, heartbeat, run_worker
from giaoban.kernel.problems import Problem
from tests.ground.jobs import sample_jobs as jobs

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def stored():
    """The test's own jobs; every worker also queues the periodic ones."""
    return ProcrastinateJob.objects.filter(queue_name="test").order_by("pk")


def run_all() -> None:
    """Run what is queued; then drop the connections of the worker's threads, so that the database can be dropped."""
    run_worker(queues=["test"], wait=False, signals=False)
    gc.collect()


@pytest.mark.django_db
def test_a_job_is_queued_with_its_arguments():
    number = defer(jobs.mark, path="x", word="y")
    job = ProcrastinateJob.objects.get(pk=number)
    assert (job.queue_name, job.status, job.args) == ("test", "todo", {"path": "x", "word": "y"})


@pytest.mark.django_db
def test_a_job_is_rolled_back_with_its_transaction():
    with transaction.atomic():
        defer(jobs.mark, path="x", word="y")
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_a_job_with_a_key_waits_only_once_and_the_transaction_goes_on():
    with transaction.atomic():
        assert defer(jobs.mark, key="k", path="x", word="1") is not None
        assert defer(jobs.mark, key="k", path="x", word="2") is None
        assert defer(jobs.mark, key="other", path="x", word="3") is not None
    assert [job.args["word"] for job in ProcrastinateJob.objects.order_by("pk")] == ["1", "3"]


@pytest.mark.django_db
def test_an_argument_that_json_cannot_carry_is_refused():
    with pytest.raises(Problem, match="JOB-001"):
        defer(jobs.mark, path=object(), word="x")


@pytest.mark.django_db
def test_a_job_may_be_called_here_and_now(tmp_path):
    jobs.mark(path=str(tmp_path / "out"), word="now")
    assert (tmp_path / "out").read_text() == "now\n"


def test_a_worker_runs_what_is_queued_and_stops_when_nothing_is_left(real_db, tmp_path):
    out = tmp_path / "out"
    defer(jobs.mark, path=str(out), word="one")
    defer(jobs.mark, path=str(out), word="later", at=datetime.now(UTC) + timedelta(hours=1))
    run_all()
    assert out.read_text() == "one\n"
    assert sorted(stored().values_list("status", flat=True)) == ["succeeded", "todo"]


def test_a_failing_job_is_tried_again_until_it_succeeds(real_db, tmp_path):
    out = tmp_path / "out"
    defer(jobs.fail_twice, path=str(out))
    for _ in range(3):
        run_all()
    assert out.read_text().split() == ["try"] * 3
    assert stored().get().status == "succeeded"


def test_what_a_failing_job_queued_in_its_transaction_is_gone(real_db, tmp_path):
    defer(jobs.queue_then_fail, path=str(tmp_path / "out"))
    run_all()
    assert list(stored().values_list("status", flat=True)) == ["failed"]
    assert heartbeat(datetime.now(UTC)).failed == 1


@pytest.mark.django_db
def test_the_heartbeat_counts_waiting_and_late_jobs():
    defer(jobs.mark, path="x", word="now")
    defer(jobs.mark, path="x", word="due long ago", at=datetime.now(UTC) - timedelta(hours=1))
    defer(jobs.mark, path="x", word="tomorrow", at=datetime.now(UTC) + timedelta(days=1))
    beat = heartbeat(datetime.now(UTC))
    assert (beat.workers, beat.alive, beat.last) == (0, False, None)
    assert (beat.waiting, beat.late, beat.running, beat.failed) == (3, 1, 0, 0)


def test_daily_turns_a_local_time_into_a_line_in_utc():
    assert daily("02:10") == "10 19 * * *"
    assert daily("07:00") == "0 0 * * *"
