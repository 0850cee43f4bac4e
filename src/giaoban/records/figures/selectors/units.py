"""The units that a body's figures may be for."""

from giaoban.ground.access import Actor
from giaoban.ground.org.models import Body, Unit
from giaoban.ground.org.selectors import units_on
from giaoban.kernel.problems import Problem


def unit_choices(actor: Actor) -> list[tuple[int, str]]:
    """The area of the actor's body and everything below it on its date, in the order of the tree, deeper ones indented. Two queries."""
    area = Body.objects.filter(pk=actor.body_id or 0).values_list("area_id", flat=True).first()
    if area is None:
        return []
    return [(node.id, "– " * node.depth + node.name) for node in units_on(on=actor.on, under=area, itself=True)]


def unit_get(pk: int) -> Unit:
    """One unit; units are no secret, what is recorded of them is. Errors: ACC-002."""
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found
