"""Mergers, splits and abolitions: what stood on the old units ends on the day, what can go on goes over to the new ones."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from giaoban.ground.org.models import (
    Body,
    LineageKind,
    Post,
    PostHolding,
    ShareBasis,
    Unit,
    UnitGroupMember,
    UnitLineage,
    UnitParent,
)
from giaoban.ground.org.services.guard import called, existing, service, vi
from giaoban.ground.org.services.ledger import Ledger
from giaoban.ground.org.services.units import NewUnit, set_up
from giaoban.kernel.problems import Problem


@service
def unit_merge(
    *,
    sources: Sequence[Unit],
    into: Unit | NewUnit,
    on: date,
    document: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> Unit:
    """Merge units into a new one, or into one of them or another existing one, from a day on. Returns the unit that goes on.

    The other units are abolished on that day. Units under them, their places in listed groups and their bodies' area go over or end:
    units below move under the new one, memberships pass to it, bodies, posts and holdings of the old ones end.
    Errors: ORG-002, ORG-005 (fewer than two units).
    """
    del reason
    keep = existing(into, on) if isinstance(into, Unit) else None
    old = [existing(unit, on) for unit in sorted({unit.pk: unit for unit in sources}.values(), key=lambda u: u.pk)]
    ending = [unit for unit in old if keep is None or unit.pk != keep.pk]
    if len(ending) + (keep is not None) < 2:
        raise Problem("ORG-005")
    ledger = Ledger(LineageKind.MERGE, on, document)
    _end_units(ending, ledger)
    target = set_up(into, on, ledger=ledger) if isinstance(into, NewUnit) else existing(into, on)
    for unit in ending:
        ledger.arrow(source=unit, target=target)
    _inherit(ending, target, ledger)
    ledger.finish(at)
    return target


@service
def unit_split(
    *,
    unit: Unit,
    parts: Sequence[tuple[NewUnit | Unit, Decimal | None]],
    on: date,
    basis: str = ShareBasis.NONE,
    lives_on: bool = False,
    document: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> list[Unit]:
    """Split a unit from a day on into new ones, or among ones that exist; each part with its share of the old unit (of population,
    area, number), or None while that is not known.

    lives_on: the old unit goes on with what is left. Otherwise it is abolished, and units below it move under the first part until
    they are moved on. Errors: ORG-002, ORG-006 (shares), ORG-011 (no part).
    """
    del reason
    unit = existing(unit, on)
    check_shares([share for _, share in parts], lives_on)
    upper = {row.tree: row.parent for row in UnitParent.objects.on(on).filter(unit=unit).select_related("parent")}
    ledger = Ledger(LineageKind.SPLIT, on, document)
    if not lives_on:
        _end_units([unit], ledger)
    made = []
    for new, share in parts:
        part = existing(new, on) if isinstance(new, Unit) else set_up(new, on, ledger=ledger)
        if isinstance(new, NewUnit) and new.parent is None and new.tree in upper:
            ledger.create(UnitParent, unit=part, tree=new.tree, parent=upper[new.tree], valid_from=on)
        ledger.arrow(source=unit, target=part, share=share, basis=basis)
        made.append(part)
    if not lives_on:
        _inherit([unit], made[0], ledger, members=made)
    ledger.finish(at)
    return made


@service
def unit_abolish(
    *,
    unit: Unit,
    on: date,
    document: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> None:
    """End a unit without a successor. Errors: ORG-002, ORG-004 while units stand under it."""
    del reason
    unit = existing(unit, on)
    below = (
        UnitParent.objects.on(on).filter(parent=unit, unit__in=Unit.objects.on(on)).values("unit").distinct().count()
    )
    if below:
        raise Problem("ORG-004", unit=called(unit, on), count=below, on=vi(on))
    ledger = Ledger(LineageKind.ABOLISH, on, document)
    _end_units([unit], ledger)
    ledger.close(UnitGroupMember.objects.filter(unit=unit), on)
    ledger.arrow(source=unit)
    ledger.finish(at)


@service
def shares_set(*, unit: Unit, on: date, shares: Mapping[int, Decimal], basis: str, reason: str = "") -> None:
    """State which part of a unit divided on a day went to each of the others: {number of the unit that took a part: its share}.

    Every part must be told, and they must add up to 1 (less than 1 where the unit goes on with the rest).
    Errors: ORG-006; ORG-011 where the unit was not divided on that day among exactly these.
    """
    del reason
    arrows = list(UnitLineage.objects.select_for_update().filter(source=unit, on=on, kind=LineageKind.SPLIT))
    if not arrows or {arrow.target_id for arrow in arrows} != set(shares):
        raise Problem("ORG-011")
    check_shares(list(shares.values()), Unit.objects.get(pk=unit.pk).holds(on))
    for arrow in arrows:
        arrow.share, arrow.basis = shares[arrow.target_id or 0], basis
        arrow.save(update_fields=["share", "basis"])


def check_shares(shares: Sequence[Decimal | None], lives_on: bool) -> None:
    """Refuse shares that are not all told, not above 0, or do not make one whole. Errors: ORG-006, ORG-011."""
    if not shares:
        raise Problem("ORG-011")
    known = [share for share in shares if share is not None]
    total = sum(known, Decimal(0))
    wrong = total >= 1 if lives_on else total != 1
    if known and (len(known) < len(shares) or any(share <= 0 for share in known) or wrong):
        raise Problem("ORG-006", total=str(total.normalize()).replace(".", ","))


def _end_units(units: Sequence[Unit], ledger: Ledger) -> None:
    """Abolish units: the rows about them and what stands on them end on the day."""
    ids, on = [unit.pk for unit in units], ledger.on
    bodies = Body.objects.filter(area__in=ids)
    posts = Post.objects.filter(Q(unit__in=ids) | Q(body__in=bodies))
    ledger.close(PostHolding.objects.filter(post__in=posts), on)
    ledger.end(posts, on)
    for body in bodies:
        ledger.close(body.names.all(), on)
    ledger.end(bodies, on)
    for unit in units:
        for rows in (unit.names.all(), unit.aliases.all(), unit.parents.all()):
            ledger.close(rows, on)
        ledger.update(unit, valid_to=on)


def _inherit(old: Sequence[Unit], heir: Unit, ledger: Ledger, members: Sequence[Unit] = ()) -> None:
    """Units below go under the heir; places in listed groups pass to the heir, or to all `members`."""
    ids, on = [unit.pk for unit in old], ledger.on
    for row in UnitParent.objects.filter(parent__in=ids).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)):
        start = max(on, row.valid_from)
        ledger.close(UnitParent.objects.filter(pk=row.pk), on)
        if row.unit_id not in ids and row.unit_id != heir.pk:
            values = {"unit_id": row.unit_id, "tree": row.tree, "parent": heir}
            ledger.create(UnitParent, **values, valid_from=start, valid_to=row.valid_to)
    places = UnitGroupMember.objects.filter(unit__in=ids)
    groups = set(places.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).values_list("group", flat=True))
    ledger.close(places, on)
    for group in sorted(groups):
        for member in members or [heir]:
            if not UnitGroupMember.objects.on(on).filter(group=group, unit=member).exists():
                ledger.create(UnitGroupMember, group_id=group, unit=member, valid_from=on)
