"""One message to the mail server. At most the message in flight is repeated, and then with the same Message-ID."""

import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.notices.models import Notice
from giaoban.ground.notices.states import NOTICE

GIVE_UP_AFTER = timedelta(days=2)
TIMEOUT = 30
"""Seconds to wait for the mail server."""


class TryLater(Exception):
    """The mail server cannot take the message now; the notice is queued again."""


def deliver(notice_id: int, *, at: datetime) -> bool:
    """Send one notice unless it has been sent or another delivery holds it; True where it was sent now.

    First it is marked as being sent and that is committed; then the row stays locked while the server takes the message, so that two
    deliveries never run side by side; a delivery that is killed leaves "being sent" behind and the next one repeats it.
    Errors: TryLater where the server is away or puts the message off.
    """
    notice = begin(notice_id, at)
    if notice is None:
        return False
    with transaction.atomic():
        locked = Notice.objects.select_for_update(skip_locked=True).filter(pk=notice_id, state="sending").first()
        if locked is None:
            return False
        try:
            transmit(notice)
        except (OSError, smtplib.SMTPException) as error:
            outcome = "give_up" if final(error) or at - locked.created_at > GIVE_UP_AFTER else "put_off"
            finish(locked, outcome, error=f"{type(error).__name__}: {error}"[:500])
        else:
            finish(locked, "deliver", at=at)
    if locked.state == "queued":
        raise TryLater(locked.error)
    return bool(locked.state == "sent")


@transaction.atomic
def begin(notice_id: int, at: datetime) -> Notice | None:
    """Mark a notice as being sent and return it with its address; None where there is nothing to send."""
    notice = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("person")
        .filter(pk=notice_id)
        .first()
    )
    if notice is None or notice.state not in {"queued", "sending"}:
        return None
    journal.context(verb="notices.deliver")
    if not address_of(notice):
        finish(notice, "give_up", error="Người nhận không còn địa chỉ thư.")
        return None
    notice.state = NOTICE.step(notice.state, "begin")
    notice.attempts += 1
    notice.save(update_fields=["state", "attempts"])
    return notice


def finish(notice: Notice, verb: str, *, error: str = "", at: datetime | None = None) -> None:
    """Store what became of a delivery."""
    journal.context(verb=f"notices.{verb}")
    notice.state = NOTICE.step(notice.state, verb)
    notice.error = error
    notice.sent_at = at
    if notice.state in {"sent", "failed"}:
        notice.secret = ""
    notice.save(update_fields=["state", "error", "sent_at", "secret"])


def address_of(notice: Notice) -> str:
    """Where the message goes: the given address, or the person's present one."""
    return notice.address or (notice.person.email if notice.person else "")


def final(error: Exception) -> bool:
    """True for an answer of the server that asking again will not change (5xx)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return (
        isinstance(error, smtplib.SMTPResponseException)
        and error.smtp_code >= 500
        and not isinstance(error, smtplib.SMTPConnectError)
    )


def message_id(notice: Notice) -> str:
    """The notice's Message-ID: the same for every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice.{notice.message_key.hex}@{domain}>"


def transmit(notice: Notice) -> None:
    """Hand the message to the mail server. Errors: OSError, SMTPException."""
    message = EmailMessage(
        subject=notice.subject,
        body=notice.text.replace("{secret}", notice.secret),
        to=[address_of(notice)],
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=TIMEOUT),
    )
    message.send()
