"""How a task's state and lateness are shown: one word, one tone."""

from dataclasses import dataclass
from datetime import date

from giaoban.records.tasks.clock import lateness, sentence
from giaoban.records.tasks.forms import LATENESS
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.states import TASK

TONE = {"done_on_time": "done", "done_late": "partly", "open": "open", "no_deadline": "note"}
"""The code that a lateness is coloured by; others by their own name."""
STATE_TONE = {"closed": "closed_ok"}
MARKED = {"overdue", "due_soon", "done_on_time", "done_late"}
"""What deserves a badge beside the state."""


@dataclass(frozen=True, slots=True)
class Row:
    """A task as lists show it."""

    task: Task
    lead: str
    state: str
    state_tone: str
    late: str
    late_tone: str
    clock: str
    due: str
    """The clock where its place is called "Hạn hoàn thành" already."""


def row_of(task: Task, *, lead: str, on: date) -> Row:
    """The row of one task on a day."""
    how = lateness(task, on)
    word = str(dict(LATENESS)[how]) if how in MARKED else ""
    return Row(
        task=task,
        lead=lead,
        state=TASK.label(task.state),
        state_tone=STATE_TONE.get(task.state, task.state),
        late=word,
        late_tone=TONE.get(how, how),
        clock=sentence(task, on),
        due=sentence(task, on, bare=True),
    )
