"""A file before it is handed in: what is read in it, whose it is, and the copy that waits for an answer."""

import io

from django.core import signing

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.files.models import StoredFile
from giaoban.ground.files.services import file_read, file_store
from giaoban.kernel.problems import Problem
from giaoban.occasions.reports.foreign import sender_of
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.reader import Outcome
from giaoban.occasions.reports.selectors import expected_of, unit_choices
from giaoban.occasions.reports.services import PERIOD, TAKEN, read_for
from giaoban.occasions.reports.states import SCAN

SALT = "reports.held"
KEPT = 4 * 3600
"""Seconds for which a file waits for the answer."""


def file_look(
    *, actor: Actor, body_id: int, unit_id: int | None, period: str, content: bytes, name: str
) -> tuple[Outcome, int | None]:
    """What is read in a file, and whose it is: where nobody named a unit, the one that its head names, of those the actor hands in for.

    Nothing is stored. Errors: ACC-001; REP-008 for a malformed period; those of reading, but for a scan, which a job will read.
    """
    if unit_id is not None:
        access.require_in(actor, "reports.submit", Submission, body_id=body_id, unit_id=unit_id)
    if period and not PERIOD.match(period):
        raise Problem("REP-008", period=period)
    outcome = read_for(body_id=body_id, unit_id=unit_id, period=period, content=content, name=name, on=actor.on)
    if outcome.problem is not None and outcome.problem.code != SCAN:
        raise outcome.problem
    if unit_id is None and outcome.text:
        unit_id = unit_read(actor, body_id, outcome.text)
        if unit_id is not None:  # read again, now against what is on record about it
            outcome = read_for(body_id=body_id, unit_id=unit_id, period=period, content=content, name=name, on=actor.on)
    return outcome, unit_id


def unit_read(actor: Actor, body_id: int, text: str) -> int | None:
    """The unit that the head of a text names, of those for which the actor may hand in; None for none or several."""
    units = dict(unit_choices(actor))
    if not access.whole(actor, "reports.submit"):
        units = {pk: name for pk, name in units.items() if pk == actor.unit_id}
    area = expected_of(body_id=body_id, unit_id=None, period="", on=actor.on).area
    return sender_of(text, units, area)


def hold(actor: Actor, content: bytes, name: str) -> str:
    """Keep a file while its sender is asked something; gives the words to find it again. Errors: FIL-0xx."""
    stored = file_store(io.BytesIO(content), name=name, limits=TAKEN)
    return signing.dumps([stored.pk, name[-255:], actor.user_id], salt=SALT)


def held(actor: Actor, words: str) -> tuple[bytes, str]:
    """The file that `hold` kept, and its name. Errors: REP-052 for words of somebody else, too old or altered."""
    try:
        number, name, user = signing.loads(words, salt=SALT, max_age=KEPT)
    except signing.BadSignature as error:
        raise Problem("REP-052") from error
    stored = StoredFile.objects.filter(pk=number).first()
    if stored is None or user != actor.user_id:
        raise Problem("REP-052")
    return file_read(stored), str(name)
