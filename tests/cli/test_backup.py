"""Backup and restore on a real cluster: everything comes back, nothing is touched by a bad archive."""

import hashlib
import io
import json
import os
import pty
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from giaoban.cli import cluster, pgtools
from giaoban.cli.archive import known, pack, unpack
from giaoban.cli.backup import backup, restore
from giaoban.cli.main import main
from giaoban.cli.place import Place, make_place
from giaoban.kernel.problems import Problem
from tests.cli.running import GIAOBAN, clean_environment


@pytest.fixture(autouse=True)
def embedded(monkeypatch: pytest.MonkeyPatch):
    for name in ("DATABASE_URL", "GIAOBAN_OWNER_URL", "GIAOBAN_DATA", "GIAOBAN_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def top() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="giaoban-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def saved(top: Path) -> Path:
    """A backup of a place with a table, a closed-off journal, an extension and a file."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "GIAOBAN_OWNER_URL", "GIAOBAN_SECRET_KEY"):
            patch.delenv(name, raising=False)
        place = make_place(str(top / "first"))
        with cluster.running(place.data, durable=False) as pg:
            with psycopg.connect(pg.owner_url) as db:
                db.execute("CREATE EXTENSION unaccent")
                db.execute("CREATE TABLE journal (id int, entry text)")
                db.execute("REVOKE UPDATE, DELETE ON journal FROM giaoban_app")
                db.execute("INSERT INTO journal VALUES (1, 'Đã giao việc')")
            (place.data / "files" / "ab").mkdir()
            (place.data / "files" / "ab" / "abcd").write_bytes(b"to trinh" * 1000)
            (place.data / "files" / "tmp").mkdir()
            (place.data / "files" / "tmp" / "half").write_bytes(b"being written")
            backup(place, top / "saved.tar")
    return top / "saved.tar"


def rows(place: Place) -> list[tuple[int, str]]:
    with cluster.running(place.data, durable=False) as pg, psycopg.connect(pg.app_url) as db:
        return db.execute("SELECT id, entry FROM journal ORDER BY id").fetchall()


def test_a_backup_restores_rows_files_and_key_in_a_new_place(top: Path, saved: Path):
    place = make_place(str(top / "second"))
    came = restore(place, saved)
    assert rows(place) == [(1, "Đã giao việc")]
    assert (place.data / "files" / "ab" / "abcd").read_bytes() == b"to trinh" * 1000
    assert (place.data / "files" / "ab" / "abcd").stat().st_uid == place.account.uid
    assert (place.data / "secret.key").read_bytes() == (top / "first" / "secret.key").read_bytes()
    assert (place.data / "secret.key").stat().st_mode & 0o077 == 0
    assert came.files == 1
    assert not list(place.data.glob("restore-*"))


def test_rights_taken_from_the_application_stay_taken_after_a_restore(top: Path, saved: Path):
    place = make_place(str(top / "rights"))
    restore(place, saved)
    with cluster.running(place.data, durable=False) as pg:
        with psycopg.connect(pg.app_url) as db:
            db.execute("INSERT INTO journal VALUES (2, 'Mới')")
        with psycopg.connect(pg.app_url) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("UPDATE journal SET entry = ''")
        with psycopg.connect(pg.owner_url) as db:
            db.execute("CREATE TABLE later (id int)")
        with psycopg.connect(pg.app_url) as db:
            db.execute("INSERT INTO later VALUES (1)")
            assert db.execute("SELECT datname FROM pg_database WHERE datname LIKE 'giaoban\\_%'").fetchall() == []


def test_a_restore_replaces_what_was_there(top: Path, saved: Path):
    place = make_place(str(top / "third"))
    restore(place, saved)
    with cluster.running(place.data, durable=False) as pg, psycopg.connect(pg.owner_url) as db:
        db.execute("INSERT INTO journal VALUES (9, 'sau khi sao lưu')")
    restore(place, saved)
    assert rows(place) == [(1, "Đã giao việc")]


@pytest.mark.parametrize("damage", ["bit", "cut", "note", "extra", "text"])
def test_a_damaged_backup_changes_nothing(damage: str, top: Path, saved: Path):
    place = make_place(str(top / "third-damaged"))
    restore(place, saved)
    bad = top / f"{damage}.tar"
    content = bytearray(saved.read_bytes())
    if damage == "bit":
        content[content.index(b"to trinh") + 800] ^= 1
    elif damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "note":
        content[content.index(b'"made_at"') + 13] ^= 1
    elif damage == "text":
        content = bytearray(b"khong phai ban sao luu")
    bad.write_bytes(content)
    if damage == "extra":
        with tarfile.open(bad, "a") as tar:
            info = tarfile.TarInfo("files/zz")
            info.size = 1
            tar.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(Problem) as refused:
        restore(place, bad)
    assert refused.value.code == "CLI-018"
    assert rows(place) == [(1, "Đã giao việc")]
    assert not (place.data / "files" / "zz").exists()


@pytest.mark.parametrize(
    "name",
    [
        "files/../../etc/passwd",
        "/etc/passwd",
        "files/./a",
        "files//a",
        "files",
        "files/a\nb",
        "files/a\\b",
        "manifest",
        "../x",
    ],
)
def test_a_name_that_leads_out_of_the_folder_or_is_not_plain_is_unknown(name: str):
    assert not known(name)
    assert known("files/ab/abcd")


def member(name: str, kind: bytes = tarfile.REGTYPE, content: bytes = b"x", **more) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, len(content)
    for key, value in more.items():
        setattr(info, key, value)
    return info, content


ODD = {
    "absolute": [member("/etc/cron.d/x")],
    "climbing": [member("files/../../x")],
    "other": [member("letter.txt")],
    "link": [member("files/ab", tarfile.SYMTYPE, b"", linkname="/etc")],
    "hard link": [member("files/ab", tarfile.LNKTYPE, b"", linkname="secret.key")],
    "device": [member("files/ab", tarfile.CHRTYPE, b"", devmajor=1, devminor=5)],
    "fifo": [member("files/ab", tarfile.FIFOTYPE, b"")],
    "folder": [member("files/ab", tarfile.DIRTYPE, b"")],
    "twice": [member("files/ab"), member("files/ab")],
    "manifest twice": [member("manifest.json", content=b"{}"), member("manifest.json", content=b"{}")],
    "inside another": [member("files/ab"), member("files/ab/cd")],
    "large manifest": [member("manifest.json", content=b" " * 70_000)],
    "large seal": [member("manifest.sha256", content=b" " * 70_000)],
    "sparse": [
        member("files/ab", content=b"x", pax_headers={"GNU.sparse.map": "0,1", "GNU.sparse.size": "1099511627776"})
    ],
}


@pytest.mark.parametrize("case", ODD)
def test_an_archive_with_something_odd_is_refused_before_anything_is_written(case: str, tmp_path: Path):
    bad = tmp_path / "bad.tar"
    with tarfile.open(bad, "w", format=tarfile.PAX_FORMAT) as tar:
        for info, content in [member("database.dump"), *ODD[case]]:
            tar.addfile(info, io.BytesIO(content))
    with pytest.raises(Problem) as refused:
        unpack(bad, tmp_path / "out")
    assert refused.value.code == "CLI-030"
    assert ODD[case][-1][0].name in refused.value.sentence()
    assert not (tmp_path / "out").exists()


def test_a_header_that_asks_for_all_memory_is_refused(tmp_path: Path):
    """A name or an attribute of 8 GB: the system's own reader would take it into memory whole."""
    bad = tmp_path / "bad.tar"
    for kind in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME):
        info = tarfile.TarInfo("x")
        info.type, info.size = kind, 8 * 1024**3
        with bad.open("wb") as stream:
            stream.write(info.tobuf(tarfile.GNU_FORMAT))
            stream.truncate(9 * 1024**3)  # a file with a hole takes no room
        with pytest.raises(Problem) as refused:
            unpack(bad, tmp_path / "out")
        assert refused.value.code == "CLI-018"
    bad.unlink()


