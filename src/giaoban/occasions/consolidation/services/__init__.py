"""Writes of the room."""

from giaoban.occasions.consolidation.services.blocks import (
    block_add,
    block_edit,
    block_move,
    block_remove,
    block_restore,
    finding_settle,
    unit_remove,
)
from giaoban.occasions.consolidation.services.editions import edition_take
from giaoban.occasions.consolidation.services.issuing import consolidated_issue
from giaoban.occasions.consolidation.services.offering import offers_take
from giaoban.occasions.consolidation.services.refreshing import refresh_apply
from giaoban.occasions.consolidation.services.reports import (
    consolidated_change,
    consolidated_create,
    consolidated_step,
    report_take_in,
)
from giaoban.occasions.consolidation.services.returning import change_decide, returned_receive, returned_renew
from giaoban.occasions.consolidation.services.sections import (
    section_add,
    section_move,
    section_remove,
    section_rename,
    section_restore,
)
from giaoban.occasions.consolidation.services.templates import template_save

__all__ = [
    "block_add",
    "block_edit",
    "block_move",
    "block_remove",
    "block_restore",
    "change_decide",
    "consolidated_change",
    "consolidated_create",
    "consolidated_issue",
    "consolidated_step",
    "edition_take",
    "finding_settle",
    "offers_take",
    "refresh_apply",
    "report_take_in",
    "returned_receive",
    "returned_renew",
    "section_add",
    "section_move",
    "section_remove",
    "section_rename",
    "section_restore",
    "template_save",
    "unit_remove",
]
