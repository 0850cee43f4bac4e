"""The real program: started, killed in parts while it serves and writes, stopped, started again."""

import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli.cluster.server import processes_in
from tests.cli.running import Program, on_this_machine

pytestmark = pytest.mark.slow
WITHIN = 10.0
JOB = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('builtin', %s, '{\"max_hours\": 100000}') RETURNING id"
TASK = "builtin:procrastinate.builtin_tasks.remove_old_jobs"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    top.chmod(0o755)
    yield top / "dữ liệu" / "giao ban"
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def program(data: Path) -> Iterator[Program]:
    program = Program(data)
    program.ready()
    yield program
    program.end()


class Writer(threading.Thread):
    """Writes rows as the application does, one transaction each; `kept` are those whose commit was acknowledged."""

    def __init__(self, program: Program) -> None:
        super().__init__(daemon=True)
        self.program, self.kept, self.going = program, list[int](), True
        with psycopg.connect(program.url("giaoban_owner")) as db:
            db.execute("CREATE TABLE IF NOT EXISTS test_rows (n bigint PRIMARY KEY)")

    def run(self) -> None:
        number = time.time_ns()
        while self.going:
            try:
                with psycopg.connect(self.program.url("giaoban_app"), autocommit=True) as db:
                    while self.going:
                        number += 1
                        db.execute("INSERT INTO test_rows VALUES (%s)", [number])
                        self.kept.append(number)
            except (psycopg.Error, OSError, IndexError):
                time.sleep(0.02)

    def lost(self) -> set[int]:
        """Acknowledged rows that are not there."""
        self.going = False
        self.join(10)
        with psycopg.connect(self.program.url("giaoban_app")) as db:
            there = {row[0] for row in db.execute("SELECT n FROM test_rows")}
        return set(self.kept) - there


class Reader(threading.Thread):
    """Asks for the first page again and again; remembers when it was given."""

    def __init__(self, program: Program) -> None:
        super().__init__(daemon=True)
        self.program, self.given, self.refused, self.going = program, list[float](), 0, True

    def run(self) -> None:
        while self.going:
            status = self.program.status()
            if 0 < status < 500:
                self.given.append(time.monotonic())
            self.refused += status == 0
            time.sleep(0.02)

    def silence_after(self, moment: float) -> float:
        """The longest time without a page since `moment`."""
        marks = [moment, *(mark for mark in self.given if mark > moment)]
        return max(later - earlier for earlier, later in zip(marks, [*marks[1:], time.monotonic()], strict=True))


@pytest.mark.parametrize("victim", ["postgres", "web", "worker"])
@pytest.mark.parametrize("round_", [1, 2])
def test_a_killed_part_comes_back_and_nothing_acknowledged_is_lost(victim: str, round_: int, program: Program):
    writer, reader = Writer(program), Reader(program)
    writer.start()
    reader.start()
    time.sleep(1)
    before = program.pid_of(victim)
    assert before
    written = len(writer.kept)
    assert written
    moment = time.monotonic()
    os.kill(before, signal.SIGKILL)
    while program.pid_of(victim) in (0, before) and time.monotonic() < moment + WITHIN:
        time.sleep(0.05)
    time.sleep(max(0.0, moment + 4 - time.monotonic()))
    after = program.pid_of(victim)
    silence = reader.silence_after(moment)
    reader.going = False
    print(f"{victim}: {silence:.2f} s without a page, {reader.refused} refused, {len(writer.kept)} rows acknowledged")
    assert after not in (0, before)
    assert silence < WITHIN
    assert reader.refused <= 1, (
        "only the request that was being answered is cut off; the others wait in the socket's queue"
    )
    assert len(writer.kept) > written
    assert writer.lost() == set()
    assert job_done(program, WITHIN)


def job_done(program: Program, patience: float) -> bool:
    """Whether a job queued now is done within `patience` seconds."""
    with psycopg.connect(program.url("giaoban_app"), autocommit=True) as db:
        row = db.execute(JOB, [TASK]).fetchone()
        assert row is not None
        end = time.monotonic() + patience
        while time.monotonic() < end:
            found = db.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", row).fetchone()
            if found is None or found[0] == "succeeded":
                return True
            time.sleep(0.05)
    return False


