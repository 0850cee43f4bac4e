"""Papers under the items of an agenda."""

from typing import IO

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.ground.files.services import file_store
from giaoban.ground.files.store import Limits
from giaoban.kernel.problems import Problem
from giaoban.occasions.meetings.models import AgendaPaper, Session
from giaoban.occasions.meetings.services.held import item_held, session_held
from giaoban.occasions.reports.models import Submission
from giaoban.occasions.reports.reader import LIMITS as READ
from giaoban.records.documents.kinds import KINDS
from giaoban.records.documents.models import Document

PAPER = Limits(max_bytes=READ.max_bytes)
"""A paper may be as large as a report."""


@transaction.atomic
def paper_link(*, actor: Actor, session: Session, item_id: int, submission: Submission) -> AgendaPaper:
    """Put a report under an item; linking it again changes nothing.

    Errors: ACC-001, ACC-002; MTG-001; MTG-003; MTG-019 for a report of another body or one that was not sent.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare")
    access.require(actor, "reports.view", submission)
    journal.context(verb="meetings.papers")
    item = item_held(session=locked, item_id=item_id)
    if submission.body_id != locked.body_id or submission.state not in ("sent", "accepted"):
        raise Problem("MTG-019")
    paper, _made = AgendaPaper.objects.get_or_create(
        item=item,
        submission=submission,
        defaults={"label": submission.title[:300], "added_at": actor.at, "added_by": actor.label[:200]},
    )
    return paper


@transaction.atomic
def paper_document(*, actor: Actor, session: Session, item_id: int, document: Document) -> AgendaPaper:
    """Put a document of the body, a draft too, under an item; again changes nothing.

    Errors: ACC-001, ACC-002; MTG-001; MTG-003; MTG-019 for a document of another body.
    """
    locked = session_held(actor=actor, session=session, verb="meetings.prepare")
    access.require(actor, "documents.view", document)
    journal.context(verb="meetings.papers")
    item = item_held(session=locked, item_id=item_id)
    if document.body_id != locked.body_id:
        raise Problem("MTG-019")
    paper, _made = AgendaPaper.objects.get_or_create(
        item=item,
        document=document,
        defaults={"label": document_label(document)[:300], "added_at": actor.at, "added_by": actor.label[:200]},
    )
    return paper


def document_label(document: Document) -> str:
    """What the agenda calls a document: all who see the session read it, so above the lowest level its kind and symbol alone."""
    if document.classification == 0:
        return str(document)
    return f"{KINDS[document.kind].name.capitalize() or 'Công văn'} {document.symbol}".strip()


@transaction.atomic
def paper_add(
    *, actor: Actor, session: Session, item_id: int, stream: IO[bytes], name: str, label: str = ""
) -> AgendaPaper:
    """Put a file under an item. Errors: ACC-001, ACC-002; MTG-001; MTG-003; FIL-0xx for a file that may not be kept."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.papers")
    item = item_held(session=locked, item_id=item_id)
    stored = file_store(stream, name=name, limits=PAPER)
    return AgendaPaper.objects.create(
        item=item,
        label=(label.strip() or name)[:300],
        file=stored,
        file_name=name[-255:],
        added_at=actor.at,
        added_by=actor.label[:200],
    )


@transaction.atomic
def paper_remove(*, actor: Actor, session: Session, paper_id: int) -> None:
    """Take a paper off its item; the file stays stored. Errors: ACC-001, ACC-002; MTG-001; MTG-003."""
    locked = session_held(actor=actor, session=session, verb="meetings.prepare", doing="meetings.papers")
    paper = AgendaPaper.objects.filter(item__session=locked, pk=paper_id).first()
    if paper is None:
        raise Problem("MTG-003")
    paper.delete()
