"""Numbers are taken anew from the figures on record; nobody's words change."""

from django.db import transaction

from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation import fields as marks
from giaoban.occasions.consolidation import selectors
from giaoban.occasions.consolidation.models import Consolidated
from giaoban.occasions.consolidation.refreshing import Refresh, refresh_of
from giaoban.occasions.consolidation.services.held import block_stamp, report_held


@transaction.atomic
def refresh_apply(*, actor: Actor, report: Consolidated, token: str) -> Refresh:
    """Print the numbers that were shown as changed. Errors: ACC-001, ACC-002, CNS-001; CNS-008 where other numbers changed meanwhile."""
    held = report_held(actor=actor, report=report, doing="consolidation.refresh")
    rows = selectors.blocks(held)
    found = refresh_of(actor, held, rows)
    if found.token != token:
        raise Problem("CNS-008")
    for block in rows:
        if block.pk in found.words:
            block.text, fields = found.words[block.pk]
            block.fields = marks.stored(fields)
            block_stamp(block, "text", "fields", actor=actor)
        elif block.pk in found.data:
            block.data = found.data[block.pk]
            block_stamp(block, "data", actor=actor)
    return found
