"""A large office after years: 25,000 tasks of the body, as many again of another one."""

import os
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from giaoban.ground import journal
from giaoban.records.tasks import selectors
from giaoban.records.tasks.models import Assignment, Task
from tests.cast import AT, ON, make_cast
from tests.pages import client_of
from tests.queries import LIST_LIMIT
from tests.records.tasks.making import heads
from tests.timing import wall_seconds

pytestmark = pytest.mark.slow
MANY = 25_000
STATES = ("closed", "closed", "closed", "closed", "closed", "doing", "assigned", "reported", "closed", "cancelled")


def fill(body, units, *, prefix):
    """Tasks of a body over four years, spread over its units; most are closed."""
    rows = [
        Task(
            body=body,
            ref=f"{prefix}-{number}",
            title=f"Nhiệm vụ {number}",
            text="Nội dung",
            state=STATES[number % 10],
            due_on=ON - timedelta(days=1400 - number * 1450 // MANY),
            issued_on=ON - timedelta(days=1450 - number * 1450 // MANY),
            reported_on=ON if STATES[number % 10] in ("closed", "reported") else None,
            closed_on=ON if STATES[number % 10] == "closed" else None,
            source_ref=f"meetings.session/{number // 20}",
            created_at=AT,
            created_by="x",
        )
        for number in range(MANY)
    ]
    made = Task.objects.bulk_create(rows, batch_size=2000)
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit=units[place % len(units)], kind=kind, valid_from=task.issued_on)
            for number, task in enumerate(made)
            for place, kind in ((number, "lead"), (number + 1, "cooperating"))
        ],
        batch_size=4000,
    )


def analyse(database):
    """Let PostgreSQL count its rows, as it does by itself in a running office; only the tables' owner may ask for it."""
    owner = os.environ.get("GIAOBAN_OWNER_URL") or os.environ["DATABASE_URL"]
    parts = urlsplit(owner)
    with psycopg.connect(urlunsplit(parts._replace(path=f"/{database}")), autocommit=True) as link:
        link.execute("VACUUM ANALYZE")


def test_lists_of_25_000_tasks_stay_quick_and_few_in_queries(real_db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)
    cast = make_cast()
    heads(cast)
    offices = [cast.units[name] for name in ("van_hoa", "kinh_te", "mot_cua", "van_phong", "truong")]
    with journal.batch(verb="tasks.assign", reason="thử", source="test"):
        fill(cast.bodies["ubnd"], offices, prefix="A")
        fill(cast.bodies["ubnd_tl"], [cast.units["van_hoa_tl"], cast.units["tan_lap"]], prefix="B")
    analyse(real_db)
    slowest = {}
    for who, page in (
        ("binh", reverse("tasks:list")),
        ("binh", reverse("tasks:list") + "?han=overdue"),
        ("binh", reverse("tasks:list") + f"?don_vi={offices[0].pk}&trang=40"),
        ("loan", reverse("tasks:list")),
        ("loan", reverse("tasks:mine")),
    ):
        client = client_of(cast, who)
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        slowest[who, page] = wall_seconds(partial(client.get, page), enough=1)
        asked = [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT"))]
        assert len(asked) <= LIST_LIMIT, "\n".join(sql[:200] for sql in asked)
    assert max(slowest.values()) < 1.5, slowest
    session = selectors.tasks_of(cast.actor("binh"), ["meetings.session/7"])
    assert selectors.tally(session, ON).total == 20
    assert "tasks_task_source" in session.explain()
