"""Writes of the register of legal documents. What everybody shares is never changed by one body: it gets an entry of its own instead."""

from datetime import date

from django.db import IntegrityError, transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.records.documents.legal import FIELDS, NUMBER, Facts, key_of
from giaoban.records.documents.models import LegalDocument


@transaction.atomic
def legal_save(*, actor: Actor, facts: Facts, row: LegalDocument | None = None) -> LegalDocument:
    """Add a document to the register, or correct what is there; correcting a shared entry makes one for the actor's body.

    Errors: ACC-001, ACC-002; DOC-010 number, DOC-011 there already, DOC-012 dates, DOC-013 replaced by itself.
    """
    access.require_in(actor, "documents.legal", LegalDocument, body_id=actor.body_id)
    if row is not None:
        access.require(actor, "documents.legal", row)
    journal.context(verb="documents.legal")
    require_sound(facts)
    if row is None or row.body_id is None:
        target = LegalDocument(body_id=actor.body_id, corrects=row, created_at=actor.at, created_by=actor.label[:200])
    else:
        target = LegalDocument.objects.select_for_update().get(pk=row.pk)
    for name in FIELDS:
        setattr(target, name, getattr(facts, name))
    target.key = key_of(facts.number)
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError as error:
        raise Problem("DOC-011", kind=facts.kind, number=facts.number) from error
    return target


@transaction.atomic
def legal_replace(*, actor: Actor, row: LegalDocument, number: str, on: date) -> LegalDocument:
    """Note that a document was replaced by another from a day on. Errors: as `legal_save`."""
    journal.context(verb="documents.legal.replace")
    known = {name: getattr(row, name) for name in FIELDS}
    return legal_save(actor=actor, row=row, facts=Facts(**{**known, "replaced_by": number.strip(), "valid_to": on}))


@transaction.atomic
def legal_remove(*, actor: Actor, row: LegalDocument, reason: str) -> None:
    """Drop a body's own entry; a shared one of the same number counts again. Errors: ACC-001, ACC-002, DOC-014 for a shared one."""
    access.require(actor, "documents.legal", row)
    if row.body_id is None:
        raise Problem("DOC-014")
    journal.context(verb="documents.legal.remove", reason=reason)
    row.delete()


def require_sound(facts: Facts) -> None:
    """Errors: DOC-010, DOC-012, DOC-013."""
    for number in filter(None, (facts.number, facts.replaced_by)):
        if not NUMBER.match(number):
            raise Problem("DOC-010", number=number)
    if facts.valid_from and facts.valid_to and facts.valid_to <= facts.valid_from:
        raise Problem("DOC-012")
    if facts.replaced_by and key_of(facts.replaced_by) == key_of(facts.number):
        raise Problem("DOC-013")
