"""Views call selectors and services, never the tables; services are keyword-only."""

import ast
import re

from tests.gates.tree import SOURCE, STOREYS, definitions, python_files, relative

APPS = [
    f
    for s in STOREYS[1:]
    for f in sorted((SOURCE / s).iterdir() if (SOURCE / s).is_dir() else [])
    if (f / "apps.py").exists()
]


def modules(folder, name):
    return [p for p in [folder / f"{name}.py", *sorted((folder / name).glob("*.py"))] if p.exists()]


def test_views_never_touch_the_tables():
    bad = [
        f"{relative(path)}: {word}"
        for folder in APPS
        for path in modules(folder, "views")
        for word in (".objects", "_base_manager", ".save(", ".delete(")
        if word in path.read_text("utf-8")
    ]
    assert bad == []


def test_models_do_no_work_in_save():
    bad = [
        f"{relative(path)}::{name}"
        for folder in APPS
        for path in modules(folder, "models")
        for name, node in definitions(path)
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "clean_save")
    ]
    assert bad == []


def test_services_that_write_take_keywords_only():
    """A service named <noun>_<verb> that takes an actor takes everything else by keyword, its subject aside."""
    bad = []
    for folder in APPS:
        for path in modules(folder, "services"):
            for name, node in definitions(path):
                if isinstance(node, ast.FunctionDef) and "actor" in {a.arg for a in node.args.args}:
                    bad.append(f"{relative(path)}::{name}")
    assert bad == []


def test_every_app_is_installed_and_carries_its_rooms_name():
    from django.apps import apps

    names = {config.name: config.label for config in apps.get_app_configs()}
    for folder in APPS:
        name = "giaoban." + ".".join(folder.relative_to(SOURCE).parts)
        assert names.get(name) == folder.name, name


def test_no_function_is_decorated_with_a_language():
    """The decorator is one object that threads share: the language before is kept in it, and comes back to the wrong one of them."""
    shared = re.compile(r"^\s*@(?:\w+\.)*override\(", re.MULTILINE)
    assert [relative(path) for path in python_files() if shared.search(path.read_text("utf-8"))] == []
