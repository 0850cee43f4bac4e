"""Every model and public kernel type has a Vietnamese term; every problem code has a documented sentence; the map is the tree."""

import ast
import importlib
import re
import tomllib

from django.apps import apps

from giaoban.kernel.problems import entries
from tests.gates.tree import ROOT, SOURCE, python_files, rooms


def glossary() -> dict[str, dict[str, str]]:
    terms: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "docs" / "glossary").glob("*.toml")):
        terms.update(tomllib.loads(path.read_text("utf-8")))
    return terms


def kernel_types() -> set[str]:
    names: set[str] = set()
    for folder in sorted((SOURCE / "kernel").iterdir()):
        if (folder / "__init__.py").is_file():
            module = importlib.import_module(f"giaoban.kernel.{folder.name}")
            names |= {n for n in getattr(module, "__all__", []) if isinstance(getattr(module, n), type)}
    return names


def test_every_model_and_public_kernel_type_has_its_vietnamese_term():
    wanted = kernel_types() | {m.__name__ for m in apps.get_models() if m.__module__.startswith("giaoban.")}
    terms = glossary()
    assert sorted(wanted - set(terms)) == []
    assert [k for k, v in terms.items() if not v.get("vi", "").strip() or not v.get("en", "").strip()] == []


def test_the_map_names_every_room_once_and_no_other():
    text = (ROOT / "docs" / "dev" / "map.md").read_text("utf-8")
    named = re.findall(r"^\| `([a-z/]+)` \|", text, re.M)
    assert sorted(named) == sorted(rooms())


def test_every_room_says_why_it_exists_in_at_most_sixty_lines():
    missing = [room for room in rooms() if not (SOURCE / room / "README.md").is_file()]
    long = [
        r for r in rooms() if r not in missing and len((SOURCE / r / "README.md").read_text("utf-8").splitlines()) > 60
    ]
    assert (missing, long) == ([], [])


def test_every_problem_code_is_documented_and_used():
    for path in SOURCE.rglob("problems.py"):
        importlib.import_module("giaoban." + ".".join(path.relative_to(SOURCE).with_suffix("").parts))
    for path in SOURCE.rglob("problems/*.py"):
        importlib.import_module("giaoban." + ".".join(path.relative_to(SOURCE).with_suffix("").parts))
    codes = {code for code in entries() if not code.startswith("ZZ")}
    document = (ROOT / "docs" / "vi" / "tra-cuu" / "ma-loi.md").read_text("utf-8")
    assert sorted(code for code in codes if f"| {code} |" not in document) == [], "run: scripts/problems"
    source = "\n".join(p.read_text("utf-8") for p in python_files() if p.name != "problems.py")
    assert sorted(code for code in codes if code not in source) == [], "registered but never raised"


def test_every_settings_name_is_used():
    """A setting that nothing reads is a lie. A name is used if Django or an installed package knows it, or our source reads it."""
    tree = ast.parse((SOURCE / "site" / "settings.py").read_text("utf-8"))
    names = {
        t.id for node in tree.body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)
    }
    source = "\n".join(p.read_text("utf-8") for p in python_files())
    unknown = [
        n for n in sorted(names) if n.isupper() and not known_setting(n) and len(re.findall(rf"\b{n}\b", source)) < 2
    ]
    assert unknown == []


def known_setting(name: str) -> bool:
    from django.conf import global_settings

    packages = (
        "allauth.app_settings",
        "allauth.account.app_settings",
        "allauth.mfa.app_settings",
        "whitenoise.middleware",
        "procrastinate.contrib.django.settings",
    )
    if hasattr(global_settings, name) or name in ("CONTENT_SECURITY_POLICY", "ROOT_URLCONF"):
        return True
    bare = re.sub(r"^(ALLAUTH|ACCOUNT|MFA|WHITENOISE|PROCRASTINATE)_", "", name)
    for package in packages:
        module = importlib.import_module(package)
        with open(str(module.__file__), encoding="utf-8") as stream:
            if re.search(rf"\b{bare}\b", stream.read(), re.I):
                return True
    return False
