"""The clock of a demonstration: its accounts work on the day of their story, at the time of day it is.

Only in a program started as a demonstration (`GIAOBAN_DEMO`); everywhere else the clock of an account is never read. The journal's own
`at` is the real time in any case: it is written by the database.
"""

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from giaoban.ground.access.actor import Actor
from giaoban.ground.directory.actor import actor_of
from giaoban.ground.directory.models import User


def day_of(user: User | None) -> date | None:
    """The day an account's clock shows; None where it shows the real one."""
    return user.clock_on if user is not None and settings.GIAOBAN_DEMO else None


def moment_of(user: User | None, *, at: datetime) -> datetime:
    """The moment an account works at: `at` itself, or the day its clock shows at the local time of day of `at`."""
    day = day_of(user)
    return at if day is None else timezone.make_aware(datetime.combine(day, timezone.localtime(at).time()))


def story_of(user: User | None) -> str | None:
    """What an account's clock is about, "" where nobody said; None for an account without a clock."""
    return user.clock_note if user is not None and day_of(user) is not None else None


def clocked(user: User, *, at: datetime, holding_id: int | None = None) -> Actor:
    """As `actor_of`, by the account's own clock: `at` is the real moment."""
    actor = actor_of(user, at=moment_of(user, at=at), holding_id=holding_id)
    return replace(actor, story=story_of(user))
