"""Reads of the room, always for an actor. Nothing here writes."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from giaoban.ground import access
from giaoban.ground.access import Actor
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import Post
from giaoban.ground.org.selectors import posts_with_holders
from giaoban.kernel import checks
from giaoban.kernel.problems import Problem
from giaoban.records.documents.legal import key_of
from giaoban.records.documents.models import Document, LegalDocument

LEGAL_MOST = 1000
"""Entries that are handed to the checker with each report."""


def documents(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Document]:
    """The documents the actor may see, newest first; narrowed to a state or a kind where asked."""
    rows = access.visible(actor, "documents.view", Document.objects.select_related("file"))
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind) if kind else rows
    return rows.order_by("-created_at", "-pk")


def document_get(actor: Actor, pk: int) -> Document:
    """One document. Errors: ACC-002 where the actor may not know of it."""
    found = documents(actor).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def signers(actor: Actor) -> QuerySet[Post]:
    """The posts of the actor's body that sign: its chair and vice chairs, heads and deputies, each with `holders_on`."""
    ranks = ("chair", "vice_chair", "head", "deputy")
    return posts_with_holders(on=actor.on).filter(body=actor.body_id, rank__in=ranks)


def legal_documents(
    actor: Actor, *, text: str = "", topic: str = "", kind: str = "", confidence: str = ""
) -> QuerySet[LegalDocument]:
    """The register as the actor's body knows it: its own entries, and the shared ones that it has not corrected; narrowed where asked."""
    rows = access.visible(actor, "documents.view", LegalDocument.objects.all())
    rows = known_to(rows, actor.body_id)
    for word in squeeze(text).split()[:8]:
        rows = rows.filter(folded__contains=word)
    narrowed = {"topic": topic, "kind": kind, "confidence": confidence}
    return rows.filter(**{name: value for name, value in narrowed.items() if value})


def known_to(rows: QuerySet[LegalDocument], body_id: int | None) -> QuerySet[LegalDocument]:
    """Without the shared entries that a body has put its own in place of: it corrects them, or tells of the same document.

    The same are two of one number, kind and year whose issuers are the same or not both known.
    """
    same = Q(key=OuterRef("key"), kind=OuterRef("kind"), year=OuterRef("year"))
    issuer = (
        Q(issuer=OuterRef("issuer")) | Q(issuer="") | Exists(rows.model.objects.filter(pk=OuterRef("pk"), issuer=""))
    )
    own = LegalDocument.objects.filter(body=body_id, body__isnull=False).filter(
        Q(corrects=OuterRef("pk")) | same & issuer
    )
    return rows.exclude(Q(body=None) & Exists(own))


def legal_get(actor: Actor, pk: int) -> LegalDocument:
    """One entry. Errors: ACC-002 where the actor may not know of it."""
    found = access.visible(actor, "documents.view", LegalDocument.objects.filter(pk=pk)).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def legal_by_number(actor: Actor, number: str, *, on: date | None = None) -> list[LegalDocument]:
    """The entries that a number may mean, newest first, those without a day last; none where the register does not hold it.

    "318/QĐ-TTg" is another document every year. With a day, those issued after it are left out, and of those issued by then only
    the newest of each issuer is meant; entries whose day of issue nobody wrote down stay in.
    """
    if not number:
        return []
    rows = list(
        legal_documents(actor).filter(key=key_of(number)).order_by(F("issued_on").desc(nulls_last=True), "issuer", "pk")
    )
    if on is None or len(rows) == 1:
        return rows
    meant: dict[str, LegalDocument] = {}
    for row in rows:
        if row.issued_on is not None and row.issued_on <= on:
            meant.setdefault(row.issuer, row)
    return [row for row in rows if row.issued_on is None or row in meant.values()] or rows


def legal_topics(actor: Actor) -> list[str]:
    """The topics in use, by name."""
    return sorted(set(legal_documents(actor).exclude(topic="").order_by().values_list("topic", flat=True).distinct()))


def legal_known(*, body_id: int) -> tuple[checks.LegalDocument, ...]:
    """The register as the checker of reports wants it (K8); one query, at most `LEGAL_MOST` rows.

    "318/QĐ-TTg" is another document every year: a number without its year is told with a verified day of issue only. Of any other entry
    that nobody has verified the day of issue is left out, so that nothing is called wrong by it.
    """
    rows = known_to(LegalDocument.objects.filter(Q(body=None) | Q(body=body_id)), body_id)
    dated = Q(confidence="verified", issued_on__isnull=False)
    rows = rows.filter(Q(number__regex=r"^[0-9]+/(19|20)[0-9]{2}/") | dated).order_by("-issued_on", "pk")[:LEGAL_MOST]
    return tuple(
        checks.LegalDocument(
            number=row.number,
            kind=row.kind,
            issuer=row.issuer,
            issued_on=row.issued_on if row.confidence == "verified" else None,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            replaced_by=row.replaced_by,
            title="" if row.confidence == "verified" else "(chưa kiểm chứng)",
            address=reverse("documents:legal", args=[row.pk]),
        )
        for row in rows
    )
