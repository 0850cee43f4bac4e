"""Units, bodies and posts: may they, do it, tell the search. What a change means is decided in `org`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from giaoban.ground.access import require, require_anywhere, require_in, require_whole
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.models import Role
from giaoban.ground.access.services import role_assign
from giaoban.ground.directory.foresight import rests_on
from giaoban.ground.directory.listeners import announce
from giaoban.ground.directory.services.accounts import require_reason
from giaoban.ground.org import services as org
from giaoban.ground.org.models import Body, Person, Post, PostHolding, PostRank, Tree, Unit, UnitAlias, UnitChange
from giaoban.kernel.problems import Problem


@transaction.atomic
def unit_create(*, actor: Actor, new: org.NewUnit, on: date, reason: str = "") -> Unit:
    """Set up a unit under one the actor may edit, for a body it may edit. Errors: ACC-001, ACC-002, ORG-001, ORG-002, ORG-008."""
    if new.body is not None:
        require(actor, "org.edit", new.body)
    if new.parent is not None:
        require(actor, "org.edit", new.parent)
    else:
        require_in(actor, "org.edit", Unit)
    unit = org.unit_create(new=new, on=on, reason=reason)
    announce(unit)
    return unit


@transaction.atomic
def unit_rename(
    *, actor: Actor, unit: Unit, name: str, on: date, short_name: str = "", document: str = "", reason: str
) -> None:
    """Give a unit another name from a day on. Errors: ACC-001, ACC-002, DIR-004, ORG-002."""
    require(actor, "org.edit", unit)
    require_reason(reason)
    org.unit_rename(unit=unit, name=name, short_name=short_name, on=on, document=document, at=actor.at, reason=reason)
    announce(unit)


@transaction.atomic
def unit_move(
    *, actor: Actor, unit: Unit, parent: Unit, on: date, tree: str = Tree.STATE, document: str = "", reason: str
) -> None:
    """Put a unit under another from a day on; the actor must be allowed to edit both.

    Errors: ACC-001, ACC-002, DIR-004, ORG-002, ORG-003.
    """
    require(actor, "org.edit", unit)
    require(actor, "org.edit", parent)
    require_reason(reason)
    org.unit_move(unit=unit, parent=parent, on=on, tree=tree, document=document, at=actor.at, reason=reason)


@transaction.atomic
def unit_merge(
    *, actor: Actor, sources: Sequence[Unit], into: Unit | org.NewUnit, on: date, document: str = "", reason: str
) -> Unit:
    """Merge units the actor may edit. Errors: ACC-001, ACC-002, DIR-004, ORG-002, ORG-005."""
    for unit in [*sources, *([into] if isinstance(into, Unit) else [])]:
        require(actor, "org.edit", unit)
    if not isinstance(into, Unit) and into.parent is not None:
        require(actor, "org.edit", into.parent)
    require_reason(reason)
    target = org.unit_merge(sources=sources, into=into, on=on, document=document, at=actor.at, reason=reason)
    announce(target, *sources)
    return target


@transaction.atomic
def unit_split(
    *,
    actor: Actor,
    unit: Unit,
    parts: Sequence[tuple[org.NewUnit | Unit, Decimal | None]],
    on: date,
    basis: str = "",
    lives_on: bool = False,
    document: str = "",
    reason: str,
) -> list[Unit]:
    """Split a unit the actor may edit into new ones or among others it may edit. Errors: ACC-001, ACC-002, DIR-004, ORG-002, ORG-006,
    ORG-011."""
    for each in (unit, *(part for part, _share in parts if isinstance(part, Unit))):
        require(actor, "org.edit", each)
    require_reason(reason)
    words = {"basis": basis, "document": document, "reason": reason}
    made = org.unit_split(unit=unit, parts=parts, on=on, lives_on=lives_on, at=actor.at, **words)
    announce(unit, *made)
    return made


@transaction.atomic
def unit_abolish(*, actor: Actor, unit: Unit, on: date, document: str = "", reason: str) -> None:
    """End a unit without a successor. Errors: ACC-001, ACC-002, DIR-004, ORG-002, ORG-004."""
    require(actor, "org.edit", unit)
    require_reason(reason)
    org.unit_abolish(unit=unit, on=on, document=document, at=actor.at, reason=reason)
    announce(unit)


@transaction.atomic
def unit_convert(
    *, actor: Actor, unit: Unit, kind: str, on: date, level: str = "", document: str = "", reason: str
) -> None:
    """Make a unit one of another kind from a day on. Errors: ACC-001, ACC-002, DIR-004, ORG-001, ORG-002."""
    require(actor, "org.edit", unit)
    require_reason(reason)
    org.unit_convert(unit=unit, kind=kind, level=level, on=on, document=document, at=actor.at, reason=reason)
    announce(unit)


@transaction.atomic
def shares_set(*, actor: Actor, unit: Unit, on: date, shares: Mapping[int, Decimal], basis: str, reason: str) -> None:
    """State the parts of a unit that was divided on a day. Errors: ACC-001, ACC-002, DIR-004, ORG-006, ORG-011."""
    require(actor, "org.edit", unit)
    require_reason(reason)
    org.shares_set(unit=unit, on=on, shares=shares, basis=basis, reason=reason)


@transaction.atomic
def change_undo(*, actor: Actor, change: UnitChange, reason: str) -> None:
    """Take a change back, by somebody who may edit every unit it concerned.

    Errors: ACC-001, ACC-002, DIR-004; ORG-016 to ORG-019 while it cannot be taken back; DIR-015 where figures or the like rest on it.
    """
    for unit in Unit.objects.filter(pk__in=change.units):
        require(actor, "org.edit", unit)
    require_reason(reason)
    resting = rests_on(actor, change)
    if resting:
        raise Problem("DIR-015", what="; ".join(resting))
    kept = org.change_undo(change=change, at=actor.at, reason=reason)
    gone = set(change.units) - {unit.pk for unit in kept}
    announce(*kept, *(Unit(pk=number) for number in sorted(gone)))


@transaction.atomic
def unit_alias_add(*, actor: Actor, unit: Unit, alias: str, on: date, reason: str = "") -> UnitAlias:
    """Another way people write the unit's name. Errors: ACC-001, ACC-002, ORG-001."""
    require(actor, "org.edit", unit)
    added = org.unit_alias_add(unit=unit, alias=alias, on=on, reason=reason)
    announce(unit)
    return added


