"""What is found of units, people and groups: their own rooms lie lower and cannot say it themselves."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from giaoban.ground.directory.listeners import on_change
from giaoban.ground.org.models import Person, Post, PostHolding, Unit, UnitGroup
from giaoban.ground.search.services import index, remove
from giaoban.ground.search.sources import Found, source, sources


def declare() -> None:
    """Make units, people and groups findable and keep them so."""
    source(Unit, unit_found, rows=lambda: Unit.objects.prefetch_related("names", "aliases"))
    source(Person, person_found, rows=people)
    source(UnitGroup, group_found)
    on_change(index_changed)


def index_changed(row: Model) -> None:
    """Index a changed row of the organisation anew, read afresh; forget one that is gone."""
    rows: Any = sources().get(type(row))
    if rows is not None:
        found = rows().filter(pk=row.pk).first()
        if found is None:
            remove(row)
        else:
            index(found)


def people() -> QuerySet[Person]:
    """People with what they hold and held."""
    holdings = PostHolding.objects.select_related("post").order_by("-valid_from")
    return Person.objects.prefetch_related(Prefetch("holdings", holdings))


def unit_found(unit: Unit) -> Found | None:
    """A unit by its newest name, all former names and other ways of writing."""
    names = sorted(unit.names.all(), key=lambda row: row.valid_from, reverse=True)
    if not names:
        return None
    others = (
        [row.name for row in names[1:]] + [row.short_name for row in names] + [row.alias for row in unit.aliases.all()]
    )
    return Found(
        title=names[0].name,
        text="; ".join(filter(None, dict.fromkeys(others))),
        url=reverse("directory:unit", args=[unit.pk]),
        body_id=unit.body_id,
        unit_id=unit.pk,
    )


def person_found(person: Person) -> Found:
    """A person by name and the posts held."""
    holdings = list(person.holdings.all())
    post: Post | None = holdings[0].post if holdings else None
    return Found(
        title=person.full_name,
        text="; ".join(dict.fromkeys(holding.post.title for holding in holdings)),
        url=reverse("directory:person", args=[person.pk]),
        body_id=post.body_id if post else None,
        unit_id=post.unit_id if post else None,
    )


def group_found(group: UnitGroup) -> Found:
    """A group by its name and other ways of writing."""
    return Found(
        title=group.name,
        text="; ".join(group.aliases),
        url=reverse("directory:group", args=[group.pk]),
        body_id=group.body_id,
    )