def test_the_application_can_add_to_the_journal_only_through_its_triggers(program: Program):
    for forbidden in (
        "INSERT INTO journal_entry DEFAULT VALUES",
        "DELETE FROM journal_entry",
        "UPDATE journal_entry SET label = ''",
    ):
        with psycopg.connect(program.url("giaoban_app")) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(forbidden)  # type: ignore[call-overload]
    with psycopg.connect(program.url("giaoban_app")) as db:
        db.execute("SELECT journal_seal_next(interval '1 hour', 10)")


def test_a_second_start_on_the_same_data_names_the_first(program: Program, data: Path):
    second = Program(data)
    second.wait_for("Thư mục dữ liệu")
    assert f"giaoban up (PID {program.process.pid})" in second.lines[-1]
    assert second.process.wait(10) == 1


def test_a_taken_port_is_told_before_anything_starts(program: Program, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.cli.running.free_port", lambda: program.port)
    second = Program(data.with_name("other"))
    second.wait_for("Cổng")
    assert second.process.wait(10) == 1
    assert not (data.with_name("other") / "pg").exists()


def test_after_sigkill_of_the_supervisor_the_next_start_recovers(program: Program, data: Path):
    writer = Writer(program)
    writer.start()
    time.sleep(1)
    program.process.kill()
    program.process.wait()
    writer.going = False
    writer.join(10)
    again = Program(data)
    try:
        took = again.ready()
        writer.program = again
        assert writer.kept
        assert writer.lost() == set()
        assert took < on_this_machine(WITHIN)
    finally:
        again.end()


def test_the_second_start_is_ready_within_six_seconds_and_prepares_nothing(data: Path):
    first = Program(data)
    first.ready()
    first.stop()
    note = (data / "log" / "prepare.log").stat()
    second = Program(data)
    try:
        took = second.ready()
        print(f"ready after {took:.2f} s")
        assert took < on_this_machine(6)
        assert (data / "log" / "prepare.log").stat().st_mtime_ns == note.st_mtime_ns
        assert not any("chuẩn bị" in line for line in second.lines)
    finally:
        second.end()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_stop_is_clean_within_five_seconds(sent: signal.Signals, code: int, data: Path):
    program = Program(data)
    program.ready()
    reader, writer = Reader(program), Writer(program)
    reader.start()
    writer.start()
    time.sleep(1)
    took = program.stop(sent)
    reader.going = writer.going = False
    print(f"{sent.name}: stopped after {took:.2f} s")
    assert took < on_this_machine(5)
    assert program.process.returncode == code
    assert not processes_in(data / "pg")
    assert (
        "database system is shut down" in (data / "log" / "postgres.log").read_text("utf-8", "replace").splitlines()[-1]
    )
    assert program.status() == 0


def test_backup_and_restore_of_the_real_program(data: Path):
    from giaoban.cli.main import main

    program = Program(data)
    program.ready()
    writer = Writer(program)
    writer.start()
    time.sleep(0.5)
    writer.going = False
    writer.join(5)
    target = data.parent / "saved.tar"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "GIAOBAN_OWNER_URL", "GIAOBAN_DATA"):
            patch.delenv(name, raising=False)
        assert main(["db", "backup", str(target), "--data", str(data)]) == 0
        assert main(["db", "restore", str(target), "--data", str(data)]) == 1, "refused while the program runs"
        program.stop()
        fresh = data.with_name("restored")
        assert main(["db", "restore", str(target), "--data", str(fresh)]) == 0
    restored = Program(fresh)
    try:
        restored.ready()
        writer.program = restored
        assert writer.lost() == set()
        assert "Applying" not in (fresh / "log" / "prepare.log").read_text("utf-8"), (
            "the structure came with the backup"
        )
    finally:
        restored.end()