@pytest.mark.parametrize(
    "manifest",
    [
        b"[]",
        b"{",
        b"{}",
        b"\xff",
        b"[" * 60_000,
        b'{"format": 1, "server": "x", "made_at": "", "contents": {}, "roles": {}}',
    ],
)
def test_a_manifest_that_says_nothing_sensible_is_refused(manifest: bytes, tmp_path: Path):
    bad = tmp_path / "bad.tar"
    seal = hashlib.sha256(manifest).hexdigest().encode()
    with tarfile.open(bad, "w") as tar:
        for info, content in (member("manifest.json", content=manifest), member("manifest.sha256", content=seal)):
            tar.addfile(info, io.BytesIO(content))
    with pytest.raises(Problem) as refused:
        unpack(bad, tmp_path / "out")
    assert refused.value.code == "CLI-018"


def test_a_manifest_of_many_small_files_is_within_bounds(tmp_path: Path):
    for number in range(3000):
        name = hashlib.sha256(str(number).encode()).hexdigest()
        (tmp_path / name).write_bytes(b"%d" % number)
    members = {f"files/{path.name[:2]}/{path.name[2:4]}/{path.name}": path for path in tmp_path.iterdir()}
    facts = {"server": 18, "made_at": "2026-11-21T08:00:00+07:00", "roles": {"app": "a", "owner": "o"}}
    pack(tmp_path / "many.tar", members, facts)
    assert len(unpack(tmp_path / "many.tar", tmp_path / "out")["contents"]) == 3000


