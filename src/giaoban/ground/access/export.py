"""Rows for a file: the same rows as the list, streamed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from giaoban.ground.access.actor import Actor
from giaoban.ground.access.checks import visible

CHUNK = 1000


def rows(actor: Actor, verb: str, queryset: QuerySet[Any, Any], columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the columns of every row with which the actor may do the verb, `CHUNK` rows at a time from a server-side cursor."""
    found: QuerySet[Model, tuple[Any, ...]] = visible(actor, verb, queryset).values_list(*columns)
    yield from found.iterator(chunk_size=CHUNK)
