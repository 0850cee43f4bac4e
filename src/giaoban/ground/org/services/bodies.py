"""Bodies and posts."""

from datetime import date

from django.db.models import Q

from giaoban.ground.org.models import Body, BodyName, Post, PostHolding, PostRank, Unit
from giaoban.ground.org.selectors.people import body_name
from giaoban.ground.org.services.guard import close, existing, later, service, vi
from giaoban.kernel.problems import Problem


@service
def body_create(
    *,
    kind: str,
    area: Unit,
    name: str,
    on: date,
    short_name: str = "",
    code: str = "",
    until: date | None = None,
    reason: str = "",
) -> Body:
    """Set up a body of an area. Errors: ORG-001 (the area has one of this kind, or the code is in use), ORG-002, ORG-008."""
    del reason
    later(on, until)
    body = Body.objects.create(kind=kind, area=existing(area, on), code=code, valid_from=on, valid_to=until)
    BodyName.objects.create(body=body, name=name, short_name=short_name, valid_from=on, valid_to=until)
    return body


@service
def body_rename(*, body: Body, name: str, on: date, short_name: str = "", reason: str = "") -> BodyName:
    """Give a body another name from a day on (on the first day of the present name: correct it). Errors: ORG-001."""
    del reason
    old = BodyName.objects.on(on).filter(body=body).first()
    if old is not None and old.valid_from == on:
        old.name, old.short_name = name, short_name
        old.save()
        return old
    end = old.valid_to if old is not None else body.valid_to
    if old is not None:
        body.names.filter(pk=old.pk).update(valid_to=on)
    return BodyName.objects.create(body=body, name=name, short_name=short_name, valid_from=on, valid_to=end)


@service
def body_end(*, body: Body, on: date, reason: str = "") -> None:
    """End a body, its name, its posts and who holds them. Errors: ORG-008; ORG-013 while units work for it: nobody could run them."""
    del reason
    later(body.valid_from, on)
    left = body.units.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).count()
    if left:
        raise Problem("ORG-013", body=body_name(body=body.pk, on=on), count=left, on=vi(on))
    close(PostHolding.objects.filter(post__body=body), on)
    ongoing = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    body.posts.filter(ongoing, valid_from__lt=on).update(valid_to=on)
    close(body.names.all(), on)
    body.valid_to = on
    body.save(update_fields=["valid_to"])


@service
def post_create(
    *,
    body: Body,
    unit: Unit,
    title: str,
    on: date,
    rank: str = PostRank.STAFF,
    seats: int = 1,
    until: date | None = None,
    reason: str = "",
) -> Post:
    """Set up a post. Errors: ORG-001 (the unit has that title already), ORG-002, ORG-008."""
    del reason
    later(on, until)
    return Post.objects.create(
        body=body, unit=existing(unit, on), title=title, rank=rank, seats=seats, valid_from=on, valid_to=until
    )


@service
def post_end(*, post: Post, on: date, reason: str = "") -> None:
    """End a post and who holds it. Errors: ORG-008."""
    del reason
    later(post.valid_from, on)
    close(PostHolding.objects.filter(post=post), on)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
