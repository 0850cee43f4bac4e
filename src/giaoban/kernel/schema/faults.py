"""A fault is a problem found at a place: a field of an entry, or a part of a definition."""

from dataclasses import dataclass

from giaoban.kernel.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """where: the field's name, or "field.expires_on", "indicators.x"; empty for the whole."""

    where: str
    problem: Problem

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        return self.problem.sentence()

    @property
    def code(self) -> str:
        """The code for machines."""
        return self.problem.code
