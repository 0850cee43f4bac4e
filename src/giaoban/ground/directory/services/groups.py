"""Groups of addressees: "các xã, thị trấn", "các phòng chuyên môn"."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from giaoban.ground.access import require, require_in
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.selectors import body_of
from giaoban.ground.directory.services.accounts import require_reason
from giaoban.ground.org import services as org
from giaoban.ground.org.models import Body, Unit, UnitGroup, UnitGroupMember


@transaction.atomic
def group_create(
    *,
    actor: Actor,
    name: str,
    body: Body | None,
    aliases: Sequence[str] = (),
    rule_kinds: Sequence[str] = (),
    rule_under: Unit | None = None,
    reason: str = "",
) -> UnitGroup:
    """A new group, listed or by rule, of a body or (None: by the system only) shared. Errors: ACC-001, ORG-001."""
    require_in(actor, "org.groups", UnitGroup, body_id=body.pk if body else None)
    return org.group_create(
        name=name, body=body, aliases=aliases, rule_kinds=rule_kinds, rule_under=rule_under, reason=reason
    )


@transaction.atomic
def group_copy(*, actor: Actor, group: UnitGroup, reason: str = "") -> UnitGroup:
    """A copy of a group for the actor's own body: its rule, or who is in it today. Errors: ACC-001, ORG-001 where the name is taken."""
    require_in(actor, "org.groups", UnitGroup, body_id=actor.body_id)
    copy = org.group_create(
        name=group.name,
        body=body_of(actor),
        aliases=group.aliases,
        rule_kinds=group.rule_kinds,
        rule_under=group.rule_under,
        rule_tree=group.rule_tree,
        reason=reason,
    )
    for member in UnitGroupMember.objects.on(actor.on).filter(group=group).select_related("unit"):
        org.group_member_add(group=copy, unit=member.unit, on=actor.on, reason=reason)
    return copy


@transaction.atomic
def group_update(*, actor: Actor, group: UnitGroup, name: str, aliases: Sequence[str], reason: str) -> UnitGroup:
    """Another name or other ways of writing. Errors: ACC-001, ACC-002, DIR-004, ORG-001."""
    require(actor, "org.groups", group)
    require_reason(reason)
    return org.group_update(group=group, name=name, aliases=aliases, reason=reason)


@transaction.atomic
def group_member_add(*, actor: Actor, group: UnitGroup, unit: Unit, on: date, reason: str = "") -> UnitGroupMember:
    """Add a unit from a day on. Errors: ACC-001, ACC-002, ORG-001, ORG-002, ORG-012."""
    require(actor, "org.groups", group)
    return org.group_member_add(group=group, unit=unit, on=on, reason=reason)


@transaction.atomic
def group_member_end(*, actor: Actor, group: UnitGroup, unit: Unit, on: date, reason: str) -> None:
    """A unit leaves the group on a day. Errors: ACC-001, ACC-002, DIR-004, ORG-012."""
    require(actor, "org.groups", group)
    require_reason(reason)
    org.group_member_end(group=group, unit=unit, on=on, reason=reason)


@transaction.atomic
def group_close(*, actor: Actor, group: UnitGroup, on: date, reason: str) -> None:
    """Offer the group no more from a day on. Errors: ACC-001, ACC-002, DIR-004."""
    require(actor, "org.groups", group)
    require_reason(reason)
    org.group_close(group=group, on=on, reason=reason)
