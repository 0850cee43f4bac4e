"""Pages through Django's test client against a database with the cast and the example reports; CPU time of this process."""

import time
from collections.abc import Iterator


def measured(runs: int) -> Iterator[tuple[str, list[float], int]]:
    """(page, CPU seconds of each run, queries)."""
    from bench.server import database

    with database():
        yield from pages(runs)


def pages(runs: int) -> Iterator[tuple[str, list[float], int]]:
    """Time each page as the clerk of the cast."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.cast import make_cast

    cast = make_cast()
    addresses = prepare(cast)
    client = Client()
    client.force_login(cast.users["binh"])
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        count = len(captured)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        taken = []
        for _ in range(runs):
            start = time.process_time()
            client.get(address)
            taken.append(time.process_time() - start)
        yield name, taken, count


def prepare(cast: object) -> dict[str, str]:
    """Hand in the example reports and 1,000 more rows; the addresses to time."""
    from django.urls import reverse

    from giaoban.occasions.reports import demo
    from giaoban.occasions.reports.models import Submission

    body = cast.bodies["ubnd"]  # type: ignore[attr-defined]
    demo.load(actor=cast.actor("system"), body=body)  # type: ignore[attr-defined]
    first = Submission.objects.order_by("pk").first()
    assert first is not None
    rows = [
        Submission(
            body=body,
            title=f"Báo cáo {n}",
            original=first.original,
            file_name="a.txt",
            sent_by="x",
            received_at=first.received_at,
        )
        for n in range(1000)
    ]
    Submission.objects.bulk_create(rows)
    longest = max(Submission.objects.filter(readings__isnull=False), key=lambda s: len(s.readings.get().text))
    found = {
        "desk": "/",
        "reports, 1,000 rows": reverse("reports:inbox"),
        "review of the longest example": reverse("reports:review", args=[longest.pk]),
        "history of a report": reverse("reports:history", args=[longest.pk]),
    }
    for name in ("directory:units", "directory:people"):
        found |= {name: reverse(name)}
    return found
