"""Units one by one: set up, rename, move, other ways of writing."""

from dataclasses import dataclass
from datetime import date, datetime

from giaoban.ground.org.models import (
    Body,
    LineageKind,
    Tree,
    Unit,
    UnitAlias,
    UnitName,
    UnitParent,
    UnitPastKind,
)
from giaoban.ground.org.selectors.units import upper_units
from giaoban.ground.org.services.guard import called, close, existing, later, service
from giaoban.ground.org.services.ledger import Ledger
from giaoban.kernel.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be set up: `kind` and `level` as the choices of Unit; `parent` its upper unit in `tree`."""

    kind: str
    level: str
    name: str
    short_name: str = ""
    form: str = ""
    code: str = ""
    parent: Unit | None = None
    tree: str = Tree.STATE
    body: Body | None = None


@service
def unit_create(*, new: NewUnit, on: date, until: date | None = None, reason: str = "") -> Unit:
    """Set up a unit on a day. Errors: ORG-001 (code in use), ORG-002 (upper unit not there), ORG-008."""
    del reason
    return set_up(new, on, until)


def set_up(new: NewUnit, on: date, until: date | None = None, *, ledger: Ledger | None = None) -> Unit:
    """The rows of a new unit (inside the caller's service), noted in its ledger. Errors: as `unit_create`."""
    later(on, until)
    notes = ledger or Ledger("", on)
    parent = existing(new.parent, on) if new.parent is not None else None
    days = {"valid_from": on, "valid_to": until}
    unit = notes.create(Unit, kind=new.kind, level=new.level, code=new.code, body=new.body, **days)
    notes.create(UnitName, unit=unit, name=new.name, short_name=new.short_name, form=new.form, **days)
    if parent is not None:
        notes.create(UnitParent, unit=unit, tree=new.tree, parent=parent, **days)
    return unit


@service
def unit_rename(
    *,
    unit: Unit,
    name: str,
    on: date,
    short_name: str = "",
    form: str | None = None,
    document: str = "",
    keep_old: bool = True,
    at: datetime | None = None,
    reason: str = "",
) -> UnitName:
    """Give a unit another name from a day on; the old name stays right before it and, with keep_old, an alias after it.

    form: None keeps the form. A rename on the first day of the present name corrects that name. Errors: ORG-002.
    """
    del reason
    unit = existing(unit, on)
    old = UnitName.objects.on(on).filter(unit=unit).first()
    kept_form = old.form if form is None and old is not None else (form or "")
    if old is not None and old.valid_from == on:
        old.name, old.short_name, old.form = name, short_name, kept_form
        old.save()
        return old
    end = old.valid_to if old is not None else unit.valid_to
    ledger = Ledger(LineageKind.RENAME, on, document)
    if old is not None:
        ledger.update(old, valid_to=on)
    values = {"unit": unit, "name": name, "short_name": short_name, "form": kept_form}
    new = ledger.create(UnitName, **values, valid_from=on, valid_to=end)
    if old is not None:
        ledger.arrow(source=unit, target=unit)
        if keep_old and old.name != name:
            ledger.close(unit.aliases.filter(folded=old.folded), on)
            ledger.create(UnitAlias, unit=unit, alias=old.name, valid_from=on, valid_to=unit.valid_to)
        ledger.finish(at)
    return new


@service
def unit_convert(
    *,
    unit: Unit,
    kind: str,
    on: date,
    level: str = "",
    document: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> None:
    """Make a unit one of another kind (and level) from a day on: an office becomes a service unit. Before that day it stays what it was.

    Nothing happens where it is of that kind already. Errors: ORG-001 (its code is another's of that kind), ORG-002.
    """
    del reason
    unit = existing(unit, on)
    level = level or unit.level
    if (unit.kind, unit.level) == (kind, level):
        return
    ledger = Ledger(LineageKind.CONVERT, on, document)
    last = unit.past_kinds.order_by("-valid_to").first()
    since = last.valid_to if last is not None and last.valid_to is not None else unit.valid_from
    if since < on:
        ledger.create(UnitPastKind, unit=unit, kind=unit.kind, level=unit.level, valid_from=since, valid_to=on)
    ledger.update(unit, kind=kind, level=level)
    ledger.arrow(source=unit, target=unit)
    ledger.finish(at)


@service
def unit_move(
    *,
    unit: Unit,
    parent: Unit | None,
    on: date,
    tree: str = Tree.STATE,
    document: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> None:
    """Put a unit under another in a tree from a day on (None: under no unit). Errors: ORG-002, ORG-003 (a circle)."""
    del reason
    unit = existing(unit, on)
    if parent is not None:
        parent = existing(parent, on)
        above = {node.id for node in upper_units(unit=parent.pk, on=on, tree=tree)}
        if unit.pk == parent.pk or unit.pk in above:
            raise Problem("ORG-003", unit=called(unit, on), parent=called(parent, on))
    stood = UnitParent.objects.on(on).filter(unit=unit, tree=tree).exists()
    ledger = Ledger(LineageKind.TRANSFER, on, document)
    ledger.close(unit.parents.filter(tree=tree), on)
    if parent is not None:
        ledger.create(UnitParent, unit=unit, tree=tree, parent=parent, valid_from=on, valid_to=unit.valid_to)
    if stood:
        ledger.arrow(source=unit, target=unit)
        ledger.finish(at)


@service
def unit_alias_add(*, unit: Unit, alias: str, on: date, until: date | None = None, reason: str = "") -> UnitAlias:
    """Another way people write a unit's name. Errors: ORG-001 if it is known already, ORG-008."""
    del reason
    later(on, until)
    return UnitAlias.objects.create(unit=unit, alias=alias, valid_from=on, valid_to=until)


@service
def unit_alias_end(*, alias: UnitAlias, on: date, reason: str = "") -> None:
    """Stop matching an alias from a day on."""
    del reason
    close(UnitAlias.objects.filter(pk=alias.pk), on)
