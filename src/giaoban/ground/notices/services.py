"""Writes of the room: one notice per event, person and day; what the delivery did; what was read."""

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from giaoban.ground import journal
from giaoban.ground.access import require
from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.models import User
from giaoban.ground.jobs import defer
from giaoban.ground.notices.models import Notice, State
from giaoban.ground.notices.states import NOTICE
from giaoban.ground.org.models import Person
from giaoban.kernel.problems import Problem

Text = str | Callable[[], str]
"""Words that were written, or what writes them in the language in use: it is asked in the language of whoever reads it."""


def language_of(to: Person | str) -> str:
    """The language that a person chose; Vietnamese for a person without an account, and for an address."""
    user = User.objects.filter(person=to).only("language").first() if isinstance(to, Person) else None
    return user.language if user is not None else settings.LANGUAGE_CODE


def in_words_of(to: Person | str, *texts: Text) -> list[str]:
    """The texts in the language of whoever reads them."""
    with override(language_of(to)):
        return [text if isinstance(text, str) else str(text()) for text in texts]


@transaction.atomic
def notice_send(
    *, event: str, to: Person | str, subject: Text, body: Text, on: date, at: datetime, url: str = "", secret: str = ""
) -> Notice | None:
    """Put one notice in the outbox, in the caller's transaction; None where this event was told to this recipient on this day before.

    event: a stable key, e.g. "reports.request_due:12". to: a person (told at their address as it is when the message leaves, and in the
    application) or an e-mail address. subject, body: `Text`. url: path of the page it is about. secret: words of the body, e.g. the address
    of a link, that are not kept once the message has left; what is stored says {secret} in their place. Errors: NOT-001 for an address
    that is none.
    """
    from giaoban.ground.notices.jobs import notice_deliver

    if not isinstance(to, Person) and "@" not in to:
        raise Problem("NOT-001", address=to)
    journal.context(verb="notices.send")
    said, told = in_words_of(to, subject, body)
    key = f"person:{to.pk}" if isinstance(to, Person) else f"address:{to.strip().lower()}"
    notice = Notice(
        event=event,
        recipient=key,
        on=on,
        person=to if isinstance(to, Person) else None,
        address="" if isinstance(to, Person) else to.strip(),
        subject=" ".join(said.split())[:300],
        text=told.replace(secret, "{secret}") if secret else told,
        secret=secret,
        url=url,
        state=State.QUEUED if not isinstance(to, Person) or to.email else State.SHOWN,
        created_at=at,
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    stored = Notice.objects.filter(message_key=notice.message_key).first()
    if stored is not None and stored.state == State.QUEUED:
        defer(notice_deliver, key=f"notice:{stored.pk}", notice_id=stored.pk)
    return stored


@transaction.atomic
def notice_read(*, actor: Actor, notice: Notice) -> Notice:
    """Mark one's own notice as read; reading it again changes nothing. Errors: ACC-002 for another's."""
    require(actor, "notices.view", notice)
    if notice.read_at is None:
        journal.context(verb="notices.read")
        notice.read_at = actor.at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def notices_read_all(*, actor: Actor) -> int:
    """Mark all one's own notices as read; returns how many."""
    from giaoban.ground.notices.selectors import inbox

    journal.context(verb="notices.read")
    return inbox(actor).filter(read_at__isnull=True).update(read_at=actor.at)


@transaction.atomic
def notice_retry(*, actor: Actor, notice: Notice, reason: str) -> Notice:
    """Send a failed notice again. Errors: ACC-001, ACC-002, FLW-001 where it has not failed; NOT-002 where its secret part is gone."""
    from giaoban.ground.notices.jobs import notice_deliver

    require(actor, "notices.manage", notice)
    journal.context(verb="notices.retry", reason=reason)
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    locked.state = NOTICE.step(locked.state, "retry")
    if "{secret}" in locked.text:
        raise Problem("NOT-002")
    locked.save(update_fields=["state"])
    defer(notice_deliver, key=f"notice:{locked.pk}", notice_id=locked.pk)
    return locked
