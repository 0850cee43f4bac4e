"""Access links: made, opened, resumed within a session, revoked."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone

from giaoban.ground import journal
from giaoban.ground.access import require
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.models import SubjectKind
from giaoban.ground.access.services import grant_for_work, grants_end
from giaoban.ground.directory.actor import acting
from giaoban.ground.directory.clock import moment_of, story_of
from giaoban.ground.directory.models import Link
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.models import Unit
from giaoban.kernel.problems import Problem

SECRET_BYTES = 32
OPENINGS = 20
WINDOW = 600
"""Openings allowed from one address, and of one link, in so many seconds."""

GRACE = timedelta(days=3)
"""A link stays open this long after what it is for is due: late reports and figures still come in, and what was sent back comes again."""
LONGEST = timedelta(days=366)
"""No link lives longer, however far away the due date."""


class NewLink(NamedTuple):
    """A link and its secret; the secret is shown once and stored nowhere."""

    link: Link
    token: str


def hash_of(token: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(obj: Model) -> str:
    """The address of an object as text: "reports.reportrequest/12"."""
    return f"{obj._meta.label_lower}/{obj.pk}"


def link_end(due: date, *, at: datetime) -> datetime:
    """When a link for something due on a day ends: at the end of the third day after it, or after today where it has passed; about a
    year from `at` at most."""
    today = timezone.localdate(at)
    last = min(max(due, today), today + LONGEST) + GRACE
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))


@transaction.atomic
def link_create(
    *,
    actor: Actor,
    obj: Model,
    verbs: Iterable[str],
    purpose: str,
    until: datetime,
    unit: Unit | None = None,
    max_uses: int = 50,
    permission: str = "directory.link",
) -> NewLink:
    """Make a link for one object. `permission` is the verb the maker needs on it, e.g. the one by which reports are asked for.

    Errors: ACC-001, ACC-002; ACC-003 for an end that has passed; ACC-005 for an unknown verb.
    """
    require(actor, permission, obj)
    journal.context(verb="directory.link", reason=purpose)
    token = secrets.token_urlsafe(SECRET_BYTES)
    wanted = sorted(set(verbs))
    if until <= actor.at:
        raise Problem("ACC-003", until=f"{until:%d/%m/%Y}", at=f"{actor.on:%d/%m/%Y}")
    link = Link.objects.create(
        token_hash=hash_of(token),
        purpose=purpose,
        address=address_of(obj),
        object_title=str(obj)[:300],
        verbs=wanted,
        body_id=actor.body_id,
        unit=unit,
        created_at=actor.at,
        created_by_id=actor.user_id,
        until=until,
        max_uses=max_uses,
    )
    grant_for_work(
        actor=actor,
        subject=(SubjectKind.LINK, link.pk),
        obj=obj,
        verbs=wanted,
        reason=purpose,
        until=until,
        source=link,
    )
    return NewLink(link, token)


def link_actor(token: str, *, at: datetime, client: str = "") -> Actor:
    """Open a link: count one use, write it down, and return the actor that may do the link's verbs with its object.

    `client` is the caller's network address. Errors: DIR-010 after too many attempts; DIR-003 for an unknown, ended, revoked or
    used-up link alike, so that nothing can be learned by trying.
    """
    digest = hash_of(token)
    throttle("link", f"client:{client}", f"link:{digest}", limit=OPENINGS, seconds=WINDOW)
    link = Link.objects.select_related("created_by").filter(token_hash=digest).first()
    if link is None:
        raise Problem("DIR-003")
    actor = as_link(link, at)
    at = actor.at
    with acting(actor, source="link"), transaction.atomic():
        journal.context(verb="directory.link_open")
        opened = Link.objects.filter(pk=link.pk, revoked_at__isnull=True, until__gt=at, uses__lt=F("max_uses"))
        if not opened.update(uses=F("uses") + 1, last_used_at=at):
            raise Problem("DIR-003")
    return actor


def link_resume(link_id: int, *, at: datetime) -> Actor | None:
    """The actor of a link opened earlier in the same session; None once it has ended or been revoked."""
    link = Link.objects.select_related("created_by").filter(pk=link_id, revoked_at__isnull=True).first()
    actor = as_link(link, at) if link else None
    return actor if actor is not None and link is not None and link.until > actor.at else None


def as_link(link: Link, at: datetime) -> Actor:
    """The actor that a link stands for; a link made on the day of a demonstration works on that day."""
    return Actor(
        kind="link",
        label=f"Đường dẫn số {link.pk}: {link.purpose}",
        at=moment_of(link.created_by, at=at),
        story=story_of(link.created_by),
        link_id=link.pk,
        body_id=link.body_id,
        unit_id=link.unit_id,
    )


@transaction.atomic
def link_revoke(*, actor: Actor, link: Link, reason: str) -> Link:
    """End a link and its rights now; revoking twice changes nothing. Errors: ACC-001, ACC-002, DIR-004 without a reason."""
    require(actor, "directory.link", link)
    journal.context(verb="directory.link_revoke", reason=reason)
    if not reason.strip():
        raise Problem("DIR-004")
    if link.revoked_at is None:
        link.revoked_at = actor.at
        link.save(update_fields=["revoked_at"])
        grants_end(actor=actor, subject=(SubjectKind.LINK, link.pk), reason=reason)
    return link
