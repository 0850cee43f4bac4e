"""A job of a killed worker runs again; one that kills every worker is set aside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.ground.jobs import defer, sweep
from giaoban.ground.jobs.stalled import MOST_DEATHS
from tests.ground.jobs import sample_jobs as jobs
from tests.ground.jobs.test_queue import run_all

WORKER = """
import django
django.setup()
import tests.ground.jobs.sample_jobs
from giaoban.ground.jobs import run_worker
run_worker(queues=["test"])
"""


def start_worker() -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[3]
    settings = connection.settings_dict
    url = os.environ["DATABASE_URL"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    environment["DATABASE_URL"] = url.replace(url.partition("?")[0].rpartition("/")[2], settings["NAME"], 1)
    environment.pop("GIAOBAN_OWNER_URL", None)
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=root)


def wait_for(path: Path, word: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if path.exists() and word in path.read_text():
            return
        time.sleep(0.05)
    raise AssertionError(f"{word!r} did not appear in {path}")


def test_a_job_of_a_killed_worker_runs_again(real_db, tmp_path):
    out = tmp_path / "out"
    defer(jobs.hang_once, path=str(out))
    worker = start_worker()
    try:
        wait_for(out, "begun")
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert ProcrastinateJob.objects.get(queue_name="test").status == "doing"
    assert sweep(silent_for=3600) == 0, "its worker is not silent long enough"
    assert ProcrastinateJob.objects.get(queue_name="test").status == "doing"
    time.sleep(0.1)
    assert sweep(silent_for=0.05) == 1
    assert sweep(silent_for=0.05) == 0
    run_all()
    assert ProcrastinateJob.objects.get(queue_name="test").status == "succeeded"
    lines = out.read_text().splitlines()
    assert lines == [f"begun {worker.pid}", f"begun {os.getpid()}", "done"]


@pytest.mark.django_db
def test_a_job_that_ran_when_many_workers_died_is_set_aside():
    number = defer(jobs.mark, path="x", word="y")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [MOST_DEATHS, number]
        )
    assert sweep() == 1
    assert ProcrastinateJob.objects.get(pk=number).status == "failed"
