"""The clock of a demonstration, set by what loads it."""

from datetime import date

from django.conf import settings
from django.db import transaction

from giaoban.ground import journal
from giaoban.ground.directory.models import User
from giaoban.kernel.problems import Problem


@transaction.atomic
def demo_clock_set(*, user: User, on: date | None, note: str = "") -> User:
    """Set the day on which a demonstration's account works and what it is about; `on` None: the real day again.

    For loaders of demonstrations. Errors: DIR-013 in a program that was not started as a demonstration.
    """
    if not settings.GIAOBAN_DEMO:
        raise Problem("DIR-013")
    journal.context(verb="directory.demo_clock")
    user.clock_on, user.clock_note = on, note if on is not None else ""
    user.save(update_fields=["clock_on", "clock_note"])
    return user
