"""Who holds a right, for those who must be told of something: the other way round than the predicate, and for notices only."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet

from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.org.models import Person, PostHolding
from giaoban.ground.org.models.unit import Tree, UnitParent
from giaoban.ground.org.selectors import upper_units

Reach = Literal["unit", "body"]


def people_who_may(
    verb: str, *, body_id: int, on: date, unit_id: int | None = None, reach: Reach = "body", classification: int = 0
) -> QuerySet[Person]:
    """The people whose post has a role with the verb in a body on a day; two queries at most.

    reach "body": those whose role is for the whole body (the office). reach "unit": those whose role is for `unit_id` or a unit above
    it within the body (its head, its clerk), none for no unit. Deputies are not told. classification: the level of what they would be
    told of; roles below it are passed over.
    """
    roles = RoleAssignment.objects.on(on).filter(
        body_id=body_id, role__verbs__contains=[verb], classification__gte=classification
    )
    if reach == "body":
        roles = roles.filter(unit__isnull=True)
    elif unit_id is None:
        return Person.objects.none()
    else:
        above = {node.id for node in upper_units(unit=unit_id, on=on)}
        roles = roles.filter(Q(unit_id=unit_id) | Q(unit_id__in=above, subtree=True))
    holdings = PostHolding.objects.on(on).filter(post__in=roles.values("post"), post__body_id=body_id)
    return Person.objects.filter(pk__in=holdings.exclude(kind="deputy_for").values("person")).order_by("pk")


def people_of_units(
    verb: str, *, body_id: int, on: date, units: Iterable[int], classification: int = 0
) -> dict[int, list[Person]]:
    """For each of many units the people that `people_who_may` names with reach "unit", in the same order. Two queries, and one for each
    storey of units above."""
    wanted = list(units)
    roles = RoleAssignment.objects.on(on).filter(
        body_id=body_id, role__verbs__contains=[verb], classification__gte=classification, unit__isnull=False
    )
    given = list(roles.values_list("post_id", "unit_id", "subtree"))
    holdings = PostHolding.objects.on(on).filter(
        post__in={post for post, _unit, _below in given}, post__body_id=body_id
    )
    holders: dict[int, dict[int, Person]] = {}
    for held in holdings.exclude(kind="deputy_for").select_related("person"):
        holders.setdefault(held.post_id, {})[held.person_id] = held.person
    parents = parents_of(wanted, on)
    found: dict[int, list[Person]] = {}
    for unit in wanted:
        above = chain(unit, parents)
        posts = {post for post, place, below in given if place == unit or (below and place in above)}
        people = {number: person for post in posts for number, person in holders.get(post, {}).items()}
        found[unit] = [people[number] for number in sorted(people)]
    return found


def parents_of(units: Iterable[int], on: date) -> dict[int, int]:
    """Under which unit each of the units, and each unit above them, stands on a day in the tree of the State. A query for each storey."""
    parents: dict[int, int] = {}
    asked = set(units)
    while asked:
        rows = UnitParent.objects.on(on).filter(tree=Tree.STATE, unit__in=asked).values_list("unit_id", "parent_id")
        fresh = dict(rows)
        parents |= fresh
        asked = set(fresh.values()) - parents.keys()
    return parents


def chain(unit: int, parents: dict[int, int]) -> set[int]:
    """The units above one."""
    above: set[int] = set()
    upper = parents.get(unit)
    while upper is not None and upper not in above:
        above.add(upper)
        upper = parents.get(upper)
    return above
