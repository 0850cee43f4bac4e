"""The worker process: what the supervisor starts."""

from procrastinate.contrib.django import app

from giaoban.ground.jobs.stalled import SILENT_FOR, sweep

HEARTBEAT = 5
"""Seconds between two heartbeats."""


def run_worker(
    *, concurrency: int = 2, queues: list[str] | None = None, wait: bool = True, signals: bool = True
) -> None:
    """Run jobs until SIGTERM or SIGINT, then finish those begun within 4 seconds; `wait` False stops when the queue is empty.

    Jobs of workers that died are queued again first. Errors: whatever breaks the database connection ends the worker; the supervisor
    starts another.
    """
    sweep()
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(
            concurrency=concurrency,
            queues=queues,
            wait=wait,
            install_signal_handlers=signals,
            shutdown_graceful_timeout=2,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENT_FOR,
        )
