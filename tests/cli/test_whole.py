"""The whole program once, in the fast run: everything starts, each command joins it, what is killed comes back, and it stops cleanly."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli.cluster.server import processes_in
from giaoban.cli.fingerprint import migrations_fingerprint, static_fingerprint
from giaoban.cli.web import answers
from tests.cli.running import GIAOBAN, Program, clean_environment, free_port, on_this_machine


@pytest.fixture(scope="module")
def top() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


ROOT = Path(__file__).resolve().parents[2]
STORIES = ("song-lo-2020-06",)
SOURCES = (migrations_fingerprint(), static_fingerprint())


@pytest.fixture(scope="module")
def stories(top: Path) -> str:
    """A small story of the demonstration; the slow tests load all of it."""
    for name in STORIES:
        shutil.copytree(ROOT / "examples" / name, top / "examples" / name)
    return str(top / "examples")


@pytest.fixture(scope="module")
def program(top: Path, stories: str) -> Iterator[Program]:
    """`giaoban demo` on a data directory that was not there before."""
    program = Program(top / "data", "demo", GIAOBAN_EXAMPLES=stories)
    program.ready()
    program.wait_for("Bấm Ctrl-C")
    yield program
    program.end()


def giaoban(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One command of the program, as a person calls it."""
    return subprocess.run(
        [*GIAOBAN, *arguments], env=clean_environment(**more), capture_output=True, text=True, timeout=300
    )


def in_time(condition, patience: float = 20.0) -> bool:
    """Whether `condition` comes true within `patience` seconds."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_the_first_run_prepares_reads_the_examples_and_names_the_accounts(program: Program):
    assert "Đang chuẩn bị cấu trúc dữ liệu…" in program.lines
    assert "Dữ liệu minh họa đã nạp:" in program.lines
    assert len([line for line in program.lines if line.startswith("  - ")]) == len(STORIES)
    assert any(line.startswith("Tài khoản dùng thử") for line in program.lines)
    assert 0 < program.status() < 500


def test_web_worker_and_database_do_not_serve_as_root(program: Program):
    owners = {Path("/proc", str(program.pid_of(name))).stat().st_uid for name in ("postgres", "web", "worker")}
    assert len(owners) == 1
    assert 0 not in owners


def test_the_doctor_finds_a_running_program_sound(program: Program):
    told = giaoban("doctor", "--data", str(program.data))
    assert told.returncode == 0, told.stdout + told.stderr
    for words in (
        "✓ Bộ xử lý việc nền đang chạy",
        "✓ Nhật ký nguyên vẹn",
        "✓ Các tệp gốc còn nguyên",
        "✓ Các dãy số văn bản liên tục",
        "✓ Cấu trúc dữ liệu đúng với phần mềm",
        f"do giaoban demo (PID {program.process.pid}) chạy",
    ):
        assert words in told.stdout, told.stdout


def test_the_doctor_names_a_lost_file_and_a_worker_that_is_not_heard_of(program: Program):
    first = next((program.data / "files").glob("??/??/*"))
    kept = first.with_name("set aside")
    long_ago = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 day'"
    worker = program.pid_of("worker")
    os.kill(worker, signal.SIGSTOP)  # alive for the supervisor, silent for everyone else
    first.rename(kept)
    try:
        with psycopg.connect(program.url("giaoban_owner"), autocommit=True) as db:
            db.execute(long_ago)
        told = giaoban("doctor", "--lang", "en", "--data", str(program.data))
    finally:
        kept.rename(first)
        with psycopg.connect(program.url("giaoban_owner"), autocommit=True) as db:
            db.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
        os.kill(worker, signal.SIGCONT)
    assert told.returncode == 1, told.stdout + told.stderr
    assert "✗ No job worker is running. Run: giaoban up" in told.stdout
    assert "✗ File: " in told.stdout


def test_a_second_web_server_joins_the_database_and_stops_by_itself(program: Program, top: Path):
    port = free_port()
    command = [*GIAOBAN, "serve", "--data", str(program.data), "--port", str(port)]
    with (top / "serve.log").open("wb") as output:
        second = subprocess.Popen(command, env=clean_environment(), stdout=output, stderr=output)
    try:
        assert in_time(lambda: answers("127.0.0.1", port)), (top / "serve.log").read_text()
        assert os.stat(f"/proc/{second.pid}").st_uid == os.stat(f"/proc/{program.pid_of('web')}").st_uid
    finally:
        second.terminate()
    assert second.wait(15) == 0
    assert f"http://127.0.0.1:{port}/" in (top / "serve.log").read_text()
    assert not answers("127.0.0.1", port)


def test_a_second_worker_joins_and_stops_by_itself(program: Program):
    count = "SELECT count(*) FROM procrastinate_workers"
    second = subprocess.Popen([*GIAOBAN, "worker", "--data", str(program.data)], env=clean_environment())
    try:
        with psycopg.connect(program.url("giaoban_app"), autocommit=True) as db:
            assert in_time(lambda: db.execute(count).fetchone() == (2,))
    finally:
        second.terminate()
    assert second.wait(15) == 0


def test_a_second_start_names_the_first(program: Program):
    told = giaoban("up", "--data", str(program.data), "--port", str(free_port()))
    assert told.returncode == 1
    assert f"giaoban demo (PID {program.process.pid})" in told.stderr


def test_a_port_in_use_is_one_sentence(program: Program, top: Path):
    told = giaoban("serve", "--data", str(program.data), "--port", str(program.port))
    assert told.returncode == 1
    assert told.stderr.startswith(f"Cổng {program.port} trên 127.0.0.1 đang có chương trình khác dùng.")
    assert len(told.stderr.strip().splitlines()) == 1
    assert not (top / "other").exists()


@pytest.mark.parametrize("victim", ["worker", "web", "postgres"])
def test_a_killed_part_comes_back(victim: str, program: Program):
    before = program.pid_of(victim)
    assert before
    os.kill(before, signal.SIGKILL)
    assert in_time(lambda: program.pid_of(victim) not in (0, before))
    assert in_time(lambda: 0 < program.status() < 500)


def test_the_stop_is_clean_and_the_next_start_prepares_nothing(program: Program, stories: str):
    assert program.stop() < on_this_machine(5)
    assert program.process.returncode == 0
    assert not processes_in(program.data / "pg")
    prepared = (program.data / "log" / "prepare.log").stat().st_mtime_ns
    again = Program(program.data, "demo", LANG="en_GB.UTF-8", GIAOBAN_EXAMPLES=stories)
    try:
        again.wait_for("Ready:")
        again.wait_for("Press Ctrl-C")
    finally:
        again.end()
    assert "Demonstration data, there since an earlier run:" in again.lines
    if (migrations_fingerprint(), static_fingerprint()) == SOURCES:  # nobody edits the sources while the tests run
        assert (program.data / "log" / "prepare.log").stat().st_mtime_ns == prepared
