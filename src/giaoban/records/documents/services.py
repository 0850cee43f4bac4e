"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.ground.access.models import Classification
from giaoban.ground.access.stamp import SECRET, stamped
from giaoban.ground.files.models import StoredFile
from giaoban.ground.numbering.models import Issued, Series
from giaoban.ground.numbering.services import number_issue, number_void, series_define
from giaoban.ground.org.models import Body
from giaoban.ground.org.selectors import body_name
from giaoban.kernel.problems import Problem
from giaoban.records.documents.kinds import KINDS, symbol_of
from giaoban.records.documents.models import Document, DocumentPoint
from giaoban.records.documents.signing import Signer, kept_signer, signer_found, signer_there
from giaoban.records.documents.states import DOCUMENT

__all__ = [
    "SECRET",
    "Point",
    "document_draft",
    "document_issue",
    "document_points_set",
    "document_withdraw",
]

SERIES = "van-ban-di"
"""The joint series of a body's outgoing documents, one per year; the head may open one per kind instead (Decree 30/2020, article 15)."""
PATTERN = "{number:02d}/{symbol}"
PARTY_PATTERN = "{number:02d}-{symbol}"
"""Party documents: "05-TB/ĐU" (Instruction 36-HD/VPTW)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point: its label ("1.", "a)"), its text, and its place in the document's text where it has one."""

    label: str
    text: str
    span_start: int | None = None
    span_end: int | None = None


@transaction.atomic
def document_draft(
    *,
    actor: Actor,
    body_id: int,
    kind: str,
    subject: str,
    text: str,
    recipients: Sequence[str] = (),
    signer: Signer | None = None,
    classification: int = 0,
    file: StoredFile | None = None,
    series_kind: str = SERIES,
    document: Document | None = None,
) -> Document:
    """Draft a document, or put new words into a draft.

    Errors: ACC-001, ACC-002; DOC-001 (nothing said), DOC-002 (marked secret: refused and not stored), DOC-003 (no draft any more),
    DOC-006 (unknown kind); DOC-016, DOC-017 (the person does not hold the post in which he or she is to sign).
    """
    if classification not in Classification.values:
        raise Problem("DOC-002")
    if document is None:
        access.require_in(actor, "documents.draft", Document, body_id=body_id, classification=classification)
    else:
        access.require(actor, "documents.draft", document)
    journal.context(verb="documents.draft")
    require_open_words(subject=subject, text=text, kind=kind)
    new = Document(body_id=body_id, created_at=actor.at, created_by=actor.label[:200])
    row = new if document is None else drafted(document)
    row.kind, row.series_kind = kind, series_kind
    row.subject, row.text = " ".join(subject.split())[:500], text.strip()
    row.recipients = [name.strip()[:200] for name in recipients if name.strip()]
    row.classification = classification
    row.file = file or row.file
    signer_set(row, signer=signer, actor=actor)
    row.save()
    search.index(row)
    return row


def signer_set(document: Document, *, signer: Signer | None, actor: Actor) -> None:
    """Note who signs: the post and the person who holds it that day. Errors: DOC-016, DOC-017."""
    post, person = signer_found(signer, body_id=document.body_id, on=actor.on)
    document.signer_post, document.signer_person = post, person
    document.signer_label = person.full_name if person is not None else ""


@transaction.atomic
def document_points_set(*, actor: Actor, document: Document, points: Sequence[Point]) -> list[DocumentPoint]:
    """Set the numbered points of a draft, in order. Points keep their row by order. Errors: ACC-001, ACC-002, DOC-003, DOC-005."""
    access.require(actor, "documents.draft", document)
    journal.context(verb="documents.draft")
    row = drafted(document)
    for point in points:
        start, end = point.span_start, point.span_end
        if (start is None) != (end is None) or (
            start is not None and end is not None and not 0 <= start <= end <= len(row.text)
        ):
            raise Problem("DOC-005", label=point.label)
    row.points.filter(order__gt=len(points)).delete()
    made = [
        DocumentPoint.objects.update_or_create(
            document=row,
            order=place,
            defaults={
                "label": point.label.strip()[:20],
                "text": point.text.strip(),
                "span_start": point.span_start,
                "span_end": point.span_end,
            },
        )[0]
        for place, point in enumerate(points, start=1)
    ]
    row.blocks = [{"kind": "point", "label": point.label, "text": point.text} for point in made]
    row.save(update_fields=["blocks"])
    return made


