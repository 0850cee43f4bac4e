"""Rooms work at the actor's moment, never at the clock's: a demonstration, a job and a test all bring their own day.

The real moment enters a request in `directory.middleware` and a job in its room's `jobs.py`, and is an argument from there on.
"""

import re

from tests.gates.tree import SOURCE, STOREYS, relative

CLOCK = re.compile(
    r"timezone\.now\b|\.today\(|datetime\.now\(|utcnow\(|localdate\(\)|localtime\(\)|time\.time\(|\bNow\(|auto_now"
    r"|default=timezone|\bCURRENT_(?:DATE|TIMESTAMP)\b|\{% now|\|(?:timesince|timeuntil|naturaltime|naturalday)\b(?!:)"
)
EXCEPTIONS = {
    "src/giaoban/ground/access/actor.py": "the system's own moment, where a job or command gives none",
    "src/giaoban/ground/directory/middleware.py": "where the real moment enters a request; accounts of a demonstration leave it again",
    "src/giaoban/ground/directory/throttle.py": "attempts are counted by the real clock, whatever day a demonstration shows",
    "src/giaoban/occasions/appraisals/views/link.py": "the real moment, given to the link, which knows the day it was made on",
    "src/giaoban/occasions/collection/views/link.py": "the real moment, given to the link, which knows the day it was made on",
    "src/giaoban/occasions/reports/views/intake.py": "the real moment, given to the link, which knows the day it was made on",
}


def readers_of_the_clock() -> set[str]:
    files = [
        path
        for storey in STOREYS
        for kind in ("*.py", "*.html", "*.txt")
        for path in (SOURCE / storey).rglob(kind)
        if "migrations" not in path.parts and path.name != "jobs.py"
    ]
    assert len(files) > 200
    return {relative(path) for path in files if CLOCK.search(path.read_text("utf-8"))}


def test_only_the_listed_places_read_the_clock():
    assert sorted(readers_of_the_clock() - set(EXCEPTIONS)) == [], (
        "take the day from actor.on, the moment from actor.at"
    )


def test_every_listed_exception_is_still_needed():
    assert sorted(set(EXCEPTIONS) - readers_of_the_clock()) == []


def test_the_gate_sees_the_ways_of_reading_the_clock():
    bad = (
        "timezone.now()",
        "date.today()",
        "datetime.now(UTC)",
        "timezone.localdate()",
        "default=timezone.now",
        "{% now 'd' %}",
        "{{ x|timesince }}",
    )
    good = ("timezone.localdate(at)", "actor.on", "{{ x|timesince:then }}", "know()", "{{ day|date }}")
    assert [text for text in bad if not CLOCK.search(text)] == []
    assert [text for text in good if CLOCK.search(text)] == []
