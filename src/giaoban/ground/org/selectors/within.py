"""What stands under upper units on a day, and whether an upper unit of another day was made of the very same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from giaoban.ground.org.selectors.statements import ask, statement


@dataclass(frozen=True, slots=True)
class MadeUp:
    """An upper unit on an earlier (or later) day. parts: so many of its parts of the day wanted existed then, as themselves or as others.

    same: it was made of them and of nothing else, so that its own figure of then is what they make together.
    """

    parts: int
    same: bool


def units_within(*, units: Iterable[int], on: date, kinds: Sequence[str]) -> dict[int, dict[str, list[int]]]:
    """The units of some kinds anywhere below others in the state tree on a day: {upper unit: {kind: numbers}}. One query."""
    found: dict[int, dict[str, list[int]]] = {}
    for top, kind, unit in ask("within", tops=sorted(set(units)), on=on, kinds=list(kinds)):
        found.setdefault(top, {}).setdefault(kind, []).append(unit)
    return found


def made_up(*, parts: Mapping[int, Sequence[int]], on: date, days: Iterable[date]) -> dict[tuple[date, int], MadeUp]:
    """What upper units, each with its parts of the day `on`, were on other days: {(day, upper unit): MadeUp}. One query."""
    pairs = [(top, part) for top in sorted(parts) for part in sorted(parts[top])]
    if not pairs:
        return {}
    tops, numbers = [top for top, _part in pairs], [part for _top, part in pairs]
    values: dict[str, Any] = {
        "on": on,
        "days": sorted(set(days)),
        "wanted": sorted({*tops, *numbers}),
        "tops": tops,
        "parts": numbers,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement("weights") + statement("same_parts"), values)
        return {(day, top): MadeUp(count, same) for day, top, count, same in cursor.fetchall()}
