"""Memory over thousands of pages, the same bytes twice, and the slowest pages: what an average hides."""

from __future__ import annotations

import hashlib
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
PAGE = 7000
MEGABYTE = 1024


def pages() -> list[str]:
    """Pages of 7,000 characters cut from the examples and the marked passages, at the ends of lines."""
    from tests.kernel.reading.passages import passages

    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*/report.txt"))]
    lines = "\n\n".join([*texts, *(passage.text for passage in passages())]).splitlines(keepends=True)
    found, page = [], ""
    for line in lines:
        page += line
        if len(page) >= PAGE:
            found.append(page)
            page = ""
    return found


def child(count: int) -> None:
    """Read so many pages; print the most memory held after a tenth of them and in all (MB), CPU seconds, the 95th percentile of a page
    (ms), the hash of all answers."""
    from giaoban.kernel.reading import as_json, dumps, read

    every, digest, taken, early = pages(), hashlib.sha256(), [], 0.0
    for number in range(count):
        text = f"{every[number % len(every)]}\nTrang {number}: {number} hộ.\n"
        began = time.process_time()
        found = read(text)
        taken.append(1000 * (time.process_time() - began))
        digest.update(dumps(as_json(found, source="a.txt")).encode())
        if number == count // 10:
            early = held_most()
    late = statistics.quantiles(taken, n=20)[-1] if count > 1 else taken[0]
    print(f"{early:.1f} {held_most():.1f} {sum(taken) / 1000:.1f} {late:.1f} {digest.hexdigest()}")


def held_most() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def measured(count: int) -> Iterator[str]:
    """Sentences about so many pages, read in two processes whose hashes of strings differ."""
    answers = []
    for seed in ("1", "2"):
        command = [sys.executable, __file__, str(count)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        answers.append(done.stdout.split())
    early, held, taken, late, _ = answers[0]
    yield f"memory: {held} MB at most over {count} pages, {early} MB after the first tenth (bar 150 MB)"
    yield f"speed: {count / float(taken):.0f} pages/s of one core, everything; 95 % of pages within {late} ms (bars 100, 30 ms)"
    same = "the same bytes twice" if answers[0][-1] == answers[1][-1] else "NOT THE SAME BYTES TWICE"
    yield f"determinism: {same} ({count} pages, two processes)"


if __name__ == "__main__":
    child(int(sys.argv[1]))
