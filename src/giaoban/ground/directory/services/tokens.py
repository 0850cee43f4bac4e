"""Keys for programs: made and revoked by the person they act for, used by the API."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from giaoban.ground import journal
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.clock import clocked
from giaoban.ground.directory.models import Token, User
from giaoban.ground.directory.services.links import hash_of
from giaoban.ground.directory.throttle import throttle
from giaoban.ground.org.models import PostHolding
from giaoban.ground.org.models.dated import holds_on
from giaoban.kernel.problems import Problem

MARK = "gbk_"
"""Begins every secret, so that one left in a file or a log can be found by its look."""
SECRET_BYTES = 32
LONGEST = timedelta(days=366)
MOST = 20
TRIES, WINDOW = 30, 600
"""Wrong secrets allowed from one address in so many seconds."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly the last use is kept: a program asks often, and every note is a write."""


OFFERED: set[str] = set()
"""The rights that a key may carry: those that some part of the API asks for."""


def offer(*verbs: str) -> None:
    """Let keys carry these rights; called by a room that has an API, when it is loaded."""
    OFFERED.update(verbs)


class NewToken(NamedTuple):
    """A key and its secret; the secret is shown once and stored nowhere."""

    token: Token
    secret: str


class Caller(NamedTuple):
    """Who a program acts for, and what it may do in that name."""

    token: int
    actor: Actor
    verbs: frozenset[str]

    def require(self, verb: str) -> None:
        """Errors: DIR-031 where the key was not made for this."""
        if verb not in self.verbs:
            raise Problem("DIR-031", verb=verb)


@transaction.atomic
def token_create(*, actor: Actor, name: str, verbs: Iterable[str], until: datetime) -> NewToken:
    """Make a key for oneself, in the post one acts in. It gives no right that the person has not at the moment of use.

    Errors: DIR-030 for no name, no or an unknown verb, an end that has passed or lies more than a year ahead, too many keys, or
    an actor who is no person in a post.
    """
    journal.context(verb="directory.token_create", reason=name)
    wanted = sorted(set(verbs))
    on, at = actor.on, actor.at
    holding = PostHolding.objects.filter(
        holds_on(on), person_id=actor.person_id or 0, post_id=actor.post_id or 0
    ).first()
    fits = bool(name.strip()) and bool(wanted) and not set(wanted) - OFFERED and at < until <= at + LONGEST
    if actor.user_id is None or actor.is_deputy or holding is None or not fits:
        raise Problem("DIR-030", days=LONGEST.days, most=MOST)
    user = User.objects.select_for_update().get(pk=actor.user_id)
    if Token.objects.filter(user=user, revoked_at__isnull=True, until__gt=at).count() >= MOST:
        raise Problem("DIR-030", days=LONGEST.days, most=MOST)
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    made = Token.objects.create(
        token_hash=hash_of(secret),
        name=name.strip(),
        user=user,
        holding=holding,
        verbs=wanted,
        created_at=at,
        until=until,
    )
    return NewToken(made, secret)


@transaction.atomic
def token_revoke(*, actor: Actor, pk: int) -> Token:
    """End a key of one's own now; twice changes nothing. Errors: ACC-002 for anybody else's."""
    journal.context(verb="directory.token_revoke")
    found = Token.objects.select_for_update().filter(pk=pk, user_id=actor.user_id or 0).first()
    if found is None:
        raise Problem("ACC-002")
    if found.revoked_at is None:
        found.revoked_at = actor.at
        found.save(update_fields=["revoked_at"])
    return found


def token_caller(secret: str, *, at: datetime, client: str) -> Caller:
    """Who a secret stands for. Errors: DIR-032 for an unknown, ended or revoked key, a locked account or a post left behind, all alike;
    DIR-010 after too many wrong ones from one address.
    """
    found = Token.objects.select_related("user", "user__person", "holding").filter(token_hash=hash_of(secret)).first()
    caller = caller_of(found, at) if found is not None else None
    if caller is None or found is None:
        throttle("token", f"client:{client}", limit=TRIES, seconds=WINDOW)
        raise Problem("DIR-032")
    old = Q(last_used_at=None) | Q(last_used_at__lt=at - SEEN_EVERY)
    Token.objects.filter(old, pk=found.pk).update(last_used_at=at)
    return caller


def caller_of(token: Token, at: datetime) -> Caller | None:
    """The actor of a key that is good at a moment, None otherwise."""
    user = token.user
    actor = clocked(user, at=at, holding_id=token.holding_id)
    lives = token.revoked_at is None and token.until > actor.at and user.is_active and not user.must_change_password
    same = (actor.post_id, actor.is_deputy) == (token.holding.post_id, False)
    return Caller(token.pk, actor, frozenset(token.verbs)) if lives and same else None
