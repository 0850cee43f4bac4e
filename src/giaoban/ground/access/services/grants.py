"""Dated grants: given by hand, or following work and ending with it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, F, Model, Value
from django.utils import timezone

from giaoban.ground import journal
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.checks import allowed_verbs, require
from giaoban.ground.access.models import Grant, SubjectKind
from giaoban.ground.access.registry import policy_of
from giaoban.ground.access.services.roles import known_verbs, require_other
from giaoban.ground.access.verbs import declared
from giaoban.ground.org.models import Person, Post, Unit
from giaoban.kernel.problems import Problem

Subject = Person | Post | Unit | tuple[SubjectKind, int]
"""Who receives a grant; a link is given as (SubjectKind.LINK, its number)."""


def subject_key(subject: Subject) -> tuple[SubjectKind, int]:
    """The two columns by which a grant names its subject."""
    if isinstance(subject, tuple):
        return subject
    kinds = {Person: SubjectKind.PERSON, Post: SubjectKind.POST, Unit: SubjectKind.UNIT}
    return kinds[type(subject)], subject.pk


def moment(at: datetime) -> str:
    """A moment as people write it, in local time."""
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def place_of(obj: Model) -> tuple[int | None, int | None]:
    """The numbers of the body and the unit an object belongs to, by its policy; None where it belongs to none."""
    policy = policy_of(type(obj))
    nothing = Value(None, output_field=BigIntegerField())
    paths = [F(path) if path is not None else nothing for path in (policy.body, policy.unit)]
    found: tuple[int | None, int | None] | None
    found = type(obj)._base_manager.filter(pk=obj.pk).values_list(*paths).first()
    return found or (None, None)


def require_not_own(*, actor: Actor, subject: Subject) -> None:
    """Refuse oneself and one's own posts as the receiver of a grant by hand. Errors: ACC-012."""
    if isinstance(subject, Post):
        require_other(actor=actor, posts=[subject.pk])
    elif isinstance(subject, Person) and subject.pk == actor.person_id:
        raise Problem("ACC-012")


@transaction.atomic
def grant_give(
    *, actor: Actor, subject: Subject, obj: Model, verbs: Iterable[str], reason: str, until: datetime
) -> list[Grant]:
    """Let `subject` do `verbs` with `obj` until a moment; the actor passes on only what it may do itself, now and at the end.

    Errors: ACC-001, ACC-002; ACC-003 for an end that has passed; ACC-004 without a reason; ACC-005, ACC-010 for verbs; ACC-012 for oneself
    or a post of one's own: a grant outlasts the role.
    """
    require(actor, "access.grant", obj)
    require_not_own(actor=actor, subject=subject)
    journal.context(verb="access.grant", reason=reason)
    wanted = known_verbs(verbs)
    held = allowed_verbs(actor, obj, wanted)
    if until > actor.at:  # what was lent to the actor is passed on for no longer than it was lent
        held &= allowed_verbs(actor.later(until - actor.at - timedelta(microseconds=1)), obj, wanted)
    missing = sorted(set(wanted) - held)
    if missing:
        raise Problem("ACC-010", verbs=", ".join(str(declared()[verb]).lower() for verb in missing))
    return grants_write(actor=actor, subject=subject, obj=obj, verbs=wanted, reason=reason, until=until, source=None)


@transaction.atomic
def grant_for_work(
    *, actor: Actor, subject: Subject, obj: Model, verbs: Iterable[str], reason: str, until: datetime, source: Model
) -> list[Grant]:
    """Let `subject` do what a piece of work needs; `grants_end(source=...)` ends it with the work.

    For services of other rooms that have already required their own verb. Errors: ACC-003, ACC-004, ACC-005.
    """
    return grants_write(
        actor=actor, subject=subject, obj=obj, verbs=known_verbs(verbs), reason=reason, until=until, source=source
    )


def grants_write(
    *, actor: Actor, subject: Subject, obj: Model, verbs: list[str], reason: str, until: datetime, source: Model | None
) -> list[Grant]:
    """Store one grant per verb."""
    if until <= actor.at:
        raise Problem("ACC-003", until=moment(until), at=moment(actor.at))
    if not reason.strip():
        raise Problem("ACC-004")
    kind, number = subject_key(subject)
    body_id, unit_id = place_of(obj)
    return [
        Grant.objects.create(
            subject_kind=kind,
            subject_id=number,
            content_type=ContentType.objects.get_for_model(obj),
            object_id=obj.pk,
            verb=verb,
            reason=reason.strip(),
            since=actor.at,
            until=until,
            given_by=actor.label,
            given_by_post_id=actor.post_id,
            body_id=body_id or actor.body_id,
            unit_id=unit_id or actor.unit_id,
            source_type=ContentType.objects.get_for_model(source) if source is not None else None,
            source_id=source.pk if source is not None else None,
        )
        for verb in verbs
    ]


@transaction.atomic
def grant_end(*, actor: Actor, grant: Grant, reason: str) -> Grant:
    """End a grant now. Ending one that has ended changes nothing. Errors: ACC-001, ACC-002, ACC-004 without a reason."""
    require(actor, "access.grant", grant)
    journal.context(verb="access.grant_end", reason=reason)
    if not reason.strip():
        raise Problem("ACC-004")
    if grant.until > actor.at:
        grant.until = max(actor.at, grant.since)
        grant.save(update_fields=["until"])
    return grant


@transaction.atomic
def grants_end(*, actor: Actor, source: Model | None = None, subject: Subject | None = None, reason: str = "") -> int:
    """End every running grant that follows a piece of work or belongs to a subject; returns how many. For other rooms' services."""
    running = Grant.objects.filter(until__gt=actor.at)
    if source is not None:
        running = running.filter(source_type=ContentType.objects.get_for_model(source), source_id=source.pk)
    if subject is not None:
        kind, number = subject_key(subject)
        running = running.filter(subject_kind=kind, subject_id=number)
    if source is None and subject is None:
        raise ValueError("grants_end needs a source or a subject")
    journal.context(verb="access.grant_end", reason=reason)
    return running.filter(since__lte=actor.at).update(until=actor.at)
