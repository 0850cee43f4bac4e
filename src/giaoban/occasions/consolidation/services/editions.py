"""A draft is taken away as a Word file: what it says is kept, as the base of the comparison when the file comes back."""

import hashlib
import json
from dataclasses import asdict, replace

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel import docform
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.merging import base_of
from giaoban.occasions.consolidation.models import Consolidated, Edition
from giaoban.occasions.consolidation.rendering import document_of
from giaoban.occasions.consolidation.services.held import require_draft


@transaction.atomic
def edition_take(*, actor: Actor, report: Consolidated) -> docform.Document:
    """The document of a draft with its origin, by which the file is known when it comes back. Taken twice unchanged it is one edition.

    Errors: ACC-001, ACC-002; CNS-001 once it is issued.
    """
    access.require(actor, "consolidation.draft", report)
    require_draft(report)
    journal.context(verb="consolidation.take_away")
    rows = selectors.blocks(report)
    document = document_of(report, rows, on=actor.on)
    told, base = docform.to_json(document), asdict(base_of(report, rows))
    written = json.dumps([report.pk, told, base], sort_keys=True, default=str)
    origin = hashlib.blake2b(written.encode(), digest_size=16).hexdigest()
    Edition.objects.get_or_create(
        report=report,
        origin=origin,
        defaults={"document": told, "base": base, "made_at": actor.at, "made_by": actor.label[:200]},
    )
    return replace(document, origin=origin)
