"""Dataclasses of values that are made by the thousand for every page: frozen to the type checker, made by plain assignment at run time.

A frozen dataclass sets each field through `object.__setattr__`, which took a twelfth of the time of a whole reading. mypy sees
`dataclasses.dataclass` here and refuses every assignment to a field of `@fixed(frozen=True, slots=True)`; nothing is refused at run time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

Made = TypeVar("Made")

if TYPE_CHECKING:
    from dataclasses import dataclass as fixed
else:

    def fixed(*, frozen, slots):
        """A dataclass with slots, equality and a hash of its fields; `frozen` is for the type checker and must be True."""
        return dataclasses.dataclass(slots=slots, unsafe_hash=frozen)


@lru_cache(maxsize=64)
def _values_of(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    names = [field.name for field in dataclasses.fields(kind)]
    return attrgetter(*names)


def changed(item: Made, **values: object) -> Made:
    """A copy of a `fixed` value of several fields with other values in some of them.

    What `dataclasses.replace` gives in a fifth of its time: it asks every field again how it is made. Nothing checks the new values.
    """
    kind: Any = type(item)
    copy: Made = kind(*_values_of(kind)(item))
    for name, value in values.items():
        setattr(copy, name, value)
    return copy


__all__ = ["changed", "fixed"]
