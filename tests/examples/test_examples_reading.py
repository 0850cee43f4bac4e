"""What the reader finds in the examples, against what a careful person finds."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from giaoban.kernel.extract import extract

reading = pytest.importorskip("giaoban.kernel.reading", reason="the reader is not there yet")
ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path.parent for path in ROOT.glob("examples/*/expected.json"))
EXPECTED = {folder.name: json.loads((folder / "expected.json").read_text("utf-8")) for folder in FOLDERS}
FINDINGS = [(slug, finding) for slug, found in EXPECTED.items() for finding in found["findings"]]
GAPS: dict[tuple[str, str], str] = {}
"""What is known to be missing in the reader; an entry goes when its test shows as passed."""
by_slug = pytest.mark.parametrize("slug", EXPECTED)


@cache
def read(slug: str):
    name = EXPECTED[slug]["source"]
    return reading.read(extract((ROOT / "examples" / slug / name).read_bytes(), name=name))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def judged(slug: str, what: str, good: bool) -> None:
    """Fail, unless the gap is known; then it shows as an expected failure until it is closed."""
    if not good and (slug, what) in GAPS:
        pytest.xfail(GAPS[slug, what])
    assert good, what


def f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def same(figure, wanted: dict) -> bool:
    """The number tokens overlap and the values are equal, the sign of a change apart."""
    pairs = ((figure.value, wanted["value"]), (figure.low, wanted["low"]), (figure.high, wanted["high"]))
    equal = all((a is None) == (b is None) and (a is None or abs(a) == abs(Decimal(str(b)))) for a, b in pairs)
    return equal and overlap((figure.start, figure.end), (wanted["num_start"], wanted["num_end"])) > 0


@by_slug
def test_at_least_95_of_100_figures_are_read(slug: str):
    firm = [figure for figure in EXPECTED[slug]["figures"] if not figure.get("optional")]
    optional = [figure for figure in EXPECTED[slug]["figures"] if figure.get("optional")]
    found = [figure for figure in read(slug).figures if not any(same(figure, other) for other in optional)]
    hits = sum(any(same(figure, wanted) for figure in found) for wanted in firm)
    judged(slug, "figures", f1(hits, len(found), len(firm)) >= 0.95)


@pytest.mark.parametrize(
    ("slug", "wanted"), FINDINGS, ids=lambda value: value if isinstance(value, str) else value["note"]
)
def test_every_finding_of_a_careful_person_is_there(slug: str, wanted: dict):
    place = (wanted["spans"][0]["start"], wanted["spans"][0]["end"])
    near = [f for f in read(slug).findings if any(overlap(span, place) for span in f.spans)]
    judged(slug, wanted["note"], (wanted["template"], wanted["verdict"]) in [(f.template, f.verdict) for f in near])


@by_slug
def test_no_finding_is_an_error_that_a_careful_person_would_not_raise(slug: str):
    wanted = [(span["start"], span["end"]) for finding in EXPECTED[slug]["findings"] for span in finding["spans"]]
    errors = [f for f in read(slug).findings if f.verdict == "fails"]
    assert [f.message for f in errors if not any(overlap(f.spans[0], place) for place in wanted)] == []


@by_slug
def test_at_least_85_of_100_tasks_are_read(slug: str):
    tasks, left = EXPECTED[slug]["tasks"], list(read(slug).tasks)
    hits = 0
    for task in tasks:
        span = (task["start"], task["end"])
        match = next(
            (t for t in left if overlap(span, (t.start, t.end)) * 2 >= min(span[1] - span[0], t.end - t.start)), None
        )
        if match is not None:
            left.remove(match)
            hits += 1
    assert f1(hits, hits + len(left), len(tasks)) >= 0.85


@by_slug
def test_the_meeting_is_told(slug: str):
    meeting, header = EXPECTED[slug]["meeting"], read(slug).header
    assert header.kind == meeting["kind"]
    assert meeting["body"] in header.body or header.body in meeting["body"]
    assert str(header.held_on) == meeting["held_on"]
    assert header.period == meeting["period"]
    leader = header.chair or header.directing_speaker
    assert leader.name == (meeting.get("chair") or meeting["directing_speaker"])["name"]
