"""Rows held while they are changed."""

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.occasions.consolidation.models import Block, Consolidated


class Conflict(Problem):
    """CNS-002 with the block as it is now."""

    def __init__(self, block: Block) -> None:
        super().__init__("CNS-002", who=block.changed_by)
        self.block = block


def require_draft(report: Consolidated) -> None:
    """Errors: CNS-001 for a report that is issued, CNS-023 for a draft that was cancelled."""
    if report.state == "issued":
        raise Problem("CNS-001", title=report.title)
    if report.state != "draft":
        raise Problem("CNS-023", title=report.title)


def report_held(*, actor: Actor, report: Consolidated, doing: str, verb: str = "consolidation.draft") -> Consolidated:
    """The draft, locked: whoever else changes a block waits. Errors: ACC-001, ACC-002, CNS-001 once it is issued, CNS-023."""
    access.require(actor, verb, report)
    journal.context(verb=doing)
    held = Consolidated.objects.select_for_update(of=("self",)).select_related("body", "body__area").get(pk=report.pk)
    require_draft(held)
    return held


def block_held(report: Consolidated, pk: int, version: int) -> Block:
    """The block as the actor read it, locked. Errors: ACC-002 for none of the report, CNS-002 (`Conflict`) where it was changed since."""
    found = report.blocks.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    if found.version != version:
        raise Conflict(found)
    return found


def block_stamp(block: Block, *fields: str, actor: Actor) -> Block:
    """Store a changed block as the next version."""
    block.version += 1
    block.changed_at, block.changed_by = actor.at, actor.label[:200]
    block.save(update_fields=[*fields, "version", "changed_at", "changed_by"])
    return block