def test_an_older_backup_is_not_overwritten(top: Path, saved: Path):
    before = saved.stat().st_mtime_ns
    with pytest.raises(Problem) as refused:
        backup(make_place(str(top / "first")), saved)
    assert refused.value.code == "CLI-019"
    assert saved.stat().st_mtime_ns == before


def test_a_backup_is_readable_by_its_owner_only(saved: Path):
    assert saved.stat().st_mode & 0o077 == 0
    with tarfile.open(saved) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    assert "files/ab/abcd" in names
    assert not any("half" in name for name in names)
    assert manifest["contents"].keys() == set(names) - {"manifest.json", "manifest.sha256"}


def test_data_in_use_are_not_replaced(top: Path, saved: Path):
    place = make_place(str(top / "first"))
    with cluster.DataLock(place.data, "giaoban up"), pytest.raises(Problem) as refused:
        restore(place, saved)
    assert refused.value.code == "CLI-004"


def test_a_backup_of_a_newer_server_is_refused(top: Path, saved: Path, monkeypatch: pytest.MonkeyPatch):
    def newer(source: Path, folder: Path):
        return {**unpack(source, folder), "server": 99}

    monkeypatch.setattr("giaoban.cli.backup.unpack", newer)
    with pytest.raises(Problem) as refused:
        restore(make_place(str(top / "first")), saved)
    assert refused.value.code == "CLI-021"


def test_the_command_backs_up_restores_and_tells(top: Path, capsys):
    data = str(top / "first")
    target = top / "by command.tar"
    assert main(["db", "backup", str(target), "--data", data]) == 0
    assert "Đã sao lưu vào" in capsys.readouterr().out
    assert main(["db", "restore", str(target), "--yes", "--data", data]) == 0
    assert "1 tệp đính kèm" in capsys.readouterr().out
    assert main(["db", "restore", str(top / "none.tar"), "--data", data]) == 1
    assert "CLI-020" in capsys.readouterr().err
    assert main(["db", "status", "--data", data]) == 0
    assert "không chạy" in capsys.readouterr().out
    with cluster.running(Path(data), durable=False):
        assert main(["db", "status", "--data", data]) == 0
    text = capsys.readouterr().out
    assert "PostgreSQL 1" in text
    assert "sẽ được cập nhật" in text


def changed(place: Place) -> None:
    """A row that the backup does not have."""
    with cluster.running(place.data, durable=False) as pg, psycopg.connect(pg.owner_url) as db:
        db.execute("INSERT INTO journal VALUES (9, 'sau khi sao lưu')")


def test_a_restore_keeps_what_was_there_in_a_backup_that_restores_too(top: Path, saved: Path, capsys):
    place = make_place(str(top / "kept"))
    folder = top / "kept backups"
    folder.mkdir()
    source = Path(shutil.copy2(saved, folder / "thang 11.tar"))
    assert main(["db", "restore", str(source), "--data", str(place.data)]) == 0, "nothing there yet: nothing to ask"
    assert "giữ ở" not in capsys.readouterr().out
    assert len(list(folder.iterdir())) == 1
    changed(place)
    assert main(["db", "restore", str(source), "--yes", "--data", str(place.data)]) == 0
    [before] = folder.glob("thang 11-before-restore-*.tar")
    assert f"Dữ liệu trước khi khôi phục được giữ ở {before}" in capsys.readouterr().out
    assert rows(place) == [(1, "Đã giao việc")]
    restore(place, before)
    assert rows(place) == [(1, "Đã giao việc"), (9, "sau khi sao lưu")]


def test_where_the_backup_lies_on_a_disk_that_cannot_be_written_the_data_directory_takes_the_safety_copy(
    top: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
):
    place = make_place(str(top / "kept"))
    restore(place, saved)
    really = os.access
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != saved.parent and really(path, mode))
    came = restore(place, saved, keep=True)
    assert came.before is not None
    assert came.before.parent == place.data
    assert came.before.is_file()


