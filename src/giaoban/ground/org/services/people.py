"""People, and who holds which post when."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db.models import Q

from giaoban.ground import journal
from giaoban.ground.org.models import HoldingKind, Person, Post, PostHolding
from giaoban.ground.org.services.guard import close, later, service, vi
from giaoban.kernel.problems import Problem


class PersonFields(TypedDict, total=False):
    """What may be set of a person."""

    full_name: str
    phone: str
    email: str
    birth: date | None


@service
def person_create(
    *, full_name: str, phone: str = "", email: str = "", birth: date | None = None, reason: str = ""
) -> Person:
    """A new person."""
    del reason
    return Person.objects.create(full_name=" ".join(full_name.split()), phone=phone, email=email, birth=birth)


@service
def person_update(*, person: Person, reason: str = "", **fields: Unpack[PersonFields]) -> Person:
    """Set some fields of a person. Errors: ORG-010 once the person's data were removed."""
    del reason
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        raise Problem("ORG-010", person=person.full_name)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save()
    return person


@service
def person_erase(*, person: Person, at: datetime, reason: str) -> Person:
    """Remove a person's telephone, e-mail and birth here, and make them unreadable in the journal by destroying the key.

    Name and posts stay: they are the public record of office. Errors: JRN-001 without a reason, ORG-010 if done already.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        raise Problem("ORG-010", person=person.full_name)
    person.phone, person.email, person.birth, person.erased_at = "", "", None, at
    person.save()
    journal.key_destroy(person_id=person.pk, reason=reason)
    return person


@service
def holding_start(
    *,
    person: Person,
    post: Post,
    on: date,
    kind: str = HoldingKind.HOLDER,
    until: date | None = None,
    reason: str = "",
) -> PostHolding:
    """Let a person hold a post, act in it, or deputise for its holder, from a day on.

    Errors: ORG-001 (holds it already), ORG-007 (no seat; deputies need none), ORG-008, ORG-009 (outside the post's time).
    """
    del reason
    later(on, until)
    post = Post.objects.select_for_update().get(pk=post.pk)
    end = until if until is not None else post.valid_to
    if on < post.valid_from or (
        post.valid_to is not None and (on >= post.valid_to or (until and until > post.valid_to))
    ):
        raise Problem("ORG-009", post=post.title, start=vi(on), end=vi(end) if end else "…")
    if kind != HoldingKind.DEPUTY_FOR:
        ahead = Q(valid_from__lt=end) if end is not None else Q()
        others = PostHolding.objects.filter(ahead, Q(valid_to__isnull=True) | Q(valid_to__gt=on), post=post)
        others = others.exclude(kind=HoldingKind.DEPUTY_FOR)
        if others.exclude(person=person).count() >= post.seats:
            raise Problem("ORG-007", post=post.title, seats=post.seats)
    return PostHolding.objects.create(person=person, post=post, kind=kind, valid_from=on, valid_to=end)


@service
def holding_end(*, holding: PostHolding, on: date, reason: str = "") -> None:
    """End a holding on a day; one that would only begin then is taken back."""
    del reason
    close(PostHolding.objects.filter(pk=holding.pk), on)
