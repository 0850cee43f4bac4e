"""The jobs that look after the jobs run on time and do their work."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.ground.jobs import defer
from giaoban.ground.jobs.jobs import old_jobs_remove, stalled_sweep
from tests.ground.jobs import sample_jobs as jobs

pytestmark = pytest.mark.django_db


def test_the_upkeep_is_declared_with_its_times():
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["giaoban.ground.jobs.jobs.stalled_sweep"] == "* * * * *"
    assert crons["giaoban.ground.jobs.jobs.old_jobs_remove"] == "10 19 * * *"


def test_the_engines_call_gives_the_moment_in_utc(monkeypatch):
    seen = []
    monkeypatch.setattr("giaoban.ground.jobs.jobs.sweep", lambda: seen.append("swept"))
    app.tasks["giaoban.ground.jobs.jobs.stalled_sweep"].func(timestamp=1_795_000_000)
    stalled_sweep(datetime.now(UTC))
    assert seen == ["swept", "swept"]


def test_old_jobs_are_forgotten_and_young_or_waiting_ones_kept():
    numbers = {}
    for name, status, days in (
        ("old", "succeeded", 8),
        ("young", "succeeded", 6),
        ("failed", "failed", 80),
        ("gone", "failed", 91),
    ):
        numbers[name] = defer(jobs.mark, path="x", word=name)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, numbers[name]])
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s",
                [days, numbers[name]],
            )
    numbers["waiting"] = defer(jobs.mark, path="x", word="waiting")
    old_jobs_remove(datetime.now(UTC))
    left = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert left == {numbers[name] for name in ("young", "failed", "waiting")}
