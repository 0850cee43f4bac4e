"""Declaring jobs and putting them in the queue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Generic, ParamSpec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import configure_task

from giaoban.ground.jobs.engine import MANAGER
from giaoban.kernel.problems import Problem

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and how long after each other a failing job is tried again: `wait` * 1, 2, 3, … seconds."""

    times: int = 5
    wait: int = 30


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """A declared job. Calling it runs it here and now; `defer` puts it in the queue."""

    name: str
    task: Any
    function: Callable[P, None]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Run the job in this process, in the caller's transaction."""
        self.function(*args, **kwargs)


def job(*, queue: str = "default", retry: Retry | None = Retry()) -> Callable[[Callable[P, None]], Job[P]]:
    """Declare a function as a job. Its arguments are JSON values; it may run more than once, so it must bear repetition.

    Declare jobs in the room's `jobs` module: the worker imports that module of every room.
    """

    def declare(function: Callable[P, None]) -> Job[P]:
        name = f"{function.__module__}.{function.__name__}"
        task = app.task(name=name, queue=queue, retry=strategy(retry))(function)
        return Job(name, task, function)

    return declare


def strategy(retry: Retry | None) -> RetryStrategy | bool:
    """The engine's form of a retry rule."""
    return False if retry is None else RetryStrategy(max_attempts=retry.times, wait=retry.wait, linear_wait=retry.wait)


def defer(
    what: Job[Any],
    *,
    key: str | None = None,
    one_at_a_time: str | None = None,
    at: datetime | None = None,
    **arguments: Any,
) -> int | None:
    """Queue a job in the caller's transaction and return its number.

    key: while a job with this key waits, another one is not queued (None is returned). one_at_a_time: jobs with this name never run
    side by side. at: not before that moment. Errors: JOB-001 for arguments that JSON cannot carry.
    """
    configured = configure_task(
        name=what.name,
        job_manager=MANAGER,
        queue=what.task.queue,
        queueing_lock=key,
        lock=one_at_a_time,
        schedule_at=at,
    )
    try:
        with transaction.atomic():
            number: int = configured.defer(**arguments)
    except AlreadyEnqueued:
        return None
    except TypeError as error:
        raise Problem("JOB-001", job=what.name) from error
    return number


def periodic(cron: str, *, queue: str = "default") -> Callable[[Callable[[datetime], None]], Job[[datetime]]]:
    """Declare a function to be run by the clock, with the moment it was due (in UTC); see `daily` for local times.

    `cron`: five fields, hours in UTC. Two workers never queue the same moment twice; a moment missed by over ten minutes is left out.
    """

    def declare(function: Callable[[datetime], None]) -> Job[[datetime]]:
        name = f"{function.__module__}.{function.__name__}"

        def run(timestamp: int) -> None:
            function(datetime.fromtimestamp(timestamp, UTC))

        task = app.task(name=name, queue=queue, queueing_lock=name, retry=False)(run)
        return Job(name, app.periodic(cron=cron)(task), function)

    return declare


def daily(at: str) -> str:
    """The cron line for every day at a local time "HH:MM" of the installation's zone (one without summer time)."""
    zone = ZoneInfo(settings.TIME_ZONE)
    offset = datetime(2026, 1, 1, tzinfo=zone).utcoffset() or timedelta()
    moment = datetime.combine(datetime(2026, 1, 2, tzinfo=UTC), time.fromisoformat(at)) - offset
    return f"{moment.minute} {moment.hour} * * *"
