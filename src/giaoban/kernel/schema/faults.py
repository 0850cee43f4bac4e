"""A fault is a problem found at a place: a field of an entry, or a part of a definition."""

from dataclasses import dataclass
from typing import Self

from giaoban.kernel.problems import Problem
from giaoban.kernel.wording import Spoken


class Sentence(Spoken):
    """The sentence of a problem: its text in Vietnamese, said in English on demand."""

    __slots__ = ("problem",)
    problem: Problem

    def __new__(cls, problem: Problem) -> Self:
        """What the problem says."""
        made = super().__new__(cls, problem.sentence())
        made.problem = problem
        return made

    def said(self, language: str) -> str:
        """The sentence in a language ("vi", "en"); Vietnamese for every other."""
        return self.problem.sentence(language)


@dataclass(frozen=True, slots=True)
class Fault:
    """where: the field's name, or "field.expires_on", "indicators.x"; empty for the whole."""

    where: str
    problem: Problem

    @property
    def sentence(self) -> Sentence:
        """What is wrong and what to do, in Vietnamese; said in English on demand."""
        return Sentence(self.problem)

    @property
    def code(self) -> str:
        """The code for machines."""
        return self.problem.code
