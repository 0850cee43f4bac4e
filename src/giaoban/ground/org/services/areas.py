"""Mergers, splits and abolitions: what stood on the old units ends on the day, what can go on goes over to the new ones."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

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
from giaoban.ground.org.services.guard import called, close, existing, service, vi
from giaoban.ground.org.services.units import NewUnit, set_up
from giaoban.kernel.problems import Problem


@service
def unit_merge(
    *, sources: Sequence[Unit], into: Unit | NewUnit, on: date, document: str = "", reason: str = ""
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
    _end_units(ending, on)
    target = set_up(into, on) if isinstance(into, NewUnit) else existing(into, on)
    for unit in ending:
        UnitLineage.objects.create(source=unit, target=target, on=on, kind=LineageKind.MERGE, document=document)
    _inherit(ending, target, on)
    return target


@service
def unit_split(
    *,
    unit: Unit,
    parts: Sequence[tuple[NewUnit, Decimal | None]],
    on: date,
    basis: str = ShareBasis.NONE,
    lives_on: bool = False,
    document: str = "",
    reason: str = "",
) -> list[Unit]:
    """Split a unit into new ones from a day on; each part with its share of the old unit (of population, area, number), or None.

    lives_on: the old unit goes on with what is left. Otherwise it is abolished, and units below it move under the first part until
    they are moved on. Errors: ORG-002, ORG-006 (shares), ORG-011 (no part).
    """
    del reason
    unit = existing(unit, on)
    _check_shares([share for _, share in parts], lives_on)
    upper = {row.tree: row.parent for row in UnitParent.objects.on(on).filter(unit=unit).select_related("parent")}
    if not lives_on:
        _end_units([unit], on)
    made = []
    for new, share in parts:
        part = set_up(new, on)
        if new.parent is None and new.tree in upper:
            UnitParent.objects.create(unit=part, tree=new.tree, parent=upper[new.tree], valid_from=on)
        UnitLineage.objects.create(
            source=unit, target=part, on=on, kind=LineageKind.SPLIT, share=share, basis=basis, document=document
        )
        made.append(part)
    if not lives_on:
        _inherit([unit], made[0], on, members=made)
    return made


@service
def unit_abolish(*, unit: Unit, on: date, document: str = "", reason: str = "") -> None:
    """End a unit without a successor. Errors: ORG-002, ORG-004 while units stand under it."""
    del reason
    unit = existing(unit, on)
    below = (
        UnitParent.objects.on(on).filter(parent=unit, unit__in=Unit.objects.on(on)).values("unit").distinct().count()
    )
    if below:
        raise Problem("ORG-004", unit=called(unit, on), count=below, on=vi(on))
    _end_units([unit], on)
    close(UnitGroupMember.objects.filter(unit=unit), on)
    UnitLineage.objects.create(source=unit, on=on, kind=LineageKind.ABOLISH, document=document)


def _check_shares(shares: Sequence[Decimal | None], lives_on: bool) -> None:
    if not shares:
        raise Problem("ORG-011")
    known = [share for share in shares if share is not None]
    total = sum(known, Decimal(0))
    wrong = total >= 1 if lives_on else total != 1
    if known and (len(known) < len(shares) or any(share <= 0 for share in known) or wrong):
        raise Problem("ORG-006", total=str(total.normalize()).replace(".", ","))


def _end_units(units: Sequence[Unit], on: date) -> None:
    """Abolish units: the rows about them and what stands on them end on the day."""
    ids = [unit.pk for unit in units]
    bodies = Body.objects.filter(area__in=ids)
    posts = Post.objects.filter(Q(unit__in=ids) | Q(body__in=bodies))
    close(PostHolding.objects.filter(post__in=posts), on)
    _close_kept(posts, on)
    for body in bodies:
        close(body.names.all(), on)
    _close_kept(bodies, on)
    for unit in units:
        for rows in (unit.names.all(), unit.aliases.all(), unit.parents.all()):
            close(rows, on)
        unit.valid_to = on
        unit.save(update_fields=["valid_to"])


def _close_kept(rows: QuerySet[Any], on: date) -> None:
    """End rows other rows may point at: never deleted."""
    rows.filter(valid_from__lt=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)


def _inherit(old: Sequence[Unit], heir: Unit, on: date, members: Sequence[Unit] = ()) -> None:
    """Units below go under the heir; places in listed groups pass to the heir, or to all `members`."""
    ids = [unit.pk for unit in old]
    for row in UnitParent.objects.filter(parent__in=ids).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)):
        start = max(on, row.valid_from)
        close(UnitParent.objects.filter(pk=row.pk), on)
        if row.unit_id not in ids and row.unit_id != heir.pk:
            UnitParent.objects.create(
                unit_id=row.unit_id, tree=row.tree, parent=heir, valid_from=start, valid_to=row.valid_to
            )
    places = UnitGroupMember.objects.filter(unit__in=ids)
    groups = set(places.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).values_list("group", flat=True))
    close(places, on)
    for group in sorted(groups):
        for member in members or [heir]:
            if not UnitGroupMember.objects.on(on).filter(group=group, unit=member).exists():
                UnitGroupMember.objects.create(group_id=group, unit=member, valid_from=on)
