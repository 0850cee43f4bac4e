"""Tables of sessions."""

from giaoban.occasions.meetings.models.agenda import AgendaItem, AgendaPaper, AgendaVersion
from giaoban.occasions.meetings.models.conclusion import Conclusion, ConclusionTask
from giaoban.occasions.meetings.models.room import Attendance, Difficulty
from giaoban.occasions.meetings.models.session import KINDS, Session

__all__ = [
    "KINDS",
    "AgendaItem",
    "AgendaPaper",
    "AgendaVersion",
    "Attendance",
    "Conclusion",
    "ConclusionTask",
    "Difficulty",
    "Session",
]
