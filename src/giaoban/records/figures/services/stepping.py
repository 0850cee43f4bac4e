"""Many figures take one step together: those of a report, a form, a collection."""

from collections.abc import Iterable

from django.db import transaction

from giaoban.ground import access, journal
from giaoban.ground.access import Actor
from giaoban.kernel.problems import Problem
from giaoban.records.figures.models import Observation
from giaoban.records.figures.states import OBSERVATION


@transaction.atomic
def observations_step(*, actor: Actor, observations: Iterable[int], verb: str, reason: str = "") -> int:
    """Take a step with every current revision among the given ones that stands where the step begins; how many did.

    What the actor may not lock (submit: record), what is superseded, or stands elsewhere is left as it is.
    Errors: ACC-001 without the right anywhere; OBS-011 to unlock without a reason; FLW-001 for a step of no table.
    """
    right = "figures.record" if verb == "submit" else "figures.lock"
    access.require_anywhere(actor, right)
    journal.context(verb=f"figures.{verb}", reason=reason)
    ways = {before: after for (before, step), after in OBSERVATION.steps.items() if step == verb}
    if not ways:
        raise OBSERVATION.refusal("", verb)
    if verb == "unlock" and not reason.strip():
        raise Problem("OBS-011")
    count = 0
    numbers = sorted(set(observations))
    for before, after in ways.items():
        rows = Observation.objects.filter(pk__in=numbers, superseded_by=None, state=before)
        allowed = list(access.visible(actor, right, rows).values_list("pk", flat=True))
        count += Observation.objects.filter(pk__in=allowed, state=before).update(state=after)
    return count
