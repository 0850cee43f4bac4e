"""Reads of the room, always for an actor. Nothing here writes."""

from giaoban.records.tasks.selectors.audience import people_of
from giaoban.records.tasks.selectors.lists import (
    Tally,
    batch_of,
    filtered,
    mine,
    tally,
    task_get,
    tasks,
    tasks_of,
    unit_choices,
    unit_groups,
)
from giaoban.records.tasks.selectors.page import Side, abilities, due_changes, parts, sides, timeline

__all__ = [
    "Side",
    "Tally",
    "abilities",
    "batch_of",
    "due_changes",
    "filtered",
    "mine",
    "parts",
    "people_of",
    "sides",
    "tally",
    "task_get",
    "tasks",
    "tasks_of",
    "timeline",
    "unit_choices",
    "unit_groups",
]
