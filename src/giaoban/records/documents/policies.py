"""What may be done here, and how a row knows who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.ground import access, journal, search
from giaoban.records.documents.models import Document, DocumentPoint, LegalDocument

access.declare(
    {
        "documents.view": _("Xem văn bản"),
        "documents.draft": _("Soạn thảo văn bản"),
        "documents.issue": _("Ban hành, thu hồi văn bản"),
        "documents.legal": _("Sửa danh mục văn bản pháp luật"),
    }
)
access.entitle(
    {
        "documents.withdraw": _("Thu hồi văn bản"),
        "documents.legal.load": _("Nạp danh mục văn bản pháp luật"),
        "documents.legal.replace": _("Ghi văn bản thay thế"),
        "documents.legal.remove": _("Bỏ bản ghi của cơ quan"),
    }
)
access.policy(Document, view="documents.view", body="body", classification="classification")
access.policy(
    DocumentPoint,
    view="documents.view",
    body="document__body",
    classification="document__classification",
    parent="document",
)
access.policy(LegalDocument, view="documents.view", body="body", bodyless=True)

journal.track(Document)
journal.track(LegalDocument, ignore=("key",))
journal.track(DocumentPoint, part_of="document")


def found_document(document: Document) -> search.Found:
    """A document is found by its symbol, subject and text."""
    return search.Found(
        title=f"{document.symbol} {document.subject}".strip(),
        url=reverse("documents:document", args=[document.pk]),
        text=document.text,
        body_id=document.body_id,
        on=document.issued_on,
    )


search.source(Document, found_document)
