"""The tests' own PostgreSQL for a measurement, and what its processes use, read from /proc."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def database() -> Iterator[Any]:
    """Django on a fresh migrated database; the server, stopped at the end."""
    from tests.postgres import NAME, Server, build_template

    server = Server()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "GIAOBAN_DATA": data,
            "DATABASE_URL": server.url(NAME),
            "GIAOBAN_OWNER_URL": server.url(NAME, owner=True),
            "GIAOBAN_SECRET_KEY": "a key for benchmarks only, long enough for every check of Django",
            "GIAOBAN_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        }
        server.start()
        try:
            import django

            django.setup()
            server.clone(build_template(server), NAME)
            yield server
        finally:
            server.stop()


def first_process(server: Any) -> int:
    """The number of the first process of a server of the tests."""
    return int((server.cluster.data / "pg" / "postmaster.pid").read_text().split()[0])


def processor(first: int) -> float:
    """Processor seconds of a process, its children and those that ended."""
    used = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, fields = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if number == first or int(fields[1]) == first:
            used += sum(int(fields[place]) for place in ((11, 12, 13, 14) if number == first else (11, 12)))
    return used / os.sysconf("SC_CLK_TCK")


def memory(first: int) -> int:
    """MB that the processes of a server hold, shared pages counted once (proportional set size)."""
    held = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            mine = int(stat.parent.name) == first or stat.read_text().rpartition(")")[2].split()[1] == str(first)
            if mine:
                text = (stat.parent / "smaps_rollup").read_text()
                held += int(text.partition("Pss:")[2].split()[0])
        except (OSError, IndexError):
            continue
    return held // 1024
