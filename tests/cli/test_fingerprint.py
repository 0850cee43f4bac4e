"""The fingerprint that saves a start the migration check."""

import subprocess
import sys
from pathlib import Path

import pytest

from giaoban.cli import fingerprint
from giaoban.cli.fingerprint import migrations_fingerprint, static_fingerprint


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in (
        "ground/org/migrations/0001_bodies.py",
        "site/settings.py",
        "ground/org/static/a.css",
        "ground/org/views.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    return tmp_path


def test_a_changed_migration_changes_the_fingerprint(package: Path):
    before = migrations_fingerprint(package)
    (package / "ground/org/migrations/0001_bodies.py").write_text("two")
    assert migrations_fingerprint(package) != before


def test_a_new_or_renamed_migration_changes_the_fingerprint(package: Path):
    before = migrations_fingerprint(package)
    (package / "ground/org/migrations/0002_units.sql").write_text("")
    added = migrations_fingerprint(package)
    (package / "ground/org/migrations/0002_units.sql").rename(package / "ground/org/migrations/0003_units.sql")
    assert len({before, added, migrations_fingerprint(package)}) == 3


def test_the_list_of_apps_changes_the_fingerprint(package: Path):
    before = migrations_fingerprint(package), static_fingerprint(package)
    (package / "site/settings.py").write_text("INSTALLED_APPS = []")
    assert migrations_fingerprint(package) != before[0]
    assert static_fingerprint(package) != before[1]


def test_another_version_of_an_installed_package_changes_the_fingerprint(
    package: Path, monkeypatch: pytest.MonkeyPatch
):
    before = migrations_fingerprint(package)
    monkeypatch.setattr(fingerprint, "installed_distributions", lambda: ["django-5.2.20.dist-info"])
    assert migrations_fingerprint(package) != before


def test_a_view_or_bytecode_does_not_change_the_fingerprint(package: Path):
    before = migrations_fingerprint(package), static_fingerprint(package)
    (package / "ground/org/views.py").write_text("two")
    (package / "ground/org/migrations/__pycache__").mkdir()
    (package / "ground/org/migrations/__pycache__/0001.pyc").write_bytes(b"x")
    assert (migrations_fingerprint(package), static_fingerprint(package)) == before


def test_a_style_sheet_changes_only_the_static_fingerprint(package: Path):
    before = migrations_fingerprint(package), static_fingerprint(package)
    (package / "ground/org/static/a.css").write_text("two")
    assert migrations_fingerprint(package) == before[0]
    assert static_fingerprint(package) != before[1]


def test_the_fingerprint_is_computed_without_django():
    program = (
        "import sys; from giaoban.cli.fingerprint import migrations_fingerprint as m; m(); "
        "print('django' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )


def test_installed_distributions_carry_their_versions():
    assert any(name.lower().startswith("django-5.") for name in fingerprint.installed_distributions())
