"""The table and its one step."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import giaoban.kernel.workflow.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import Spoken

UNKNOWN = "làm việc này"
"""What a verb is called that the table does not know: its own letters may come from anybody."""


class Label(Spoken):
    """The name of a state or a verb, in Vietnamese; in other languages as `named` says it, which the site sets once."""

    __slots__ = ()
    named: ClassVar[Callable[[str, str], str]] = staticmethod(lambda text, language: text)

    def said(self, language: str) -> str:
        """The name in a language."""
        return str(self) if language == "vi" else Label.named(str(self), language)


class Flow:
    """A table (state, verb) -> state with the Vietnamese names of both.

    `labels` names states and verbs for people; a name that is missing from it is shown as it is.
    """

    def __init__(self, steps: Mapping[tuple[str, str], str], *, labels: Mapping[str, str] | None = None) -> None:
        self.steps = dict(steps)
        self.labels = dict(labels or {})

    @property
    def states(self) -> tuple[str, ...]:
        """Every state of the table, in order of first mention."""
        return tuple(dict.fromkeys(s for (before, _), after in self.steps.items() for s in (before, after)))

    def label(self, name: str) -> Label:
        """The name of a state or verb: in Vietnamese, said in other languages on demand."""
        return Label(self.labels.get(name, name))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(state, its name) for every state, as a form or a model field wants them."""
        return [(state, self.label(state)) for state in self.states]

    def verbs(self, state: str) -> tuple[str, ...]:
        """What may be done in a state."""
        return tuple(verb for (before, verb) in self.steps if before == state)

    def step(self, state: str, verb: str) -> str:
        """The state after a verb. Errors: FLW-001 for a step that is not in the table."""
        try:
            return self.steps[(state, verb)]
        except KeyError:
            raise self.refusal(state, verb) from None

    def refusal(self, state: str, verb: str) -> Problem:
        """FLW-001 for a step that is not to be taken; a verb that the table does not know is not repeated."""
        known = verb in self.labels or any(verb == each for _state, each in self.steps)
        name = self.label(verb) if known else Label(UNKNOWN)
        return Problem("FLW-001", verb=name, state=self.label(state))
