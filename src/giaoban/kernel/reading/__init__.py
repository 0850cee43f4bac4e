"""A session report -> header, people, agenda, figures, relations, tasks, difficulties: proposals with spans for a person to confirm."""

from giaoban.kernel.reading.as_json import Json, as_json, dumps
from giaoban.kernel.reading.lexicon import Lexicon, default_lexicon
from giaoban.kernel.reading.model import (
    AgendaItem,
    Deadline,
    DeadlineKind,
    Decision,
    Difficulty,
    Header,
    MeetingKind,
    Person,
    Reading,
    Task,
)
from giaoban.kernel.reading.owners import match_unit
from giaoban.kernel.reading.read import HasText, read

__all__ = [
    "AgendaItem", "Deadline", "DeadlineKind", "Decision", "Difficulty", "HasText", "Header", "Json", "Lexicon", "MeetingKind", "Person",
    "Reading", "Task", "as_json", "default_lexicon", "dumps", "match_unit", "read",
]  # fmt: skip
