"""A document that another room laid out (`kernel.docform`): the very paper, Word file and PDF that it was issued as."""

import io
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe

from giaoban.ground.access import Actor
from giaoban.ground.files.models import Attachment
from giaoban.ground.files.services import attach, file_read, file_store
from giaoban.kernel import docform
from giaoban.kernel.problems import Problem
from giaoban.records.documents.models import Document

Suffix = Literal["docx", "pdf"]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
PAPER = "paper"
"""The kind of the one block of a document that holds its paper."""


def file_name(document: Document, suffix: Suffix) -> str:
    """ "03-BC-UBND.pdf"."""
    return f"{document.symbol.replace('/', '-')}.{suffix}"


@transaction.atomic
def paper_keep(*, actor: Actor, document: Document, paper: docform.Document) -> Document:
    """Keep the paper of a document that was just issued, with its Word file and its PDF: from then on every page hands out these.

    Errors: ACC-001, ACC-002; DOC-015 for a document without a number, or one that has its paper.
    """
    if document.state != "issued" or paper_of(document) is not None:
        raise Problem("DOC-015")
    contents: dict[Suffix, bytes] = {"docx": docform.docx_bytes(paper), "pdf": docform.pdf_bytes(paper)}
    for suffix, content in contents.items():
        name = file_name(document, suffix)
        stored = file_store(io.BytesIO(content), name=name)
        attach(actor=actor, owner=document, stored=stored, name=name, verb="documents.issue", body_id=document.body_id)
    document.blocks = [{"kind": PAPER, "paper": docform.to_json(paper)}]
    document.save(update_fields=["blocks"])
    return document


def paper_of(document: Document) -> dict[str, Any] | None:
    """The stored paper as `docform.to_json` writes it; None for a document whose words are its own."""
    return next((block["paper"] for block in document.blocks if block.get("kind") == PAPER), None)


def paper_html(document: Document) -> SafeString | None:
    """The paper for a page; None for a document whose words are its own. Errors: DOF-001."""
    paper = paper_of(document)
    if paper is None:
        return None
    return mark_safe(docform.html(docform.from_json(paper)))  # noqa: S308  (escaped by docform)


def issued_bytes(document: Document, suffix: Suffix) -> bytes | None:
    """The file that a document was issued as; None where it has none. The caller has checked that the actor may see it.

    Errors: FIL-004, FIL-005, FIL-008.
    """
    if paper_of(document) is None:
        return None
    name = file_name(document, suffix)
    kind = ContentType.objects.get_for_model(Document)
    rows = Attachment.objects.filter(content_type=kind, object_id=document.pk, name=name, removed_at__isnull=True)
    found = rows.select_related("stored").order_by("version").first()
    return file_read(found.stored, name=name) if found is not None else None
