"""Imports and foreign keys only point down."""

from django.apps import apps
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tests.gates.tree import ROOT

STOREY_RANKS = ["kernel", "ground", "records", "occasions", "windows", "integrations", "site", "cli"]
ROOM_RANKS = {
    "ground": {"jobs": 0, "journal": 1, "org": 2, "access": 3, "directory": 4, "files": 5}
    | dict.fromkeys(("notices", "search", "numbering", "signing"), 6),
    "records": {"figures": 0, "tasks": 1, "documents": 1, "cases": 2, "registers": 2, "surveys": 3},
    "occasions": {"reports": 0, "appraisals": 0, "collection": 0, "consolidation": 1, "direction": 1, "meetings": 2},
    "windows": {"desk": 0, "boards": 0, "counter": 0, "portal": 0, "maps": 0},
}  # fmt: skip


def test_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    configure()
    assert lint_imports(cache_dir=None, no_logo=True), "run: .venv/bin/lint-imports"


def rank(module: str) -> tuple[int, int, str]:
    """(storey, rank in the storey, room) of a dotted module."""
    _, storey, *rest = module.split(".")
    room = rest[0] if rest else ""
    return STOREY_RANKS.index(storey), ROOM_RANKS.get(storey, {}).get(room, 0), room


def test_foreign_keys_point_down():
    bad = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("giaoban."):
            continue
        here = rank(model.__module__)
        for field in model._meta.get_fields():
            if (
                not getattr(field, "many_to_one", False) and not getattr(field, "one_to_one", False)
            ) or field.auto_created:
                continue
            target = field.related_model
            if target is None or not target.__module__.startswith("giaoban."):
                continue
            there = rank(target.__module__)
            same_room = there == here
            if not same_room and there[:2] >= here[:2]:
                bad.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert bad == []


GENERIC_ALLOWED = {"journal", "access", "files", "search"}


def test_generic_foreign_keys_stay_where_they_are_allowed():
    """A generic key is a pair of object columns; only four rooms may have one (directory's links and notices use an address text)."""
    from django.contrib.contenttypes.models import ContentType

    bad = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("giaoban.") and model._meta.app_label not in GENERIC_ALLOWED
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is ContentType and not field.auto_created
    ]
    assert bad == []
