"""The five annotated source pages: a development set, so these are floors that must not sink, not results."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from giaoban.kernel.reading import as_json, dumps, read

SHARED = Path(__file__).parents[4] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "sources").is_dir(), reason="the annotated source pages are not beside the project"
)


def test_the_source_pages_are_read_at_least_as_well_as_the_targets_say(tmp_path):
    lines = [
        dumps(as_json(read(path.read_text("utf-8")), source=path.name))
        for path in sorted((SHARED / "sources").glob("*.txt"))
    ]
    output = tmp_path / "read.jsonl"
    output.write_text("\n".join(lines), "utf-8")
    floors = "header_acc=0.95 task_f1=0.85 assignee_acc=0.85 difficulty_f1=0.7 spans_exact=1 figure_f1=0.93"
    done = subprocess.run(
        [sys.executable, str(SHARED / "tools" / "score.py"), str(SHARED / "sources"), "--jsonl", str(output), "--min", floors],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_quote_stands_where_it_says():
    for path in sorted((SHARED / "sources").glob("*.txt")):
        text = path.read_text("utf-8")
        found = json.loads(dumps(as_json(read(text), source=path.name)))
        for part in ("figures", "tasks", "difficulties", "decisions"):
            for item in found[part]:
                assert text[item["start"] : item["end"]] == item["quote"]
        for item in found["agenda"]:
            assert text[item["start"] : item["end"]] == item["title"]
