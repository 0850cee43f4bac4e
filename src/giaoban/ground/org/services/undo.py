"""Taking a change of units back, while nothing that came later stands on it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import ForeignObjectRel, Model, ProtectedError

from giaoban.ground import journal
from giaoban.ground.org.models import Unit, UnitChange
from giaoban.ground.org.selectors.units import unit_names
from giaoban.ground.org.services.guard import service, vi
from giaoban.ground.org.services.ledger import Step, model_of, read, written
from giaoban.kernel.problems import Problem


@service
def change_undo(*, change: UnitChange, at: datetime, reason: str = "") -> list[Unit]:
    """Take a change back, row by row, last first. Returns the units concerned that exist afterwards.

    Errors: ORG-016 (undone already), ORG-017 (a later change of the same units), ORG-018 (rows of other tables stand on what it made),
    ORG-019 (a row it wrote has been edited since).
    """
    del reason
    change = UnitChange.objects.select_for_update().get(pk=change.pk)
    hindrance = undo_hindrance(change)
    if hindrance is not None:
        raise hindrance
    try:
        for step in reversed(change.steps):
            _take_back(step)
    except ProtectedError as error:
        raise Problem("ORG-018", what=_counted(error.protected_objects)) from error
    change.undone_at, change.undone_by = at, journal.who().label[:200]
    change.save(update_fields=["undone_at", "undone_by"])
    return list(Unit.objects.filter(pk__in=change.units))


def undo_hindrance(change: UnitChange) -> Problem | None:
    """Why a change cannot be taken back now, or None. A few queries; changes nothing."""
    if change.undone_at is not None:
        return Problem("ORG-016", on=vi(change.on))
    later = UnitChange.objects.filter(undone_at=None, pk__gt=change.pk, units__overlap=change.units).order_by("pk")
    first = later.first()
    if first is not None:
        names = unit_names(units=first.units, on=first.on)
        words = {"kind": str(first.get_kind_display()).lower(), "units": ", ".join(sorted(names.values()))}
        return Problem("ORG-017", **words, on=vi(first.on))
    standing = standing_on(change)
    if standing:
        return Problem("ORG-018", what=_told(standing))
    last = {(step["model"], step["pk"]): step for step in change.steps}
    edited = next((step for step in last.values() if _edited(step)), None)
    return Problem("ORG-019", what=str(model_of(edited)._meta.verbose_name)) if edited else None


def standing_on(change: UnitChange) -> "Counter[type[Model]]":
    """How many rows, by table, point at rows that the change made and are not themselves of the change.

    Copies that follow from other rows (tables the journal does not follow) are left out.
    """
    made: dict[type[Model], set[int]] = {}
    for step in change.steps:
        if step["op"] == "create":
            made.setdefault(model_of(step), set()).add(step["pk"])
    found: Counter[type[Model]] = Counter()
    for model, numbers in made.items():
        for other, name in pointing_at(model):
            if journal.untracked_reason(other):
                continue
            rows = other._base_manager.filter(**{f"{name}__in": numbers})
            count = rows.exclude(pk__in=made.get(other, set())).count()
            if count:
                found[other] += count
    return found


def pointing_at(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Every (table, foreign key) that points at a table, whatever room it is of."""
    relations = [field for field in model._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)]
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if not relation.many_to_many and isinstance(relation.related_model, type)
    ]


def _take_back(step: Step) -> None:
    rows = model_of(step)._base_manager.filter(pk=step["pk"])
    if step["op"] == "delete":
        model_of(step)(**read(model_of(step), step["before"])).save(force_insert=True)
    elif step["op"] == "update":
        rows.update(**read(model_of(step), step["before"]))
    else:
        for row in rows:
            row.delete()


def _edited(step: Step) -> bool:
    """Whether a row no longer is as the change left it. Shares entered since are no hindrance: they go with their arrow."""
    row = model_of(step)._base_manager.filter(pk=step["pk"]).first()
    if step["op"] == "delete":
        return row is not None
    after = {name: value for name, value in step["after"].items() if name not in {"change_id", "share", "basis"}}
    return row is None or written(row, after) != after


def _told(counts: "Counter[type[Model]]") -> str:
    return ", ".join(f"{count} {model._meta.verbose_name}" for model, count in counts.most_common())


def _counted(rows: Iterable[Model]) -> str:
    return _told(Counter(type(row) for row in rows))
