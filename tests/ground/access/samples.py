"""A few rows of any registered model, in each body of the cast, so that new rooms are tested without a line written for them.

Fields are filled by their type. Where a table's own constraints want something particular, the room says so in its tests:
tests/<storey>/<room>/samples.py with SAMPLES = {"app.Model": {"field": value or callable(world)}}.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from tests.cast import AT, Cast

TESTS = Path(__file__).parents[2]
FIRST = date(2026, 1, 1)
EARLY = date(1980, 1, 1)
"""A time before the cast's, where its rows leave room."""
OWN: dict[str, dict[str, Any]] = {
    "org.BodyName": {"valid_from": EARLY, "valid_to": date(1990, 1, 1)},
    "org.UnitName": {"valid_from": EARLY, "valid_to": date(1990, 1, 1)},
    "org.UnitParent": {"valid_from": EARLY, "valid_to": date(1990, 1, 1), "parent": lambda world: other_unit(world)},
    "org.PostHolding": {"valid_from": EARLY, "valid_to": date(1990, 1, 1)},
    "access.RoleAssignment": {"valid_from": EARLY, "valid_to": date(1990, 1, 1)},
    "files.StoredFile": {
        "sha256": lambda world: f"{world.number:064x}",
        "kind": "pdf",
        "media_type": "application/pdf",
    },
    "access.Grant": {
        "subject_kind": "post",
        "subject_id": lambda world: world.rows[apps.get_model("org.Post")].pk,
        "object_id": lambda world: world.rows[apps.get_model("org.Unit")].pk,
        "until": AT.replace(year=2027),
    },
    "directory.Link": {"until": AT.replace(year=2027), "token_hash": lambda world: f"{world.number:064x}"},
    "directory.Token": {"until": AT.replace(year=2027), "token_hash": lambda world: f"{world.number:064x}"},
    "notices.Notice": {"recipient": lambda world: f"person:{world.number}"},
    "org.UnitLineage": {"target": None, "kind": "abolish"},
    "reports.ReviewDecision": {"item_kind": "task", "action": "accept"},
}


@dataclass
class World:
    """One body with a unit, a post and a person of it: what foreign keys of its rows point at."""

    number: int
    rows: dict[type[models.Model], models.Model] = field(default_factory=dict)


def other_unit(world: World) -> models.Model:
    """A unit that is not the world's own."""
    unit = world.rows[apps.get_model("org.Unit")]
    return apps.get_model("org.Unit")._default_manager.exclude(pk=unit.pk).earliest("pk")


def worlds(cast: Cast) -> Iterator[World]:
    """The committee of An Phú, its Party committee, and the other commune's committee."""
    get = apps.get_model
    for number, (body, member) in enumerate((("ubnd", "cuong"), ("dang_uy", "khanh"), ("ubnd_tl", "dung")), start=1):
        post = cast.posts[member]
        rows = {
            get("org.Body"): cast.bodies[body],
            get("org.Unit"): post.unit,
            get("org.Post"): post,
            get("org.Person"): cast.people[member],
            get("directory.User"): cast.users[member],
        }
        yield World(number, rows)


def particular() -> dict[str, dict[str, Any]]:
    """What rooms say about their own tables."""
    found = dict(OWN)
    for path in sorted(TESTS.glob("*/*/samples.py")):
        if path != Path(__file__):
            name = ".".join(path.relative_to(TESTS.parent).with_suffix("").parts)
            found |= importlib.import_module(name).SAMPLES
    return found


def build(model: type[models.Model], world: World, wishes: dict[str, dict[str, Any]]) -> models.Model:
    """One row of the model in the world, made unless there is one. Errors: AssertionError that says what to declare."""
    if model not in world.rows:
        wish = wishes.get(model._meta.label, {})
        values = {
            f.name: (wish[f.name](world) if callable(wish[f.name]) else wish[f.name])
            if f.name in wish
            else value_of(f, world, wishes)
            for f in model._meta.concrete_fields
            if f.name in wish or wanted(f)
        }
        try:
            with transaction.atomic():
                world.rows[model] = model._default_manager.create(**values)
        except IntegrityError as error:
            raise AssertionError(
                f"no sample of {model._meta.label} could be made; declare SAMPLES in its room's tests/…/samples.py: {error}"
            ) from error
    return world.rows[model]


def wanted(f: Any) -> bool:
    """True for fields that must be filled, and for keys to bodies, units, people and parents that may stay empty."""
    if f.primary_key or f.generated or f.has_default():
        return False
    return isinstance(f, models.ForeignKey) or not (f.null or f.blank)


def value_of(f: Any, world: World, wishes: dict[str, dict[str, Any]]) -> Any:
    """A value that fits the field's type."""
    if isinstance(f, models.ForeignKey):
        if f.related_model._meta.label == "contenttypes.ContentType":
            from django.contrib.contenttypes.models import ContentType

            return ContentType.objects.get_for_model(apps.get_model("org.Unit"))
        if f.null and f.related_model._meta.app_label != "org" and f.related_model not in world.rows:
            return build(f.related_model, world, wishes) if f.related_model is not f.model else None
        return build(f.related_model, world, wishes)
    if f.choices:
        return next(value for value, _label in f.flatchoices if value not in ("", None))
    by_type: list[tuple[type, Any]] = [
        (ArrayField, []),
        (models.JSONField, {}),
        (models.DateTimeField, AT),
        (models.DateField, FIRST),
        (models.EmailField, f"mau{world.number}@anphu.example"),
        (models.CharField, f"Mẫu {world.number}"),
        (models.TextField, f"Mẫu {world.number}"),
        (models.DecimalField, world.number),
        (models.IntegerField, world.number),
        (models.BooleanField, False),
    ]
    for kind, value in by_type:
        if isinstance(f, kind):
            return value[: f.max_length] if isinstance(value, str) and f.max_length else value
    raise AssertionError(f"no sample value for {f}: declare it in SAMPLES")