@transaction.atomic
def body_create(
    *,
    actor: Actor,
    kind: str,
    area: Unit,
    name: str,
    on: date,
    keeper: Person,
    post_title: str,
    role: Role,
    short_name: str = "",
    code: str = "",
    reason: str = "",
) -> Body:
    """Set up a body of an area the actor runs, with its first post and who holds it: behind its wall it runs itself from then on.

    Errors: ACC-001, ACC-002; DIR-012 for oneself as the keeper; ORG-001, ORG-002.
    """
    require(actor, "org.edit", area)
    for verb in ("org.edit", "org.people", "access.assign"):
        require_anywhere(actor, verb)
        require_whole(actor, verb)
    if keeper.pk == actor.person_id:
        raise Problem("DIR-012")
    body = org.body_create(kind=kind, area=area, name=name, short_name=short_name, code=code, on=on, reason=reason)
    post = org.post_create(body=body, unit=area, title=post_title, rank=PostRank.HEAD, on=on, reason=reason)
    org.holding_start(person=keeper, post=post, on=on, reason=reason)
    founder = Actor.system(actor.label, at=actor.at)
    role_assign(actor=founder, post=post, role=role, body=body, valid_from=on, reason=reason)
    announce(keeper)
    return body


@transaction.atomic
def body_rename(*, actor: Actor, body: Body, name: str, short_name: str = "", on: date, reason: str) -> None:
    """Give a body another name from a day on. Errors: ACC-001, ACC-002, DIR-004, ORG-001."""
    require(actor, "org.edit", body)
    require_whole(actor, "org.edit")
    require_reason(reason)
    org.body_rename(body=body, name=name, short_name=short_name, on=on, reason=reason)


@transaction.atomic
def body_end(*, actor: Actor, body: Body, on: date, reason: str) -> None:
    """End a body with its posts and who holds them. Errors: ACC-001, ACC-002, DIR-004, ORG-008; ORG-013 while units work for it."""
    require(actor, "org.edit", body)
    require_whole(actor, "org.edit")
    require_reason(reason)
    held = list(PostHolding.objects.filter(post__body=body).select_related("person"))
    org.body_end(body=body, on=on, reason=reason)
    announce(*{holding.person_id: holding.person for holding in held}.values())


@transaction.atomic
def post_create(
    *, actor: Actor, body: Body, unit: Unit, title: str, rank: str, on: date, seats: int = 1, reason: str = ""
) -> Post:
    """Set up a post. Errors: ACC-001, ORG-001, ORG-002, ORG-008."""
    require_in(actor, "org.edit", Post, body_id=body.pk, unit_id=unit.pk)
    return org.post_create(body=body, unit=unit, title=title, rank=rank, seats=seats, on=on, reason=reason)


@transaction.atomic
def post_end(*, actor: Actor, post: Post, on: date, reason: str) -> None:
    """End a post and who holds it. Errors: ACC-001, ACC-002, DIR-004, ORG-008."""
    require(actor, "org.edit", post)
    require_reason(reason)
    held = list(PostHolding.objects.filter(post=post).select_related("person"))
    org.post_end(post=post, on=on, reason=reason)
    announce(*{holding.person_id: holding.person for holding in held}.values())
