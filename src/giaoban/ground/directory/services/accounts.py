"""Accounts: made by the office with a first password that must be changed; locked, unlocked, given a new first password."""

import secrets
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from giaoban.ground import journal
from giaoban.ground.access import allowed, declared, require, require_in
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.models import User
from giaoban.ground.directory.selectors import granted, last_home, present_home
from giaoban.ground.org.models import Person
from giaoban.kernel.problems import Problem

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another on paper."""


class FirstPassword(NamedTuple):
    """An account and the password to hand over; it is stored nowhere else and must be changed at the first sign-in."""

    user: User
    password: str


def first_password() -> str:
    """A random password of 16 readable signs in groups of four (80 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def require_home(*, actor: Actor, verb: str, obj: Model, person: Person | None) -> None:
    """Refuse unless the actor may do the verb with `obj`, a person or an account, and the person is its own to look after.

    Its own: see `present_home`; who holds nothing any more stays with the last office. A grant on `obj` itself is enough.
    Errors: ACC-001, ACC-002.
    """
    require(actor, verb, obj)
    if person is None:
        return
    home = present_home(person, on=actor.on) or last_home(person)
    if home is not None and not allowed(actor, verb, home) and not granted(actor, verb, obj):
        raise Problem("ACC-001", what=str(declared()[verb]).lower())


def require_free(username: str, email: str, *, besides: User | None = None) -> None:
    """Errors: DIR-001 for a taken user name, DIR-007 for a taken address."""
    others = User.objects.exclude(pk=besides.pk) if besides else User.objects.all()
    if others.filter(username__iexact=username).exists():
        raise Problem("DIR-001", username=username)
    if email and others.filter(email__iexact=email).exists():
        raise Problem("DIR-007", email=email)


@transaction.atomic
def account_create(
    *, actor: Actor, username: str, email: str = "", person: Person | None = None, reason: str = ""
) -> FirstPassword:
    """Make an account, for a person of the actor's body. Errors: ACC-001, DIR-001, DIR-005 for a person who has one, DIR-007."""
    if person is not None:
        require_home(actor=actor, verb="directory.accounts", obj=person, person=person)
    else:
        require_in(actor, "directory.accounts", User)
    journal.context(verb="directory.accounts", reason=reason)
    require_free(username, email)
    if person is not None and (other := User.objects.filter(person=person).first()):
        raise Problem("DIR-005", name=person.full_name, username=other.username)
    password = first_password()
    user = User.objects.create_user(username, email, password, person=person, must_change_password=True)
    return FirstPassword(user, password)


@transaction.atomic
def account_change(*, actor: Actor, user: User, username: str, email: str, reason: str) -> User:
    """Change how an account signs in. Errors: ACC-001, ACC-002, DIR-001, DIR-004 without a reason, DIR-007."""
    require_home(actor=actor, verb="directory.accounts", obj=user, person=user.person)
    require_reason(reason)
    journal.context(verb="directory.accounts", reason=reason)
    require_free(username, email, besides=user)
    user.username, user.email = username, email
    user.save(update_fields=["username", "email"])
    return user


@transaction.atomic
def account_lock(*, actor: Actor, user: User, reason: str) -> User:
    """Lock an account and end its sessions. Errors: ACC-001, ACC-002, DIR-004 without a reason, DIR-006 for one's own."""
    require_home(actor=actor, verb="directory.accounts", obj=user, person=user.person)
    require_reason(reason)
    if user.pk == actor.user_id:
        raise Problem("DIR-006")
    journal.context(verb="directory.account_lock", reason=reason)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions_end(user)
    return user


@transaction.atomic
def account_unlock(*, actor: Actor, user: User, reason: str) -> User:
    """Open a locked account again. Errors: ACC-001, ACC-002, DIR-004 without a reason."""
    require_home(actor=actor, verb="directory.accounts", obj=user, person=user.person)
    require_reason(reason)
    journal.context(verb="directory.account_unlock", reason=reason)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def account_reset(*, actor: Actor, user: User, reason: str, second_factor: bool = False) -> FirstPassword:
    """Give an account a new first password, end its sessions and, where asked, forget its second factors (lost telephone).

    Errors: ACC-001, ACC-002, DIR-004 without a reason.
    """
    require_home(actor=actor, verb="directory.accounts", obj=user, person=user.person)
    require_reason(reason)
    journal.context(verb="directory.account_reset", reason=reason)
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    sessions_end(user)
    if second_factor:
        Authenticator.objects.filter(user=user).delete()
    return FirstPassword(user, password)


@transaction.atomic
def preferences_change(*, actor: Actor, user: User, language: str, theme: str) -> User:
    """Change how pages look to oneself. Errors: ACC-002 for another's account."""
    if user.pk != actor.user_id:
        raise Problem("ACC-002")
    journal.context(verb="directory.preferences")
    user.language, user.theme = language, theme
    user.save(update_fields=["language", "theme"])
    return user


def sessions_end(user: User, *, keep: str | None = None, only: int | None = None) -> None:
    """End the sessions of an account: all, all but the one with the key `keep`, or only the one with that number."""
    chosen = UserSession.objects.filter(user=user)
    if keep is not None:
        chosen = chosen.exclude(session_key=keep)
    for session in chosen if only is None else chosen.filter(pk=only):
        session.end()


def require_reason(reason: str) -> None:
    """Errors: DIR-004 without a reason."""
    if not reason.strip():
        raise Problem("DIR-004")


def password_set(user: User, password: str) -> None:
    """Set a password after Django's own checks; for the demo and the command line. Errors: DIR-008 with what is wrong."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Problem("DIR-008", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
