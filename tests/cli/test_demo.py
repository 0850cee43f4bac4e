"""`giaoban demo`: everything on the first run, nothing on the second."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli.demo import Progress, account_lines, summary_lines
from giaoban.cli.examples import Loaded
from tests.cli.running import Program, on_this_machine

STORY = {
    "story": "xa-a",
    "title": "Giao ban xã A",
    "reports": 2,
    "figures": 35,
    "findings": 3,
    "sessions": 2,
    "tasks": 12,
}


def test_the_summary_has_one_line_per_story():
    assert summary_lines(Loaded([STORY], [], new=True), "vi") == [
        "Dữ liệu minh họa đã nạp:",
        "  - Giao ban xã A: 2 báo cáo, 35 số liệu, 3 phát hiện; 2 phiên, 12 nhiệm vụ",
    ]


def test_the_summary_is_english_too():
    lines = summary_lines(Loaded([STORY], [], new=False), "en")
    assert lines[0] == "Demonstration data, there since an earlier run:"
    assert lines[1] == "  - Giao ban xã A: 2 reports, 35 figures, 3 findings; 2 sessions, 12 tasks"


def account(username: str, story: str, clock_on: str | None) -> dict[str, str | None]:
    return {
        "username": username,
        "password": "x",
        "name": "An",
        "post": "Văn thư",
        "story": story,
        "clock_on": clock_on,
    }


def test_accounts_are_listed_by_story_with_its_day():
    accounts = [
        account("vanthu", "Xã A", None),
        account("b", "Xã A", None),
        account("luongtai", "Lương Tài", "2019-11-11"),
    ]
    assert account_lines(accounts, "vi") == [
        "Tài khoản dùng thử (mật khẩu chung: x):",
        "  Xã A, ngày thật:",
        "    vanthu    An, Văn thư",
        "    b         An, Văn thư",
        "  Lương Tài, 11/11/2019:",
        "    luongtai  An, Văn thư",
        "Bấm Ctrl-C để dừng; dữ liệu vẫn còn cho lần chạy sau.",
    ]
    assert account_lines(accounts, "en")[1] == "  Xã A, today:"
    assert account_lines([], "vi") == []


def test_progress_is_plain_lines_where_there_is_no_terminal(capsys):
    progress = Progress("vi")
    for step in (("a", 0, 2), ("b", 1, 2), ("", 2, 2)):
        progress(*step)
    assert capsys.readouterr().out == "Đang nạp 1/2: a\nĐang nạp 2/2: b\n"


def test_progress_is_a_bar_on_a_terminal(capsys):
    progress = Progress("vi")
    progress.live = True
    for step in (("a", 0, 2), ("b", 1, 2), ("", 2, 2)):
        progress(*step)
    steps = capsys.readouterr().out.split("\r")
    assert len(steps) == 4
    assert steps[2].count("█") == 15
    assert steps[3].startswith("[" + "█" * 30 + "] 2/2")
    assert steps[3].endswith("\n")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    top.chmod(0o755)
    yield top / "data"
    shutil.rmtree(top)


def counts(program: Program) -> dict[str, int]:
    """Rows of every table that a run of the program does not itself keep time in."""
    query = (
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    with psycopg.connect(program.url("giaoban_owner")) as db:
        names = [
            row[0]
            for row in db.execute(query)
            if not row[0].startswith(("procrastinate", "journal_seal", "site_cache"))
        ]
        return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # type: ignore[index]


@pytest.mark.slow
def test_the_first_run_reads_the_examples_and_the_second_changes_nothing(data: Path):
    first = Program(data, "demo")
    try:
        took = first.ready()
        first.wait_for("Tài khoản dùng thử")
        rows = counts(first)
        with psycopg.connect(first.url("giaoban_owner")) as db:
            stored = json.loads(db.execute("SELECT value FROM giaoban_state WHERE key = 'examples'").fetchone()[0])  # type: ignore[index]
    finally:
        first.end()
    assert len(stored["stories"]) == 6
    for story in stored["stories"]:
        assert any(line.startswith(f"  - {story['title']}: ") for line in first.lines)
    second = Program(data, "demo")
    try:
        again = second.ready()
        print(f"first {took:.2f} s, second {again:.2f} s")
        second.wait_for("Tài khoản dùng thử")
        second.wait_for(f"    {stored['accounts'][0]['username']}")
        assert again < on_this_machine(6)
        assert "Dữ liệu minh họa có sẵn từ lần chạy trước:" in second.lines
        assert counts(second) == rows
    finally:
        second.end()
