"""Registers, their versions, imports and calculations."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.models import Person
from giaoban.ground.org.models.dated import holds_on
from giaoban.kernel.problems import Problem
from giaoban.records.registers.lookups import body_units
from giaoban.records.registers.models import Calculation, DefinitionVersion, Entry, ImportBatch, Register, Review

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Listed:
    """A register as the list of registers shows it: how many valid entries the actor sees, how many of them lack something."""

    register: Register
    entries: int
    lacking: int
    reviewing: bool


def found(actor: Actor, rows: QuerySet[M], pk: int) -> M:
    """One row. Errors: ACC-002 where the actor may not know of it."""
    row = access.visible(actor, "registers.view", rows).filter(pk=pk).first()
    if row is None:
        raise Problem("ACC-002")
    return row


def listed(actor: Actor) -> list[Listed]:
    """Every register the actor may see, by name, with counts of the entries it may see. Three queries."""
    rows = access.visible(actor, "registers.view", Register.objects.all()).order_by("name", "pk")
    reviewing = Review.objects.filter(register=OuterRef("pk"), state="open")
    seen = access.visible(actor, "registers.view", Entry.objects.on(actor.on).filter(void=False))
    counted = seen.order_by().values("register").annotate(n=Count("pk"), l=Count("pk", filter=Q(lacks=True)))
    counts = {row["register"]: (row["n"], row["l"]) for row in counted}
    return [
        Listed(row, *counts.get(row.pk, (0, 0)), reviewing=vars(row)["reviewing"])
        for row in rows.annotate(reviewing=Exists(reviewing))
    ]


def register_get(actor: Actor, pk: int) -> Register:
    """One register. Errors: ACC-002."""
    return found(actor, Register.objects.select_related("body"), pk)


def versions(actor: Actor, register: Register) -> list[DefinitionVersion]:
    """The versions of a register's definition, the newest first."""
    rows = access.visible(actor, "registers.view", DefinitionVersion.objects.filter(register=register))
    return list(rows.order_by("-number"))


def version_get(actor: Actor, pk: int) -> DefinitionVersion:
    """One version with its register. Errors: ACC-002."""
    return found(actor, DefinitionVersion.objects.select_related("register"), pk)


def batch_get(actor: Actor, pk: int) -> ImportBatch:
    """One import with its register and file. Errors: ACC-002."""
    return found(actor, ImportBatch.objects.select_related("register", "stored"), pk)


def batches(actor: Actor, register: Register) -> QuerySet[ImportBatch]:
    """The imports of a register, the newest first."""
    rows = access.visible(actor, "registers.view", ImportBatch.objects.filter(register=register))
    return rows.order_by("-pk")


def review_get(actor: Actor, pk: int) -> Review:
    """One round of review. Errors: ACC-002."""
    return found(actor, Review.objects.select_related("register"), pk)


def calculation_get(actor: Actor, pk: int) -> Calculation:
    """One calculation with its register and version. Errors: ACC-002."""
    return found(actor, Calculation.objects.select_related("register", "version"), pk)


def calculations(actor: Actor, register: Register) -> QuerySet[Calculation]:
    """What was computed and recorded from a register, the newest first."""
    rows = access.visible(actor, "registers.view", Calculation.objects.filter(register=register))
    return rows.order_by("-pk")


def choices_of_units(actor: Actor, register: Register) -> list[tuple[int, str]]:
    """The units an entry may be for: the body's area and what lies below, in the order of the tree."""
    return list(body_units(actor, register.body_id).items())


def choices_of_people(actor: Actor, register: Register) -> list[tuple[Any, str]]:
    """The people who hold a post of the body now, in the order of office lists."""
    rows = Person.objects.filter(holds_on(actor.on, "holdings__"), holdings__post__body=register.body_id).distinct()
    return list(rows.order_by("sort_key", "pk").values_list("pk", "full_name"))


def units_of_body(actor: Actor, body_id: int) -> dict[int, str]:
    """The units of a body by number, with their names, in the order of the tree."""
    return body_units(actor, body_id)


def draft_of(actor: Actor, register: Register) -> DefinitionVersion | None:
    """The draft of a register's next version."""
    rows = DefinitionVersion.objects.filter(register=register, state="draft").select_related("register")
    return access.visible(actor, "registers.view", rows).first()
