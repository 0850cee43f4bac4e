"""Doing something to see what would come of it, and taking all of it back."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db import transaction

R = TypeVar("R")
T = TypeVar("T")


class _Back(Exception):
    def __init__(self, seen: Any) -> None:
        self.seen = seen


def rehearse(work: Callable[[], R], look: Callable[[R], T]) -> T:
    """Do `work`, `look` at its result while it stands, undo everything and return what was seen. Errors: those of `work`."""
    try:
        with transaction.atomic():
            raise _Back(look(work()))
    except _Back as back:
        return cast(T, back.seen)
