"""Our own scripts stay few, small, typed, and out of the pages' text."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import giaoban.site

SOURCE = Path(giaoban.site.__file__).parents[1]
VENDOR = SOURCE / "site" / "static" / "vendor"
SCRIPTS = sorted(p for p in SOURCE.rglob("static/**/*.js") if VENDOR not in p.parents)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
MODULE_LIMIT, LIMIT = 400, 6000
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>")
INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=")
HANDLER = re.compile(r"\son[a-z]+\s*=|\shx-on|javascript:")


def test_a_module_has_at_most_400_lines_and_all_together_6000():
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in SCRIPTS}
    assert max(lines.values()) <= MODULE_LIMIT, lines
    assert sum(lines.values()) <= LIMIT


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_a_module_is_typed_and_runs_no_text_as_code(path):
    text = path.read_text("utf-8")
    assert text.startswith("// @ts-check")
    assert not re.search(
        r"\beval\(|new Function\(|\.innerHTML\b|\.outerHTML\b|document\.write|insertAdjacentHTML", text
    )
    assert "https://" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: "/".join(p.parts[-2:]))
def test_a_template_holds_no_code_that_the_security_policy_refuses(path):
    text = path.read_text("utf-8")
    assert not INLINE_SCRIPT.search(text)
    assert not INLINE_STYLE.search(text)
    assert not HANDLER.search(text)


def test_the_patterns_find_what_they_are_for():
    assert INLINE_SCRIPT.search("<script>x()</script>")
    assert not INLINE_SCRIPT.search('<script type="module" src="a.js"></script>')
    assert INLINE_STYLE.search('<p style="color:red">')
    assert HANDLER.search('<a onclick="x()">')


@pytest.mark.skipif(shutil.which("tsc") is None, reason="TypeScript's tsc is not installed on this machine")
def test_the_type_checker_finds_no_fault():
    options = "--allowJs --checkJs --noEmit --strict --target es2022 --lib es2022,dom,dom.iterable --module esnext"
    command = ["tsc", *options.split(), "--moduleDetection", "force", *map(str, SCRIPTS)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout
