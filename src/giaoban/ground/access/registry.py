"""Which model is seen how: one policy per model, declared by its room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Model

from giaoban.ground.access.verbs import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How rights reach the rows of one model. Paths are Django look-up paths from the model.

    view: the verb that lets a row be seen at all (search, attachments, 404 instead of 403).
    body: path to the body the row belongs to; None where it belongs to no body (units, people): then only the unit counts.
    bodyless: rows without any body (a shared group, a person without a post yet) are open to every role that contains the verb.
    unit: path to the unit; None where a role's unit scope does not narrow it.
    owner: paths to posts, people, accounts or units that own the row and may do `owner_verbs`, inside their own body only.
    classification: path to the level; None where rows have none.
    Paths may lead over to-many relations: a row then counts for each of its bodies and units.
    parent: path to a row whose viewers also see this one (its grants and links included).
    open_verbs: verbs that everybody who acts as a post may do.
    wide_verbs: only the view, or nothing: a role in some units may also see rows of level 0 of its whole body, for what a body has settled
    is no secret to its own offices. It never reaches another body, a higher level, or any verb that changes something.
    wide_where: what must hold of such rows besides (their state is one of those settled), as (look-up, value).
    """

    model: type[Model]
    view: str
    body: str | None = None
    bodyless: bool = False
    unit: str | None = None
    owner: tuple[str, ...] = ()
    owner_verbs: frozenset[str] = frozenset()
    classification: str | None = None
    parent: str | None = None
    open_verbs: frozenset[str] = frozenset()
    wide_verbs: frozenset[str] = frozenset()
    wide_where: tuple[tuple[str, Any], ...] = ()

    def __post_init__(self) -> None:
        """Errors: ValueError for a policy that is wider than may be."""
        if self.wide_verbs and (self.wide_verbs != {self.view} or None in (self.body, self.unit, self.classification)):
            raise ValueError(f"{self.model.__name__}: only the view of rows with body, unit and level may be wide")


_POLICIES: dict[type[Model], Policy] = {}


def policy(
    model: type[Model],
    *,
    view: str,
    body: str | None = None,
    bodyless: bool = False,
    unit: str | None = None,
    owner: str | Iterable[str] = (),
    owner_verbs: Iterable[str] = (),
    classification: str | None = None,
    parent: str | None = None,
    open_verbs: Iterable[str] = (),
    wide_verbs: Iterable[str] = (),
    wide_where: Mapping[str, Any] = MappingProxyType({}),
) -> Policy:
    """Declare how a model is seen.

    Errors: LookupError for an undeclared verb; ValueError for a second, different policy and for one that is wider than may be.
    """
    new = Policy(
        model=model,
        view=known(view),
        body=body,
        bodyless=bodyless,
        unit=unit,
        owner=(owner,) if isinstance(owner, str) else tuple(owner),
        owner_verbs=frozenset(map(known, owner_verbs)),
        classification=classification,
        parent=parent,
        open_verbs=frozenset(map(known, open_verbs)),
        wide_verbs=frozenset(map(known, wide_verbs)),
        wide_where=tuple(sorted(wide_where.items())),
    )
    if _POLICIES.setdefault(model, new) != new:
        raise ValueError(f"{model.__name__} already has another policy")
    return new


def is_to_many(model: type[Model], path: str) -> bool:
    """True where a look-up path crosses a relation to many rows. Errors: FieldDoesNotExist for a path that leads nowhere."""
    target: type[Any] = model
    for name in path.split("__"):
        field: Any = target._meta.pk if name == "pk" else target._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return True
        target = field.related_model or target
    return False


def registered() -> Mapping[type[Model], Policy]:
    """Every declared policy by model."""
    return MappingProxyType(_POLICIES)


def policy_of(model: type[Any]) -> Policy:
    """The policy of a model. Errors: LookupError where its room declared none: a mistake of ours."""
    try:
        return _POLICIES[model._meta.concrete_model or model]
    except KeyError:
        raise LookupError(f"{model.__name__} has no access policy") from None
