"""What one change does to the rows of the room, written down step by step so that it can be shown before and taken back after."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from giaoban.ground import journal
from giaoban.ground.org.models import UnitChange, UnitLineage

M = TypeVar("M", bound=Model)
Step = dict[str, Any]


def columns(model: type[Model]) -> list["Field[Any, Any]"]:
    """The stored columns of a table that do not follow from others."""
    return [f for f in model._meta.concrete_fields if not f.generated and not getattr(f, "derived", False)]


def written(row: Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """A row's columns as they are kept in a step: numbers, truth values, lists and None as they are, all else as text."""
    wanted = None if names is None else set(names)
    found = {}
    for column in columns(type(row)):
        if wanted is None or column.attname in wanted:
            value = getattr(row, column.attname)
            found[column.attname] = value if value is None or isinstance(value, bool | int | list) else str(value)
    return found


def read(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a step as the table takes them."""
    return {c.attname: c.to_python(values[c.attname]) for c in columns(model) if c.attname in values}


def model_of(step: Step) -> type[Model]:
    """The table of a step."""
    return apps.get_model(step["model"])


class Ledger:
    """Writes rows and notes how to take each step back. `finish` keeps the notes as a UnitChange."""

    def __init__(self, kind: str, on: date, document: str = "") -> None:
        self.kind, self.on, self.document = kind, on, document
        self.steps: list[Step] = []
        self.units: set[int] = set()

    def note(self, op: str, row: Model, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Add a step."""
        self.steps.append({"op": op, "model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after})

    def create(self, model: type[M], **values: Any) -> M:
        """A new row."""
        row = model._default_manager.create(**values)
        self.note("create", row, {}, written(row))
        return row

    def update(self, row: Model, **values: Any) -> None:
        """Other values in a row; nothing happens where they are the same."""
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if changed:
            attnames = [type(row)._meta.get_field(name).attname for name in changed]  # type: ignore[union-attr]
            before = written(row, attnames)
            for name, value in changed.items():
                setattr(row, name, value)
            row.save()
            self.note("update", row, before, written(row, attnames))

    def close(self, rows: QuerySet[Any], on: date) -> None:
        """End dated rows on a day: those in force get it as their last, those that would only begin then or later go."""
        for row in rows.filter(valid_from__gte=on).order_by("pk"):
            before, pk = written(row), row.pk
            row.delete()
            row.pk = pk
            self.note("delete", row, before, {})
        self.end(rows, on)

    def end(self, rows: QuerySet[Any], on: date) -> None:
        """End dated rows that are in force on the day or later; rows that others point at are never deleted."""
        for row in rows.filter(valid_from__lt=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("pk"):
            before = written(row, ["valid_to"])
            type(row)._default_manager.filter(pk=row.pk).update(valid_to=on)
            row.valid_to = on
            self.note("update", row, before, written(row, ["valid_to"]))

    def arrow(self, **values: Any) -> UnitLineage:
        """An arrow of lineage of this change's kind, day and document; one that is there already is kept."""
        where = {"source": values["source"], "target": values.get("target"), "on": self.on, "kind": self.kind}
        self.units |= {unit.pk for unit in (values["source"], values.get("target")) if unit is not None}
        known = UnitLineage.objects.filter(**where).first()
        return known or self.create(UnitLineage, **{**values, **where}, document=self.document)

    def finish(self, at: datetime | None) -> UnitChange:
        """Keep what was done and when (where the caller told); the arrows made know it."""
        change = UnitChange.objects.create(
            kind=self.kind,
            on=self.on,
            document=self.document,
            units=sorted(self.units),
            steps=self.steps,
            made_at=at,
            made_by=journal.who().label[:200],
        )
        made = [step for step in self.steps if step["op"] == "create" and step["model"] == "org.unitlineage"]
        UnitLineage.objects.filter(pk__in=[step["pk"] for step in made]).update(change=change)
        return change
