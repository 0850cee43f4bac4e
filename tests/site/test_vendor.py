"""What others wrote and we ship is what the lock says, all of it and nothing else."""

import hashlib
import re
import tomllib
from pathlib import Path

import giaoban.site

VENDOR = Path(giaoban.site.__file__).parent / "static" / "vendor"
LOCK = tomllib.loads((VENDOR / "vendor.lock.toml").read_text("utf-8"))
LISTED = {name: digest for package in LOCK["package"] for name, digest in package["files"].items()}
FREE = {"MIT", "0BSD", "OFL-1.1", "Apache-2.0"}


def test_every_vendored_file_has_the_hash_of_the_lock():
    for name, digest in LISTED.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_no_vendored_file_is_missing_from_the_lock():
    present = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()} - {"vendor.lock.toml"}
    assert present == set(LISTED)


def test_every_package_names_version_and_a_free_licence_whose_text_is_there():
    for package in LOCK["package"]:
        assert package["version"]
        assert package["licence"] in FREE
        assert any(name.endswith("LICENSE") for name in package["files"]), package["name"]


def test_every_icon_a_template_or_module_names_is_in_the_sprite():
    names = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons" / "icons.svg").read_text("utf-8")))
    source = Path(giaoban.site.__file__).parents[1]
    used = set()
    for path in source.rglob("templates/**/*.html"):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'{%\s*icon\s+"([\w-]+)"', text)) | set(re.findall(r'symbol="([\w-]+)"', text))
    for path in source.rglob("apps.py"):
        used |= set(re.findall(r'"symbol": "([\w-]+)"', path.read_text("utf-8")))
    assert used
    assert used <= names, used - names
