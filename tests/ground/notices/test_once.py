"""Exactly once: senders at the same moment, deliveries at the same moment, a delivery that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from giaoban.ground.notices.delivery import deliver, message_id
from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.services import notice_send
from tests.cast import AT, ON, make_cast

DELIVERY = """
import sys
import django
django.setup()
from django.conf import settings
from giaoban.ground.notices.delivery import deliver
from tests.cast import AT
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
deliver(int(sys.argv[2]), at=AT)
"""


def together(*tasks):
    """Run the tasks in threads that start at one moment; their results."""
    barrier = threading.Barrier(len(tasks))
    results = []

    def run(task):
        try:
            barrier.wait()
            results.append(task())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == len(tasks)
    return results


def send(person):
    return notice_send(event="meetings.called:3", to=person, subject="Mời họp", body="Mời họp.", on=ON, at=AT)


def test_senders_at_the_same_moment_make_one_notice(real_db):
    person = make_cast().people["binh"]
    results = together(*[lambda: send(person)] * 8)
    assert sum(result is not None for result in results) == 1
    assert Notice.objects.count() == 1
    assert ProcrastinateJob.objects.filter(queue_name="mail").count() == 1


def test_deliveries_at_the_same_moment_send_one_message(real_db, sink):
    notice = send(make_cast().people["binh"])
    sink.delay = 0.3
    results = together(*[lambda: deliver(notice.pk, at=AT)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert len(sink.messages) == 1


def test_a_killed_delivery_is_repeated_once_with_the_same_message_id(real_db, sink, settings):
    notice = send(make_cast().people["binh"])
    other = notice_send(event="other", to="khac@anphu.example", subject="Khác", body="Khác.", on=ON, at=AT)
    sink.delay = 1.0
    worker = start_delivery(settings.EMAIL_PORT, notice.pk)
    try:
        wait_until(lambda: sink.begun == 1)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    notice.refresh_from_db()
    assert notice.state == "sending"
    sink.delay = 0
    wait_until(lambda: deliver(notice.pk, at=AT))
    assert not deliver(notice.pk, at=AT)
    deliver(other.pk, at=AT)
    wait_until(lambda: len(sink.messages) >= 2)
    assert {message["Message-ID"] for message in sink.messages} == {message_id(notice), message_id(other)}
    assert 1 <= sum(message["Message-ID"] == message_id(notice) for message in sink.messages) <= 2
    notice.refresh_from_db()
    assert (notice.state, notice.attempts >= 2) == ("sent", True)


def start_delivery(port: int, notice_id: int) -> "subprocess.Popen[bytes]":
    root = Path(__file__).parents[3]
    url = os.environ["DATABASE_URL"]
    name = connection.settings_dict["NAME"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    environment["DATABASE_URL"] = url.replace(url.partition("?")[0].rpartition("/")[2], name, 1)
    environment.pop("GIAOBAN_OWNER_URL", None)
    return subprocess.Popen([sys.executable, "-c", DELIVERY, str(port), str(notice_id)], env=environment, cwd=root)


def wait_until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("did not come true")
