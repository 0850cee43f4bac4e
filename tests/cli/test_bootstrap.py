"""The bootstrap: quick when nothing changed, one sentence when something is missing, and the whole way (slow)."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ("bootstrap", "system-packages", "test-parts", "test", "test-slow", "fuzz")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, in a deep path with spaces, without its environment."""
    target = tmp_path / "bản sao có dấu cách" / ("thư mục rất sâu " * 6).strip()
    target.mkdir(parents=True)
    for name in ("src", "scripts", "requirements", "examples"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "Makefile"):
        shutil.copy2(ROOT / name, target / name)
    return target


def clean_environment(**more: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("GIAOBAN", "DATABASE_URL", "LC_", "LANG"))
    }
    return {**kept, **more}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_plain_posix_shell(name: str):
    subprocess.run(["sh", "-n", str(ROOT / "scripts" / name)], check=True)
    assert os.access(ROOT / "scripts" / name, os.X_OK)


def test_an_old_python_is_one_sentence(copy: Path, tmp_path: Path):
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("dirname", "cat", "sha256sum", "pwd", "id", "command"):
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    script = (copy / "scripts" / "bootstrap").read_text().replace("/usr/bin/python3", "/nonexistent/python3")
    (copy / "scripts" / "bootstrap").write_text(script)
    done = subprocess.run(
        ["/bin/sh", "scripts/bootstrap"], cwd=copy, env={"PATH": str(programs)}, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert done.stderr.startswith("Cần Python 3.11 trở lên.")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_missing_python3_venv_is_named_to_an_ordinary_user(copy: Path, tmp_path: Path):
    fake = tmp_path / "python3"
    fake.write_text(f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n')
    fake.chmod(0o755)
    ordinary = tmp_path / "programs" / "id"
    ordinary.parent.mkdir()
    ordinary.write_text("#!/bin/sh\necho 1000\n")
    ordinary.chmod(0o755)
    environment = clean_environment(
        GIAOBAN_PYTHON=str(fake), PATH=f"{ordinary.parent}:{os.environ['PATH']}", LANG="en_US.UTF-8"
    )
    done = subprocess.run(["scripts/bootstrap"], cwd=copy, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "The package python3-venv is missing. Install it" in done.stderr
    assert not (copy / ".venv").exists()


@pytest.mark.slow
def test_the_whole_way_in_a_deep_path_with_spaces(copy: Path):
    environment = clean_environment()
    done = subprocess.run(["make", "-n", "demo"], cwd=copy, env=environment, capture_output=True, text=True, check=True)
    assert "scripts/bootstrap base" in done.stdout
    subprocess.run(["scripts/bootstrap", "base"], cwd=copy, env=environment, check=True, timeout=600)
    taken = []
    for _ in range(3):
        began = time.monotonic()
        subprocess.run(["scripts/bootstrap", "base"], cwd=copy, env=environment, check=True)
        taken.append(time.monotonic() - began)
    assert min(taken) < 0.5
    told = subprocess.run(
        [copy / ".venv" / "bin" / "giaoban", "--help"], env=environment, capture_output=True, text=True, check=True
    )
    assert "Cách dùng" in told.stdout
    shown = [copy / ".venv" / "bin" / "python", "-c", "import giaoban; print(giaoban.__file__)"]
    assert str(copy) in subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    # A changed definition of the project is installed without network.
    (copy / "pyproject.toml").write_text((copy / "pyproject.toml").read_text() + "\n# changed\n")
    offline = {**environment, "UV_OFFLINE": "1", "PIP_NO_INDEX": "1"}
    subprocess.run(["scripts/bootstrap", "base"], cwd=copy, env=offline, check=True, timeout=600)
