"""A refusal that knows the fields at fault, so that a form can show each where it belongs."""

from collections.abc import Sequence

from giaoban.kernel.problems import Problem
from giaoban.kernel.schema import Fault


class Faulty(Problem):
    """REG-001 with its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("REG-001", count=len(faults), first=self.faults[0].sentence)
