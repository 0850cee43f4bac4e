"""Writes of the room. Each reads like a minute of what happened: may they, may it, do it, write it down."""

from giaoban.occasions.meetings.services.agenda import (
    agenda_freeze,
    agenda_item_add,
    agenda_item_edit,
    agenda_item_move,
    agenda_item_remove,
    agenda_item_step,
    agenda_reports_add,
)
from giaoban.occasions.meetings.services.attendance import (
    Mark,
    attendance_add,
    attendance_all_present,
    attendance_mark,
    attendance_remove,
)
from giaoban.occasions.meetings.services.closing import session_close, session_no_conclusion
from giaoban.occasions.meetings.services.conclusions import Uploaded, conclusion_set
from giaoban.occasions.meetings.services.difficulties import (
    Raised,
    difficulty_answer,
    difficulty_assign,
    difficulty_raise,
    difficulty_step,
)
from giaoban.occasions.meetings.services.issuing import conclusion_issue
from giaoban.occasions.meetings.services.papers import paper_add, paper_document, paper_link, paper_remove
from giaoban.occasions.meetings.services.proposals import (
    Edited,
    proposal_add,
    proposal_dismiss,
    proposal_edit,
    proposal_expand,
    proposal_group,
    proposal_keep,
    proposal_lead,
    proposal_merge,
    proposal_split,
)
from giaoban.occasions.meetings.services.sessions import Plan, session_edit, session_open, session_plan

__all__ = [
    "Edited",
    "Mark",
    "Plan",
    "Raised",
    "Uploaded",
    "agenda_freeze",
    "agenda_item_add",
    "agenda_item_edit",
    "agenda_item_move",
    "agenda_item_remove",
    "agenda_item_step",
    "agenda_reports_add",
    "attendance_add",
    "attendance_all_present",
    "attendance_mark",
    "attendance_remove",
    "conclusion_issue",
    "conclusion_set",
    "difficulty_answer",
    "difficulty_assign",
    "difficulty_raise",
    "difficulty_step",
    "paper_add",
    "paper_document",
    "paper_link",
    "paper_remove",
    "proposal_add",
    "proposal_dismiss",
    "proposal_edit",
    "proposal_expand",
    "proposal_group",
    "proposal_keep",
    "proposal_lead",
    "proposal_merge",
    "proposal_split",
    "session_close",
    "session_edit",
    "session_no_conclusion",
    "session_open",
    "session_plan",
]
