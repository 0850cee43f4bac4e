"""Reads of the room, always for an actor."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from giaoban.ground.access import allowed, declared, policy_of, registered, require_anywhere, visible
from giaoban.ground.access.actor import Actor
from giaoban.ground.access.predicate import by_grant
from giaoban.ground.directory.models import Link, Token, User
from giaoban.ground.org.folding import squeeze
from giaoban.ground.org.models import (
    Body,
    HoldingKind,
    LineageKind,
    Person,
    Post,
    PostHolding,
    Tree,
    Unit,
    UnitChange,
    UnitGroup,
    UnitKind,
    UnitLineage,
    UnitName,
    UnitParent,
)
from giaoban.ground.org.models.dated import holds_on
from giaoban.ground.org.selectors import bodies_named, changes_of, people_with_posts, posts_with_holders, units_named
from giaoban.ground.org.services import NewUnit
from giaoban.kernel.problems import Problem

M = TypeVar("M", bound=Model)


def units(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Unit]:
    """Units of a day (today) with their names, with which the actor may do the verb."""
    return visible(actor, verb, units_named(on=on or actor.on))


def units_found(actor: Actor, *, text: str, on: date) -> QuerySet[Unit]:
    """The units of any line of command whose name of the day holds every word of a text, whose code it is, short names first."""
    held = Q()
    for word in squeeze(text).split()[:8]:
        held &= Q(folded__contains=word)
    named = UnitName.objects.on(on).filter(held).values("unit") if held else UnitName.objects.none().values("unit")
    rows: QuerySet[Any] = units(actor, on=on).filter(Q(pk__in=named) | Q(code__iexact=text.strip()))
    return rows.order_by(Length("name"), "sort_key", "pk")


def under_another(numbers: Iterable[int], *, on: date) -> set[int]:
    """Those of some units that stand under another unit in any line of command on a day."""
    return set(UnitParent.objects.on(on).filter(unit__in=list(numbers)).values_list("unit", flat=True))


def bodies(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Body]:
    """Bodies of a day with their names."""
    return visible(actor, verb, bodies_named(on=on or actor.on))


def posts(actor: Actor, *, verb: str = "org.view", on: date | None = None) -> QuerySet[Post]:
    """Posts of a day with unit, body and holders."""
    return visible(actor, verb, posts_with_holders(on=on or actor.on))


def people(actor: Actor, *, text: str = "", verb: str = "org.view", on: date | None = None) -> QuerySet[Person]:
    """People in the order of office lists with their posts of a day; narrowed to names that contain the text, accents aside."""
    text = text.replace("\x00", "")
    found = visible(actor, verb, people_with_posts(on=on or actor.on))
    return found.filter(folded__contains=squeeze(text)) if text.strip() else found


def own_people(actor: Actor, rows: QuerySet[Person]) -> QuerySet[Person]:
    """Those of the rows who hold a post of the actor's body today, and those who hold none anywhere yet."""
    held = PostHolding.objects.filter(person=OuterRef("pk"))
    return rows.filter(Exists(held.on(actor.on).filter(post__body_id=actor.body_id or 0)) | ~Exists(held))


def accounts(actor: Actor, *, text: str = "") -> QuerySet[User]:
    """Accounts that the actor may manage, with their people."""
    text = text.replace("\x00", "")
    found = visible(actor, "directory.accounts", User.objects.select_related("person"))
    if text.strip():
        found = found.filter(Q(username__icontains=text.strip()) | Q(person__folded__contains=squeeze(text)))
    return found


def links(actor: Actor) -> QuerySet[Link]:
    """Access links that the actor may see and revoke, newest first."""
    return visible(actor, "directory.link", Link.objects.select_related("unit", "created_by"))


def groups(actor: Actor) -> QuerySet[UnitGroup]:
    """Groups of addressees in use today: shared ones and those of the actor's body."""
    in_use = Q(closed_on__isnull=True) | Q(closed_on__gt=actor.on)
    own = Q(body__isnull=True) | Q(body_id=actor.body_id)
    found = visible(actor, "org.view", UnitGroup.objects.filter(in_use & own))
    return found.select_related("rule_under").order_by("sort_key", "pk")


