"""Groups of addressees and who is in them on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import UnitGroup, UnitGroupMember
from giaoban.ground.org.selectors.statements import ask
from giaoban.ground.org.selectors.units import Node, units_on


def group_members(*, group: UnitGroup, on: date) -> list[Node]:
    """The units of a group on a day, in alphabetical order (by rule: in the order of the tree); one query."""
    if group.rule_kinds:
        return units_on(on=on, tree=group.rule_tree, under=group.rule_under_id, kinds=group.rule_kinds)
    return [Node(*row) for row in ask("group_members", on=on, group=group.pk)]


def groups_of(*, body: int | None, on: date) -> QuerySet[UnitGroup]:
    """The shared groups and those of a body that are in use on a day."""
    in_use = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return UnitGroup.objects.filter(in_use, Q(body__isnull=True) | Q(body=body)).order_by("sort_key", "pk")


def match_group(*, text: str, groups: Iterable[UnitGroup]) -> UnitGroup | None:
    """The group somebody means by a phrase ("Các xã, thị trấn"), by name or alias, accents and case aside; a body's own before a
    shared one."""
    wanted = squeeze(text).replace(",", "")
    for group in sorted(groups, key=lambda g: (g.body_id is None, g.pk)):
        if wanted in {squeeze(word).replace(",", "") for word in (group.name, *group.aliases)}:
            return group
    return None


def membership_history(*, group: UnitGroup) -> QuerySet[UnitGroupMember]:
    """Every membership a listed group ever had, newest first."""
    return group.members.select_related("unit").order_by("-valid_from", "pk")
