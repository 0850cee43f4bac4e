"""What every service of the room does around its work: one transaction, a verb for the journal, refusals in words."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import IntegrityError, models, transaction

from giaoban.ground import journal
from giaoban.ground.org.models import Unit
from giaoban.ground.org.selectors.units import unit_name
from giaoban.kernel.problems import Problem

P = ParamSpec("P")
R = TypeVar("R")


def service(work: Callable[P, R]) -> Callable[P, R]:
    """Run the work in a transaction under the verb "org.<name>" and the caller's `reason`; broken constraints become problems."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        reason = str(kwargs.get("reason") or "")
        try:
            with transaction.atomic():
                journal.context(verb=f"org.{work.__name__}", reason=reason)
                return work(*args, **kwargs)
        except IntegrityError as error:
            problem = _problem(error)
            if problem is None:
                raise
            raise problem from error

    return run


def later(start: date, end: date | None) -> None:
    """Refuse an end that is not after the start. Errors: ORG-008."""
    if end is not None and end <= start:
        raise Problem("ORG-008", start=vi(start), end=vi(end))


def existing(unit: Unit, on: date) -> Unit:
    """The unit, locked, if it exists on a day. Errors: ORG-002."""
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if not locked.holds(on):
        raise Problem("ORG-002", unit=called(locked, on), on=vi(on))
    return locked


def called(unit: Unit, on: date) -> str:
    """What to call a unit in a sentence."""
    return unit_name(unit=unit.pk, on=on) or str(unit)


def vi(day: date) -> str:
    """A day as officials write it."""
    return day.strftime("%d/%m/%Y")


def close(rows: models.QuerySet[Any], on: date) -> None:
    """End dated rows on a day: those in force get it as their last, those that would only begin then or later go."""
    rows.filter(valid_from__gte=on).delete()
    rows.filter(valid_from__lt=on).filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=on)).update(
        valid_to=on
    )


def _problem(error: IntegrityError) -> Problem | None:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_app_config("org").get_models():
        for constraint in model._meta.constraints:
            if (
                constraint.name == name
                and constraint.violation_error_message != constraint.default_violation_error_message
            ):
                return Problem("ORG-001", rule=constraint.violation_error_message)
    return None