def test_without_a_terminal_a_restore_over_data_is_refused_unless_sure(top: Path, saved: Path, capsys):
    place = make_place(str(top / "kept"))
    restore(place, saved)
    changed(place)
    assert main(["db", "restore", str(saved), "--data", str(place.data)]) == 1
    error = capsys.readouterr().err
    assert "--yes" in error
    assert "CLI-028" in error
    assert len(rows(place)) == 2


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("khong", 1), ("co", 0), ("Có", 0), ("YES", 0)])
def test_at_a_terminal_a_restore_asks_and_does_nothing_without_a_yes(answer: str, code: int, top: Path, saved: Path):
    place = make_place(str(top / "kept"))
    if not (place.data / "pg").is_dir():
        restore(place, saved)
    if len(rows(place)) == 1:
        changed(place)
    command = [*GIAOBAN, "db", "restore", str(saved), "--data", str(place.data)]
    leader, follower = pty.openpty()
    child = subprocess.Popen(
        command, stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean_environment()
    )
    os.close(follower)
    os.write(leader, f"{answer}\n".encode())
    said, _ = child.communicate(timeout=60)
    os.close(leader)
    assert child.returncode == code, said
    assert f"Toàn bộ dữ liệu hiện có ở {place.data} sẽ được thay bằng bản sao lưu {saved}." in said
    assert ("Đã dừng; không có gì thay đổi." in said) == (code == 1)
    assert len(rows(place)) == (2 if code else 1)
    for copy in saved.parent.glob("saved-before-restore-*.tar"):
        copy.unlink()


def test_a_backup_to_a_place_that_cannot_be_written_is_one_sentence(top: Path, saved: Path, capsys):
    assert main(["db", "backup", str(top / "no" / "such" / "a.tar"), "--data", str(top / "first")]) == 1
    assert "CLI-029" in capsys.readouterr().err


def test_roles_of_grants_are_renamed_and_nothing_else():
    roles = {"giaoban_app": "web user", "giaoban_owner": "boss"}
    statement = "GRANT SELECT ON TABLE public.giaoban_app TO giaoban_app;"
    assert pgtools.renamed(statement, roles) == 'GRANT SELECT ON TABLE public.giaoban_app TO "web user";'
    default = "ALTER DEFAULT PRIVILEGES FOR ROLE giaoban_owner GRANT SELECT ON TABLES TO giaoban_app;"
    assert (
        pgtools.renamed(default, roles)
        == 'ALTER DEFAULT PRIVILEGES FOR ROLE "boss" GRANT SELECT ON TABLES TO "web user";'
    )
    assert (
        pgtools.renamed("GRANT USAGE ON SCHEMA public TO PUBLIC;", roles) == "GRANT USAGE ON SCHEMA public TO PUBLIC;"
    )


@pytest.mark.parametrize(
    ("tool", "server", "fit"), [(18, 18, True), (18, 17, True), (18, 15, False), (16, 15, True), (15, 16, False)]
)
def test_a_tool_must_fit_the_server(tool: int, server: int, fit: bool):
    assert pgtools.fits(tool, server) is fit


def test_without_a_fitting_tool_the_package_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GIAOBAN_PG_BIN", raising=False)
    with pytest.raises(Problem) as refused:
        pgtools.tool_folder(99)
    assert refused.value.code == "CLI-016"
    assert "postgresql-client-99" in refused.value.sentence()


def test_a_failing_program_is_told_by_its_loudest_line_without_the_password(tmp_path: Path):
    tool = tmp_path / "pg_dump"
    tool.write_text(
        '#!/bin/sh\necho "pg_dump: note" >&2\necho "pg_dump: error: connection to postgresql://u:secret@h/d failed" >&2\nexit 1\n'
    )
    tool.chmod(0o700)
    with pytest.raises(Problem) as refused:
        pgtools.call(tool, url="postgresql://u:secret@h/d")
    assert refused.value.code == "CLI-017"
    assert "connection to postgresql://…@h/d failed" in refused.value.sentence()


def test_root_gives_everything_to_the_servers_account(top: Path):
    if os.geteuid() != 0:
        pytest.skip("needs root to act as another user")
    place = make_place(str(top / "owned"))
    assert {path.stat().st_uid for path in place.data.iterdir()} == {place.account.uid}
