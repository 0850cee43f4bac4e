"""The Debian package: built, installed, started as the unit starts it, backed up, removed without losing data."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Program, clean_environment

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
DATA = Path("/var/lib/giaoban/data")
UNITS = ("giaoban.service", "giaoban-backup.service", "giaoban-backup.timer")


def test_package_scripts_are_plain_posix_shell():
    for script in (
        PACKAGING / "build-deb",
        PACKAGING / "giaoban",
        PACKAGING / "nightly-backup",
        *(PACKAGING / "debian").glob("p*"),
    ):
        subprocess.run(["sh", "-n", str(script)], check=True)
        assert os.access(script, os.X_OK)


def test_the_nightly_backup_keeps_the_newest_and_nothing_else_is_removed(tmp_path: Path):
    fake = tmp_path / "giaoban"
    fake.write_text('#!/bin/sh\ntouch "$3"\n')
    fake.chmod(0o755)
    script = tmp_path / "nightly"
    script.write_text((PACKAGING / "nightly-backup").read_text().replace("/usr/bin/giaoban", str(fake)))
    folder = tmp_path / "backups"
    folder.mkdir()
    names = [f"giaoban-2026010{day}-013000.tar" for day in range(1, 6)]
    for name in (*names, "letter.txt", "giaoban-by-hand.tar"):
        (folder / name).touch()
    environment = clean_environment(GIAOBAN_BACKUP_DIR=str(folder), GIAOBAN_BACKUP_KEEP="3")
    subprocess.run(["sh", str(script)], env=environment, check=True)
    left = {path.name for path in folder.iterdir()}
    assert {"letter.txt", "giaoban-by-hand.tar", *names[3:]} <= left
    assert not left & set(names[:3])
    assert len(left) == 5


@pytest.fixture(scope="module")
def installed() -> Iterator[Path]:
    if os.geteuid() != 0 or not shutil.which("dpkg-deb"):
        pytest.skip("installing a package needs root and dpkg")
    if Path("/usr/bin/giaoban").exists() or DATA.exists():
        pytest.skip("an installed Giaoban is on this machine; it is not touched")
    if not (ROOT / ".venv" / "bin" / "uv").exists():
        pytest.skip("the environment was not made by scripts/bootstrap")
    built = subprocess.run([PACKAGING / "build-deb"], capture_output=True, text=True, check=True, timeout=600)
    package = ROOT / built.stdout.strip()
    subprocess.run(["dpkg", "--force-depends", "-i", str(package)], check=True, capture_output=True, timeout=300)
    yield package
    subprocess.run(
        ["dpkg", "--purge", "giaoban"], env={**os.environ, "GIAOBAN_PURGE_DATA": "yes"}, check=True, capture_output=True
    )
    assert not DATA.exists()
    package.unlink()


@pytest.mark.slow
def test_the_package_serves_as_its_own_user_and_backs_up(installed: Path):
    assert DATA.stat().st_mode & 0o777 == 0o700
    assert DATA.owner() == "giaoban"
    assert Path("/etc/giaoban/giaoban.env").stat().st_mode & 0o007 == 0
    prefix = ("runuser", "-u", "giaoban", "--", "/usr/bin/giaoban")
    program = Program(DATA, prefix=prefix)
    try:
        program.ready()
        assert 0 < program.status() < 500
        served = [
            path for path in Path("/proc").iterdir() if path.name.isdigit() and b"/opt/giaoban/lib" in words(path)
        ]
        assert served
        assert {path.owner() for path in served} == {"giaoban"}
        with tempfile.TemporaryDirectory() as folder:
            shutil.chown(folder, "giaoban")
            environment = clean_environment(GIAOBAN_BACKUP_DIR=folder, GIAOBAN_DATA=str(DATA))
            subprocess.run(
                ["runuser", "-u", "giaoban", "--", "/opt/giaoban/bin/nightly-backup"], env=environment, check=True
            )
            assert len(list(Path(folder).glob("giaoban-*.tar"))) == 1
        told = subprocess.run(["/usr/bin/giaoban", "doctor"], env=clean_environment(), capture_output=True, text=True)
        print(told.stdout)
        assert told.returncode == 0
        assert "✓ Nhật ký nguyên vẹn" in told.stdout
        assert "✓ Bộ xử lý việc nền đang chạy" in told.stdout
        assert "✓ Sao lưu gần nhất" in told.stdout
    finally:
        program.end()


def words(process: Path) -> bytes:
    """A process's command line, b"" when it is gone."""
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.slow
def test_the_units_are_sound(installed: Path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    units = [f"/lib/systemd/system/{unit}" for unit in UNITS]
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert not [line for line in told.stderr.splitlines() if "giaoban" in line]


@pytest.mark.slow
def test_purging_the_package_keeps_the_data_and_says_where(installed: Path):
    (DATA / "files").mkdir(exist_ok=True)
    told = subprocess.run(["dpkg", "--purge", "giaoban"], capture_output=True, text=True, check=True)
    assert "Dữ liệu còn ở /var/lib/giaoban/data" in told.stdout
    assert DATA.is_dir()
    assert not Path("/opt/giaoban").exists()
    assert not Path("/usr/bin/giaoban").exists()
    subprocess.run(["dpkg", "--force-depends", "-i", str(installed)], check=True, capture_output=True, timeout=300)
