"""People and who holds which post."""

from datetime import date

from django.db import transaction

from giaoban.ground.access import require, require_in
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.listeners import announce
from giaoban.ground.directory.models import User
from giaoban.ground.directory.services.accounts import require_home, require_reason, sessions_end
from giaoban.ground.org import services as org
from giaoban.ground.org.models import HoldingKind, Person, Post, PostHolding
from giaoban.kernel.problems import Problem


@transaction.atomic
def person_create(
    *, actor: Actor, full_name: str, phone: str = "", email: str = "", birth: date | None = None, reason: str = ""
) -> Person:
    """Add a person; who they are in office follows with `holding_start`. Errors: ACC-001."""
    require_in(actor, "org.people", Person)
    person = org.person_create(full_name=full_name, phone=phone, email=email, birth=birth, reason=reason)
    announce(person)
    return person


@transaction.atomic
def person_update(
    *, actor: Actor, person: Person, full_name: str, phone: str, email: str, birth: date | None, reason: str
) -> Person:
    """Change what is known of a person. Errors: ACC-001, ACC-002, DIR-004, ORG-010."""
    require_home(actor=actor, verb="org.people", obj=person, person=person)
    require_reason(reason)
    changed = org.person_update(
        person=person, full_name=full_name, phone=phone, email=email, birth=birth, reason=reason
    )
    announce(changed)
    return changed


@transaction.atomic
def person_erase(*, actor: Actor, person: Person, reason: str) -> Person:
    """Remove a person's telephone, e-mail and birth, here and in the journal, and lock the account. Errors: ACC-001, ACC-002, ORG-010."""
    require_home(actor=actor, verb="org.people", obj=person, person=person)
    require_reason(reason)
    for user in User.objects.filter(person=person):
        user.is_active, user.email = False, ""
        user.save(update_fields=["is_active", "email"])
        sessions_end(user)
    return org.person_erase(person=person, at=actor.at, reason=reason)


@transaction.atomic
def holding_start(
    *,
    actor: Actor,
    person: Person,
    post: Post,
    on: date,
    kind: str = HoldingKind.HOLDER,
    until: date | None = None,
    reason: str = "",
) -> PostHolding:
    """Let a person hold a post, act in it or deputise for its holder. A deputy needs a last day.

    Errors: ACC-001; DIR-009 for a deputy without a last day; DIR-012 for oneself; ORG-001, ORG-007, ORG-008, ORG-009.
    """
    require_in(actor, "org.people", PostHolding, body_id=post.body_id, unit_id=post.unit_id)
    require_dated(kind, until)
    if person.pk == actor.person_id:  # otherwise who keeps the records could make themselves the chair's deputy
        raise Problem("DIR-012")
    holding = org.holding_start(person=person, post=post, on=on, kind=kind, until=until, reason=reason)
    announce(person)
    return holding


def require_dated(kind: str, until: date | None) -> None:
    """Errors: DIR-009 for a deputy without a last day."""
    if kind == HoldingKind.DEPUTY_FOR and until is None:
        raise Problem("DIR-009")


@transaction.atomic
def holding_end(*, actor: Actor, holding: PostHolding, on: date, reason: str) -> None:
    """End a holding on a day. Errors: ACC-001, ACC-002, DIR-004."""
    require(actor, "org.people", holding)
    require_reason(reason)
    org.holding_end(holding=holding, on=on, reason=reason)
    announce(holding.person)
