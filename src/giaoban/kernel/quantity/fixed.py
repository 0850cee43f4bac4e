"""Dataclasses of values that are made by the thousand for every page: frozen to the type checker, made by plain assignment at run time.

A frozen dataclass sets each field through `object.__setattr__`, which took a twelfth of the time of a whole reading. mypy sees
`dataclasses.dataclass` here and refuses every assignment to a field of `@fixed(frozen=True, slots=True)`; nothing is refused at run time.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as fixed
else:

    def fixed(*, frozen, slots):
        """A dataclass with slots, equality and a hash of its fields; `frozen` is for the type checker and must be True."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["fixed"]
