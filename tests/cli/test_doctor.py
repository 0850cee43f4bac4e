"""The doctor sees what is wrong and says what to do."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli import cluster
from giaoban.cli.doctor import CHECKS, Check, machine
from giaoban.cli.doctor.finding import BAD, GOOD, NOTE, Finding
from giaoban.cli.main import main
from giaoban.cli.place import Place, make_place
from giaoban.cli.state import opened, write_state


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch):
    for name in (
        "DATABASE_URL",
        "GIAOBAN_OWNER_URL",
        "GIAOBAN_DATA",
        "GIAOBAN_SECRET_KEY",
        "GIAOBAN_PG_BIN",
        "LANG",
        "LC_ALL",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def top() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place(top: Path) -> Place:
    place = make_place(str(top / "data"))
    with cluster.running(place.data, durable=False):
        pass
    return place


def test_a_stopped_but_sound_place_is_well(place: Place, capsys):
    assert main(["doctor", "--data", str(place.data)]) == 0
    text = capsys.readouterr().out
    assert "✓ PostgreSQL" in text
    assert "! Cơ sở dữ liệu chưa chạy" in text
    assert "✗" not in text


def test_a_place_that_is_not_there_yet_is_not_made(top: Path, capsys):
    assert main(["doctor", "--data", str(top / "none")]) == 0
    assert "lần chạy đầu" in capsys.readouterr().out
    assert not (top / "none").exists()


def test_a_running_database_answers(place: Place, capsys):
    with cluster.running(place.data, durable=False, purpose="giaoban up"):
        assert main(["doctor", "--lang", "en", "--data", str(place.data)]) == 0
    text = capsys.readouterr().out
    assert "✓ The database answers (PostgreSQL 1" in text
    assert "run by giaoban up" in text
    assert "! The structure differs" in text
    assert "! There is no backup yet" in text


def test_a_directory_open_to_others_is_a_problem(place: Place, capsys):
    place.data.chmod(0o755)
    try:
        assert main(["doctor", "--data", str(place.data)]) == 1
        assert f"✗ Thư mục dữ liệu {place.data} mở cho người khác. Chạy: chmod 700" in capsys.readouterr().out
    finally:
        place.data.chmod(0o700)


def test_a_key_open_to_others_is_a_problem(place: Place, capsys):
    (place.data / "secret.key").chmod(0o644)
    try:
        assert main(["doctor", "--data", str(place.data)]) == 1
        assert "chmod 600" in capsys.readouterr().out
    finally:
        (place.data / "secret.key").chmod(0o600)


def test_a_machine_without_postgresql_is_exit_code_3(
    place: Place, capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("GIAOBAN_PG_BIN", str(tmp_path))
    assert main(["doctor", "--data", str(place.data)]) == 3
    assert "GIAOBAN_PG_BIN" in capsys.readouterr().out


def test_data_of_another_major_version_are_a_problem(place: Place):
    mark = place.data / "pg" / "PG_VERSION"
    right = mark.read_text()
    mark.write_text("9\n")
    try:
        [finding] = machine.postgresql(place)
    finally:
        mark.write_text(right)
    assert finding.level == BAD
    assert "giaoban db backup" in finding.vi


def test_an_unreachable_external_server_is_a_problem(top: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:s3cret@127.0.0.1:1/none")
    assert main(["doctor", "--data", str(top / "data")]) == 1
    text = capsys.readouterr().out
    assert "✗ Không mở được cơ sở dữ liệu" in text
    assert "s3cret" not in text


def test_a_full_disk_is_a_problem(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    assert machine.room_left(place)[0].level == BAD
    monkeypatch.setattr("shutil.disk_usage", lambda path: shutil._ntuple_diskusage(10**10, 10**9, 10**9))
    assert machine.room_left(place)[0].level == NOTE


def test_an_old_backup_is_noted(place: Place):
    with cluster.running(place.data, durable=False) as pg:
        with opened(pg.owner_url) as connection:
            write_state(connection, "last_backup", "2020-01-01T00:00:00+07:00")
        old = machine.last_backup(place)
        with opened(pg.owner_url) as connection:
            write_state(connection, "last_backup", "2999-01-01T00:00:00+07:00")
        fresh = machine.last_backup(place)
        with psycopg.connect(pg.owner_url) as db:
            db.execute("DROP TABLE giaoban_state")
    assert (old[0].level, fresh[0].level) == (NOTE, GOOD)


def test_others_may_add_checks(place: Place, capsys):
    CHECKS.append(Check(lambda place: [Finding(BAD, "Hết giấy in", "Out of paper")]))
    try:
        assert main(["doctor", "--data", str(place.data)]) == 1
    finally:
        CHECKS.pop()
    assert "✗ Hết giấy in" in capsys.readouterr().out
