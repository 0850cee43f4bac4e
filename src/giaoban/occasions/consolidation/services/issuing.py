"""A draft becomes a document with its number; from then on nothing in it changes."""

from django.db import transaction

from giaoban.ground import access, journal, search
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.models import Consolidated
from giaoban.occasions.consolidation.refreshing import refresh_of
from giaoban.occasions.consolidation.rendering import document_of, plain_text
from giaoban.occasions.consolidation.sections import FRAMING
from giaoban.occasions.consolidation.services.held import report_held
from giaoban.occasions.consolidation.states import CONSOLIDATED
from giaoban.records.documents.papers import paper_keep
from giaoban.records.documents.services import document_draft, document_issue


@transaction.atomic
def consolidated_issue(*, actor: Actor, report: Consolidated) -> Consolidated:
    """Issue a draft: it becomes a document with the next number of the body's book, its blocks are locked, each number keeps the revision
    of its observation, and the document keeps the paper, the Word file and the PDF it was issued as.

    Errors: ACC-001, ACC-002; CNS-001; CNS-005 without any words; CNS-025 without anybody who signs; DOC-016, DOC-017 where that person
    does not hold the post; CNS-006 while a number differs from the record and nobody said why; CNS-019 while the record has other
    numbers than the tables; those of `document_draft`, `document_issue` and `paper_keep`.
    """
    held = report_held(actor=actor, report=report, doing="consolidation.issue", verb="consolidation.issue")
    access.require_whole(actor, "consolidation.issue")
    rows = selectors.blocks(held)
    if all(block.section in FRAMING for block in rows):
        raise Problem("CNS-005")
    if held.signer_post_id is None:
        raise Problem("CNS-025")
    waiting = selectors.checked(actor, held, rows).open_count
    if waiting:
        raise Problem("CNS-006", count=waiting)
    tables = {block.pk for block in rows if block.kind in {"table", "chart"}}
    changed = [change for change in refresh_of(actor, held, rows).changes if change.block in tables]
    if changed:
        raise Problem("CNS-019", count=len(changed))
    document = document_draft(
        actor=actor,
        body_id=held.body_id,
        kind="report",
        subject=held.title,
        text=plain_text(held, rows)[:200_000],
        recipients=held.recipients.splitlines(),
        signer=held.signer,
    )
    document = document_issue(actor=actor, document=document)
    journal.context(verb="consolidation.issue")
    held.state = CONSOLIDATED.step(held.state, "issue")
    held.document = document
    held.save(update_fields=["state", "document"])
    paper_keep(actor=actor, document=document, paper=document_of(held, rows, on=actor.on))
    journal.context(verb="consolidation.issue")
    search.index(held)
    return held
