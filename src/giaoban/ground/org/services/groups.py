"""Groups of addressees."""

from collections.abc import Sequence
from datetime import date

from giaoban.ground.org.models import Body, Tree, Unit, UnitGroup, UnitGroupMember
from giaoban.ground.org.services.guard import close, existing, later, service
from giaoban.kernel.problems import Problem


@service
def group_create(
    *,
    name: str,
    body: Body | None = None,
    aliases: Sequence[str] = (),
    rule_kinds: Sequence[str] = (),
    rule_under: Unit | None = None,
    rule_tree: str = Tree.STATE,
    reason: str = "",
) -> UnitGroup:
    """A new group, listed or by rule (all units of these kinds under a unit). Errors: ORG-001 (the name is taken)."""
    del reason
    return UnitGroup.objects.create(
        name=name,
        body=body,
        aliases=list(aliases),
        rule_kinds=list(rule_kinds),
        rule_under=rule_under,
        rule_tree=rule_tree,
    )


@service
def group_update(*, group: UnitGroup, name: str, aliases: Sequence[str], reason: str = "") -> UnitGroup:
    """Another name or other ways of writing. Errors: ORG-001."""
    del reason
    group.name, group.aliases = name, list(aliases)
    group.save()
    return group


@service
def group_member_add(
    *, group: UnitGroup, unit: Unit, on: date, until: date | None = None, reason: str = ""
) -> UnitGroupMember:
    """Add a unit from a day on. Errors: ORG-001 (it is in), ORG-002, ORG-008, ORG-012 (the group follows a rule)."""
    del reason
    later(on, until)
    if group.rule_kinds:
        raise Problem("ORG-012", group=group.name)
    return UnitGroupMember.objects.create(group=group, unit=existing(unit, on), valid_from=on, valid_to=until)


@service
def group_member_end(*, group: UnitGroup, unit: Unit, on: date, reason: str = "") -> None:
    """A unit leaves the group on a day. Errors: ORG-012 (the group follows a rule)."""
    del reason
    if group.rule_kinds:
        raise Problem("ORG-012", group=group.name)
    close(UnitGroupMember.objects.filter(group=group, unit=unit), on)


@service
def group_close(*, group: UnitGroup, on: date, reason: str = "") -> None:
    """Offer the group no more from a day on; its history stays."""
    del reason
    group.closed_on = on
    group.save(update_fields=["closed_on"])
