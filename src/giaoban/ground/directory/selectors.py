"""Reads of the room, always for an actor."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from giaoban.ground.access import allowed, visible
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.models import Link, User
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Body, Person, Post, Unit, UnitGroup
from giaoban.ground.org.selectors import bodies_named, people_with_posts, posts_with_holders, units_named
from giaoban.kernel.problems import Problem

M = TypeVar("M", bound=Model)


def units(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Unit]:
    """Units of a day (today) with their names, with which the actor may do the verb."""
    return visible(actor, verb, units_named(on=on or actor.on))


def bodies(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Body]:
    """Bodies of a day with their names."""
    return visible(actor, verb, bodies_named(on=on or actor.on))


def posts(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Post]:
    """Posts of a day with unit, body and holders."""
    return visible(actor, verb, posts_with_holders(on=on or actor.on))


def people(actor: Actor, *, text: str = "", verb: str = "org.view", on: date | None = None) -> QuerySet[Person]:
    """People in the order of office lists with their posts of a day; narrowed to names that contain the text, accents aside."""
    found = visible(actor, verb, people_with_posts(on=on or actor.on))
    return found.filter(folded__contains=squeeze(text)) if text.strip() else found


def accounts(actor: Actor, *, text: str = "") -> QuerySet[User]:
    """Accounts that the actor may manage, with their people."""
    found = visible(actor, "directory.accounts", User.objects.select_related("person"))
    if text.strip():
        found = found.filter(Q(username__icontains=text.strip()) | Q(person__folded__contains=squeeze(text)))
    return found


def links(actor: Actor) -> QuerySet[Link]:
    """Access links that the actor may see and revoke, newest first."""
    return visible(actor, "directory.link", Link.objects.select_related("unit", "created_by"))


def groups(actor: Actor) -> QuerySet[UnitGroup]:
    """Groups of addressees in use today: shared ones and those of the actor's body."""
    in_use = Q(closed_on__isnull=True) | Q(closed_on__gt=actor.on)
    own = Q(body__isnull=True) | Q(body_id=actor.body_id)
    found = visible(actor, "org.view", UnitGroup.objects.filter(in_use & own))
    return found.select_related("rule_under").order_by("sort_key", "pk")


def one(rows: QuerySet[M], pk: int) -> M:
    """The row with that number among rows narrowed to an actor. Errors: ACC-002 (404) where it is not among them."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def reveals(actor: Actor, person: Person) -> bool:
    """Whether the actor may see a person's telephone, e-mail and birth: those who may edit them, and the person."""
    return actor.person_id == person.pk or allowed(actor, "org.people", person)
