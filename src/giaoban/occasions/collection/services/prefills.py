"""Registers are asked what they would say: a suggestion beside a cell, never a value."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.collection.models import Collection, Prefill
from giaoban.records.registers.models import DefinitionVersion, Register
from giaoban.records.registers.services.figures import PARTS, Result, as_of, computed, exact


@transaction.atomic
def prefills_compute(*, actor: Actor, collection: Collection) -> int:
    """Ask every register of the body that feeds an asked indicator, as of the period's end (or today), unit by unit; how many cells have a
    suggestion then. Registers that the actor may not read whole are left out. Errors: ACC-001, ACC-002."""
    access.require(actor, "collection.manage", collection)
    journal.context(verb="collection.prefill")
    columns = {
        row.indicator.code: row.pk
        for row in collection.columns.filter(role="actual", dims="", removed_at=None).select_related("indicator")
    }
    rows = {row.unit_id: row for row in collection.units.filter(removed_at=None)}
    area = collection.body.area_id
    found: dict[tuple[int, int], Prefill] = {}
    registers = access.visible(actor, "registers.view", Register.objects.filter(body_id=collection.body_id))
    for register in fed_by(registers.order_by("pk"), columns):
        try:
            live, period, results = computed(actor=actor, register=register, code=collection.period)
        except Problem:
            continue  # not the actor's to count: the cells are typed by hand
        for result in results:
            row = rows.get(area if result.unit_id is None else result.unit_id)
            for code, amount in figures_of(result) if row is not None else ():
                if row is not None and code in columns and amount is not None:
                    day = as_of(period, actor.on)
                    found[row.pk, columns[code]] = Prefill(
                        row=row,
                        column_id=columns[code],
                        amount=amount,
                        source=f"{live.definition.name}, tính đến {day:%d/%m/%Y}"[:300],
                        register=register,
                        whole=result.unit_id is None,
                        as_of=day,
                        made_at=actor.at,
                    )
    Prefill.objects.filter(row__collection=collection).delete()
    Prefill.objects.bulk_create(found.values())
    return len(found)


def fed_by(registers: QuerySet[Register], columns: Mapping[str, int]) -> list[Register]:
    """The registers whose definition in use feeds one of the indicators; the others are not read. Two queries."""
    rows = list(registers)
    live = DefinitionVersion.objects.filter(register__in=rows, state="live")
    codes = {
        version.register_id: {
            rule.id + ending for rule in version.definition.indicators for ending in ("", *PARTS.values())
        }
        for version in live
    }
    return [register for register in rows if codes.get(register.pk, set()) & columns.keys()]


def figures_of(result: Result) -> list[tuple[str, Decimal | None]]:
    """What one result says: (code of the indicator, amount), a share with its numerator and denominator."""
    parts = [(result.rule.id + PARTS.get(part, ""), exact(over.value)) for part, over in result.parts.items()]
    return parts if "value" in result.parts else [(result.rule.id, result.value), *parts]
