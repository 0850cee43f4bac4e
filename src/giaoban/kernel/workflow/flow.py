"""The table and its one step."""

from collections.abc import Mapping

import giaoban.kernel.workflow.problems  # noqa: F401  (registers its codes)
from giaoban.kernel.problems import Problem


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

    def label(self, name: str) -> str:
        """The Vietnamese name of a state or verb."""
        return self.labels.get(name, name)

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
            raise Problem("FLW-001", verb=self.label(verb), state=self.label(state)) from None