def one(rows: QuerySet[M], pk: int) -> M:
    """The row with that number among rows narrowed to an actor. Errors: ACC-002 (404) where it is not among them."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Problem("ACC-002")
    return found


def unit(actor: Actor, pk: int) -> Unit:
    """The unit with that number, where the actor may see it. Errors: ACC-002."""
    return one(visible(actor, "org.view", Unit.objects.all()), pk)


def body(actor: Actor, pk: int) -> Body:
    """The body with that number, also one that has ended, where the actor may see it. Errors: ACC-002."""
    return one(visible(actor, "org.view", Body.objects.select_related("area")), pk)


def areas(actor: Actor) -> QuerySet[Unit]:
    """Provinces, districts and communes of today for which the actor may set up a body."""
    kinds = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
    return units(actor, verb="org.edit").filter(kind__in=kinds)


def person(actor: Actor, pk: int) -> Person:
    """The person with that number, where the actor may see it. Errors: ACC-002."""
    return one(visible(actor, "org.view", Person.objects.all()), pk)


def post(actor: Actor, pk: int) -> Post:
    """The post with that number, where the actor may see it. Errors: ACC-002."""
    return one(visible(actor, "org.view", Post.objects.all()), pk)


def holding(actor: Actor, pk: int) -> PostHolding:
    """The holding with that number with person and post, where the actor may see it. Errors: ACC-002."""
    return one(visible(actor, "org.view", PostHolding.objects.select_related("person", "post")), pk)


def require_revealed(actor: Actor, person: Person) -> None:
    """Refuse those to whom `reveals` says no. Errors: ACC-001."""
    if not reveals(actor, person):
        raise Problem("ACC-001", what=str(declared()["org.people"]).lower())


def body_of(actor: Actor) -> Body | None:
    """The body of the post the actor acts as."""
    return Body.objects.filter(pk=actor.body_id).first() if actor.body_id is not None else None


def object_named(actor: Actor, label: str, pk: int) -> Model:
    """The object of a registered model ("org.unit") with that number, where the actor may see it. Errors: ACC-002."""
    for model, policy in registered().items():
        if model._meta.label_lower == label:
            return one(visible(actor, policy.view, model._default_manager.all()), pk)
    raise Problem("ACC-002")


def successor_of(unit: Unit, *, name: str, on: date, form: str = "", code: str = "") -> NewUnit:
    """A new unit of the shape of another one: same kind, level, form (or another), body and, in the state's tree, upper unit."""
    shape = UnitName.objects.on(on).filter(unit=unit).first()
    upper = UnitParent.objects.on(on).filter(unit=unit, tree=Tree.STATE).select_related("parent").first()
    return NewUnit(
        kind=unit.kind,
        level=unit.level,
        name=name,
        form=form or (shape.form if shape else ""),
        code=code,
        parent=upper.parent if upper else None,
        body=unit.body,
    )


def change(actor: Actor, pk: int) -> UnitChange:
    """A change of units; like the units, no secret among those who work here. Errors: ACC-001, ACC-002."""
    require_anywhere(actor, "org.view")
    return one(UnitChange.objects.all(), pk)


def units_concerned(found: UnitChange) -> QuerySet[Unit]:
    """The units of a change that exist."""
    return Unit.objects.filter(pk__in=found.units)


def newest_change(unit: Unit) -> UnitChange:
    """The change that was made to a unit last. Errors: UnitChange.DoesNotExist."""
    return changes_of(unit=unit.pk).latest("pk")


def divisions(unit: Unit) -> list[UnitLineage]:
    """The arrows along which a unit was divided, the last division first."""
    return list(UnitLineage.objects.filter(source=unit, kind=LineageKind.SPLIT).order_by("-on", "pk"))


def account_of(actor: Actor, person: Person) -> User | None:
    """The person's account, where the actor may manage it."""
    return visible(actor, "directory.accounts", User.objects.filter(person=person)).first()


def own_account(pk: int) -> User:
    """An account with its person, for its own pages."""
    return User.objects.select_related("person").get(pk=pk)


def second_factors(user: User) -> list[str]:
    """What an account signs in with besides the password: "totp", "webauthn", "recovery_codes"."""
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def sessions_of(user: User) -> list[UserSession]:
    """Where an account is signed in, oldest first; sessions that have ended are forgotten."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda session: session.created_at)


def present_home(person: Person, *, on: date) -> PostHolding | None:
    """The holding by which an office looks after a person: where they came first among today's, else what begins later.

    Somebody who works for several bodies is looked after where they came first: otherwise any body could take a person in and then read
    their data or open their account.
    """
    own = PostHolding.objects.filter(person=person).exclude(kind=HoldingKind.DEPUTY_FOR).order_by("pk")
    today = own.filter(holds_on(on), holds_on(on, "post__")).first()
    return today or own.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__gt=on).first()


def last_home(person: Person) -> PostHolding | None:
    """The own post somebody held last; None for a person who never held one."""
    own = PostHolding.objects.filter(person=person).exclude(kind=HoldingKind.DEPUTY_FOR)
    return own.order_by("-valid_to", "-pk").first()


def granted(actor: Actor, verb: str, obj: Model) -> bool:
    """Whether a grant on the object itself, not a role, lets the actor do the verb with it."""
    condition = by_grant(actor, verb, policy_of(type(obj)))
    return type(obj)._base_manager.filter(condition, pk=obj.pk).exists()


def reveals(actor: Actor, person: Person) -> bool:
    """Whether the actor may see a person's telephone, e-mail and birth: the person, and those who edit people where they are now.

    An office they left does not; of somebody new, without a post yet, everybody who may edit people does.
    """
    if actor.person_id == person.pk or granted(actor, "org.people", person):
        return True
    home = present_home(person, on=actor.on)
    if home is not None:
        return allowed(actor, "org.people", home)
    return last_home(person) is None and allowed(actor, "org.people", person)


def tokens_of(user_id: int) -> QuerySet[Token]:
    """The keys that a person made for programs, newest first."""
    return Token.objects.filter(user_id=user_id)