@transaction.atomic
def document_issue(*, actor: Actor, document: Document) -> Document:
    """Issue a draft: the next number of the series is given, today's date, and the words are locked.

    The body's first document of a series opens it with "{number:02d}/{symbol}" at 1; an office that goes on from a paper book sets the
    first number before. Errors: ACC-001, ACC-002, FLW-001, NUM-002 (a later day was numbered already); DOC-016, DOC-017 where who signs
    does not hold the post today, or nobody does. A post without a person is signed in by whoever holds it today.
    """
    access.require(actor, "documents.issue", document)
    access.require_whole(actor, "documents.issue")  # its number stands in the body's book
    journal.context(verb="documents.issue")
    row = Document.objects.select_for_update().get(pk=document.pk)
    row.state = DOCUMENT.step(row.state, "issue")
    signer = kept_signer(row.signer_post_id, row.signer_person_id)
    signer_there(signer, body_id=row.body_id, on=actor.on)
    if signer is not None:
        signer_set(row, signer=signer, actor=actor)
    body = Body.objects.get(pk=row.body_id)
    if not Series.objects.filter(body=body, kind=row.series_kind).exists():
        system = Actor.system("Mở sổ văn bản đi", at=actor.at)
        pattern = PARTY_PATTERN if body.kind == "party" else PATTERN
        series_define(actor=system, body=body, kind=row.series_kind, period=str(actor.on.year), pattern=pattern)
    issued = number_issue(
        actor=actor,
        body=body,
        kind=row.series_kind,
        on=actor.on,
        subject_ref=f"documents.document/{row.pk}",
        symbol=symbol_of(row.kind, body_kind=body.kind, body_name=body_name(body=body.pk, on=actor.on)),
    )
    journal.context(verb="documents.issue")
    row.number, row.symbol, row.issued_on = issued.number, issued.symbol, actor.on
    row.save(update_fields=["state", "number", "symbol", "issued_on", "signer_person", "signer_label"])
    search.index(row)
    return row


@transaction.atomic
def document_withdraw(*, actor: Actor, document: Document, reason: str) -> Document:
    """Withdraw a document; its number stays in the book, void, with the reason. Errors: ACC-001, ACC-002, DOC-004, FLW-001."""
    access.require(actor, "documents.issue", document)
    access.require_whole(actor, "documents.issue")
    journal.context(verb="documents.withdraw", reason=reason)
    row = Document.objects.select_for_update().get(pk=document.pk)
    row.state = DOCUMENT.step(row.state, "withdraw")
    if not reason.strip():
        raise Problem("DOC-004")
    given = Issued.objects.filter(subject_ref=f"documents.document/{row.pk}", voided_at__isnull=True).first()
    if given is not None:
        number_void(actor=Actor.system(actor.label, at=actor.at), issued=given, reason=reason)
        journal.context(verb="documents.withdraw", reason=reason)
    row.save(update_fields=["state"])
    return row


def require_open_words(*, subject: str, text: str, kind: str) -> None:
    """Errors: DOC-001, DOC-002, DOC-006."""
    if not subject.strip() or not text.strip():
        raise Problem("DOC-001")
    if stamped(f"{subject}\n{text[:3000]}"):
        raise Problem("DOC-002")
    if kind not in KINDS:
        raise Problem("DOC-006", kind=kind)


def drafted(document: Document) -> Document:
    """The row of a draft, locked. Errors: DOC-003."""
    row = Document.objects.select_for_update().get(pk=document.pk)
    if row.state != "draft":
        raise Problem("DOC-003")
    return row
