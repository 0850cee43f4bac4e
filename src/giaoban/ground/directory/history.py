"""An object's history as its tab shows it, with names for the numbers of other objects."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model

from giaoban.ground import journal
from giaoban.ground.org.models import Body, Unit
from giaoban.ground.org.selectors import body_names, unit_names


def lines(obj: Model, *, on: date, reveal: bool = False, limit: int = 200) -> list[journal.Change]:
    """The changes of an object and its parts, newest first. reveal: show sensitive values to a reader who may see them."""
    return journal.history(obj, reveal=reveal, names=partial(names, on=on), limit=limit)


def names(model: type[Model], numbers: set[int], *, on: date) -> Mapping[int, str]:
    """Names for the numbers of other objects: one query per model, whatever the number of changes."""
    if model is Unit:
        return unit_names(units=numbers, on=on)
    if model is Body:
        return body_names(bodies=numbers, on=on)
    found: dict[Any, Any] = model._default_manager.in_bulk(numbers)
    return {number: str(row) for number, row in found.items()}
