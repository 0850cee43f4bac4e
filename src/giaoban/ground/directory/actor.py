"""From a signed-in user or a link to the Actor of a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from giaoban.ground import journal
from giaoban.ground.access.actor import Actor
from giaoban.kernel.problems import Problem

if TYPE_CHECKING:
    from giaoban.ground.directory.models import User
    from giaoban.ground.org.models import PostHolding


def holdings_of(person_id: int, at: datetime) -> "list[PostHolding]":
    """The holdings under which a person may act at a moment, own posts before those held as a deputy. One query."""
    from giaoban.ground.org.models import HoldingKind, PostHolding
    from giaoban.ground.org.models.dated import holds_on

    on = timezone.localdate(at)
    found = (
        PostHolding.objects.filter(holds_on(on), holds_on(on, "post__"), person_id=person_id)
        .select_related("post", "post__body", "post__unit", "person")
        .order_by("valid_from", "pk")
    )
    return sorted(found, key=lambda holding: holding.kind == HoldingKind.DEPUTY_FOR)


def label_of(holding: "PostHolding", name: str) -> str:
    """How the journal and the pages name an actor: "Trần Văn Bình, Văn phòng – Thống kê"; a deputy says whose place it takes."""
    from giaoban.ground.org.models import HoldingKind

    words = {HoldingKind.DEPUTY_FOR: "thay ", HoldingKind.ACTING: "quyền "}
    return f"{name}, {words.get(HoldingKind(holding.kind), '')}{holding.post.title}"


def actor_of(user: "User", *, at: datetime, holding_id: int | None = None) -> Actor:
    """The actor of a user at a moment: as the chosen holding while it lasts, else as the first; without a post, as the account alone.

    An account without a post sees only its own account pages.
    """
    holdings = holdings_of(user.person_id, at) if user.person_id else []
    if not holdings:
        name = user.person.full_name if user.person else user.username
        return Actor(kind="user", label=name, at=at, user_id=user.pk, person_id=user.person_id)
    chosen = next((holding for holding in holdings if holding.pk == holding_id), holdings[0])
    return as_holding(user, chosen, at)


def as_holding(user: "User", holding: "PostHolding", at: datetime) -> Actor:
    """The actor of a user in one holding."""
    from giaoban.ground.org.models import HoldingKind

    deputy = holding.kind == HoldingKind.DEPUTY_FOR
    return Actor(
        kind="user",
        label=label_of(holding, holding.person.full_name),
        at=at,
        user_id=user.pk,
        person_id=holding.person_id,
        post_id=holding.post_id,
        body_id=holding.post.body_id,
        unit_id=holding.post.unit_id,
        deputy_for_post_id=holding.post_id if deputy else None,
    )


def holding_choose(user: "User", *, holding_id: int, at: datetime) -> "PostHolding":
    """The holding a user wants to act under. Errors: DIR-002 for one that is not theirs or does not hold today."""
    for holding in holdings_of(user.person_id, at) if user.person_id else []:
        if holding.pk == holding_id:
            return holding
    raise Problem("DIR-002")


@contextmanager
def acting(actor: Actor, *, source: str) -> Iterator[Actor]:
    """Tell the journal who acts for the length of a block; `source` is "web", "job", "command" or "link"."""
    with journal.acting(
        user_id=actor.user_id, post_id=actor.post_id, body_id=actor.body_id, label=actor.label, source=source
    ):
        yield actor
