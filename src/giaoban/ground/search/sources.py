"""What is found of each model: its room says so once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found of one object. `url` is the path of its page; `on` the day it is about."""

    title: str
    url: str
    text: str = ""
    body_id: int | None = None
    unit_id: int | None = None
    on: date | None = None


Describe = Callable[[Any], Found | None]
_SOURCES: dict[type[Model], tuple[Describe, Callable[[], QuerySet[Any]]]] = {}


def source(
    model: type[M], describe: Callable[[M], Found | None], *, rows: Callable[[], QuerySet[M]] | None = None
) -> None:
    """Declare how a model is found; None from `describe` keeps an object out. `rows`: a queryset with what `describe` reads."""
    _SOURCES[model] = (describe, rows or model._default_manager.all)


def describe(obj: Model) -> Found | None:
    """What is found of an object. Errors: LookupError for a model that no room declared: a mistake of ours."""
    try:
        return _SOURCES[type(obj)][0](obj)
    except KeyError:
        raise LookupError(f"{type(obj).__name__} is not declared for search") from None


def sources() -> dict[type[Model], Callable[[], QuerySet[Any]]]:
    """Every declared model with its rows."""
    return {model: rows for model, (_describe, rows) in _SOURCES.items()}
