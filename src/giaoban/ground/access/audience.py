"""Who holds a right, for those who must be told of something: the other way round than the predicate, and for notices only."""

from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet

from giaoban.ground.access.models import RoleAssignment
from giaoban.ground.org.models import Person, PostHolding
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
