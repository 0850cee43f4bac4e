"""Files, functions, classes and scripts keep to their limits; there is no drawer for left-overs."""

import tomllib
from pathlib import Path

from tests.gates.tree import ROOT, SOURCE, definitions, python_files, relative

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text("utf-8"))
LIMITS = {"lines": 500, "functions": 60, "classes": 200}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "stuff"}


def oversize() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {"lines": {}, "functions": {}, "classes": {}}
    for path in python_files():
        count = len(path.read_text("utf-8").splitlines())
        if count > LIMITS["lines"]:
            found["lines"][relative(path)] = count
        for name, node in definitions(path):
            kind = "classes" if type(node).__name__ == "ClassDef" else "functions"
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LIMITS[kind]:
                found[kind][f"{relative(path)}::{name}"] = length
    return found


def test_nothing_is_over_size_but_the_listed_exceptions():
    found = oversize()
    for kind, limit in LIMITS.items():
        listed = EXCEPTIONS.get(kind, {})
        assert {k: v for k, v in found[kind].items() if k not in listed} == {}, f"over {limit} lines"
        assert set(listed) <= set(found[kind]), f"exception no longer needed in [{kind}]"
        assert all(str(reason).strip() for reason in listed.values())


def test_no_module_is_a_drawer():
    drawers = [p for p in SOURCE.rglob("*") if p.stem in DRAWERS and "vendor" not in p.parts]
    assert drawers == []


def test_own_scripts_stay_small():
    scripts = [p for s in ("js", "mjs") for p in SOURCE.rglob(f"*.{s}") if "vendor" not in p.parts]
    counts = {relative(p): len(p.read_text("utf-8").splitlines()) for p in scripts}
    assert {k: v for k, v in counts.items() if v > 400} == {}
    assert sum(counts.values()) <= 6000


def test_templates_carry_no_inline_script_or_style():
    bad = []
    for path in SOURCE.rglob("*.html"):
        text = path.read_text("utf-8").lower()
        if " style=" in text or "<style" in text or " onclick=" in text or " onload=" in text or "javascript:" in text:
            bad.append(relative(path))
        heads = [chunk.split(">")[0] for chunk in text.split("<script")[1:]]
        if any("src=" not in head and 'type="application/json"' not in head for head in heads):
            bad.append(f"{relative(path)} (inline script)")
    assert bad == []


def test_no_file_of_the_project_names_this_workplace():
    words = ("/work" + "/", "farm" + "-bench", "/opt" + "/pypi")
    bad = []
    for path in ROOT.rglob("*"):
        inner = path.relative_to(ROOT).parts
        skipped = {".git", ".venv", ".cache", ".giaoban", "build", "dist", "__pycache__", "vendor", ".hypothesis"}
        if (
            skipped & set(inner)
            or not path.is_file()
            or path.suffix not in {".py", ".md", ".toml", ".sh", ".html", ".cfg", ""}
        ):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        bad += [f"{path.name}: {word}" for word in words if word in text]
    assert bad == []
