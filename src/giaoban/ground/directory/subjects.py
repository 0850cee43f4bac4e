"""Names for the two ends of grants: who receives them, and for what."""

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from giaoban.ground.access.models import Grant, RoleAssignment, SubjectKind
from giaoban.ground.directory.models import Link
from giaoban.ground.org.models import Body, Person, Post, Unit
from giaoban.ground.org.selectors import body_names, unit_names

Key = tuple[int, int]


def subjects_named(grants: Iterable[Grant], *, on: date) -> dict[tuple[str, int], str]:
    """(kind, number) -> name of every receiver; one query per kind."""
    wanted: dict[str, set[int]] = {}
    for grant in grants:
        wanted.setdefault(grant.subject_kind, set()).add(grant.subject_id)
    tables = {SubjectKind.PERSON: Person, SubjectKind.POST: Post, SubjectKind.LINK: Link}
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in wanted.items():
        if kind == SubjectKind.UNIT:
            names: dict[int, str] = dict(unit_names(units=numbers, on=on))
        else:
            rows = tables[SubjectKind(kind)]._default_manager.in_bulk(numbers)
            names = {number: str(row) for number, row in rows.items()}
        found |= {(kind, number): name for number, name in names.items()}
    return found


def objects_named(grants: Iterable[Grant | Key], *, on: date) -> dict[Key, str]:
    """(content type, number) -> name of every object; one query per model."""
    wanted: dict[int, set[int]] = {}
    for row in grants:
        kind, number = (row.content_type_id, row.object_id) if isinstance(row, Grant) else row
        wanted.setdefault(kind, set()).add(number)
    found: dict[Key, str] = {}
    for kind, numbers in wanted.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is Unit:
            names: dict[int, str] = dict(unit_names(units=numbers, on=on))
        elif model is Body:
            names = dict(body_names(bodies=numbers, on=on))
        elif model is RoleAssignment:
            rows = RoleAssignment.objects.select_related("role", "post").in_bulk(numbers)
            names = {number: f"{row.role.title} — {row.post.title}" for number, row in rows.items()}
        else:
            names = {}
            if model is not None:
                rows_of = model._default_manager.select_related(*getattr(model, "NAMED_WITH", ()))
                names = {number: str(row) for number, row in rows_of.in_bulk(numbers).items()}
        found |= {(kind, number): name for number, name in names.items()}
    return found


def name_of(obj: Model, *, on: date) -> str:
    """What one object is called on a day."""
    key = (ContentType.objects.get_for_model(obj).pk, obj.pk)
    return objects_named([key], on=on).get(key, str(obj))
