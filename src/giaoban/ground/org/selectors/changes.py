"""What a change of units did or would do, in words for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from giaoban.ground.org.models import Person, Post, PostHolding, UnitChange, UnitGroup, UnitGroupMember
from giaoban.ground.org.selectors.people import body_names
from giaoban.ground.org.selectors.units import unit_names
from giaoban.ground.org.sorting import sort_key

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Effects:
    """What a change does, by name: units that end, begin, get another upper unit; bodies, posts and groups concerned."""

    ended: tuple[str, ...]
    created: tuple[str, ...]
    moved: tuple[str, ...]
    bodies: tuple[str, ...]
    posts: tuple[str, ...]
    holders: tuple[str, ...]
    groups: tuple[str, ...]


def changes_of(*, unit: int) -> QuerySet[UnitChange]:
    """The changes a unit was concerned in, newest first."""
    return UnitChange.objects.filter(units__contains=[unit])


def effects_of(change: UnitChange) -> Effects:
    """What a change did, from its own steps: also true after it has been undone. At most nine queries."""
    on = change.on
    closed = _pks(change, "org.unit", "update", "valid_to")
    moved = {s["after"]["unit_id"] for s in _steps(change, "org.unitparent", "create")} - _made(change)
    bodies = _pks(change, "org.body", "update", "valid_to")
    posts = [s["pk"] for s in _steps(change, "org.post", "update")]
    groups = {s["after"]["group_id"] for s in _steps(change, "org.unitgroupmember", "create")}
    groups |= _groups_left(change)
    return Effects(
        ended=_named(unit_names(units=closed, on=on - DAY)),
        created=tuple(
            sorted(s["after"]["name"] for s in _steps(change, "org.unitname", "create") if _first(change, s))
        ),
        moved=_named(unit_names(units=moved, on=on)),
        bodies=_named(body_names(bodies=bodies, on=on - DAY)),
        posts=in_order(_titles(posts)),
        holders=in_order(_holders(change)),
        groups=in_order(UnitGroup.objects.filter(pk__in=groups).values_list("name", flat=True)) if groups else (),
    )


def _steps(change: UnitChange, model: str, op: str) -> list[dict[str, Any]]:
    return [s for s in change.steps if s["model"] == model and s["op"] == op]


def _pks(change: UnitChange, model: str, op: str, column: str) -> list[int]:
    return [s["pk"] for s in _steps(change, model, op) if column in s["after"]]


def _made(change: UnitChange) -> set[int]:
    return {s["pk"] for s in _steps(change, "org.unit", "create")}


def _first(change: UnitChange, step: dict[str, Any]) -> bool:
    return step["after"]["unit_id"] in _made(change)


def _groups_left(change: UnitChange) -> set[int]:
    gone = {s["before"]["group_id"] for s in _steps(change, "org.unitgroupmember", "delete")}
    closed = _pks(change, "org.unitgroupmember", "update", "valid_to")
    return gone | set(UnitGroupMember.objects.filter(pk__in=closed).values_list("group", flat=True))


def _holders(change: UnitChange) -> set[str]:
    """Who holds (or was to hold) a post until the change, "Trần Thị Bình – Chủ tịch"."""
    ended = [s["pk"] for s in _steps(change, "org.postholding", "update")]
    pairs = set(PostHolding.objects.filter(pk__in=ended).values_list("person", "post")) if ended else set()
    pairs |= {(s["before"]["person_id"], s["before"]["post_id"]) for s in _steps(change, "org.postholding", "delete")}
    people = dict(Person.objects.filter(pk__in={p for p, _ in pairs}).values_list("pk", "full_name")) if pairs else {}
    titles = dict(Post.objects.filter(pk__in={p for _, p in pairs}).values_list("pk", "title")) if pairs else {}
    return {f"{people.get(person, '')} – {titles.get(post, '')}" for person, post in pairs}


def _titles(posts: list[int]) -> list[str]:
    return list(Post.objects.filter(pk__in=posts).values_list("title", flat=True)) if posts else []


def _named(found: dict[int, str]) -> tuple[str, ...]:
    return in_order(found.values())


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Words in Vietnamese alphabetical order."""
    return tuple(sorted(words, key=sort_key))
