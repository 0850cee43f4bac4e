"""Bodies, posts and people on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from giaoban.ground.org.models import Body, BodyName, Person, Post, PostHolding, UnitName
from giaoban.ground.org.selectors.statements import ask


def body_names(*, bodies: Iterable[int], on: date, short: bool = False) -> dict[int, str]:
    """Names of bodies on a day, or the nearest earlier (else later) one; one query."""
    rows = ask("body_names", bodies=list(bodies), on=on)
    return {body: (short_name if short else "") or name for body, name, short_name in rows}


def body_name(*, body: int, on: date, short: bool = False) -> str:
    """The name of a body on a day (as `body_names`); empty for one without any name."""
    return body_names(bodies=[body], on=on, short=short).get(body, "")


def bodies_named(*, on: date) -> QuerySet[Body]:
    """Bodies that exist on a day, each with name, short_name and area_name of that day."""
    names = BodyName.objects.on(on).filter(body=OuterRef("pk"))
    areas = UnitName.objects.on(on).filter(unit=OuterRef("area_id"))
    return (
        Body.objects.on(on)
        .annotate(
            name=Subquery(names.values("name")[:1]),
            short_name=Subquery(names.values("short_name")[:1]),
            area_name=Subquery(areas.values("name")[:1]),
            area_sort=Subquery(areas.values("sort_key")[:1]),
        )
        .order_by("area_sort", "kind", "pk")
    )


def holdings_on(*, on: date) -> QuerySet[PostHolding]:
    """Holdings in force on a day, with post, body and unit at hand, and post_title, unit_name, body_name of that day."""
    units = UnitName.objects.on(on).filter(unit=OuterRef("post__unit_id"))
    bodies = BodyName.objects.on(on).filter(body=OuterRef("post__body_id"))
    return (
        PostHolding.objects.on(on)
        .select_related("person", "post")
        .annotate(unit_name=Subquery(units.values("name")[:1]), body_name=Subquery(bodies.values("name")[:1]))
        .order_by("person__sort_key", "person_id", "pk")
    )


def people_with_posts(*, on: date) -> QuerySet[Person]:
    """People in the order of office lists, each with `posts_on`: holdings of that day (as `holdings_on`); two queries a page."""
    return Person.objects.prefetch_related(Prefetch("holdings", holdings_on(on=on), to_attr="posts_on")).order_by(
        "sort_key", "pk"
    )


def posts_with_holders(*, on: date) -> QuerySet[Post]:
    """Posts of a day with unit_name and body_name, each with `holders_on`: holdings of that day; two queries a page."""
    units = UnitName.objects.on(on).filter(unit=OuterRef("unit_id"))
    bodies = BodyName.objects.on(on).filter(body=OuterRef("body_id"))
    return (
        Post.objects.on(on)
        .annotate(
            unit_name=Subquery(units.values("name")[:1]),
            unit_sort=Subquery(units.values("sort_key")[:1]),
            body_name=Subquery(bodies.values("name")[:1]),
        )
        .prefetch_related(Prefetch("holdings", holdings_on(on=on), to_attr="holders_on"))
        .order_by("unit_sort", "pk")
    )
