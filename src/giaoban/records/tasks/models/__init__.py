"""Tables of tasks."""

from giaoban.records.tasks.models.assignment import Assignment, AssignmentKind, current_parts
from giaoban.records.tasks.models.event import DueChange, EventKind, TaskEvent
from giaoban.records.tasks.models.task import SourceKind, Task

__all__ = ["Assignment", "AssignmentKind", "DueChange", "EventKind", "SourceKind", "Task", "TaskEvent", "current_parts"]
