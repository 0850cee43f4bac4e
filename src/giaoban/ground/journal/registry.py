"""Which tables the journal follows, and how each column is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.apps import apps
from django.db import models

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Tracking:
    """How the rows of one model enter the journal; names are names of fields."""

    exclude: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    person: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The same in columns, as the triggers want it."""

    name: str
    pk: str
    numbered: bool
    """The key is a whole number, so a batch can name its rows by ranges."""
    ignore: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    person: str = ""
    part_column: str = ""
    part_table: str = ""


_TRACKED: dict[type[models.Model], Tracking] = {}
_UNTRACKED: dict[str, str] = {}


def track(
    model: type[M],
    *,
    exclude: Sequence[str] = (),
    sensitive: Sequence[str] = (),
    ignore: Sequence[str] = (),
    person: str | None = None,
    part_of: str | None = None,
) -> type[M]:
    """Follow a model, its automatic many-to-many tables included; returns the model.

    exclude: fields shown as *** (that they changed is kept, not the value). sensitive: fields kept under the key of the person whom
    the field `person` names ("id" for the person's own table). ignore: fields whose change is no event; generated and derived
    columns are ignored by themselves. part_of: a foreign key to the object whose history should show these rows too, or a text column that
    holds its "table/key".
    Errors: ValueError for sensitive fields without a person.
    """
    if sensitive and person is None:
        raise ValueError(f"{model._meta.label}: sensitive fields need the field that names the person")
    _TRACKED[model] = Tracking(tuple(exclude), tuple(sensitive), tuple(ignore), person, part_of)
    return model


def untracked(label: str, reason: str) -> None:
    """Say that a table ("app.Model", or "app" for all of an app) is not followed, and why. Errors: ValueError without a reason."""
    if not reason.strip():
        raise ValueError(f"{label}: an untracked table needs a reason")
    _UNTRACKED[label] = reason


def untracked_reason(model: type[models.Model]) -> str:
    """Why a model is not followed; empty if nobody said so."""
    return _UNTRACKED.get(model._meta.label) or _UNTRACKED.get(model._meta.app_label, "")


def tracked_models() -> Iterator[type[models.Model]]:
    """Every followed model."""
    yield from _TRACKED


def tables() -> list[Table]:
    """Every followed table, automatic many-to-many tables included, by name."""
    found = {}
    for model, tracking in _TRACKED.items():
        table = _table(model, tracking)
        found[table.name] = table
        for many in model._meta.local_many_to_many:
            through = many.remote_field.through
            if through is not None and through._meta.auto_created:
                part = Tracking(part_of=many.m2m_field_name())
                found[through._meta.db_table] = _table(through, part)
    return [found[name] for name in sorted(found)]


def table_of(model: type[models.Model] | models.Model | str) -> str:
    """The table's name of a model, an object, or "app.Model"."""
    if isinstance(model, str):
        model = apps.get_model(model)
    return str(model._meta.db_table)


def model_of(table: str) -> type[models.Model] | None:
    """The model of a table's name, if the program still has it."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return model
    return None


def _table(model: type[models.Model], tracking: Tracking) -> Table:
    meta = model._meta
    column = {field.name: str(field.column) for field in meta.concrete_fields}
    column["pk"] = str(meta.pk.column)
    derived = [
        str(field.column)
        for field in meta.concrete_fields
        if isinstance(field, models.GeneratedField) or getattr(field, "derived", False)
    ]
    upper = meta.get_field(tracking.part_of).related_model if tracking.part_of else None
    return Table(
        name=str(meta.db_table),
        pk=str(meta.pk.column),
        numbered=isinstance(meta.pk, (models.IntegerField, models.ForeignKey)),
        ignore=tuple(sorted({*derived, *(column[name] for name in tracking.ignore)})),
        masked=tuple(column[name] for name in tracking.exclude),
        sensitive=tuple(column[name] for name in tracking.sensitive),
        person=column[tracking.person] if tracking.person else "",
        part_column=column[tracking.part_of] if tracking.part_of else "",
        part_table=str(upper._meta.db_table) if upper is not None and not isinstance(upper, str) else "",
    )
